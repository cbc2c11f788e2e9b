import * as vscode from 'vscode';
import { folderPath } from '../../core/profiles/folders.js';
import { profileNameOf } from './candidates.js';
import type { ConnectionsRow } from './connectionRows.js';
import type { ProfileStore } from './profileStore.js';

/** The type that VS Code has for what is dragged within the view. */
const mime = 'application/vnd.code.tree.dbvc.connections';

/** Moves connections, and folders with all that is in them, by dragging them onto a folder or the empty part of the view. */
export class ConnectionsDragAndDrop implements vscode.TreeDragAndDropController<ConnectionsRow> {
  readonly dragMimeTypes = [mime];
  readonly dropMimeTypes = [mime];

  constructor(private readonly profiles: ProfileStore) {}

  handleDrag(rows: readonly ConnectionsRow[], dataTransfer: vscode.DataTransfer): void {
    dataTransfer.set(mime, new vscode.DataTransferItem(rows));
  }

  async handleDrop(target: ConnectionsRow | undefined, dataTransfer: vscode.DataTransfer): Promise<void> {
    const dragged: unknown = dataTransfer.get(mime)?.value;
    if (!Array.isArray(dragged)) return;
    const into = folderOf(target);
    for (const row of dragged as readonly ConnectionsRow[]) await this.#move(row, into);
  }

  async #move(row: ConnectionsRow, into: string): Promise<void> {
    if (row.type === 'connection') {
      const name = profileNameOf(row.entry.key);
      if (name !== undefined) await this.profiles.moveToFolder([name], into);
    } else if (row.type === 'folder') {
      // A folder cannot be put into itself.
      if (into === row.path || into.startsWith(`${row.path}/`)) return;
      const parent = folderPath(row.path).slice(0, -1).join('/');
      if (parent !== into)
        await this.profiles.renameFolder(row.path, [into, row.label].filter(Boolean).join('/'));
    }
  }
}

function folderOf(row: ConnectionsRow | undefined): string {
  switch (row?.type) {
    case 'folder':
      return row.path;
    case 'connection':
      return folderPath(row.entry.folder).join('/');
    case 'broken':
    case undefined:
      return '';
  }
}
