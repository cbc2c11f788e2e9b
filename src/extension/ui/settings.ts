import * as vscode from 'vscode';
import type { Rules } from '../../core/rules/rules.js';

/** Milliseconds that a catalog query may take; a statement of an apply has its own setting. */
const readingTimeout = 60_000;

/** Sessions that one side is read with. */
const readingJobs = 4;

/** What reading a database needs to know. Milliseconds; 0 means none. */
export interface ReadingLimits {
  readonly jobs: number;
  readonly statementTimeout: number;
  readonly lockTimeout: number;
}

/** What every apply needs to know. Milliseconds; 0 means none. */
export interface ApplySettings {
  readonly lockTimeout: number;
  readonly statementTimeout: number;
  readonly jobs: number;
}

/** The rules of a comparison. Throws `invalid-input` for a rule or pattern that does not exist. */
export async function comparisonRules(): Promise<Rules> {
  const [{ resolveIgnore }, { parsePattern }] = await Promise.all([
    import('../../core/rules/ignore.js'),
    import('../../core/rules/pattern.js'),
  ]);
  const include = listOf('include');
  const exclude = listOf('exclude');
  for (const pattern of [...include, ...exclude]) parsePattern(pattern);
  return { include, exclude, ignore: resolveIgnore(listOf('ignore')) };
}

export function readingLimits(): ReadingLimits {
  return { jobs: readingJobs, statementTimeout: readingTimeout, lockTimeout: secondsOf('lockTimeout') };
}

/**
 * Adds patterns to what is left out and takes others away: in the settings of the workspace where a folder is open, in the
 * person's own elsewhere. Says which patterns were not there before.
 */
export async function changeExclude(
  added: readonly string[],
  removed: readonly string[],
): Promise<readonly string[]> {
  const hasWorkspace = vscode.workspace.workspaceFolders !== undefined;
  const before = listOf('exclude');
  const after = [...new Set([...before, ...added])].filter((pattern) => !removed.includes(pattern));
  await vscode.workspace
    .getConfiguration('dbvc')
    .update(
      'exclude',
      after.length === 0 ? undefined : after,
      hasWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global,
    );
  return added.filter((pattern) => !before.includes(pattern));
}

export function applySettings(): ApplySettings {
  return {
    lockTimeout: secondsOf('lockTimeout'),
    statementTimeout: secondsOf('statementTimeout'),
    jobs: readingJobs,
  };
}

/** Whether diffs show the target on the left. */
export function targetOnLeft(): boolean {
  return vscode.workspace.getConfiguration('dbvc').get<boolean>('diff.targetOnLeft', true);
}

/** Milliseconds between comparisons that nobody asks for; 0 means that there are none. */
export function autoCompareInterval(): number {
  return secondsOf('autoCompareInterval');
}

/** Whether a change of settings changes what a comparison finds. */
export function changesRules(event: vscode.ConfigurationChangeEvent): boolean {
  return ['include', 'exclude', 'ignore'].some((key) => event.affectsConfiguration(`dbvc.${key}`));
}

function listOf(key: 'include' | 'exclude' | 'ignore'): readonly string[] {
  const value = vscode.workspace.getConfiguration('dbvc').get<unknown>(key);
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];
}

/** Seconds in settings, because people write them; milliseconds from here on. */
function secondsOf(key: 'lockTimeout' | 'statementTimeout' | 'autoCompareInterval'): number {
  const value = vscode.workspace.getConfiguration('dbvc').get<unknown>(key);
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value * 1000 : 0;
}
