import type { Dialect } from '../dialect/dialect.js';
import type { Drift } from '../differ/drift.js';
import type { PartId } from '../model/partId.js';
import { narrowRenames, objectsReached } from '../renames/applyRenames.js';
import { renameSteps } from '../renames/renameSteps.js';
import { atOnce, inTurns } from '../turn.js';
import { nextOf } from './fate.js';
import { orderNodes } from './order.js';
import type { Plan, PlanRequest } from './plan.js';
import { type Ground, groundOf, startPlanning } from './planning.js';
import { refreshes, withRefreshes } from './refresh.js';
import { cutSegments } from './segments.js';
import { settleSelection } from './selection.js';
import { writeSteps } from './steps.js';

/** Makes plans of one drift. */
export type Planner = (request: PlanRequest) => Plan;

/**
 * Turns a drift and a selection into ordered steps. Pure: the same input gives the same plan. Never throws for a legal
 * schema; what cannot be planned is in `leftOut` with the reason, what the selection needs beside itself in `required`.
 */
export function makePlan(drift: Drift, request: PlanRequest, dialect: Dialect): Plan {
  return plannerOf(drift, dialect)(request);
}

/** For several plans of one drift: what they have in common is gathered beforehand, in turns. */
export async function plannerInTurns(drift: Drift, dialect: Dialect): Promise<Planner> {
  return plannerOn(await inTurns(groundOf(drift, dialect)), drift, dialect);
}

/** {@link plannerInTurns}, without a pause. */
export function plannerOf(drift: Drift, dialect: Dialect): Planner {
  return plannerOn(atOnce(groundOf(drift, dialect)), drift, dialect);
}

function plannerOn(ground: Ground, drift: Drift, dialect: Dialect): Planner {
  const groundUnder = (narrowed: Drift): Ground =>
    narrowed === drift ? ground : atOnce(groundOf(narrowed, dialect));
  return (request) => {
    if (drift.renamed === undefined) return planOnce(groundUnder(drift), request);
    const { renames } = drift.renamed;
    const chosen = new Set<PartId>(request.objects ?? drift.objects.map(({ objectId }) => objectId));
    for (;;) {
      const made = renames.filter(({ to }) => chosen.has(to.objectId));
      const plan = planOnce(groundUnder(narrowRenames(drift, made, dialect)), request);
      if (!request.takeAlong) return plan;
      const further = renames.filter(
        ({ to }) =>
          !chosen.has(to.objectId) && plan.required.some(({ objectId }) => objectId === to.objectId),
      );
      if (further.length === 0) return plan;
      for (const { to } of further) chosen.add(to.objectId);
    }
  };
}

/** A plan for a drift whose renames are all made. */
function planOnce(ground: Ground, request: PlanRequest): Plan {
  const { drift, dialect } = ground;
  const planning = startPlanning(ground, request);
  const { fates, leftOut, required } = settleSelection(planning);
  const objects = new Set<PartId>(objectsReached(drift));
  for (const fate of fates.byId.values()) {
    objects.add(fate.objectId);
    const next = nextOf(fate);
    if (next !== undefined) objects.add(next.objectId);
    if (fate.how !== 'create') objects.add(fate.target.objectId);
    for (const id of fate.how === 'alter' ? fate.touches : []) {
      const touched = drift.target.parts.get(id);
      if (touched !== undefined) objects.add(touched.objectId);
    }
    // The server may change with a part what that hands down, also what is to stay as it is.
    if (fate.how === 'alter') {
      for (const heir of planning.target.heirsOf(fate.id)) objects.add(heir.objectId);
    }
  }
  const refreshed = refreshes(fates.byId, planning);
  for (const { part } of refreshed) objects.add(part.objectId);
  const renames = renameSteps(drift, dialect);
  const steps = writeSteps(orderNodes(fates.byId, planning), fates.byId, planning, renames.length);
  return {
    drift,
    request,
    segments: withRefreshes(cutSegments(renames, steps, fates.byId, objects, planning), refreshed, planning),
    leftOut,
    required,
    objects,
  };
}
