import type { ScriptContext } from '../dialect/scriptGenerator.js';
import type { Part } from '../model/part.js';
import type { PartId } from '../model/partId.js';
import { type Fate, keepHidden } from './fate.js';
import type { PartChange } from './partChange.js';
import { type Planning, scriptContext } from './planning.js';

/** What the dialect finds in the way of changes, in words; undefined where nothing is. */
export interface Obstacles {
  to(change: PartChange): string | undefined;
  /** To dropping a part of the target by itself: what goes with its parent does not have to be. */
  toDropping(part: Part): string | undefined;
  /** To dropping a part of the target by itself and making it again. */
  toRemaking(part: Part): string | undefined;
}

/**
 * Looks for obstacles with the `fates` as they are when it is asked; `isGone` tells what of the target the plan drops,
 * `kept` what it makes anew with what it holds.
 */
export function findObstacles(
  planning: Planning,
  active: ReadonlyMap<PartId, PartChange>,
  fates: ReadonlyMap<PartId, Fate>,
  isGone: (id: PartId) => boolean,
  kept: ReadonlySet<PartId>,
): Obstacles {
  const { generator } = planning.dialect;
  const context: ScriptContext = {
    ...scriptContext(planning, 'source', false, undefined, isGone),
    isLeft: (id) => planning.changes.has(id) && !active.has(id),
    isSetAside: (id) => kept.has(id),
  };
  const goesWithParent = ({ parent }: Part): boolean => {
    const how = parent === undefined ? undefined : fates.get(parent)?.how;
    return how === 'drop' || how === 'replace';
  };
  const toDropping = (part: Part): string | undefined =>
    goesWithParent(part) ? undefined : generator.dropObstacle?.(part, context);
  return {
    to(change) {
      if (change.kind === 'drop') return toDropping(change.target);
      const next =
        change.kind === 'create' ? change.source : keepHidden(change.source, change.target, planning.hides);
      return generator.obstacle?.(next, context);
    },
    toDropping,
    toRemaking: (part) =>
      toDropping(part) ?? (goesWithParent(part) ? undefined : generator.remakeObstacle?.(part, context)),
  };
}
