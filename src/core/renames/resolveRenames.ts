import type { Dialect } from '../dialect/dialect.js';
import type { Rename, Renamer } from '../dialect/renamer.js';
import { diff } from '../differ/diff.js';
import type { Drift } from '../differ/drift.js';
import { DbvcError } from '../errors.js';
import type { Catalog } from '../model/catalog.js';
import type { Part } from '../model/part.js';
import type { PartId } from '../model/partId.js';
import { noRules } from '../rules/rules.js';
import { diffRenamed } from './applyRenames.js';
import { nameHint } from './nameHint.js';
import { parseName, type RenameRequest, type WrittenName } from './renameText.js';

/** Renames as parts, and what became of those that do not apply. */
export interface ResolvedRenames {
  readonly renames: readonly Rename[];
  /** What a configuration remembers that fits these databases no more, one sentence each. */
  readonly passedOver: readonly string[];
}

/** Finds parts by names as written. */
class PartFinder {
  readonly #byPath = new Map<string, Part[]>();

  constructor(catalog: Catalog, renamer: Renamer) {
    for (const part of catalog.parts.values()) {
      if (!renamer.canRename(part.kind)) continue;
      const bare = [...part.path.slice(0, -1), renamer.nameOf(part)];
      for (const key of new Set([keyOf(part.path), keyOf(bare)])) {
        const parts = this.#byPath.get(key);
        if (parts === undefined) this.#byPath.set(key, [part]);
        else parts.push(part);
      }
    }
  }

  find({ kind, names }: WrittenName): readonly Part[] {
    return (this.#byPath.get(keyOf(names)) ?? []).filter((part) => kind === undefined || part.kind === kind);
  }
}

function keyOf(path: readonly string[]): string {
  return path.join('\0');
}

/**
 * Finds the parts that renames speak of. One that is done already, the old name gone and the new one there, is
 * satisfied. Throws `invalid-input` for names that do not exist or do not fit together; what a configuration remembers
 * and these databases know nothing of is passed over.
 */
export function resolveRenames(
  requests: readonly RenameRequest[],
  source: Catalog,
  target: Catalog,
  dialect: Dialect,
): ResolvedRenames {
  const { renamer } = dialect;
  if (requests.length === 0) return { renames: [], passedOver: [] };
  if (renamer === undefined) {
    throw new DbvcError('not-supported', `Renames are not planned on ${dialect.displayName} yet.`);
  }
  const onSource = new PartFinder(source, renamer);
  const onTarget = new PartFinder(target, renamer);
  const passedOver: string[] = [];
  const renames: Rename[] = [];
  const done = requests.filter(({ before, after }) => isDone(before, after, onTarget));
  for (const request of notDone(requests, onTarget)) {
    const froms = findNow(parseName(request.before), done, onTarget);
    const tos = onSource.find(parseName(request.after));
    const reason =
      froms.length === 0
        ? `the target has no ${request.before}`
        : tos.length === 0
          ? `the source has no ${request.after}`
          : undefined;
    if (reason !== undefined && request.from === 'configuration') {
      passedOver.push(`The rename of ${request.before} to ${request.after} is passed over: ${reason}.`);
      continue;
    }
    if (reason !== undefined) throw refusal(request, reason, nameHint(request, source, target, renamer));
    renames.push(onePair(request, froms, tos, dialect));
  }
  const open = renames.filter((rename) => !isDoneCircle(circleOf(rename, renames), source, target, dialect));
  check(open, source, target, dialect, renamer);
  return { renames: open, passedOver };
}

function isDone(before: string, after: string, onTarget: PartFinder): boolean {
  return onTarget.find(parseName(before)).length === 0 && onTarget.find(parseName(after)).length > 0;
}

/** What a name leads to on the target; where what it belongs to has got its new name already, by way of that. */
function findNow(name: WrittenName, done: readonly RenameRequest[], onTarget: PartFinder): readonly Part[] {
  const found = onTarget.find(name);
  if (found.length > 0) return found;
  const place = keyOf(name.names.slice(0, -1));
  const moved = done.find(({ before }) => keyOf(parseName(before).names) === place);
  if (moved === undefined) return [];
  return onTarget.find({ ...name, names: [...parseName(moved.after).names, ...name.names.slice(-1)] });
}

/** Those that are still to be made: the old name is there, and not because another one was renamed to it. */
function notDone(requests: readonly RenameRequest[], onTarget: PartFinder): readonly RenameRequest[] {
  const key = (text: string): string => keyOf(parseName(text).names);
  const gained = new Set<string>();
  let open = requests;
  for (;;) {
    const rest = open.filter(({ before, after }) => {
      const isThere = onTarget.find(parseName(after)).length > 0;
      const isMade = isDone(before, after, onTarget) || (gained.has(key(before)) && isThere);
      if (isMade) gained.add(key(after));
      return !isMade;
    });
    if (rest.length === open.length) return rest;
    open = rest;
  }
}

/** The renames that pass names round in a circle with this one; empty where it is in none. */
function circleOf(rename: Rename, renames: readonly Rename[]): readonly Rename[] {
  const circle = [rename];
  for (let at = rename; ;) {
    const next = renames.find(({ from }) => from.id === at.to.id);
    if (next === undefined || (next !== rename && circle.includes(next))) return [];
    if (next === rename) return circle;
    circle.push(next);
    at = next;
  }
}

/** Names that go round in a circle are there before and after. It has been done where less differs without it. */
function isDoneCircle(
  circle: readonly Rename[],
  source: Catalog,
  target: Catalog,
  dialect: Dialect,
): boolean {
  if (circle.length === 0) return false;
  const size = ({ objects }: Drift): number => objects.reduce((sum, { parts }) => sum + 1 + parts.length, 0);
  return (
    size(diff(source, target, noRules, dialect)) <=
    size(diffRenamed(source, target, noRules, dialect, circle)) - circle.length
  );
}

function refusal(
  { before, after }: Pick<RenameRequest, 'before' | 'after'>,
  reason: string,
  hint?: string,
): DbvcError {
  const message = `${before} cannot be renamed to ${after}: ${reason}.`;
  return new DbvcError('invalid-input', message, hint === undefined ? {} : { hint });
}

/** The parts that a rename means: the only two of one kind. */
function onePair(
  request: RenameRequest,
  froms: readonly Part[],
  tos: readonly Part[],
  { generator }: Dialect,
): Rename {
  const pairs = froms.flatMap((from) =>
    tos.filter(({ kind }) => kind === from.kind).map((to) => ({ from, to })),
  );
  const [only] = pairs;
  if (only !== undefined && pairs.length === 1) return only;
  const described = (parts: readonly Part[]): string =>
    parts.map((part) => generator.describe(part)).join(', ');
  if (only === undefined) {
    throw refusal(request, `${described(froms)} and ${described(tos)} are of different kinds`);
  }
  // Overloads with the same arguments on both sides.
  const alike = pairs.filter(({ from, to }) => argumentsOf(from) === argumentsOf(to));
  if (alike.length === 1 && alike[0] !== undefined) return alike[0];
  throw refusal(
    request,
    `these names mean several things: ${described([...new Set([...froms, ...tos])])}`,
    'Write the kind before the name (constraint:public.users.key), or the arguments after it (public.total(integer)).',
  );
}

function argumentsOf(part: Part): string {
  const called = part.path.at(-1) ?? '';
  return called.slice(called.indexOf('('));
}

function check(
  renames: readonly Rename[],
  source: Catalog,
  target: Catalog,
  dialect: Dialect,
  renamer: Renamer,
): void {
  const { generator } = dialect;
  const froms = new Set<PartId>();
  const tos = new Set<PartId>();
  const paths = new Map(renames.map(({ from, to }) => [keyOf(from.path), to.path]));
  for (const { from, to } of renames) {
    if (froms.has(from.id)) throw said(from, to, 'it is renamed twice');
    if (tos.has(to.id)) throw said(from, to, 'something else is renamed to this, too');
    froms.add(from.id);
    tos.add(to.id);
  }
  const occupants = new Map(
    [...target.parts.values()].flatMap((part) => part.occupies.map((name) => [name, part])),
  );
  for (const { from, to } of renames) {
    if (source.parts.has(from.id) && !tos.has(from.id))
      throw said(from, to, 'the source has the old name as well');
    if (target.parts.has(to.id) && !froms.has(to.id))
      throw said(from, to, 'the target has the new name already');
    const reason = renamer.whyNot({ from, to });
    if (reason !== undefined) throw said(from, to, reason);
    const place = from.path.slice(0, -1);
    if (keyOf(paths.get(keyOf(place)) ?? place) !== keyOf(to.path.slice(0, -1))) {
      throw said(from, to, 'the two belong to different things');
    }
    for (const name of to.occupies) {
      const holder = name.endsWith(`.${to.path.at(-1) ?? ''}`) ? occupants.get(name) : undefined;
      if (holder !== undefined && !froms.has(holder.id)) {
        throw said(from, to, `on the target ${generator.describe(holder)} has that name`);
      }
    }
  }

  function said(from: Part, to: Part, reason: string): DbvcError {
    return refusal({ before: generator.describe(from), after: generator.describe(to) }, reason);
  }
}
