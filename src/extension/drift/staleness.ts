import * as vscode from 'vscode';
import type { Comparison } from '../../core/comparison/comparison.js';
import type { ComparisonResult } from '../../core/comparison/comparisonState.js';
import { type ComparisonTerms, sameTerms } from '../../core/comparison/comparisonTerms.js';
import type { Journal } from '../../core/executor/journal.js';
import type { Logger } from '../../core/logger.js';
import { changesRules } from '../ui/settings.js';
import { wasApplied } from './wasApplied.js';

/** What is looked at, and where it is said. */
export interface StalenessPorts {
  readonly comparison: Pick<Comparison, 'state' | 'markStale' | 'unmarkStale' | 'onDidChange'>;
  readonly log: Pick<Logger, 'warn'>;
  /** On which terms the chosen databases would be compared now; fails where these cannot be read. */
  readonly terms: () => Promise<ComparisonTerms>;
  readonly journal: () => Promise<Pick<Journal, 'list'>>;
}

/**
 * Marks what is shown as out of date while settings, folders or their `.dbvc.jsonc` say something else than it was compared
 * by, and when another window has applied something to the same target. Both are looked up, too, when a person comes to
 * this window: not every file system tells of changes.
 */
export function watchStaleness(ports: StalenessPorts): vscode.Disposable {
  const { comparison } = ports;
  const check = termsCheck(ports);
  const files = vscode.workspace.createFileSystemWatcher('**/.dbvc.jsonc');
  let { result } = comparison.state;
  return vscode.Disposable.from(
    files,
    files.onDidCreate(check),
    files.onDidChange(check),
    files.onDidDelete(check),
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      if (uri.path.endsWith('/.dbvc.jsonc')) check();
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (changesRules(event)) check();
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(check),
    vscode.workspace.onDidGrantWorkspaceTrust(check),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (!focused) return;
      check();
      lookForApplies(ports).catch((error: unknown) => warn(ports, error));
    }),
    new vscode.Disposable(
      comparison.onDidChange((state) => {
        if (state.result === result) return;
        result = state.result;
        // Something may have changed while it was compared.
        check();
      }),
    ),
  );
}

/** Looks whether the result still stands on the terms that hold now. Of several looks at once the last one counts. */
function termsCheck(ports: StalenessPorts): () => void {
  const { comparison, terms } = ports;
  let latest = 0;
  const look = async (result: ComparisonResult): Promise<void> => {
    latest += 1;
    const turn = latest;
    const same = await terms().then(
      (now) => sameTerms(now, result.terms),
      (error: unknown) => {
        // The next comparison says so, to who asks for it; a file is written bit by bit.
        warn(ports, error);
        return false;
      },
    );
    if (turn !== latest || comparison.state.result !== result) return;
    if (same) comparison.unmarkStale('rules-changed');
    else if (comparison.state.stale === undefined) comparison.markStale('rules-changed');
  };
  return () => {
    const { result } = comparison.state;
    if (result !== undefined) void look(result);
  };
}

async function lookForApplies({ comparison, journal }: StalenessPorts): Promise<void> {
  const { phase, result, stale } = comparison.state;
  if (phase !== 'compared' || result === undefined || stale !== undefined) return;
  const entries = await (await journal()).list();
  if (comparison.state.result === result && wasApplied(entries, result)) comparison.markStale('applied');
}

function warn({ log }: StalenessPorts, error: unknown): void {
  log.warn(error instanceof Error ? error.message : String(error));
}
