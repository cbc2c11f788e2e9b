import * as vscode from 'vscode';
import { CancelledError, DbvcError } from '../../core/errors.js';
import type { RenameFile } from './renameFile.js';

/** What all of these files say together. Throws `invalid-input` where two say different new names for the same thing. */
export async function writtenRenames(
  files: readonly RenameFile[],
): Promise<Readonly<Record<string, string>>> {
  const renames = new Map<string, { readonly after: string; readonly file: RenameFile }>();
  for (const file of files) {
    for (const [before, after] of Object.entries(await file.read())) {
      const other = renames.get(before);
      if (other !== undefined && other.after !== after) {
        throw new DbvcError(
          'invalid-input',
          vscode.l10n.t(
            '{0} says that {1} was renamed to {2}, and {3} that it was renamed to {4}. Take one of the two out.',
            other.file.label,
            before,
            other.after,
            file.label,
            after,
          ),
        );
      }
      renames.set(before, { after, file });
    }
  }
  return Object.fromEntries([...renames].map(([before, { after }]) => [before, after]));
}

/**
 * The file that a new rename goes into: of the only folder, of the only one that has such a file, or of the folder that a
 * person picks. Undefined where there is no folder. Throws `CancelledError` when they pick none.
 */
export async function chooseRenameFile(files: readonly RenameFile[]): Promise<RenameFile | undefined> {
  if (files.length <= 1) return files[0];
  const exist = await Promise.all(files.map((file) => file.exists()));
  const existing = files.filter((_, index) => exist[index]);
  if (existing.length === 1) return existing[0];
  const folder = await vscode.window.showWorkspaceFolderPick({
    placeHolder: vscode.l10n.t('The folder whose .dbvc.jsonc remembers the rename'),
    ignoreFocusOut: true,
  });
  const chosen = folder === undefined ? undefined : files.find((file) => file.isIn(folder));
  if (chosen === undefined) throw new CancelledError();
  return chosen;
}
