import type { Drift } from '../differ/drift.js';
import type { PartId } from '../model/partId.js';
import type { Planner } from './makePlan.js';

/**
 * The changed parts of modified objects whose patch would lose data, or would have to make something anew with all that it
 * holds: what wants a tick of its own. What exists only in the target is not among them.
 */
export function dataLosses(drift: Drift, plan: Planner): ReadonlySet<PartId> {
  const modified = drift.objects.filter(
    ({ status, parts }) => status === 'modified' && parts.some(isAltered),
  );
  if (modified.length === 0) return new Set();
  const objects = new Set(modified.map(({ objectId }) => objectId));
  const request = { objects, takeAlong: false, allowDrops: true, allowDataLoss: false };
  const altered = new Set(
    modified.flatMap(({ parts }) => parts.filter(isAltered)).map(({ partId }) => partId),
  );
  return new Set(
    plan(request).leftOut.flatMap(({ partId, because }) =>
      (because === 'data-loss' || because === 'rebuild') && altered.has(partId) ? [partId] : [],
    ),
  );
}

function isAltered({ status }: { readonly status: string }): boolean {
  return status === 'modified';
}
