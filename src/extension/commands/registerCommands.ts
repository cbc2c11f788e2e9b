import * as vscode from 'vscode';
import type { Services } from '../services.js';
import { type CommandBody, commandTable } from './commandTable.js';

/** Registers every command, each with the one way that errors are shown and a Retry that runs it again. */
export function registerCommands(services: Services): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.entries(commandTable).map(([id, body]) =>
      vscode.commands.registerCommand(id, (argument: unknown, selection: unknown) =>
        runCommand(id, body, services, argument, selection),
      ),
    ),
  );
}

async function runCommand(
  id: string,
  body: CommandBody,
  services: Services,
  argument: unknown,
  selection: unknown,
): Promise<void> {
  services.log.debug(`command ${id}`);
  try {
    await body(services, argument, selection);
  } catch (error) {
    services.errors.show(error, { retry: () => runCommand(id, body, services, argument, selection) });
  }
}
