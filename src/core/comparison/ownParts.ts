import type { Drift, ObjectDifference, PartDifference } from '../differ/drift.js';

/**
 * The changed parts of an object that are changes of their own: without those that come or go with another, as the
 * default of a column that is new does.
 */
export function ownParts(difference: ObjectDifference, drift: Drift): readonly PartDifference[] {
  const byId = new Map(difference.parts.map((part) => [part.partId, part]));
  return difference.parts.filter((part) => {
    const parent = (drift.source.parts.get(part.partId) ?? drift.target.parts.get(part.partId))?.parent;
    const above = parent === undefined || parent === difference.objectId ? undefined : byId.get(parent);
    return above === undefined || above.status === 'modified' || above.status !== part.status;
  });
}
