import type { Dialect } from '../dialect/dialect.js';
import type { ScriptStep } from '../dialect/scriptGenerator.js';
import type { ApplyOutcome } from '../executor/outcome.js';
import type { Catalog } from '../model/catalog.js';
import type { Plan, PlanStep } from './plan.js';
import { irrecoverable, makeRollback } from './rollback.js';

/**
 * The plan as one script that runs as it stands in the engine's own client, with what it does at its top. It holds no
 * time and no password: the same plan always gives the same text.
 */
export function planScript(plan: Plan, dialect: Dialect): string {
  const header = [
    ...(plan.undoes === undefined ? whatItMakes(plan) : whatItUndoes(plan, plan.undoes)),
    ...new Set(
      plan.segments.flatMap(({ reason }) =>
        reason === undefined
          ? []
          : [`${plan.segments.length === 1 ? 'In no transaction' : 'In several transactions'}: ${reason}`],
      ),
    ),
  ];
  const { role } = (plan.undoes?.plan.drift ?? plan.drift).target.server;
  return dialect.generator.script(scriptSteps(plan), header, role);
}

/** The script that undoes a plan, with an honest list of what cannot come back. */
export function rollbackScript(plan: Plan, dialect: Dialect): string {
  return planScript(makeRollback(plan, dialect), dialect);
}

/**
 * The script that undoes what a failed apply left: what was committed, and not what a step that failed in no transaction may
 * have done, which it names. Undefined where nothing was left.
 */
export function rollbackAfterFailure(
  plan: Plan,
  { committedSegments, unfinished }: Extract<ApplyOutcome, { status: 'failed' }>,
  dialect: Dialect,
): string | undefined {
  if (committedSegments === 0 && unfinished === undefined) return undefined;
  const rollback = makeRollback(plan, dialect, committedSegments);
  if (unfinished === undefined) return planScript(rollback, dialect);
  return planScript({ ...rollback, undoes: { plan, segments: committedSegments, unfinished } }, dialect);
}

function whatItMakes(plan: Plan): readonly string[] {
  const { request, leftOut } = plan;
  const what =
    request.objects === undefined
      ? 'makes the target equal to the source'
      : 'makes chosen objects of the target equal to those of the source';
  return [
    `DBVC: ${what}${leftOut.length === 0 ? '.' : ', but for what is left as it is.'}`,
    `Source: ${nameOf(plan.drift.source)}`,
    `Target: ${nameOf(plan.drift.target)}`,
    ...leftOut.map(({ described, reason }) => `Left as it is: ${described}: ${reason}`),
  ];
}

function whatItUndoes(plan: Plan, undone: NonNullable<Plan['undoes']>): readonly string[] {
  const lost = irrecoverable(undone.plan, plan);
  const all = undone.plan.segments.length;
  const when =
    undone.segments === all
      ? 'before the patch'
      : `before the patch, of which ${String(undone.segments)} of ${String(all)} transactions had been committed`;
  return [
    `DBVC: brings the target back to what it was ${when}.`,
    `Target: ${nameOf(undone.plan.drift.target)}`,
    ...leftByUnfinished(undone),
    ...(lost.length === 0 ? [] : ['This script cannot bring back:', ...lost.map((line) => `  - ${line}`)]),
  ];
}

function leftByUnfinished({ unfinished, segments }: NonNullable<Plan['undoes']>): readonly string[] {
  if (unfinished === undefined) return [];
  return [
    `Step ${String(unfinished.number)} (${unfinished.title}) failed in no transaction. What it did before that is not undone here:`,
    segments === 0
      ? '  compare again to see whether there is anything. Nothing else was done.'
      : '  compare again to see whether there is anything. If there is, what depends on it may make this script fail.',
  ];
}

function scriptSteps(plan: Plan): readonly (readonly ScriptStep[])[] {
  return plan.segments.map((segment) => segment.steps.map(toScriptStep));
}

function toScriptStep(step: PlanStep): ScriptStep {
  const title = `${String(step.number)}. ${step.title}`;
  return {
    title: step.reason === undefined ? title : `${title} (${step.reason})`,
    risks: step.risks.filter((risk) => risk.kind !== 'rebuild'),
    statements: step.statements,
  };
}

function nameOf(catalog: Catalog): string {
  return `${catalog.server.database} (${catalog.server.versionText})`;
}
