import type { Normalizer } from '../dialect/normalizer.js';
import type { Catalog } from '../model/catalog.js';
import type { Part } from '../model/part.js';
import type { PartId } from '../model/partId.js';
import { alignTexts } from '../normalizer/alignSpellings.js';
import type { ExpectedPart } from '../planner/plan.js';

/**
 * What was read from the server, with the texts that the plan leaves as they were counted as what was expected where a
 * change of what they read explains how they are printed now: a check on a column that has got another type. Only texts
 * of the target itself, and only those that reach something that the plan changes.
 */
export async function alignRetyped(
  now: Catalog,
  expected: ReadonlyMap<PartId, ExpectedPart>,
  target: Catalog,
  normalizer: Normalizer,
): Promise<Catalog> {
  if (normalizer.sameButForTypes === undefined) return now;
  const reached = dependentsOfChanges(expected, target);
  const left = new Map<PartId, Part>();
  for (const { part } of expected.values()) {
    const before = target.parts.get(part.id);
    if (before !== undefined && reached.has(part.id)) left.set(part.id, ownTexts(part, before));
  }
  return alignTexts(now, left, async (pairs) => normalizer.sameButForTypes?.(pairs) ?? []);
}

/** What changes and whatever depends on it, directly or not. */
function dependentsOfChanges(
  expected: ReadonlyMap<PartId, ExpectedPart>,
  target: Catalog,
): ReadonlySet<PartId> {
  const dependents = new Map<PartId, PartId[]>();
  const reached = new Set<PartId>();
  for (const part of target.parts.values()) {
    if ((expected.get(part.id)?.part ?? part) !== part) reached.add(part.id);
    for (const on of part.dependsOn) {
      const list = dependents.get(on);
      if (list === undefined) dependents.set(on, [part.id]);
      else list.push(part.id);
    }
  }
  // A set goes on to what is added while it is gone through.
  for (const id of reached) for (const dependent of dependents.get(id) ?? []) reached.add(dependent);
  return reached;
}

/** A part with only those attributes that it had before. */
function ownTexts(part: Part, before: Part): Part {
  const attributes = Object.entries(part.attributes).filter(
    ([name, attribute]) => attribute === before.attributes[name],
  );
  return { ...part, attributes: Object.fromEntries(attributes) };
}
