import * as vscode from 'vscode';
import type { ComparisonResult } from '../../core/comparison/comparisonState.js';
import type { Services } from '../services.js';
import { changesRules } from '../ui/settings.js';
import { wasApplied } from './wasApplied.js';

/**
 * Marks what is shown as out of date when the rules change, and when another window has applied something to the same
 * target, which is looked up when a person comes to this one.
 */
export function watchStaleness(services: Services): vscode.Disposable {
  const { comparison, log } = services;
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (changesRules(event)) comparison.markStale('rules-changed');
    }),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      const { phase, result, stale } = comparison.state;
      if (!focused || phase !== 'compared' || result === undefined || stale !== undefined) return;
      lookForApplies(services, result).catch((error: unknown) => {
        log.warn(error instanceof Error ? error.message : String(error));
      });
    }),
  );
}

async function lookForApplies(services: Services, result: ComparisonResult): Promise<void> {
  const { comparison } = services;
  const journal = await services.journal();
  const entries = await journal.list();
  if (comparison.state.result === result && wasApplied(entries, result)) comparison.markStale('applied');
}
