import * as vscode from 'vscode';
import type { Comparison } from '../../core/comparison/comparison.js';
import type { ComparisonState } from '../../core/comparison/comparisonState.js';
import { countsLine, progressLine, sideNames } from '../drift/driftText.js';
import { environmentWord } from '../text/environmentWord.js';
import { arrow } from '../text/sideNames.js';

/** One item: `dev -> prod: 19`, a spinner while comparing. A click opens the Drift view. */
export class StatusBar implements vscode.Disposable {
  readonly #item: vscode.StatusBarItem;
  readonly #stopListening: () => void;

  constructor(comparison: Comparison) {
    this.#item = vscode.window.createStatusBarItem('dbvc.comparison', vscode.StatusBarAlignment.Left);
    this.#item.name = vscode.l10n.t('DBVC Comparison');
    this.#item.command = 'dbvc.drift.focus';
    this.#stopListening = comparison.onDidChange((state) => this.#show(state));
    this.#show(comparison.state);
  }

  dispose(): void {
    this.#stopListening();
    this.#item.dispose();
  }

  #show(state: ComparisonState): void {
    if (Object.keys(state.sides).length === 0) {
      this.#item.hide();
      return;
    }
    const names = arrow(sideNames(state));
    const { text, tooltip } = describe(state, names);
    const isProduction = state.sides.target?.environment === 'production';
    this.#item.text = isProduction ? `${text} · ${environmentWord('production', vscode.l10n)}` : text;
    this.#item.backgroundColor = isProduction
      ? new vscode.ThemeColor('statusBarItem.warningBackground')
      : undefined;
    this.#item.tooltip = tooltip;
    this.#item.accessibilityInformation = {
      label: `${this.#item.text.replace(/^\$\([^)]*\) /, '')}, ${tooltip}`,
    };
    this.#item.show();
  }
}

function describe(
  state: ComparisonState,
  names: string,
): { readonly text: string; readonly tooltip: string } {
  switch (state.phase) {
    case 'comparing':
      return {
        text: `$(sync~spin) ${names}`,
        tooltip: vscode.l10n.t('Comparing {0}: {1}', names, progressLine(state, vscode.l10n)),
      };
    case 'failed':
      return {
        text: `$(error) ${names}`,
        tooltip: vscode.l10n.t('The comparison of {0} failed', names),
      };
    case 'idle':
      return { text: `$(diff) ${names}`, tooltip: vscode.l10n.t('{0}, not compared yet', names) };
    case 'compared': {
      const drift = state.result?.drift;
      return {
        text: `$(diff) ${names}: ${String(drift?.objects.length ?? 0)}`,
        tooltip: `${names}: ${drift === undefined ? '' : countsLine(drift, vscode.l10n)}`,
      };
    }
    default:
      return state.phase satisfies never;
  }
}
