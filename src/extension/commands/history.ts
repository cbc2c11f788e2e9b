import * as vscode from 'vscode';
import type { JournalScript } from '../../core/executor/journal.js';
import { encodeJournalAddress } from '../documents/journalAddress.js';
import type { Services } from '../services.js';
import { historyEntryOf } from './commandArguments.js';

/** Opens the script that an apply ran, or the one that undoes it, as a read-only document. */
export async function showJournalScript(
  _: Services,
  argument: unknown,
  script: JournalScript,
): Promise<void> {
  const entry = historyEntryOf(argument);
  if (entry === undefined) return;
  const uri = vscode.Uri.from(encodeJournalAddress(entry, script));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { preview: false });
}
