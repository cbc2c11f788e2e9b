import assert from 'node:assert/strict';
import { diff } from '../../src/core/differ/diff.js';
import type { Drift } from '../../src/core/differ/drift.js';
import { makePlan } from '../../src/core/planner/makePlan.js';
import type { Plan, PlanRequest } from '../../src/core/planner/plan.js';
import type { PartId } from '../../src/core/model/partId.js';
import { planScript } from '../../src/core/planner/planScript.js';
import { makeRollback } from '../../src/core/planner/rollback.js';
import { loadDialect } from '../../src/dialects/registry.js';
import { connectDatabase } from './connectDatabase.js';
import { applyPlan, everything, reading, summary } from './convergence.js';
import { planOnce } from './planOnce.js';
import { loadScript } from './postgres/psql.js';
import type { TestDatabase } from './postgres/testDatabase.js';

/** What a person may ask of a plan: all without drops, some objects, or some parts of all objects. */
export const choices = ['no drops', 'some objects', 'some parts'] as const;

/** A choice among what differs, the same for the same names: so it stays the same when a pair is made smaller. */
export interface Choice {
  readonly what: (typeof choices)[number];
  readonly seed: number;
}

/**
 * Whatever a person chooses of what differs can be applied, is what the plan promised, and leaves nothing of what was
 * chosen but what the plan says; and the rollback script brings back what was there.
 */
export async function assertChoiceApplies(a: TestDatabase, b: TestDatabase, choice: Choice): Promise<void> {
  const dialect = await loadDialect('postgres');
  await a.close();
  await b.close();
  const [source, target] = [await connectDatabase(b.url), await connectDatabase(a.url)];
  const sourceSession = await source.open({ purpose: 'read' });
  const session = planOnce(await target.open({ purpose: 'read' }));
  try {
    const wanted = await dialect.introspector.readWithin(sourceSession, undefined, reading);
    const before = await dialect.introspector.readWithin(session, undefined, reading);
    const drift = diff(wanted, before, everything, dialect);
    const request = requestOf(choice, drift);
    const plan = makePlan(drift, request, dialect);
    await applyPlan(plan, target, dialect);
    const after = await dialect.introspector.readWithin(session, undefined, reading);
    const left = leftBy(plan, diff(wanted, after, everything, dialect));
    assert.deepEqual(
      summary(left),
      [],
      `nothing is left of what was chosen after:\n${planScript(plan, dialect)}`,
    );
    const undo = makeRollback(plan, dialect);
    const script = planScript(undo, dialect);
    await loadScript(a.url, script);
    const restored = await dialect.introspector.readWithin(session, undefined, reading);
    const lost = leftBy(undo, diff(before, restored, everything, dialect));
    assert.deepEqual(summary(lost), [], `all is as it was after:\n${script}`);
  } finally {
    await sourceSession.close();
    await session.close();
  }
}

/** What goes with what it is about, whether it is chosen or not. */
const alongside: ReadonlySet<string> = new Set(['comment', 'privileges', 'security-label']);

/** Objects with those that they are built on: a new column may need what a type has become. */
function withBasis(chosen: readonly PartId[], { objects, source }: Drift): ReadonlySet<PartId> {
  const drifted = new Set(objects.map(({ objectId }) => objectId));
  const basis = new Map<PartId, Set<PartId>>();
  for (const { objectId, dependsOn } of source.parts.values()) {
    const on = basis.get(objectId) ?? new Set();
    for (const id of dependsOn) on.add(source.parts.get(id)?.objectId ?? id);
    basis.set(objectId, on);
  }
  // A set goes on to what is added while it is gone through.
  const all = new Set(chosen);
  for (const id of all) for (const on of basis.get(id) ?? []) all.add(on);
  return new Set([...all].filter((id) => drifted.has(id)));
}

function requestOf({ what, seed }: Choice, drift: Drift): PlanRequest {
  const { objects } = drift;
  const all = objects.map(({ objectId }) => objectId);
  const isChosen = (id: string): boolean => hashOf(`${String(seed)} ${id}`) % 3 > 0;
  switch (what) {
    case 'no drops':
      return { objects: new Set(all), takeAlong: true, allowDrops: false, allowDataLoss: false };
    case 'some objects': {
      const chosen = withBasis(all.filter(isChosen), drift);
      return { objects: chosen, takeAlong: true, allowDrops: true, allowDataLoss: true };
    }
    case 'some parts': {
      const parts = objects.flatMap((object) => object.parts.filter(({ kind }) => !alongside.has(kind)));
      const leave = new Set(parts.map(({ partId }) => partId).filter((id) => !isChosen(id)));
      return { objects: new Set(all), takeAlong: true, allowDrops: true, allowDataLoss: true, leave };
    }
  }
}

/** What is left of a drift beside what a plan says that it leaves, and what was not asked of it. */
function leftBy({ leftOut, request, required }: Plan, drift: Drift): Drift {
  const chosen = new Set([...(request.objects ?? []), ...required.map(({ objectId }) => objectId)]);
  const left = new Set(leftOut.map(({ objectId }) => objectId));
  const leave = request.leave ?? new Set();
  const isKept = (status: string): boolean => status === 'extra_in_target' && !request.allowDrops;
  return {
    ...drift,
    objects: drift.objects.filter(
      ({ objectId, status, parts }) =>
        !isKept(status) &&
        chosen.has(objectId) &&
        !left.has(objectId) &&
        !parts.some(({ partId }) => leave.has(partId)),
    ),
  };
}

/** FNV-1a of 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash >>> 8;
}
