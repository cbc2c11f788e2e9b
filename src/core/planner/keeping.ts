import type { Alteration, Statement } from '../dialect/scriptGenerator.js';
import type { Part } from '../model/part.js';
import type { PartId } from '../model/partId.js';
import { asideFor, type Fate, nextOf } from './fate.js';
import type { PartChange } from './partChange.js';
import type { PlanRequest } from './plan.js';
import { type Planning, scriptContext } from './planning.js';

type Replacement = Extract<Fate, { how: 'replace' }>;

/** The statements that put a part aside with all that goes with it; undefined where it is dropped as usual. */
export function setAside(
  fate: Fate,
  parts: readonly Part[],
  planning: Planning,
): readonly Statement[] | undefined {
  const whole = asideFor(fate);
  if (whole === undefined || fate.how === 'create') return undefined;
  // The names of both sides are known, so that the part finds one that is free throughout.
  const context = scriptContext(planning, 'source', true);
  return planning.dialect.generator.setAside?.(fate.target, whole === fate.id, parts, context) ?? [];
}

/** The statements that bring back what a part that is made anew holds. */
export function bringBack(
  fate: Replacement,
  fates: ReadonlyMap<PartId, Fate>,
  planning: Planning,
): readonly Statement[] {
  const made: Part[] = [];
  for (const other of fates.values()) {
    const next = nextOf(other);
    if (next?.objectId === fate.id && (other.how === 'create' || other.how === 'replace')) made.push(next);
  }
  const context = scriptContext(planning, 'source', false);
  return planning.dialect.generator.bringBack?.(fate.target, fate.next, made, context) ?? [];
}

/** Whether a change takes more work than anybody has asked for (see `Alteration.onlyIfAsked`). */
export function isUnasked(
  alteration: Alteration,
  { id, objectId }: PartChange,
  { allowRebuilds, consented }: PlanRequest,
): boolean {
  if (alteration.how !== 'replace' || alteration.onlyIfAsked === undefined) return false;
  return allowRebuilds !== true && consented?.has(id) !== true && consented?.has(objectId) !== true;
}
