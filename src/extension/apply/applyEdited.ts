import * as vscode from 'vscode';
import { DbvcError } from '../../core/errors.js';
import { stepsOf } from '../../core/planner/plan.js';
import type { Services } from '../services.js';
import { refuseUnchangeable, runPlan } from './applyObjects.js';
import { confirmApply } from './confirmApply.js';

/** Applies what a person made of a patch script: the same refusals, question, transaction and verification. */
export async function applyEditedScript(services: Services, argument: unknown): Promise<void> {
  const uri = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
  const script = uri === undefined ? undefined : services.patchScripts.of(uri);
  if (uri === undefined || script === undefined) {
    throw new DbvcError(
      'invalid-input',
      vscode.l10n.t('Only a script that "Show Patch Script" has opened in this window can be applied.'),
    );
  }
  const { plan: original, result } = script;
  refuseUnchangeable(result);
  if (services.comparison.state.sides.target?.key !== result.sides.target.key) {
    throw new DbvcError(
      'target-changed',
      vscode.l10n.t(
        'This script was made for {0}, which is not the target any more.',
        result.sides.target.label,
      ),
    );
  }
  const document = await vscode.workspace.openTextDocument(uri);
  const text = document.getText();
  const { editedPlan } = await import('../../core/executor/editedPlan.js');
  const plan = await editedPlan(original, text, result.dialect);
  if (stepsOf(plan).length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is nothing to apply.'));
    return;
  }
  const answer = await confirmApply(plan, result);
  if (answer === 'show-script') await vscode.window.showTextDocument(document, { preview: false });
  if (answer === 'apply') await runPlan(services, result, plan, { script: text, accepted: [] });
}
