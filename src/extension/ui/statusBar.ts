import * as vscode from 'vscode';
import type { Comparison } from '../../core/comparison/comparison.js';
import type { ComparisonState } from '../../core/comparison/comparisonState.js';
import { environmentWord } from '../text/environmentWord.js';
import { type StatusLine, statusLine } from './statusLine.js';

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
    const line = statusLine(state, vscode.l10n);
    if (line === undefined) {
      this.#item.hide();
      return;
    }
    const isProduction = state.sides.target?.environment === 'production';
    this.#item.text = isProduction
      ? `${line.text} · ${environmentWord('production', vscode.l10n)}`
      : line.text;
    this.#item.backgroundColor = isProduction
      ? new vscode.ThemeColor('statusBarItem.warningBackground')
      : undefined;
    this.#item.tooltip = tooltipOf(line);
    this.#item.accessibilityInformation = {
      label: `${this.#item.text.replace(/^\$\([^)]*\) /, '')}, ${line.tooltip}`,
    };
    this.#item.show();
  }
}

/** The words, and where a refresh would help, a link that does it. */
function tooltipOf({ tooltip, offersRefresh }: StatusLine): string | vscode.MarkdownString {
  if (!offersRefresh) return tooltip;
  const markdown = new vscode.MarkdownString().appendText(tooltip);
  markdown.appendMarkdown(`\n\n[${vscode.l10n.t('Refresh')}](command:dbvc.compare.refresh)`);
  markdown.isTrusted = { enabledCommands: ['dbvc.compare.refresh'] };
  return markdown;
}
