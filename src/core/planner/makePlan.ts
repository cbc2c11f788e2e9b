import type { Dialect } from '../dialect/dialect.js';
import type { Drift } from '../differ/drift.js';
import type { PartId } from '../model/partId.js';
import { narrowRenames, objectsReached } from '../renames/applyRenames.js';
import { renameSteps } from '../renames/renameSteps.js';
import { nextOf } from './fate.js';
import { orderNodes } from './order.js';
import type { Plan, PlanRequest } from './plan.js';
import { startPlanning } from './planning.js';
import { cutSegments } from './segments.js';
import { settleSelection } from './selection.js';
import { writeSteps } from './steps.js';

/**
 * Turns a drift and a selection into ordered steps. Pure: the same input gives the same plan. Never throws for a legal
 * schema; what cannot be planned is in `leftOut` with the reason, what the selection needs beside itself in `required`.
 */
export function makePlan(drift: Drift, request: PlanRequest, dialect: Dialect): Plan {
  if (drift.renamed === undefined) return planOnce(drift, request, dialect);
  const { renames } = drift.renamed;
  const chosen = new Set<PartId>(request.objects ?? drift.objects.map(({ objectId }) => objectId));
  for (;;) {
    const made = renames.filter(({ to }) => chosen.has(to.objectId));
    const plan = planOnce(narrowRenames(drift, made, dialect), request, dialect);
    if (!request.takeAlong) return plan;
    const further = renames.filter(
      ({ to }) => !chosen.has(to.objectId) && plan.required.some(({ objectId }) => objectId === to.objectId),
    );
    if (further.length === 0) return plan;
    for (const { to } of further) chosen.add(to.objectId);
  }
}

/** A plan for a drift whose renames are all made. */
function planOnce(drift: Drift, request: PlanRequest, dialect: Dialect): Plan {
  const planning = startPlanning(drift, request, dialect);
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
  }
  const renames = renameSteps(drift, dialect);
  const steps = writeSteps(orderNodes(fates.byId, planning), fates.byId, planning, renames.length);
  return {
    drift,
    request,
    segments: cutSegments(renames, steps, fates.byId, objects, planning),
    leftOut,
    required,
    objects,
  };
}
