import * as vscode from 'vscode';
import type { ComparisonResult } from '../../core/comparison/comparisonState.js';
import { CancelledError, DbvcError } from '../../core/errors.js';
import type { ApplyOutcome } from '../../core/executor/outcome.js';
import type { PartId } from '../../core/model/partId.js';
import { type Plan, type PlanRequest, stepsOf } from '../../core/planner/plan.js';
import { savedCatalog } from '../../core/snapshot/savedDatabase.js';
import { compare } from '../commands/compare.js';
import { describedWords } from '../text/dialectWords.js';
import type { Services } from '../services.js';
import { inSeconds } from '../text/numbers.js';
import { applyPlan, type EditedRun } from './applyPlan.js';
import { confirmApply, confirmDeviations, confirmRequired } from './confirmApply.js';
import { showScript } from './patchScript.js';

/** Which differences an apply takes, and what it may do. */
export type ApplyRequest = Omit<PlanRequest, 'takeAlong'> & Required<Pick<PlanRequest, 'objects'>>;

/**
 * The whole flow for chosen objects: plan, what else is needed, confirmation, apply, result, and the drift read again.
 * Ends in a message or a script wherever it ends.
 */
export async function applyObjects(
  services: Services,
  result: ComparisonResult,
  request: ApplyRequest,
): Promise<void> {
  refuseUnchangeable(result);
  const plan = await planFor(services, result, request);
  if (plan === undefined) return;
  if (stepsOf(plan).length === 0) {
    sayNothingToApply(plan);
    return;
  }
  switch (await confirmApply(plan, result)) {
    case 'cancelled':
      return;
    case 'show-script':
      await showScript(services, plan, result);
      return;
    case 'apply':
      await runPlan(services, result, plan);
  }
}

/** Throws `read-only-profile` where the target may not be changed, `not-supported` where it is a saved catalog. */
export function refuseUnchangeable({ databases: { target } }: ComparisonResult): void {
  if (savedCatalog(target) !== undefined) {
    throw new DbvcError(
      'not-supported',
      vscode.l10n.t(
        'Nothing can be applied to {0}: it is a saved catalog without a server. Show Patch Script shows what would run on one.',
        target.label,
      ),
    );
  }
  if (target.readOnly !== true) return;
  throw new DbvcError('read-only-profile', vscode.l10n.t('The connection {0} is read-only.', target.label), {
    side: 'target',
    hint: vscode.l10n.t('Take the read-only mark off the connection to apply to it.'),
  });
}

/** The plan, with what the objects need where the person agrees; undefined where they do not. */
export async function planFor(
  { planners }: Services,
  result: ComparisonResult,
  request: ApplyRequest,
): Promise<Plan | undefined> {
  const makePlan = await planners.of(result);
  const plan = makePlan({ ...request, takeAlong: false });
  if (plan.required.length === 0) return plan;
  if (!(await confirmRequired(plan))) return undefined;
  const { consented } = request;
  const withRequired =
    consented === undefined
      ? {}
      : { consented: new Set([...consented, ...plan.required.map(({ objectId }) => objectId)]) };
  return makePlan({ ...request, ...withRequired, takeAlong: true });
}

/** Says why there is nothing to do, one reason by name. */
export function sayNothingToApply(plan: Plan): void {
  const left = plan.leftOut[0];
  if (left === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is nothing to apply.'));
    return;
  }
  const said = vscode.l10n.t(
    'There is nothing to apply. {0}: {1}',
    describedWords(left.described, vscode.l10n),
    left.reason,
  );
  const help =
    left.because === 'rebuild'
      ? [vscode.l10n.t('A tick of its own, or Apply Patch on it, asks for that.')]
      : [];
  void vscode.window.showInformationMessage([said, ...help].join('. '));
}

/** Runs a plan that was confirmed, says what became of it, and reads the drift again. */
export async function runPlan(
  services: Services,
  result: ComparisonResult,
  plan: Plan,
  edited?: EditedRun,
): Promise<void> {
  const { comparison, errors } = services;
  const objects = plan.request.objects ?? plan.objects;
  comparison.clearFailures(objects);
  let outcome: ApplyOutcome;
  try {
    outcome = await applyPlan(services, result, plan, edited);
  } catch (error) {
    if (error instanceof CancelledError) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('The apply was cancelled; {0} is as it was.', result.databases.target.label),
      );
      return;
    }
    if (error instanceof DbvcError) markFailure(services, error, objects);
    if (error instanceof DbvcError && error.code === 'target-changed') comparison.markStale('applied');
    errors.show(error);
    return;
  }
  const deviations = edited === undefined ? [] : deviationsIn(outcome);
  if (edited !== undefined && deviations.length > 0) {
    if (!(await confirmDeviations(deviations, result))) return;
    await runPlan(services, result, plan, { ...edited, accepted: [...edited.accepted, ...deviations] });
    return;
  }
  report(services, result, outcome, objects);
  comparison.markStale('applied');
  await compare(services, true);
}

/** How an edited script would have left the target otherwise than promised; nothing was changed then. */
function deviationsIn(outcome: ApplyOutcome): readonly string[] {
  if (outcome.status === 'applied' || outcome.error.code !== 'verification-failed') return [];
  return outcome.committedSegments === 0 ? (outcome.error.details.lines ?? []) : [];
}

function report(
  services: Services,
  result: ComparisonResult,
  outcome: ApplyOutcome,
  objects: ReadonlySet<PartId>,
): void {
  const { label } = result.databases.target;
  const showHistory = vscode.l10n.t('Show History');
  const showLog = vscode.l10n.t('Show Log');
  if (outcome.status === 'applied') {
    services.keys.set('dbvc.applied', true);
    const seconds = inSeconds(outcome.milliseconds, vscode.l10n);
    const words =
      outcome.steps === 1
        ? vscode.l10n.t('Applied 1 step to {0} in {1} s.', label, seconds)
        : vscode.l10n.t('Applied {0} steps to {1} in {2} s.', outcome.steps, label, seconds);
    services.log.info(words);
    void vscode.window.showInformationMessage(words, showHistory, showLog).then((chosen) => {
      if (chosen === showHistory) void vscode.commands.executeCommand('dbvc.history.focus');
      if (chosen === showLog) services.log.show(true);
    });
    return;
  }
  markFailure(services, outcome.error, objects, outcome.step?.objectId);
  services.errors.show(outcome.error.with({ hint: consequence(outcome, label) }));
}

/** What a failure leaves behind, and the server's hint. */
function consequence(outcome: Extract<ApplyOutcome, { status: 'failed' }>, label: string): string {
  const { inDoubt, committedSegments, error, unfinished } = outcome;
  const left = inDoubt
    ? vscode.l10n.t('The connection broke while committing: {0} may or may not have changed.', label)
    : committedSegments > 0
      ? vscode.l10n.t('{0} transactions were committed before; the rest was rolled back.', committedSegments)
      : unfinished === undefined
        ? vscode.l10n.t('{0} is as it was.', label)
        : '';
  const stays =
    unfinished === undefined
      ? ''
      : vscode.l10n.t(
          'Step {0} runs in no transaction: what it did before it failed was not taken back. Compare again to see what is left to do.',
          unfinished.number,
        );
  return [error.details.hint ?? '', stays, left].filter((words) => words !== '').join(' ');
}

/** Puts the message on the row of the object that failed; on the only chosen one where the error names none. */
function markFailure(
  { comparison }: Services,
  error: DbvcError,
  objects: ReadonlySet<PartId>,
  stepObject?: PartId,
): void {
  const named = [...objects].find((id) => id === error.details.objectId);
  const only = objects.size === 1 ? [...objects][0] : undefined;
  const objectId = stepObject ?? named ?? only;
  if (objectId === undefined) return;
  const { hint } = error.details;
  comparison.recordFailure(objectId, { message: error.message, ...(hint === undefined ? {} : { hint }) });
}
