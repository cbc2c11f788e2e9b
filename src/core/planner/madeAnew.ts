import type { Alteration } from '../dialect/scriptGenerator.js';
import type { PartId } from '../model/partId.js';
import { keepHidden } from './fate.js';
import { isUnasked } from './keeping.js';
import type { PartChange } from './partChange.js';
import { type Planning, scriptContext } from './planning.js';

type FateOf = (id: PartId) => 'create' | 'drop' | undefined;

/**
 * The objects that are made anew with what they hold, or go along with one that is, whatever becomes of others: they are
 * there for longer than what is dropped.
 */
export function objectsMadeAnew(
  changes: readonly PartChange[],
  planning: Planning,
  fateOf: FateOf,
): ReadonlySet<PartId> {
  const objects = new Set<PartId>();
  for (const change of changes) {
    if (change.kind !== 'alter' || change.id !== change.target.objectId) continue;
    const alteration = alterationOf(change, change.changes, planning, fateOf);
    if (alteration.how !== 'replace' || alteration.keeps === undefined) continue;
    if (isUnasked(alteration, change, planning.request)) continue;
    for (const id of [alteration.keeps.whole, ...alteration.keeps.along]) objects.add(id);
  }
  return objects;
}

/** Whether a part has no ALTER for its own change, whatever becomes of others. */
export function hasNoAlter(
  change: PartChange | undefined,
  planning: Planning,
  fateOf: FateOf,
  isGone: (id: PartId) => boolean,
): boolean {
  if (change?.kind !== 'alter') return false;
  const changes = [...change.changes, ...change.followed];
  const alteration = alterationOf(change, changes, planning, fateOf, isGone);
  return alteration.how === 'replace' && alteration.keeps === undefined;
}

function alterationOf(
  change: PartChange & { readonly kind: 'alter' },
  changes: (PartChange & { readonly kind: 'alter' })['changes'],
  planning: Planning,
  fateOf: FateOf,
  isGone?: (id: PartId) => boolean,
): Alteration {
  const next = keepHidden(change.source, change.target, planning.hides);
  const context = scriptContext(planning, 'source', false, fateOf, isGone);
  return planning.dialect.generator.alter(change.target, next, changes, context);
}
