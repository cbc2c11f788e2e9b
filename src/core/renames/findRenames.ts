import type { Dialect } from '../dialect/dialect.js';
import type { Rename, Renamer } from '../dialect/renamer.js';
import type { Drift } from '../differ/drift.js';
import { compareText } from '../model/compareText.js';
import { isMainPart, type Part } from '../model/part.js';
import type { PartId } from '../model/partId.js';
import { atOnce, type Work } from '../turn.js';
import { groupBy, type ObjectShape, objectShape, type ShapedPart, shapePart } from './objectShape.js';
import { sameValue } from '../differ/equality.js';

/** Why two things under different names may be the same. */
export type Evidence =
  | { readonly what: 'definition' }
  /** How many parts of a kind are alike, of how many. */
  | { readonly what: 'parts'; readonly kind: string; readonly alike: number; readonly of: number }
  | { readonly what: 'attribute'; readonly name: string }
  | { readonly what: 'place' };

/** Something that may have been renamed. Nobody but a person says that it was. */
export interface RenameOffer {
  readonly rename: Rename;
  /** What belongs to it and has another name too, with the same shape. */
  readonly along: readonly Rename[];
  readonly evidence: readonly Evidence[];
  /** How many other offers speak of the same two. */
  readonly others: number;
}

/** Up to how many pairs are offered where several look the same. */
const mostPairs = 4;
/** A part that so many objects have tells nothing about which is which. */
const commonPart = 20;
/** How alike two objects must be, from 0 to 1, and how much more than any other. */
const enough = 0.6;
const clearly = 0.1;

/**
 * What is missing and what exists only in the target, in pairs that look the same but for their names. By hashing, never
 * by comparing all with all: 10,000 objects take no longer than reading them.
 */
export function findRenames(drift: Drift, dialect: Dialect): readonly RenameOffer[] {
  return atOnce(findingRenames(drift, dialect));
}

/** {@link findRenames}, as work that can be done in turns. */
export function* findingRenames(drift: Drift, dialect: Dialect): Work<readonly RenameOffer[]> {
  const { renamer } = dialect;
  if (renamer === undefined) return [];
  const all = [...(yield* objectPairs(drift, renamer)), ...(yield* partPairs(drift, renamer))];
  const pairs = all.filter(({ rename }) => renamer.whyNot(rename) === undefined);
  const uses = new Map<PartId, number>();
  for (const { rename } of pairs) {
    for (const { id } of [rename.from, rename.to]) uses.set(id, (uses.get(id) ?? 0) + 1);
  }
  return pairs
    .map((pair) => ({
      ...pair,
      others: Math.max(uses.get(pair.rename.from.id) ?? 1, uses.get(pair.rename.to.id) ?? 1) - 1,
    }))
    .sort(
      (a, b) =>
        compareText(a.rename.to.id, b.rename.to.id) || compareText(a.rename.from.id, b.rename.from.id),
    );
}

type Pair = Omit<RenameOffer, 'others'>;

function* objectPairs(drift: Drift, renamer: Renamer): Work<readonly Pair[]> {
  const missing = yield* shapes(drift, 'source', renamer);
  const extra = yield* shapes(drift, 'target', renamer);
  if (missing.length === 0 || extra.length === 0) return [];
  const byKey = groupBy(extra, ({ key }) => key);
  const paired = new Set<PartId>();
  const pairs: Pair[] = [];
  for (const [key, group] of groupBy(missing, (one) => one.key)) {
    const others = byKey.get(key) ?? [];
    if (others.length === 0) continue;
    yield;
    for (const { main } of [...group, ...others]) paired.add(main.id);
    if (group.length * others.length > mostPairs) continue;
    for (const to of group) for (const from of others) pairs.push(objectPair(from, to, renamer));
  }
  const left = (all: readonly ObjectShape[]): readonly ObjectShape[] =>
    all.filter(({ main, children }) => !paired.has(main.id) && children.length > 1);
  return [...pairs, ...(yield* likePairs(left(extra), left(missing), renamer))];
}

function* shapes(
  { objects, source, target }: Drift,
  side: 'source' | 'target',
  renamer: Renamer,
): Work<readonly ObjectShape[]> {
  const status = side === 'source' ? 'missing_in_target' : 'extra_in_target';
  const { parts } = side === 'source' ? source : target;
  const wanted = new Set(
    objects
      .filter((one) => one.status === status && renamer.canRename(one.kind))
      .map(({ objectId }) => objectId),
  );
  if (wanted.size === 0) return [];
  const byObject = groupBy(
    [...parts.values()].filter(({ objectId }) => wanted.has(objectId)),
    ({ objectId }) => objectId,
  );
  const shaped: ObjectShape[] = [];
  for (const all of byObject.values()) {
    yield;
    const main = all.find(isMainPart);
    if (main !== undefined) shaped.push(objectShape(main, all, renamer));
  }
  return shaped;
}

function objectPair(from: ObjectShape, to: ObjectShape, renamer: Renamer): Pair {
  const alike = countAlike(from, to);
  const kinds = groupBy([...from.children, ...to.children], ({ part }) => part.kind);
  const parts = [...kinds].map(([kind, all]): Evidence => {
    const count = (shape: ObjectShape): number =>
      shape.children.filter(({ part }) => part.kind === kind).length;
    return {
      what: 'parts',
      kind,
      alike: alike.get(kind) ?? 0,
      of: all.length === 0 ? 0 : Math.max(count(from), count(to)),
    };
  });
  return {
    rename: { from: from.main, to: to.main },
    along: childPairs(from.children, to.children, renamer).map(({ rename }) => rename),
    evidence: parts.length === 0 ? [{ what: 'definition' }] : parts,
  };
}

/** How many children of each kind two objects have in common. */
function countAlike(from: ObjectShape, to: ObjectShape): ReadonlyMap<string, number> {
  const free = new Map(
    [...groupBy(from.children, ({ named }) => named)].map(([key, all]) => [key, all.length]),
  );
  const alike = new Map<string, number>();
  for (const { part, named } of to.children) {
    const left = free.get(named) ?? 0;
    if (left === 0) continue;
    free.set(named, left - 1);
    alike.set(part.kind, (alike.get(part.kind) ?? 0) + 1);
  }
  return alike;
}

/** Objects that have most of their parts in common, each the one that is most like the other by far. */
function* likePairs(
  extra: readonly ObjectShape[],
  missing: readonly ObjectShape[],
  renamer: Renamer,
): Work<readonly Pair[]> {
  const holders = new Map<string, Set<ObjectShape>>();
  for (const shape of extra) {
    for (const { named } of shape.children) holders.set(named, (holders.get(named) ?? new Set()).add(shape));
  }
  const best = new Map<
    ObjectShape,
    { readonly to: ObjectShape; readonly likeness: number; readonly isClear: boolean }[]
  >();
  for (const to of missing) {
    yield;
    const candidates = new Set<ObjectShape>();
    for (const { named } of to.children) {
      const holding = holders.get(named);
      if (holding === undefined || holding.size > commonPart) continue;
      for (const shape of holding) if (isComparable(shape.main, to.main)) candidates.add(shape);
    }
    const ranked = [...candidates]
      .map((from) => ({ from, likeness: likenessOf(from, to) }))
      .sort((a, b) => b.likeness - a.likeness);
    const [first, second] = ranked;
    if (first === undefined || first.likeness < enough) continue;
    const isClear = second === undefined || first.likeness - second.likeness >= clearly;
    best.set(first.from, [...(best.get(first.from) ?? []), { to, likeness: first.likeness, isClear }]);
  }
  return [...best].flatMap(([from, suitors]) => {
    const [first, second] = suitors.sort((a, b) => b.likeness - a.likeness);
    if (first?.isClear !== true) return [];
    if (second !== undefined && first.likeness - second.likeness < clearly) return [];
    return [objectPair(from, first.to, renamer)];
  });
}

function isComparable(a: Part, b: Part): boolean {
  return a.kind === b.kind && sameValue(a.path.slice(0, -1), b.path.slice(0, -1));
}

/** The share of parts that two objects have in common. */
function likenessOf(from: ObjectShape, to: ObjectShape): number {
  const alike = [...countAlike(from, to).values()].reduce((sum, count) => sum + count, 0);
  return (2 * alike) / (from.children.length + to.children.length);
}

/** Parts that only one side has of objects that both have. */
function* partPairs({ objects, source, target }: Drift, renamer: Renamer): Work<readonly Pair[]> {
  const pairs: Pair[] = [];
  for (const object of objects) {
    yield;
    const { missing, extra } = partsByStatus(object.parts, source.parts, target.parts, renamer);
    if (missing.length === 0 || extra.length === 0) continue;
    const names = new Set<string>();
    const shaped = (parts: readonly Part[]): readonly ShapedPart[] =>
      parts.map((part) => shapePart(part, names, renamer));
    pairs.push(...childPairs(shaped(extra), shaped(missing), renamer));
  }
  return pairs;
}

function partsByStatus(
  differences: Drift['objects'][number]['parts'],
  source: ReadonlyMap<PartId, Part>,
  target: ReadonlyMap<PartId, Part>,
  renamer: Renamer,
): { readonly missing: readonly Part[]; readonly extra: readonly Part[] } {
  const of = (status: string, parts: ReadonlyMap<PartId, Part>): readonly Part[] =>
    differences
      .filter((one) => one.status === status && renamer.canRename(one.kind))
      .flatMap(({ partId }) => parts.get(partId) ?? []);
  return { missing: of('missing_in_target', source), extra: of('extra_in_target', target) };
}

/** Parts of two versions of an object that are alike but for their names: those that have no other twin, or one place. */
function childPairs(
  from: readonly ShapedPart[],
  to: readonly ShapedPart[],
  renamer: Renamer,
): readonly Pair[] {
  const isNamed = (part: Part, others: readonly ShapedPart[]): boolean =>
    others.some((one) => one.part.kind === part.kind && renamer.nameOf(one.part) === renamer.nameOf(part));
  const left = from.filter(({ part }) => renamer.canRename(part.kind) && !isNamed(part, to));
  const right = to.filter(({ part }) => renamer.canRename(part.kind) && !isNamed(part, from));
  const twins = groupBy(left, ({ bare }) => bare);
  return [...groupBy(right, ({ bare }) => bare)].flatMap(([bare, group]) => {
    const others = twins.get(bare) ?? [];
    const all = group.flatMap((one) => others.map((other) => ({ from: other.part, to: one.part })));
    const inPlace = all.filter((pair) => isInPlace(pair));
    const chosen = group.length === 1 && others.length === 1 ? all : inPlace;
    return chosen.map((rename) => ({ rename, along: [], evidence: evidenceOf(rename) }));
  });
}

function isInPlace({ from, to }: Rename): boolean {
  const place = from.details['position'];
  return place !== undefined && place === to.details['position'];
}

function evidenceOf(rename: Rename): readonly Evidence[] {
  const names = Object.keys(rename.to.attributes).filter(
    (name) => rename.to.attributes[name]?.rule === undefined,
  );
  return [
    ...names.map((name): Evidence => ({ what: 'attribute', name })),
    ...(isInPlace(rename) ? [{ what: 'place' } as const] : []),
  ];
}
