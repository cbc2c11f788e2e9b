import type { AttributeChange } from '../dialect/scriptGenerator.js';
import type { Drift, ObjectDifference } from '../differ/drift.js';
import { comparePart, type Hides } from '../differ/equality.js';
import { comesWithAnother, splitChanges } from '../differ/inheritance.js';
import type { Part } from '../model/part.js';
import type { PartId } from '../model/partId.js';
import type { Work } from '../turn.js';
import type { CatalogIndex } from './catalogIndex.js';

/** One part that differs, with the versions that exist. */
export type PartChange = {
  readonly id: PartId;
  readonly objectId: PartId;
  /** The part whose change this one follows, whatever is selected; an `alter` may have changes of its own beside it. */
  readonly follows?: PartId;
} & (
  | { readonly kind: 'create'; readonly source: Part }
  | { readonly kind: 'drop'; readonly target: Part }
  | {
      readonly kind: 'alter';
      readonly source: Part;
      readonly target: Part;
      /** Its own changes. */
      readonly changes: readonly AttributeChange[];
      /** Those in which it follows another part. */
      readonly followed: readonly AttributeChange[];
    }
);

/** Whether a change is one of an attribute of a part that both sides have. */
export function isChanging(change: PartChange | undefined, attribute: string): boolean {
  if (change?.kind !== 'alter') return false;
  return [...change.changes, ...change.followed].some((one) => one.attribute === attribute);
}

/** All differing parts of a drift by id: those of modified objects, and all parts of missing and extra ones. */
export function* partChanges(
  drift: Drift,
  source: CatalogIndex,
  target: CatalogIndex,
  hides: Hides,
): Work<ReadonlyMap<PartId, PartChange>> {
  const changes = new Map<PartId, PartChange>();
  const add = (change: PartChange): unknown => changes.set(change.id, change);
  for (const object of drift.objects) {
    yield;
    for (const change of changesOf(object, drift, source, target, hides)) add(change);
  }
  for (const { catalog } of [source, target]) {
    let seen = 0;
    for (const part of catalog.parts.values()) {
      if ((seen += 1) % 1000 === 0) yield;
      if (part.inherited === undefined || changes.has(part.id)) continue;
      toFollower(part, drift, hides).forEach(add);
    }
  }
  return changes;
}

function changesOf(
  object: ObjectDifference,
  drift: Drift,
  source: CatalogIndex,
  target: CatalogIndex,
  hides: Hides,
): readonly PartChange[] {
  const { objectId } = object;
  switch (object.status) {
    case 'missing_in_target':
      return source
        .partsOf(objectId)
        .filter((part) => part.rule === undefined || !hides(part.rule))
        .flatMap((part) => toChange(objectId, part, drift.target.parts.get(part.id), drift, hides));
    case 'extra_in_target':
      return target
        .partsOf(objectId)
        .filter((part) => !drift.source.parts.has(part.id))
        .map((part) => ({ id: part.id, objectId, kind: 'drop' as const, target: part }));
    case 'modified':
      return object.parts.flatMap((difference) =>
        toChange(
          objectId,
          drift.source.parts.get(difference.partId),
          drift.target.parts.get(difference.partId),
          drift,
          hides,
        ),
      );
    default:
      return object.status satisfies never;
  }
}

function toChange(
  objectId: PartId,
  source: Part | undefined,
  target: Part | undefined,
  drift: Drift,
  hides: Hides,
): readonly PartChange[] {
  if (source !== undefined && target !== undefined) {
    const { changes } = comparePart(source, target, hides);
    if (changes.length === 0) return [];
    const { own, followed } = splitChanges(source, target, changes, drift, hides);
    const follows =
      followed.length > 0 && source.inherited !== undefined ? { follows: source.inherited.from } : {};
    return [{ id: source.id, objectId, kind: 'alter', source, target, changes: own, followed, ...follows }];
  }
  if (source !== undefined) return [{ id: source.id, objectId, kind: 'create', source }];
  if (target !== undefined) return [{ id: target.id, objectId, kind: 'drop', target }];
  return [];
}

/** The change of a part that has none of its own, but follows another's. */
function toFollower(part: Part, drift: Drift, hides: Hides): readonly PartChange[] {
  const source = drift.source.parts.get(part.id);
  const target = drift.target.parts.get(part.id);
  const objectId = (source ?? part).objectId;
  if (part.inherited === undefined || (part.rule !== undefined && hides(part.rule))) return [];
  const { from } = part.inherited;
  if (source !== undefined && target !== undefined) {
    return toChange(objectId, source, target, drift, hides).filter(({ follows }) => follows !== undefined);
  }
  if (!comesWithAnother(part, drift)) return [];
  return source === undefined
    ? [{ id: part.id, objectId, kind: 'drop', target: part, follows: from }]
    : [{ id: part.id, objectId, kind: 'create', source, follows: from }];
}
