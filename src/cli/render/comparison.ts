import type { Sides } from '../../core/comparison/readSides.js';
import type { Dialect } from '../../core/dialect/dialect.js';
import type { Drift, ObjectDifference } from '../../core/differ/drift.js';
import type { RenameOffer } from '../../core/renames/findRenames.js';

/** Everything that reports are made of. */
export interface Comparison {
  readonly sides: Sides;
  readonly dialect: Dialect;
  readonly drift: Drift;
  /** What may have been renamed. */
  readonly offers: readonly RenameOffer[];
}

/** What the two sides are called in sentences. */
export interface SideNames {
  readonly source: string;
  readonly target: string;
}

/** By profile or database name where these differ, otherwise by label, otherwise by their part in the comparison. */
export function sideNames({ sides, drift }: Comparison): SideNames {
  const candidates: readonly SideNames[] = [
    {
      source: sides.source.profile ?? drift.source.server.database,
      target: sides.target.profile ?? drift.target.server.database,
    },
    { source: sides.source.label, target: sides.target.label },
  ];
  return candidates.find(({ source, target }) => source !== target) ?? { source: 'source', target: 'target' };
}

/** How many objects have each status. */
export interface StatusCounts {
  readonly missing: number;
  readonly modified: number;
  readonly extra: number;
}

/** Counts the objects of a drift by status. */
export function countStatuses(objects: readonly ObjectDifference[]): StatusCounts {
  const count = (status: ObjectDifference['status']): number =>
    objects.filter((object) => object.status === status).length;
  return {
    missing: count('missing_in_target'),
    modified: count('modified'),
    extra: count('extra_in_target'),
  };
}

/** The drifted objects of one kind. */
export interface KindGroup {
  readonly plural: string;
  readonly singular: string;
  readonly objects: readonly ObjectDifference[];
}

/** The drifted objects by kind, in the dialect's order. */
export function groupByKind({ drift, dialect }: Comparison): readonly KindGroup[] {
  const groups = new Map<string, ObjectDifference[]>();
  for (const object of drift.objects) {
    const group = groups.get(object.kind);
    if (group === undefined) groups.set(object.kind, [object]);
    else group.push(object);
  }
  return [...groups].map(([name, objects]) => {
    const kind = dialect.kinds.find((candidate) => candidate.name === name);
    return { plural: kind?.plural ?? name, singular: kind?.label ?? name, objects };
  });
}
