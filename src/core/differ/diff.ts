import type { Dialect } from '../dialect/dialect.js';
import type { Catalog } from '../model/catalog.js';
import { compareText } from '../model/compareText.js';
import { isMainPart, type Part } from '../model/part.js';
import type { PartId } from '../model/partId.js';
import { createMatcher } from '../rules/matcher.js';
import type { Rules } from '../rules/rules.js';
import type { Drift, HiddenCount, ObjectDifference, PartDifference, RenamedTarget } from './drift.js';
import { comparePart, type Hides, isUnchanged } from './equality.js';
import { comesWithAnother, splitChanges } from './inheritance.js';
import { atOnce, type Work } from '../turn.js';
import { countUncompared } from './uncompared.js';

/** The rule under which differences outside `include` and inside `exclude` are counted. */
const filterRule = 'filters';

/** How many parts are looked at in one step of the work. */
const partsPerStep = 1000;

interface ObjectParts {
  readonly source: Part[];
  readonly target: Part[];
}

/**
 * What differs between two catalogs under the rules. Pure and deterministic; each difference names the attribute and
 * both values, and what a rule hid is counted. Where `renamed` is given, `target` has the names after the renames.
 */
export function diff(
  source: Catalog,
  target: Catalog,
  rules: Rules,
  dialect: Dialect,
  renamed?: RenamedTarget,
): Drift {
  return atOnce(diffing(source, target, rules, dialect, renamed));
}

/** {@link diff}, as work that can be done in turns. */
export function* diffing(
  source: Catalog,
  target: Catalog,
  rules: Rules,
  dialect: Dialect,
  renamed?: RenamedTarget,
): Work<Drift> {
  const ignored = new Set(rules.ignore);
  const hides: Hides = (rule) => ignored.has(rule);
  const matches = createMatcher(rules);
  const hidden = new Map<string, number>();
  const uncomparable = { source: namesOfUncompared(source), target: namesOfUncompared(target) };
  const hide = (rule: string): unknown => hidden.set(rule, (hidden.get(rule) ?? 0) + 1);
  const objects: ObjectDifference[] = [];
  const renames = new Map(renamed?.renames.map(({ from, to }) => [to.id, from]));
  let unchangedCount = 0;

  const changed = yield* groupChanged(source, target, renames);
  let seen = 0;
  for (const main of mainParts(source, target)) {
    if ((seen += 1) % partsPerStep === 0) yield;
    const objectId = main.id;
    // A table here and one of a kind that is not compared there: neither missing nor extra, but not to be compared yet.
    const elsewhere = source.parts.has(objectId) ? uncomparable.target : uncomparable.source;
    if (main.occupies.some((name) => elsewhere.has(name))) continue;
    const parts = changed.get(objectId);
    const found =
      parts === undefined
        ? unchanged
        : compareObject(objectId, main, parts, source, target, dialect, hides, renames);
    if (!matches(main)) {
      if (found.difference !== undefined) hide(filterRule);
      continue;
    }
    // A whole object that a rule hides is neither missing nor extra.
    const isWhole = found.difference !== undefined && found.difference.status !== 'modified';
    if (isWhole && main.rule !== undefined && hides(main.rule)) {
      hide(main.rule);
      continue;
    }
    found.hidden.forEach(hide);
    if (found.difference !== undefined) objects.push(found.difference);
    else if (main.rule === undefined || !hides(main.rule)) unchangedCount += 1;
  }
  const order = new Map(dialect.kinds.map((kind) => [kind.name, kind.order]));
  objects.sort(
    (a, b) =>
      (order.get(a.kind) ?? 0) - (order.get(b.kind) ?? 0) ||
      compareText(a.name, b.name) ||
      compareText(a.objectId, b.objectId),
  );
  return {
    source,
    target,
    ...(renamed === undefined ? {} : { renamed }),
    rules,
    objects,
    unchangedCount,
    hidden: sortedCounts(hidden),
    uncompared: countUncompared(source, target),
  };
}

function namesOfUncompared(catalog: Catalog): ReadonlySet<string> {
  return new Set(catalog.uncompared.flatMap(({ occupies }) => occupies ?? []));
}

/** The main parts of both sides; where both have one, the source's. */
function* mainParts(source: Catalog, target: Catalog): Iterable<Part> {
  for (const part of source.parts.values()) if (isMainPart(part)) yield part;
  for (const part of target.parts.values()) if (isMainPart(part) && !source.parts.has(part.id)) yield part;
}

/**
 * The parts of the objects in which anything at all may differ, by object. A part that belongs to different objects on
 * the two sides counts as the source says.
 */
function* groupChanged(
  source: Catalog,
  target: Catalog,
  renames: ReadonlyMap<PartId, Part>,
): Work<ReadonlyMap<PartId, ObjectParts>> {
  const groups = new Map<PartId, ObjectParts>();
  const note = (objectId: PartId): unknown => groups.set(objectId, { source: [], target: [] });
  const twinOf = twinFinder(target);
  let seen = 0;
  for (const part of source.parts.values()) {
    if ((seen += 1) % partsPerStep === 0) yield;
    const before = twinOf(part.id);
    if (before === undefined || renames.has(part.id) || !isUnchanged(part, before)) note(part.objectId);
  }
  const hasTwin = twinFinder(source);
  for (const part of target.parts.values()) {
    if ((seen += 1) % partsPerStep === 0) yield;
    if (hasTwin(part.id) === undefined) note(part.objectId);
  }
  if (groups.size === 0) return groups;
  for (const part of source.parts.values()) {
    if ((seen += 1) % partsPerStep === 0) yield;
    groups.get(part.objectId)?.source.push(part);
  }
  for (const part of target.parts.values()) {
    if ((seen += 1) % partsPerStep === 0) yield;
    groups.get(source.parts.get(part.id)?.objectId ?? part.objectId)?.target.push(part);
  }
  return groups;
}

/** How many parts that only the other side has are passed over to find the place where both go on alike. */
const longestSkip = 1000;

/**
 * Finds the parts of a catalog by their ids, fastest in the order in which it holds them: databases that are much alike
 * are read in much the same order, and what comes next needs no looking up.
 */
function twinFinder({ parts }: Catalog): (id: PartId) => Part | undefined {
  const inOrder = [...parts.values()];
  let next = 0;
  return (id) => {
    let found = inOrder[next];
    if (found?.id !== id) {
      found = parts.get(id);
      if (found === undefined) return undefined;
      const last = Math.min(next + longestSkip, inOrder.length);
      while (next < last && inOrder[next] !== found) next += 1;
    }
    if (inOrder[next] === found) next += 1;
    return found;
  };
}

/** How an object and its twin compare, and what the rules hid. */
interface ObjectComparison {
  readonly difference: ObjectDifference | undefined;
  readonly hidden: readonly string[];
}

const unchanged: ObjectComparison = { difference: undefined, hidden: [] };

function compareObject(
  objectId: PartId,
  main: Part,
  parts: ObjectParts,
  source: Catalog,
  target: Catalog,
  dialect: Dialect,
  hides: Hides,
  renames: ReadonlyMap<PartId, Part>,
): ObjectComparison {
  const original = renames.get(objectId);
  const described = {
    ...(original === undefined ? {} : { renamedFrom: original.path.join('.') }),
    objectId,
    kind: main.kind,
    name: main.path.join('.'),
    ...(main.path.length > 1 && main.path[0] !== undefined ? { schema: main.path[0] } : {}),
  };
  if (!target.parts.has(objectId)) {
    return { difference: { ...described, status: 'missing_in_target', parts: [] }, hidden: [] };
  }
  if (!source.parts.has(objectId)) {
    return { difference: { ...described, status: 'extra_in_target', parts: [] }, hidden: [] };
  }
  const hidden: string[] = [];
  const differences: PartDifference[] = [];
  const report = (part: Part, status: PartDifference['status'], changes: PartDifference['changes']): void => {
    differences.push({
      partId: part.id,
      kind: part.kind,
      described: dialect.generator.describe(part),
      name: isMainPart(part) ? part.path.join('.') : (part.path.at(-1) ?? ''),
      status,
      changes,
    });
  };
  const paired = hides('constraint-names') ? pairAnonymous(parts, source, target) : new Set<PartId>();
  for (const part of parts.source) {
    const before = target.parts.get(part.id);
    if (before !== undefined) {
      const comparison = comparePart(part, before, hides);
      hidden.push(...comparison.hidden);
      const { own } = splitChanges(part, before, comparison.changes, { source, target }, hides);
      const changes = [...nameChange(part, renames.get(part.id), dialect), ...own];
      if (changes.length > 0) report(part, 'modified', changes);
    } else if (comesWithAnother(part, { source, target })) continue;
    else if (part.rule !== undefined && hides(part.rule)) hidden.push(part.rule);
    else if (paired.has(part.id)) hidden.push('constraint-names');
    else report(part, 'missing_in_target', []);
  }
  for (const part of parts.target) {
    if (source.parts.has(part.id) || paired.has(part.id)) continue;
    if (comesWithAnother(part, { source, target })) continue;
    if (part.rule !== undefined && hides(part.rule)) hidden.push(part.rule);
    else report(part, 'extra_in_target', []);
  }
  differences.sort((a, b) => compareText(a.described, b.described));
  return {
    difference:
      differences.length === 0 ? undefined : { ...described, status: 'modified', parts: differences },
    hidden,
  };
}

/** The change of a part's own name, shown as one of an attribute. */
function nameChange(part: Part, original: Part | undefined, { renamer }: Dialect): PartDifference['changes'] {
  if (original === undefined || renamer === undefined) return [];
  return [{ attribute: 'name', target: renamer.nameOf(original), source: renamer.nameOf(part) }];
}

/** Parts on either side that have a twin on the other which differs in nothing but its name. */
function pairAnonymous(parts: ObjectParts, source: Catalog, target: Catalog): ReadonlySet<PartId> {
  const free = new Map<string, PartId[]>();
  for (const part of parts.target) {
    if (part.anonymousKey === undefined || source.parts.has(part.id)) continue;
    const twins = free.get(part.anonymousKey);
    if (twins === undefined) free.set(part.anonymousKey, [part.id]);
    else twins.push(part.id);
  }
  const paired = new Set<PartId>();
  for (const part of parts.source) {
    if (part.anonymousKey === undefined || target.parts.has(part.id)) continue;
    const twin = free.get(part.anonymousKey)?.shift();
    if (twin !== undefined) paired.add(part.id).add(twin);
  }
  return paired;
}

function sortedCounts(counts: ReadonlyMap<string, number>): readonly HiddenCount[] {
  return [...counts].map(([rule, count]) => ({ rule, count })).sort((a, b) => compareText(a.rule, b.rule));
}
