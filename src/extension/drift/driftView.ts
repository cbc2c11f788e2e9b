import * as vscode from 'vscode';
import type { Comparison } from '../../core/comparison/comparison.js';
import type { ComparisonState } from '../../core/comparison/comparisonState.js';
import type { ContextKeySetter } from '../ui/contextKeys.js';
import { arrow } from '../text/sideNames.js';
import type { DriftRow } from './driftRows.js';
import { hasReports, messageLine, progressLine, sideNames } from './driftText.js';
import type { DriftTree } from './driftTree.js';

/** The Drift view around its tree: message line, badge, progress bar, and the keys of its welcome texts. */
export class DriftView implements vscode.Disposable {
  readonly view: vscode.TreeView<DriftRow>;
  readonly #stopListening: () => void;
  #endProgress: (() => void) | undefined;

  constructor(
    tree: DriftTree,
    comparison: Comparison,
    private readonly keys: ContextKeySetter,
  ) {
    this.view = vscode.window.createTreeView('dbvc.drift', {
      treeDataProvider: tree,
      showCollapseAll: true,
      canSelectMany: true,
    });
    this.#stopListening = comparison.onDidChange((state) => this.#show(state));
    this.#show(comparison.state);
  }

  dispose(): void {
    this.#stopListening();
    this.#endProgress?.();
    this.view.dispose();
  }

  #show(state: ComparisonState): void {
    const { drift } = state.result ?? {};
    const count = drift?.objects.length ?? 0;
    this.keys.set('dbvc.phase', state.phase);
    this.keys.set('dbvc.hasSides', state.sides.source !== undefined && state.sides.target !== undefined);
    this.keys.set('dbvc.hasDrift', count > 0);
    this.keys.set(
      'dbvc.canApplyAll',
      drift?.objects.some((object) => object.status !== 'extra_in_target') === true,
    );
    this.#showLines(state, count);
    this.view.badge =
      count === 0 ? undefined : { value: count, tooltip: vscode.l10n.t('{0} drifted objects', count) };
    this.#showProgress(state.phase === 'comparing');
  }

  /**
   * A message hides the welcome text of an empty tree, so an empty tree says its line beside the title, where it may be
   * cut off. What must be read in full is a message all the same.
   */
  #showLines(state: ComparisonState, count: number): void {
    const drift = state.result?.drift;
    const line =
      state.phase === 'comparing'
        ? `${arrow(sideNames(state))} · ${progressLine(state, vscode.l10n)}`
        : messageLine(state, vscode.l10n);
    const chosen = Object.keys(state.sides).length > 0 ? arrow(sideNames(state)) : '';
    const isEqual = count === 0 && state.phase === 'compared' && drift !== undefined && hasReports(drift);
    const message = isEqual
      ? `${vscode.l10n.t('The target equals the source.')} ${line ?? ''}`
      : (line ?? '');
    this.view.message = count > 0 || isEqual ? message : '';
    this.view.description = count > 0 || isEqual ? '' : (line ?? chosen);
  }

  #showProgress(comparing: boolean): void {
    if (!comparing) {
      this.#endProgress?.();
      this.#endProgress = undefined;
      return;
    }
    if (this.#endProgress !== undefined) return;
    void vscode.window.withProgress(
      { location: { viewId: 'dbvc.drift' } },
      () =>
        new Promise<void>((resolve) => {
          this.#endProgress = resolve;
        }),
    );
  }
}
