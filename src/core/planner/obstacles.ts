import type { ScriptContext } from '../dialect/scriptGenerator.js';
import { keepHidden } from './fate.js';
import type { PartChange } from './partChange.js';
import type { PartId } from '../model/partId.js';
import { type Planning, scriptContext } from './planning.js';

/**
 * What the dialect finds in the way of a change, in words; undefined where nothing is. What goes with its parent does
 * not have to be dropped. `isGone` tells what of the target the plan drops.
 */
export function obstacleTo(
  change: PartChange,
  active: ReadonlyMap<PartId, PartChange>,
  planning: Planning,
  isGone: (id: PartId) => boolean,
): string | undefined {
  const { generator } = planning.dialect;
  const context: ScriptContext = {
    ...scriptContext(planning, 'source', false, undefined, isGone),
    isLeft: (id) => planning.changes.has(id) && !active.has(id),
  };
  switch (change.kind) {
    case 'create':
      return generator.obstacle?.(change.source, context);
    case 'alter':
      return generator.obstacle?.(keepHidden(change.source, change.target, planning.hides), context);
    case 'drop': {
      const { parent } = change.target;
      if (parent !== undefined && active.get(parent)?.kind === 'drop') return undefined;
      return generator.dropObstacle?.(change.target, context);
    }
    default:
      return change satisfies never;
  }
}
