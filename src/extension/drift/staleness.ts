import * as vscode from 'vscode';
import type { Comparison } from '../../core/comparison/comparison.js';
import type { ComparisonResult } from '../../core/comparison/comparisonState.js';
import type { Journal } from '../../core/executor/journal.js';
import type { Logger } from '../../core/logger.js';
import type { ErrorPresenter } from '../errors/errorPresenter.js';
import { RenameFile } from '../renames/renameFile.js';
import { changesRules } from '../ui/settings.js';
import { wasApplied } from './wasApplied.js';

/** What is looked at, and where it is said. */
export interface StalenessPorts {
  readonly comparison: Pick<Comparison, 'state' | 'markStale'>;
  readonly errors: Pick<ErrorPresenter, 'show'>;
  readonly log: Pick<Logger, 'warn'>;
  journal(): Promise<Pick<Journal, 'list'>>;
}

/**
 * Marks what is shown as out of date when the rules change, when a folder with renames comes or goes, and when another
 * window has applied something to the same target, which is looked up when a person comes to this one.
 */
export function watchStaleness(services: StalenessPorts): vscode.Disposable {
  const { comparison, log } = services;
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (changesRules(event)) comparison.markStale('rules-changed');
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      bringRenames([...added, ...removed]).then(
        (brings) => {
          if (brings) comparison.markStale('rules-changed');
        },
        (error: unknown) => services.errors.show(error),
      );
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

/** Whether a folder that came or went has a word in what was renamed. */
async function bringRenames(folders: readonly vscode.WorkspaceFolder[]): Promise<boolean> {
  if (!vscode.workspace.isTrusted) return false;
  const renames = await Promise.all(folders.map((folder) => new RenameFile(folder).read()));
  return renames.some((written) => Object.keys(written).length > 0);
}

async function lookForApplies(services: StalenessPorts, result: ComparisonResult): Promise<void> {
  const { comparison } = services;
  const journal = await services.journal();
  const entries = await journal.list();
  if (comparison.state.result === result && wasApplied(entries, result)) comparison.markStale('applied');
}
