import * as vscode from 'vscode';
import {
  connectionsOfFile,
  connectionsOfFolder,
  connectionsOfPerson,
} from '../../core/profiles/import/findConnections.js';
import { type Found, together } from '../../core/profiles/import/foundConnection.js';
import { connectionsOfSettings } from '../../core/profiles/import/settingsOfOthers.js';
import { localMachine } from '../../core/profiles/machine.js';

/**
 * Connections in the files of the workspace, in the settings of other database extensions, and in the person's own
 * files. What comes from a workspace is looked at only when it is trusted.
 */
export async function findImportable(): Promise<Found> {
  const machine = localMachine(process.env);
  const folders = vscode.workspace.isTrusted ? (vscode.workspace.workspaceFolders ?? []) : [];
  const inFolders = folders
    .filter(({ uri }) => uri.scheme === 'file')
    .map(async ({ uri, name }) => {
      const found = together([
        await connectionsOfFolder(uri.fsPath, machine),
        await connectionsOfFile(`${uri.fsPath}/.dbvc.jsonc`, '.dbvc.jsonc', machine),
      ]);
      return folders.length === 1 ? found : withFolder(found, name);
    });
  return together([
    ...(await Promise.all(inFolders)),
    connectionsOfSettings(readSetting),
    await connectionsOfPerson(machine),
  ]);
}

/** Which folder of several a file lies in. */
function withFolder(found: Found, folder: string): Found {
  return {
    connections: found.connections.map((one) => ({ ...one, place: `${folder}/${one.place}` })),
    problems: found.problems.map((problem) => `${folder}/${problem}`),
  };
}

/** The entries of the user and of the workspace, which a plain reading would hide behind one another. */
function readSetting(name: string): unknown {
  const values = vscode.workspace.getConfiguration().inspect<unknown>(name);
  const lists = [
    values?.globalValue,
    ...(vscode.workspace.isTrusted ? [values?.workspaceValue, values?.workspaceFolderValue] : []),
  ];
  return lists.flatMap((list) => (Array.isArray(list) ? (list as readonly unknown[]) : []));
}
