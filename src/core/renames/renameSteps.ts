import type { Dialect } from '../dialect/dialect.js';
import type { Rename, Renamer } from '../dialect/renamer.js';
import type { Drift, RenamedTarget } from '../differ/drift.js';
import { compareText } from '../model/compareText.js';
import type { Part } from '../model/part.js';
import type { Risk } from '../model/risk.js';
import type { PlanStep } from '../planner/plan.js';

/** A rename that is still to be made, and the names that it needs and gives free. */
interface Pending {
  readonly rename: Rename;
  /** The part by its new ids, under the name that it has by then. */
  readonly part: Part;
  /** Whether it has a name by then that neither side knows. */
  readonly isAside: boolean;
  readonly takes: ReadonlySet<string>;
  readonly frees: ReadonlySet<string>;
}

/**
 * The steps that rename, before everything else: whatever comes after uses the new names. A part is renamed when its new
 * name is free; where the names go round in a circle, one of them goes by way of a name that nobody has.
 */
export function renameSteps(drift: Drift, dialect: Dialect): readonly PlanStep[] {
  const { renamed } = drift;
  const { renamer } = dialect;
  if (renamed === undefined || renamer === undefined) return [];
  const rank = ({ from }: Rename): number => dialect.generator.rank('create', from);
  let pending = [...renamed.renames]
    .sort((a, b) => rank(a) - rank(b) || compareText(a.to.id, b.to.id))
    .flatMap((rename) => toPending(rename, drift, renamed, renamer));
  const steps: PlanStep[] = [];
  const rename = (one: Pending, name: string): void => {
    steps.push(toStep(one, name, steps.length + 1, drift, dialect));
  };
  for (let aside = 1; pending.length > 0;) {
    const held = new Set(pending.flatMap(({ frees }) => [...frees]));
    const free = pending.filter(({ takes, frees }) =>
      [...takes].every((name) => frees.has(name) || !held.has(name)),
    );
    const [first] = pending;
    if (free.length > 0) {
      for (const one of free) rename(one, renamer.nameOf(one.rename.to));
      pending = pending.filter((one) => !free.includes(one));
    } else if (first !== undefined) {
      const name = freeName(aside, drift);
      aside += 1;
      rename(first, name);
      pending = [
        { ...first, part: renamer.called(first.part, name), isAside: true, frees: new Set() },
        ...pending.slice(1),
      ];
    }
  }
  return steps;
}

function toPending(
  rename: Rename,
  { target }: Drift,
  { ids }: RenamedTarget,
  renamer: Renamer,
): readonly Pending[] {
  const { from, to } = rename;
  const renamed = target.parts.get(ids.get(from.id) ?? from.id);
  if (renamed === undefined) return [];
  const part = renamer.called(renamed, renamer.nameOf(from));
  const place = (one: Part): string =>
    `${one.kind} ${JSON.stringify([renamed.path.slice(0, -1), one.path.at(-1)])}`;
  return [
    {
      rename,
      part,
      isAside: false,
      takes: new Set([...to.occupies, place(to)]),
      frees: new Set([...from.occupies, place(from)]),
    },
  ];
}

/** A name that neither side has anywhere. */
function freeName(number: number, { source, target }: Drift): string {
  const name = `dbvc_renamed_${String(number)}`;
  const isTaken = [source, target].some(({ parts }) =>
    [...parts.values()].some(({ path }) => path.at(-1) === name),
  );
  return isTaken ? `${name}_aside` : name;
}

function toStep(
  { rename, part, isAside }: Pending,
  name: string,
  number: number,
  drift: Drift,
  dialect: Dialect,
): PlanStep {
  const { generator, renamer } = dialect;
  const statement = renamer?.statement(part, name);
  return {
    number,
    action: 'rename',
    objectId: rename.to.objectId,
    partIds: [rename.to.id],
    title: `rename ${generator.describe(part)} to ${name}`,
    statements: statement === undefined ? [] : [statement],
    // The second half of a way round says nothing new.
    risks: isAside ? [] : risksOf(rename, drift, dialect),
  };
}

/** Whoever uses the old name is left behind: programs, and the routines whose bodies are texts to the server. */
function risksOf({ from }: Rename, { renamed, objects }: Drift, { generator }: Dialect): readonly Risk[] {
  const described = generator.describe(from);
  const mentions = renamed === undefined ? undefined : generator.mentions?.(renamed.before);
  const settled = new Set(
    objects.filter(({ status }) => status === 'modified').map(({ objectId }) => objectId),
  );
  const behind = [...(renamed?.before.parts.values() ?? [])].filter(
    (part) =>
      mentions?.(part).includes(from.id) === true &&
      !part.dependsOn.includes(from.id) &&
      !settled.has(renamed?.ids.get(part.objectId) ?? part.objectId),
  );
  return [
    { kind: 'breaks-callers', message: `what uses ${described} by this name fails from then on` },
    ...behind.map((part) => ({
      kind: 'breaks-callers' as const,
      message: `${generator.describe(part)} names ${described}, and does not follow`,
    })),
  ];
}
