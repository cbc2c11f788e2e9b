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
  /** Whether something that is shown is ticked. */
  'dbvc.hasTicked': boolean;
  /** Whether the Drift view shows only what a filter asks for. */
  'dbvc.filtered': boolean;
  /** Whether what is shown may no longer be true. */
  'dbvc.stale': boolean;
  /** Whether an apply runs. */
  'dbvc.applying': boolean;
  /** Whether a connection was added or imported since the window was opened. */
  'dbvc.connectionAdded': boolean;
  /** Whether a patch was applied since the window was opened. */
  'dbvc.applied': boolean;
  /** The documents that are patch scripts, by their addresses. */
  'dbvc.patchScripts': readonly string[];
  'dbvc.demo': 'stopped' | 'starting' | 'running';
}

/** Sets context keys, and only those that change: each goes through to the window. */
export class ContextKeySetter {
  #values: Readonly<Partial<ContextKeys>> = {};

  /** What a key was set to last. */
  get<Key extends keyof ContextKeys>(key: Key): ContextKeys[Key] | undefined {
    return this.#values[key];
  }

  set<Key extends keyof ContextKeys>(key: Key, value: ContextKeys[Key]): void {
    if (this.#values[key] === value) return;
    this.#values = { ...this.#values, [key]: value };
    void vscode.commands.executeCommand('setContext', key, value);
  }
}
