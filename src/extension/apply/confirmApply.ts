import * as vscode from 'vscode';
import type { ComparisonResult } from '../../core/comparison/comparisonState.js';
import type { Plan } from '../../core/planner/plan.js';
import { applySummary } from './applySummary.js';

/** How a person answered. */
export type Confirmation = 'apply' | 'show-script' | 'cancelled';

/** How many objects a question names before it counts the rest. */
const named = 12;

/** Asks once, with everything that is about to happen; for production, the target's name is typed as well. */
export async function confirmApply(plan: Plan, result: ComparisonResult): Promise<Confirmation> {
  const { target } = result.databases;
  const summary = applySummary({ plan, kinds: result.dialect.kinds, target }, vscode.l10n);
  const apply = vscode.l10n.t('Apply');
  const showScript = vscode.l10n.t('Show Script');
  const answer = await vscode.window.showWarningMessage(
    summary.question,
    { modal: true, detail: summary.detail },
    apply,
    showScript,
  );
  if (answer === showScript) return 'show-script';
  if (answer !== apply) return 'cancelled';
  if (target.environment !== 'production') return 'apply';
  return (await typedName(target.label)) ? 'apply' : 'cancelled';
}

/** Whether the person agrees to take along what the chosen objects need. */
export async function confirmRequired(plan: Plan): Promise<boolean> {
  const names = plan.required.map(({ described, reason }) => `${described}: ${reason}`);
  const more = names.length - named;
  const takeAlong = vscode.l10n.t('Take Along');
  const answer = await vscode.window.showWarningMessage(
    names.length === 1
      ? vscode.l10n.t('This needs another object that is not chosen. Take it along?')
      : vscode.l10n.t('This needs {0} other objects that are not chosen. Take them along?', names.length),
    {
      modal: true,
      detail: [...names.slice(0, named), ...(more > 0 ? [vscode.l10n.t('and {0} more', more)] : [])].join(
        '\n',
      ),
    },
    takeAlong,
  );
  return answer === takeAlong;
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
