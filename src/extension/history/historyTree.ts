import * as vscode from 'vscode';
import type { Journal } from '../../core/executor/journal.js';
import { entryRow, historyContextValue, type HistoryRow, type EntryRow, stepRows } from './historyRows.js';

/** The tree of the History view: every apply, the newest first, with its steps. */
export class HistoryTree implements vscode.TreeDataProvider<HistoryRow>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(private readonly journal: () => Promise<Journal>) {}

  /** Reads the journal again: another window may have written to it as well. */
  refresh(): void {
    this.#changed.fire();
  }

  /** All applies as they are now. */
  async entries(): Promise<readonly EntryRow[]> {
    const journal = await this.journal();
    return (await journal.list()).map((entry) => {
      const time = new Date(entry.startedAt).toLocaleString(vscode.env.language, timeStyle);
      return entryRow(entry, time, vscode.l10n);
    });
  }

  async getChildren(row?: HistoryRow): Promise<HistoryRow[]> {
    if (row === undefined) return [...(await this.entries())];
    return row.type === 'entry' ? [...stepRows(row)] : [];
  }

  getTreeItem(row: HistoryRow): vscode.TreeItem {
    const item = new vscode.TreeItem(row.label);
    item.id = row.id;
    item.contextValue = historyContextValue(row);
    if (row.type === 'step') return item;
    item.collapsibleState = vscode.TreeItemCollapsibleState.Collapsed;
    item.description = row.description;
    item.tooltip = row.tooltip;
    item.iconPath = new vscode.ThemeIcon(row.icon);
    item.accessibilityInformation = { label: row.accessibleLabel };
    return item;
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

const timeStyle = { dateStyle: 'medium', timeStyle: 'short' } as const;
