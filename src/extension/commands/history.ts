import * as vscode from 'vscode';
import type { JournalScript } from '../../core/executor/journal.js';
import type { Services } from '../services.js';
import { historyEntryOf } from './commandArguments.js';

/** Opens the script that an apply ran, or the one that undoes it, in an editor. */
export async function showJournalScript(
  services: Services,
  argument: unknown,
  script: JournalScript,
): Promise<void> {
  const entry = historyEntryOf(argument);
  if (entry === undefined) return;
  const journal = await services.journal();
  const content = await journal.read(entry.id, script);
  const document = await vscode.workspace.openTextDocument({ language: 'sql', content });
  await vscode.window.showTextDocument(document, { preview: false });
}
