import type { CatalogIndex } from './catalogIndex.js';
import type { Part } from '../model/part.js';
import type { PartId } from '../model/partId.js';
import { asideFor, type Fate, nextOf } from './fate.js';
import { connectFills } from './fills.js';
import { makeNodes, type Splits } from './graphNodes.js';
import { connectMentions } from './mentions.js';
import { connectOverloads } from './overloads.js';
import { order, type PlanNode } from './planNode.js';
import type { Planning } from './planning.js';
import { connectTie, staysTied } from './ties.js';

export interface PlanGraph {
  readonly nodes: readonly PlanNode[];
}

/**
 * One graph for all kinds: creates follow the dependencies of what they make, drops those of the target in reverse,
 * what is disturbed makes room before and comes back after, and a name is free before it is taken again.
 */
export function buildGraph(fates: ReadonlyMap<PartId, Fate>, splits: Splits, planning: Planning): PlanGraph {
  const nodes = makeNodes(fates, splits, planning);
  const { creates, alters, drops, settles, fills, stubs, releases, touching } = nodes;
  const { generator } = planning.dialect;
  const { into: filled, basis: beforeFill } = connectFills(nodes, planning);
  for (const fate of fates.values()) connect(fate);
  connectMentions(fates, nodes, planning);
  connectOverloads(fates, creates, drops, generator);
  return { nodes: nodes.all };

  /** What needs a part comes after it, or, where there is one, after its stub; tells whether it is that. */
  function connectNeeded(on: PartId, node: PlanNode | undefined): boolean {
    const stub = stubs.get(on);
    order(stub, node);
    order(creates.get(on), node, stub !== undefined);
    return stub !== undefined;
  }

  /** What is changed of a part, without objects of their own that are in it. */
  function altered(parent: PartId): readonly PlanNode[] {
    const own = planning.target.childrenOf(parent).filter(({ id, objectId }) => id !== objectId);
    return own.flatMap(({ id }) => alters.get(id) ?? []);
  }

  /** What is added to a part that is there, of the kinds that its own statement could hold. */
  function added(parent: PartId): readonly PlanNode[] {
    const whole = planning.target.catalog.parts.get(parent);
    if (whole === undefined || creates.has(parent)) return [];
    const own = planning.source
      .childrenOf(parent)
      .filter((child) => generator.inlines(whole, child) !== 'no');
    return own.flatMap(({ id }) => creates.get(id) ?? []);
  }

  function connect(fate: Fate): void {
    const [create, drop, alter] = [creates, drops, alters].map((nodesOf) => nodesOf.get(fate.id));
    const next = nextOf(fate);
    order(drop, create);
    if (next !== undefined) {
      const make = create ?? alter;
      const stub = stubs.get(fate.id);
      order(drop, stub);
      order(stub, make);
      for (const on of stub?.stub?.dependsOn ?? []) {
        connectNeeded(on, stub);
        order(alters.get(on), stub, true);
      }
      for (const on of next.dependsOn) {
        const isStub = connectNeeded(on, make);
        // A sequence that comes to belong to a new column gives it values before.
        const owns = next.parent !== undefined && creates.has(next.parent) ? next.parent : undefined;
        if (owns === undefined || alters.get(on)?.part.dependsOn.includes(owns) !== true)
          order(alters.get(on), make, alter !== undefined || isStub);
        // What acts on contents, or is made of them, waits for them.
        if (make !== undefined && !beforeFill.has(make)) {
          const part = planning.source.catalog.parts.get(on) ?? planning.target.catalog.parts.get(on);
          order(filled.get(part?.objectId ?? on), make, true);
        }
        for (const part of touching.get(on) ?? []) order(part, make, true);
        // What needs a part may need its heirs: a foreign key to a partitioned table needs the keys of all partitions.
        if (needsHeirsOf(planning.source, on, next)) {
          for (const heir of planning.source.heirsOf(on)) order(creates.get(heir.id), create, true);
        }
        // What is made anew with something new beside it was made for what was there, and may let nothing in.
        if (drop !== undefined && create !== undefined && next.parent !== undefined) {
          if (planning.source.catalog.parts.get(on)?.parent === next.parent)
            order(drop, creates.get(on), true);
        }
        // What holds rows of a table stands in the way of changes to its columns, once it does.
        const isNew = create !== undefined || (fate.how === 'alter' && !fate.target.dependsOn.includes(on));
        if (on !== next.parent && isNew)
          for (const part of [...altered(on), ...added(on)]) order(part, make, true);
      }
      // What is to be parted takes nothing new, and hands nothing new down, before it is.
      for (const tie of planning.target.tiesOf(next.objectId)) order(drops.get(tie.id), make, true);
      for (const name of next.occupies) {
        const holder = planning.target.occupant(name);
        if (holder === undefined || holder.id === fate.id) continue;
        for (const node of [stub, make]) order(drops.get(holder.id) ?? alters.get(holder.id), node);
      }
    }
    connectTie(fate, nodes, planning);
    // What an heir has by itself too is there before it is handed down to it, and goes when it is no longer.
    if (followsParent(next)) order(create, creates.get(next.inherited.from));
    if (fate.how === 'create') return;
    if (followsParent(fate.target)) order(drops.get(fate.target.inherited.from), drop);
    // What is put aside is there for longer: what it needs goes after it, and may change before.
    const whole = asideFor(drop?.fate);
    const release = releases.get(fate.id);
    order(release, drop);
    for (const on of fate.target.dependsOn) {
      // What goes with its parent may as well go with a tie that it is there for.
      const goesAlong = drop !== undefined && drop.part.id !== fate.id;
      const isReleased = release?.stub?.dependsOn.includes(on) === false;
      if (isReleased) order(release, drops.get(on));
      if (!goesAlong || planning.target.heirsVia(on).length === 0)
        order(drop ?? alter, drops.get(on), isReleased);
      if (whole !== undefined) {
        const other = drops.get(on);
        if (asideFor(other?.fate) === undefined) order(fills.get(whole), other, true);
        order(alters.get(on), drop, true);
        for (const part of touching.get(on) ?? []) order(part, drop, true);
        continue;
      }
      // What needs a part may need its heirs too: a foreign key to a partitioned table refers to each partition.
      const isApart = drop !== undefined && drop !== drops.get(on);
      if (isApart && needsHeirsOf(planning.target, on, fate.target)) {
        for (const heir of planning.target.heirsOf(on)) order(drop, drops.get(heir.id), true);
      }
      order(drop, alters.get(on), true);
      for (const part of touching.get(on) ?? []) order(drop, part, true);
      if (on !== fate.target.parent) for (const part of altered(on)) order(drop, part, true);
      order(alters.get(on), alter, true);
    }
    // Splitting a child out of its parent's drop puts it before the parent.
    if (drop !== undefined && fate.target.parent !== undefined) order(drop, drops.get(fate.target.parent));
    for (const part of touching.get(fate.id) ?? []) {
      if (whole !== undefined) order(part, drop, true);
      else order(drop, part, true);
      order(part, alter, true);
    }
    if (fate.how === 'drop') return;
    for (const id of fate.disturbs) {
      order(drops.get(id), alter ?? drop);
      order(alter ?? fills.get(fate.id) ?? create, creates.get(id));
    }
    if (fate.how !== 'alter') return;
    const settle = settles.get(fate.id);
    for (const node of settle === undefined ? [] : [alter, ...altered(fate.id), ...added(fate.id)])
      order(node, settle);
    const { inherited } = fate.next;
    if (inherited !== undefined) {
      order(alters.get(inherited.from), alter);
      // What an heir has of its own is alike when its parent comes to have it too.
      order(alter, creates.get(inherited.from));
    }
    // What is parted is changed apart.
    for (const id of fate.touches) {
      const via = planning.target.catalog.parts.get(id)?.inherited?.via;
      const parting = via === undefined ? undefined : drops.get(via);
      if (asideFor(parting?.fate) === undefined) order(parting, alter, true);
    }
  }

  /** Whether a part is kept like the one that hands it down, all the time. */
  function followsParent(part: Part | undefined): part is Part & Required<Pick<Part, 'inherited'>> {
    return (
      part?.inherited?.carried.includes('alter') === true && staysTied(part.inherited.via, fates, planning)
    );
  }
}

/** Whether a part may need the heirs of what it needs: not where that is of its own object, or hands it down. */
function needsHeirsOf({ catalog }: CatalogIndex, id: PartId, part: Part): boolean {
  return part.inherited === undefined && catalog.parts.get(id)?.objectId !== part.objectId;
}
