import * as vscode from 'vscode';
import { type Grouping, groupings } from './groupRows.js';

/** Where the workspace keeps how the Drift view looks. */
const memory = { grouping: 'dbvc.drift.groupBy', filter: 'dbvc.drift.filter' } as const;

/** How the Drift view shows what was found: grouped by what, and only which. Remembered by the workspace. */
export class DriftLayout implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(private readonly memento: vscode.Memento) {}

  get grouping(): Grouping {
    const stored = this.memento.get<unknown>(memory.grouping);
    return groupings.find((grouping) => grouping === stored) ?? 'kind';
  }

  /** The words that rows must have; empty where all are shown. */
  get filter(): string {
    const stored = this.memento.get<unknown>(memory.filter);
    return typeof stored === 'string' ? stored : '';
  }

  async groupBy(grouping: Grouping): Promise<void> {
    await this.memento.update(memory.grouping, grouping);
    this.#changed.fire();
  }

  async showOnly(filter: string): Promise<void> {
    const words = filter.trim();
    await this.memento.update(memory.filter, words === '' ? undefined : words);
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
