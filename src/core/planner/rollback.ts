import type { Dialect } from '../dialect/dialect.js';
import { comparePart } from '../differ/equality.js';
import type { Catalog } from '../model/catalog.js';
import type { Part } from '../model/part.js';
import type { PartId } from '../model/partId.js';
import { noRules } from '../rules/rules.js';
import { diffRenamed, inverseRenames } from '../renames/applyRenames.js';
import { makePlan } from './makePlan.js';
import type { Plan } from './plan.js';

/** The target's catalog as it will be when the first `segments` segments of a plan have run. */
export function catalogAfter(plan: Plan, segments: number): Catalog {
  const { target, renamed } = plan.drift;
  const expected = plan.segments[segments - 1]?.expected;
  if (expected === undefined) return renamed?.before ?? target;
  const parts = new Map<PartId, Part>();
  for (const part of target.parts.values()) if (!plan.objects.has(part.objectId)) parts.set(part.id, part);
  for (const { part, pending } of expected.values()) if (pending !== true) parts.set(part.id, part);
  for (const { part, strict } of expected.values()) {
    const twin = plan.drift.source.parts.get(part.id);
    if (parts.get(part.id) !== part) continue;
    const tied = withTiesOf(parts, part, twin);
    parts.set(part.id, strict && twin !== undefined ? withDetailsOf(twin, tied) : tied);
  }
  return { ...target, parts };
}

/** What is made again in the same words around others has the twin's details: the types of a view's columns follow those. */
function withDetailsOf(twin: Part, part: Part): Part {
  const isSame = comparePart(twin, part, () => false).changes.length === 0;
  return isSame ? { ...part, details: twin.details } : part;
}

/** A part that is handed down if it is by the ties that are there: those of other parts may have come or gone. */
function withTiesOf(parts: ReadonlyMap<PartId, Part>, part: Part, twin: Part | undefined): Part {
  const { inherited, ...own } = part;
  const handed = [inherited, twin?.inherited].find((one) => one !== undefined && parts.has(one.via));
  if (handed === inherited) return part;
  return handed === undefined ? own : { ...own, inherited: handed };
}

/**
 * The plan that brings the target back to what it was before the first `segments` segments of `plan` ran (all of them
 * by default): the same planner, the other way round, with owners and privileges of what is made again.
 */
export function makeRollback(plan: Plan, dialect: Dialect, segments = plan.segments.length): Plan {
  const isOrdered = plan.request.allowRebuilds === true && !plan.drift.rules.ignore.includes('column-order');
  const rules = { ...noRules, ignore: isOrdered ? [] : ['column-order'] };
  const before = catalogAfter(plan, 0);
  const after = catalogAfter(plan, segments);
  const { renamed } = plan.drift;
  const renames = renamed === undefined || segments === 0 ? [] : inverseRenames(renamed, after);
  const drift = diffRenamed(before, after, rules, dialect, renames);
  const objects = new Set(drift.objects.map(({ objectId }) => objectId));
  const rollback = makePlan(
    drift,
    { objects, takeAlong: true, allowDrops: true, allowDataLoss: true, allowRebuilds: true },
    dialect,
  );
  return { ...rollback, undoes: { plan, segments } };
}

/** What a rollback cannot bring back, in words: the rows that the plan's steps lose. */
export function irrecoverable(plan: Plan, rollback: Plan): readonly string[] {
  const ran = plan.segments.slice(0, rollback.undoes?.segments).flatMap(({ steps }) => steps);
  const lost = ran.flatMap((step) =>
    step.risks
      .filter((risk) => risk.kind === 'data-loss' || risk.kind === 'irreversible')
      .map((risk) => `${step.title}: ${risk.message}`),
  );
  const left = rollback.leftOut.map(({ described, reason }) => `${described}: ${reason}`);
  return [...lost, ...left];
}
