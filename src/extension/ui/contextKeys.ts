import * as vscode from 'vscode';
import type { ComparisonPhase } from '../../core/comparison/comparisonState.js';

/** The context keys that `when` and `enablement` clauses in package.json read. */
export interface ContextKeys {
  /** Where the comparison stands. */
  'dbvc.phase': ComparisonPhase;
  /** Whether both sides are chosen. */
  'dbvc.hasSides': boolean;
  /** Whether there is a drifted object to show. */
  'dbvc.hasDrift': boolean;
  /** Whether the source lacks nothing that the target could be given: something is missing or modified. */
  'dbvc.canApplyAll': boolean;
  /** Whether an apply runs. */
  'dbvc.applying': boolean;
  'dbvc.demo': 'stopped' | 'starting' | 'running';
}

/** Sets context keys, and only those that change: each goes through to the window. */
export class ContextKeySetter {
  readonly #values = new Map<string, unknown>();

  set<Key extends keyof ContextKeys>(key: Key, value: ContextKeys[Key]): void {
    if (this.#values.get(key) === value) return;
    this.#values.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  }
}
