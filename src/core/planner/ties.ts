import type { PartId } from '../model/partId.js';
import { asideFor, type Fate } from './fate.js';
import type { GraphNodes } from './graphNodes.js';
import { order } from './planNode.js';
import type { Planning } from './planning.js';

/** Whether two objects are tied all the time. */
export function staysTied(tie: PartId, fates: ReadonlyMap<PartId, Fate>, { target }: Planning): boolean {
  const fate = fates.get(tie);
  return fate === undefined ? target.catalog.parts.has(tie) : fate.how === 'alter';
}

/** What is handed down is alike on both sides before they are tied, and changes on one side alone after they are parted. */
export function connectTie(
  { id }: Fate,
  { creates, alters, drops, disturbed }: GraphNodes,
  planning: Planning,
): void {
  const create = creates.get(id);
  const heirs = planning.source.heirsVia(id);
  if (create !== undefined && heirs.length > 0) {
    for (const heir of heirs) {
      // What hangs on an heir ties that one in its turn.
      const isLater = heir.parent !== undefined && heirs.some((one) => one.id === heir.parent);
      const own = creates.get(heir.id) ?? alters.get(heir.id);
      // What is made with what hands it down needs the tie for that.
      if (
        heir.inherited !== undefined &&
        own !== undefined &&
        own !== create &&
        own === creates.get(heir.inherited.from)
      ) {
        order(create, own);
        continue;
      }
      const isWithParent = heir.parent !== undefined && own !== undefined && own === creates.get(heir.parent);
      if (isLater && !isWithParent) order(create, own);
      else order(own, create);
      if (!heir.inherited?.carried.includes('create')) {
        if (own === create) {
          // Made together with its tie, it has what it is handed at that moment, and nothing below itself yet.
          order(creates.get(heir.inherited?.from ?? heir.id), create, true);
          continue;
        }
        // An index of a partition with partitions is whole when those of its own have been attached to it.
        for (const below of planning.source.heirsOf(heir.id)) order(creates.get(below.id), create);
        continue;
      }
      order(creates.get(heir.inherited.from) ?? alters.get(heir.inherited.from), create);
    }
    // What an heir has of its own comes later: the server would take an index that is alike for the one handed down.
    const heir = planning.source.catalog.parts.get(id)?.parent;
    for (const own of heir === undefined ? [] : planning.source.childrenOf(heir)) {
      if (own.inherited === undefined) order(create, creates.get(own.id), true);
    }
  }
  const drop = drops.get(id);
  if (drop === undefined) return;
  for (const heir of planning.target.heirsVia(id)) {
    const goes = drops.get(heir.id);
    const from = heir.inherited?.from;
    // What cannot wait until its object is put aside goes before the two are parted.
    if (goes !== drop && disturbed.has(heir.id) && asideFor(drop.fate) !== undefined) continue;
    if (from !== undefined && goes !== undefined && goes === drops.get(from)) order(goes, drop);
    else {
      order(drop, goes);
      order(drop, alters.get(heir.id));
      if (from !== undefined) order(drop, drops.get(from) ?? alters.get(from));
    }
    order(drop, creates.get(heir.id));
  }
}
