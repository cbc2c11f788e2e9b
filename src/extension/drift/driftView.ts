import * as vscode from 'vscode';
import type { Comparison } from '../../core/comparison/comparison.js';
import type { ComparisonState } from '../../core/comparison/comparisonState.js';
import type { Ticks } from '../../core/comparison/ticks.js';
import type { ContextKeySetter } from '../ui/contextKeys.js';
import { grouped } from '../text/numbers.js';
import { arrow } from '../text/sideNames.js';
import type { DriftLayout } from './driftLayout.js';
import type { DriftRow } from './driftRows.js';
import { hasReports, messageLine, progressLine, sideNames, staleWords } from './driftText.js';
import type { DriftTree } from './driftTree.js';

export interface DriftViewPorts {
  readonly tree: DriftTree;
  readonly comparison: Comparison;
  readonly ticks: Ticks;
  readonly layout: DriftLayout;
  readonly keys: ContextKeySetter;
}

/** The Drift view around its tree: message line, badge, progress bar, and the keys of its welcome texts. */
export class DriftView implements vscode.Disposable {
  readonly view: vscode.TreeView<DriftRow>;
  readonly #subscriptions: vscode.Disposable;
  #endProgress: (() => void) | undefined;

  constructor(private readonly ports: DriftViewPorts) {
    const { tree, comparison, ticks, layout } = ports;
    this.view = vscode.window.createTreeView('dbvc.drift', {
      treeDataProvider: tree,
      showCollapseAll: true,
      canSelectMany: true,
      // VS Code would tick what a row holds by itself, whether or not it may lose data.
      manageCheckboxStateManually: true,
    });
    this.#subscriptions = vscode.Disposable.from(
      new vscode.Disposable(comparison.onDidChange(() => this.#show())),
      new vscode.Disposable(ticks.onDidChange(() => this.#show())),
      layout.onDidChange(() => this.#show()),
      this.view.onDidChangeCheckboxState(({ items }) => this.#tick(items)),
    );
    this.#show();
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#endProgress?.();
    this.view.dispose();
  }

  /** What a person ticks in the tree goes to the one place that knows what is ticked, and comes back as new boxes. */
  #tick(items: readonly (readonly [DriftRow, vscode.TreeItemCheckboxState])[]): void {
    const { ticks } = this.ports;
    for (const [row, state] of items) {
      const isTicked = state === vscode.TreeItemCheckboxState.Checked;
      if (row.type === 'part') ticks.setPart(row.part, isTicked);
      else {
        const rows = row.type === 'group' ? row.objects : [row];
        ticks.set(
          rows.map(({ difference }) => difference),
          isTicked,
        );
      }
    }
  }

  #show(): void {
    const { comparison, tree, ticks, layout, keys } = this.ports;
    const { state } = comparison;
    const { drift } = state.result ?? {};
    const count = drift?.objects.length ?? 0;
    keys.set('dbvc.filtered', layout.filter !== '');
    keys.set(
      'dbvc.hasTicked',
      tree.shown.some(({ difference }) => ticks.isTicked(difference)),
    );
    keys.set('dbvc.phase', state.phase);
    keys.set('dbvc.hasSides', state.sides.source !== undefined && state.sides.target !== undefined);
    keys.set('dbvc.hasDrift', count > 0);
    keys.set('dbvc.stale', state.stale !== undefined);
    keys.set(
      'dbvc.canApplyAll',
      drift?.objects.some((object) => object.status !== 'extra_in_target') === true,
    );
    this.#showLines(state, count);
    const stale = state.stale === undefined ? '' : `, ${staleWords(state.stale, vscode.l10n)}`;
    this.view.badge =
      count === 0
        ? undefined
        : { value: count, tooltip: `${vscode.l10n.t('{0} drifted objects', count)}${stale}` };
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
        : messageLine(state, vscode.l10n, this.#filterLine(count));
    const chosen = Object.keys(state.sides).length > 0 ? arrow(sideNames(state)) : '';
    const isEqual = count === 0 && state.phase === 'compared' && drift !== undefined && hasReports(drift);
    const message = isEqual
      ? `${vscode.l10n.t('The target equals the source.')} ${line ?? ''}`
      : (line ?? '');
    this.view.message = count > 0 || isEqual ? message : '';
    this.view.description = count > 0 || isEqual ? '' : (line ?? chosen);
  }

  /** What the filter shows, in words; undefined where there is none. */
  #filterLine(count: number): string | undefined {
    const { layout, tree } = this.ports;
    if (layout.filter === '' || count === 0) return undefined;
    return vscode.l10n.t(
      '{0} of {1} shown: {2}',
      grouped(tree.shown.length, vscode.l10n),
      grouped(count, vscode.l10n),
      layout.filter,
    );
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
