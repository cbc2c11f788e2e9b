import type { Dialect } from '../dialect/dialect.js';
import type { Catalog } from '../model/catalog.js';
import type { PartId } from '../model/partId.js';
import type { ExpectedPart, Plan } from '../planner/plan.js';
import { deviations } from './verification.js';

/** The objects that a plan touches, and those that they rely on, on the target or on the source. */
export function reliedOn(plan: Plan): ReadonlySet<PartId> {
  const { source, target, renamed } = plan.drift;
  const targets = renamed === undefined ? [target] : [target, renamed.before];
  const objects = new Set(plan.objects);
  for (const catalog of [source, ...targets]) {
    for (const part of catalog.parts.values()) {
      if (!plan.objects.has(part.objectId)) continue;
      for (const on of part.dependsOn) {
        for (const { parts } of targets) {
          const owner = parts.get(on)?.objectId;
          if (owner !== undefined) objects.add(owner);
        }
      }
    }
  }
  return objects;
}

/**
 * What has changed on the target since the plan was made, one line each, among what the plan touches or relies on.
 * Nothing is hidden here: whoever changed an owner meanwhile counts, too.
 */
export function changesSince(
  before: Catalog,
  now: Catalog,
  objects: ReadonlySet<PartId>,
  dialect: Dialect,
): readonly string[] {
  const expected = new Map<PartId, ExpectedPart>();
  for (const part of before.parts.values()) {
    if (objects.has(part.objectId)) expected.set(part.id, { part, strict: true });
  }
  return deviations(expected, now, objects, () => false, dialect);
}
