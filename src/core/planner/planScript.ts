import type { Dialect } from '../dialect/dialect.js';
import type { ScriptStep } from '../dialect/scriptGenerator.js';
import type { Catalog } from '../model/catalog.js';
import type { Plan, PlanStep } from './plan.js';
import { irrecoverable, makeRollback } from './rollback.js';

/**
 * The plan as one script that runs as it stands in the engine's own client. It holds no time and no password: the same
 * plan always gives the same text.
 */
export function planScript(plan: Plan, dialect: Dialect): string {
  const header = [
    'DBVC: makes the target equal to the source.',
    `Source: ${nameOf(plan.drift.source)}`,
    `Target: ${nameOf(plan.drift.target)}`,
    ...plan.leftOut.map(({ described, reason }) => `Left as it is: ${described}: ${reason}`),
    ...plan.segments.flatMap(({ reason }) =>
      reason === undefined ? [] : [`In several transactions: ${reason}`],
    ),
  ];
  return dialect.generator.script(scriptSteps(plan), header);
}

/** The script that undoes a plan, with an honest list of what cannot come back. */
export function rollbackScript(plan: Plan, dialect: Dialect): string {
  const rollback = makeRollback(plan, dialect);
  const lost = irrecoverable(plan, rollback);
  const header = [
    'DBVC: brings the target back to what it was before the patch.',
    `Target: ${nameOf(plan.drift.target)}`,
    ...(lost.length === 0 ? [] : ['This script cannot bring back:', ...lost.map((line) => `  - ${line}`)]),
  ];
  return dialect.generator.script(scriptSteps(rollback), header);
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
