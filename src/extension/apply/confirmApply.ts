import * as vscode from 'vscode';
import type { ComparisonResult } from '../../core/comparison/comparisonState.js';
import type { Plan } from '../../core/planner/plan.js';
import {
  type ApplySummary,
  applySummary,
  deviationSummary,
  mayLoseData,
  serverDoubtSummary,
  takeAlongSummary,
} from './applySummary.js';

/** How a person answered. */
export type Confirmation = 'apply' | 'show-script' | 'cancelled';

/**
 * Asks once, with everything that is about to happen. For production the target's name is typed as well, and a server
 * that is newer than what DBVC knows takes a second yes.
 */
export async function confirmApply(plan: Plan, result: ComparisonResult): Promise<Confirmation> {
  const { target } = result.databases;
  const apply = vscode.l10n.t('Apply');
  const showScript = vscode.l10n.t('Show Script');
  const { readTraffic } = await import('../../core/executor/traffic.js');
  const traffic = await readTraffic(plan, target, result.dialect);
  const answer = await ask(
    applySummary({ plan, traffic, kinds: result.dialect.kinds, target }, vscode.l10n),
    ...(mayLoseData(plan) ? [showScript, apply] : [apply, showScript]),
  );
  if (answer === showScript) return 'show-script';
  if (answer !== apply) return 'cancelled';
  if (target.environment === 'production' && !(await typedName(target.label))) return 'cancelled';
  return confirmNewerServer(plan);
}

/** Whether the person agrees to take along what the chosen objects need. */
export async function confirmRequired(plan: Plan): Promise<boolean> {
  const takeAlong = vscode.l10n.t('Take Along');
  return (await ask(takeAlongSummary(plan, vscode.l10n), takeAlong)) === takeAlong;
}

/** Whether an edited script may leave the target otherwise than the patch promised. Enter says no. */
export async function confirmDeviations(
  lines: readonly string[],
  { databases: { target } }: ComparisonResult,
): Promise<boolean> {
  const apply = vscode.l10n.t('Apply All the Same');
  const backToScript = vscode.l10n.t('Back to the Script');
  return (await ask(deviationSummary(lines, target.label, vscode.l10n), backToScript, apply)) === apply;
}

async function confirmNewerServer({ drift }: Plan): Promise<Confirmation> {
  const summary = serverDoubtSummary(drift, vscode.l10n);
  if (summary === undefined) return 'apply';
  const showScript = vscode.l10n.t('Show Script');
  const apply = vscode.l10n.t('Apply All the Same');
  const answer = await ask(summary, showScript, apply);
  if (answer === showScript) return 'show-script';
  return answer === apply ? 'apply' : 'cancelled';
}

/** A modal question. VS Code gives the first button the focus: where Enter must do no harm, a harmless one is first. */
function ask(
  { question, detail }: ApplySummary,
  ...buttons: readonly string[]
): Thenable<string | undefined> {
  return vscode.window.showWarningMessage(question, { modal: true, detail }, ...buttons);
}

/** The box stays open when the focus moves: the name may have to be looked up. */
async function typedName(label: string): Promise<boolean> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Apply to production'),
    prompt: vscode.l10n.t('Type the name of the target to apply to it: {0}', label),
    ignoreFocusOut: true,
    validateInput: (text) =>
      text === label || text === '' ? undefined : vscode.l10n.t('The target is called {0}.', label),
  });
  return typed === label;
}
