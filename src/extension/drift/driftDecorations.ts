import * as vscode from 'vscode';
import { driftItemStatus } from './driftItemUri.js';
import { statusColor, statusLetter, statusWords } from './driftStatus.js';

/** Gives rows their status letter and colour. All it needs is in the row's address, so it never changes its mind. */
export const driftDecorations: vscode.FileDecorationProvider = {
  provideFileDecoration: (uri) => {
    const status = driftItemStatus(uri);
    if (status === undefined) return undefined;
    return new vscode.FileDecoration(
      statusLetter(status),
      statusWords(status, vscode.l10n),
      new vscode.ThemeColor(statusColor(status)),
    );
  },
};
