import type { Refresh } from '../dialect/scriptGenerator.js';
import type { Part } from '../model/part.js';
import type { PartId } from '../model/partId.js';
import { type Fate, nextOf } from './fate.js';
import type { PlanSegment } from './plan.js';
import type { Planning } from './planning.js';

/** What stays as it is, but has to be read again by the server when all else is done. */
export function refreshes(fates: ReadonlyMap<PartId, Fate>, planning: Planning): readonly Refresh[] {
  const { generator } = planning.dialect;
  if (generator.refresh === undefined) return [];
  const changed = [...fates.values()].flatMap((fate): readonly Part[] => {
    const next = nextOf(fate);
    return [...(fate.how === 'create' ? [] : [fate.target]), ...(next === undefined ? [] : [next])];
  });
  return generator.refresh(changed, planning.target.catalog, (id) => fates.has(id));
}

/** The segments with the refreshing steps at the end of the last. */
export function withRefreshes(
  segments: readonly PlanSegment[],
  found: readonly Refresh[],
  planning: Planning,
): readonly PlanSegment[] {
  const last = segments.at(-1);
  if (last === undefined || found.length === 0) return segments;
  const before = segments.reduce((count, { steps }) => count + steps.length, 0);
  const steps = found.map(({ part, reason, statements }, index) => ({
    number: before + index + 1,
    action: 'alter' as const,
    objectId: part.objectId,
    partIds: [part.id],
    title: `refresh ${planning.dialect.generator.describe(part)}`,
    reason,
    statements,
    risks: statements.flatMap(({ risks }) => risks),
  }));
  return [...segments.slice(0, -1), { ...last, steps: [...last.steps, ...steps] }];
}
