import * as vscode from 'vscode';
import type { ComparisonResult } from '../../core/comparison/comparisonState.js';
import type { Plan } from '../../core/planner/plan.js';
import type { Services } from '../services.js';

/** Opens the script of a plan in an editor, from where what a person makes of it can be applied. */
export async function showScript(
  { patchScripts }: Pick<Services, 'patchScripts'>,
  plan: Plan,
  result: ComparisonResult,
): Promise<void> {
  await patchScripts.open({ plan, result }, await scriptOf(plan, result));
}

/** Saves the script of a plan where the person says, and offers to open it. */
export async function saveScript(plan: Plan, result: ComparisonResult): Promise<void> {
  const { source, target } = result.databases;
  const day = result.comparedAt.toISOString().slice(0, 10);
  const title = vscode.l10n.t('{0} {1} to {2}', day, source.label, target.label);
  const name = `${title}.sql`.replace(/[/\\?%*:|"<>]/g, '_');
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const chosen = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save Patch Script'),
    filters: { SQL: ['sql'] },
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
  if (chosen === undefined) return;
  await vscode.workspace.fs.writeFile(chosen, new TextEncoder().encode(await scriptOf(plan, result)));
  const open = vscode.l10n.t('Open');
  const file = vscode.workspace.asRelativePath(chosen);
  void vscode.window.showInformationMessage(vscode.l10n.t('Saved {0}.', file), open).then((answer) => {
    if (answer === open) void vscode.window.showTextDocument(chosen);
  });
}

/** Copies the script of a plan. */
export async function copyScript(plan: Plan, result: ComparisonResult): Promise<void> {
  await vscode.env.clipboard.writeText(await scriptOf(plan, result));
  vscode.window.setStatusBarMessage(vscode.l10n.t('DBVC: the patch was copied'), 5000);
}

async function scriptOf(plan: Plan, { dialect }: ComparisonResult): Promise<string> {
  const { planScript } = await import('../../core/planner/planScript.js');
  return planScript(plan, dialect);
}
