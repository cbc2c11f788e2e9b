import type { CatalogIndex } from './catalogIndex.js';
import type { Part } from '../model/part.js';
import type { PartId } from '../model/partId.js';
import { asideFor, type Fate, nextOf } from './fate.js';
import { connectMentions } from './mentions.js';
import { connectOverloads } from './overloads.js';
import type { PlanNode } from './planNode.js';
import type { Planning } from './planning.js';

export interface PlanGraph {
  readonly nodes: readonly PlanNode[];
}

/** Creates or drops that are taken out of their parent's statement to break cycles. */
export interface Splits {
  readonly creates: ReadonlySet<PartId>;
  readonly drops: ReadonlySet<PartId>;
}

/**
 * One graph for all kinds: creates follow the dependencies of what they make, drops those of the target in reverse,
 * what is disturbed makes room before and comes back after, and a name is free before it is taken again.
 */
export function buildGraph(fates: ReadonlyMap<PartId, Fate>, splits: Splits, planning: Planning): PlanGraph {
  const nodes: PlanNode[] = [];
  const creates = new Map<PartId, PlanNode>();
  const drops = new Map<PartId, PlanNode>();
  const alters = new Map<PartId, PlanNode>();
  const settles = new Map<PartId, PlanNode>();
  /** The alters that change a part beside their own. */
  const touching = new Map<PartId, PlanNode[]>();
  /** The alters that create or drop a part beside their own. */
  const takers = new Map<PartId, Extract<Fate, { how: 'alter' }>>();
  /** What has to be out of the way of an alter that changes something of the same object beside its own part. */
  const disturbed = new Set<PartId>();
  const { generator } = planning.dialect;

  for (const fate of fates.values()) {
    if (fate.how !== 'alter') continue;
    for (const id of fate.takesOver) takers.set(id, fate);
    const touched = new Set(fate.touches.map((id) => planning.target.catalog.parts.get(id)?.objectId));
    for (const id of fate.disturbs)
      if (touched.has(planning.target.catalog.parts.get(id)?.objectId)) disturbed.add(id);
  }
  const fills = new Map<PartId, PlanNode>();
  for (const fate of fates.values()) {
    if (fate.how === 'alter') alterNode(fate);
    if (fate.how === 'alter' && (fate.afterwards ?? []).length > 0)
      settles.set(fate.id, addNode('settle', fate, fate.next));
    if (fate.how === 'create' || fate.how === 'replace') createNode(fate);
    if (fate.how === 'drop' || fate.how === 'replace') dropNode(fate);
    if (fate.how === 'replace' && fate.aside === fate.id)
      fills.set(fate.id, addNode('fill', fate, fate.next));
  }
  const beforeFill = new Set<PlanNode>();
  /** The fills that bring contents into an object of the source. */
  const filled = new Map<PartId, PlanNode>();
  for (const [whole, fill] of fills) {
    for (const node of basisOf(whole, fill)) order(node, fill);
    // What is handed down to it may give values to what it holds, as an identity does.
    for (const { inherited } of planning.source.partsOf(whole)) {
      if (inherited !== undefined) order(creates.get(inherited.from), fill, true);
    }
  }
  for (const fate of fates.values()) connect(fate);
  connectMentions(fates, { creates, alters, drops }, planning);
  connectOverloads(fates, creates, drops, generator);
  return { nodes };

  function addNode(action: PlanNode['action'], fate: Fate, part: Part): PlanNode {
    const node: PlanNode = {
      action,
      fate,
      part,
      children: [],
      heirs: [],
      after: new Set(),
      softAfter: new Set(),
      mentionedAfter: new Set(),
    };
    nodes.push(node);
    return node;
  }

  function alterNode(fate: Extract<Fate, { how: 'alter' }>): PlanNode {
    const existing = alters.get(fate.id);
    if (existing !== undefined) return existing;
    const carrier = fate.carriedBy === undefined ? undefined : fates.get(fate.carriedBy);
    if (carrier?.how === 'alter') {
      const carrying = alterNode(carrier);
      carrying.heirs.push(fate.next);
      alters.set(fate.id, carrying);
      return carrying;
    }
    const node = addNode('alter', fate, fate.next);
    alters.set(fate.id, node);
    for (const id of fate.touches) {
      const others = touching.get(id);
      if (others === undefined) touching.set(id, [node]);
      else others.push(node);
    }
    return node;
  }

  function createNode(fate: Fate): PlanNode | undefined {
    const next = nextOf(fate);
    if (next === undefined || (fate.how !== 'create' && fate.how !== 'replace')) return undefined;
    const existing = creates.get(fate.id);
    if (existing !== undefined) return existing;
    const carrier = carrierOf(next, 'create');
    const carrying = takerOf(fate) ?? (carrier === undefined ? undefined : createNode(carrier));
    if (carrying !== undefined) {
      carrying.heirs.push(next);
      creates.set(fate.id, carrying);
      return carrying;
    }
    const parent = next.parent === undefined ? undefined : fates.get(next.parent);
    const parentNext = parent === undefined || parent.how === 'alter' ? undefined : nextOf(parent);
    // What the server makes with another part has no statement to write into.
    const isCarried = parentNext !== undefined && carrierOf(parentNext, 'create') !== undefined;
    const inline = parentNext === undefined || isCarried ? 'no' : generator.inlines(parentNext, next);
    const apart = inline === 'no' || (inline === 'may' && splits.creates.has(fate.id));
    const node = apart || parent === undefined ? undefined : createNode(parent);
    if (node === undefined) {
      const own = addNode('create', fate, next);
      creates.set(fate.id, own);
      return own;
    }
    node.children.push(next);
    creates.set(fate.id, node);
    return node;
  }

  function dropNode(fate: Fate): PlanNode | undefined {
    if (fate.how !== 'drop' && fate.how !== 'replace') return undefined;
    const existing = drops.get(fate.id);
    if (existing !== undefined) return existing;
    const { target } = fate;
    const parent = target.parent === undefined ? undefined : fates.get(target.parent);
    const taker = takerOf(fate);
    if (taker !== undefined) {
      taker.heirs.push(target);
      drops.set(fate.id, taker);
      return taker;
    }
    // What is put aside stays in one piece, because its contents are in all of it, but for what cannot wait.
    const whole = parent === undefined ? undefined : dropNode(parent);
    const isAside = asideFor(whole?.fate) !== undefined;
    const isSplit = isAside ? disturbed.has(fate.id) || goesBefore(target) : splits.drops.has(fate.id);
    const node = isSplit ? undefined : whole;
    // What goes before its object is put aside goes while this is still tied to others.
    const carrier = node === undefined ? carrierOf(target, 'drop', isSplit && isAside) : undefined;
    const carrying = carrier === undefined ? undefined : dropNode(carrier);
    if (carrying !== undefined) {
      carrying.heirs.push(target);
      drops.set(fate.id, carrying);
      return carrying;
    }
    if (node === undefined) {
      const own = addNode('drop', fate, target);
      drops.set(fate.id, own);
      return own;
    }
    node.children.push(target);
    drops.set(fate.id, node);
    return node;
  }

  /** Whether a part cannot stay with what is put aside, by itself or because something that it is built on cannot. */
  function goesBefore(part: Part): boolean {
    // What is handed down goes with what hands it down, or with the tie where that stays.
    const carrier = carrierOf(part, 'drop', true);
    const goes = carrier !== undefined && carrier.how !== 'create' && goesBefore(carrier.target);
    if (generator.goesBefore?.(part)) return goes || part.inherited?.carried.includes('drop') !== true;
    return part.dependsOn.some((on) => {
      const under = on === part.parent ? undefined : planning.target.catalog.parts.get(on);
      return under?.objectId === part.objectId && under.id !== under.objectId && goesBefore(under);
    });
  }

  /** The node of the alter that creates or drops a part along with what it changes. */
  function takerOf(fate: Fate): PlanNode | undefined {
    const taker = takers.get(fate.id);
    return taker === undefined || (fate.how !== 'create' && fate.how !== 'drop')
      ? undefined
      : alterNode(taker);
  }

  /** The fate of what hands a part down, when the server does to the part by itself what it does to that. */
  function carrierOf(part: Part, action: 'create' | 'drop', isTied = false): Fate | undefined {
    if (part.inherited?.carried.includes(action) !== true) return undefined;
    const carrier = fates.get(part.inherited.from);
    if (carrier === undefined || (carrier.how !== action && carrier.how !== 'replace')) return undefined;
    // Where the objects are tied only later, apart for a while or not at all, each has its own.
    if (!staysTied(part.inherited.via) && !isTied) return undefined;
    return carrier;
  }

  /** What must be there before contents are brought back: the part, and what it hands its contents on to, tied to it. */
  function basisOf(id: PartId, fill: PlanNode): readonly PlanNode[] {
    filled.set(id, fill);
    const ties = planning.source.tiesOf(id).filter((tie) => tie.objectId !== id);
    const handedDown = ties.flatMap((tie) => planning.source.heirsVia(tie.id));
    const counting = planning.source.partsOf(id).filter((part) => generator.comesBeforeContents?.(part));
    const ids = [
      id,
      ...counting.map((part) => part.id),
      ...ties.map((tie) => tie.id),
      ...handedDown.flatMap((heir) => [
        heir.id,
        ...(heir.inherited === undefined ? [] : [heir.inherited.from]),
      ]),
    ];
    const nodes = ids.flatMap((one) => creates.get(one) ?? []);
    for (const node of nodes) beforeFill.add(node);
    return [...nodes, ...ties.flatMap((tie) => basisOf(tie.objectId, fill))];
  }

  function order(before: PlanNode | undefined, after: PlanNode | undefined, soft = false): void {
    if (before === undefined || after === undefined || before === after) return;
    (soft ? before.softAfter : before.after).add(after);
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
      for (const on of next.dependsOn) {
        order(creates.get(on), make);
        // A sequence that comes to belong to a new column gives it values before.
        const owns = next.parent !== undefined && creates.has(next.parent) ? next.parent : undefined;
        if (owns === undefined || alters.get(on)?.part.dependsOn.includes(owns) !== true)
          order(alters.get(on), make, alter !== undefined);
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
        if (holder !== undefined && holder.id !== fate.id) order(drops.get(holder.id), make);
      }
    }
    connectTie(fate);
    // What an heir has by itself too is there before it is handed down to it, and goes when it is no longer.
    if (followsParent(next)) order(create, creates.get(next.inherited.from));
    if (fate.how === 'create') return;
    if (followsParent(fate.target)) order(drops.get(fate.target.inherited.from), drop);
    // What is put aside is there for longer: what it needs goes after it, and may change before.
    const whole = asideFor(drop?.fate);
    if (whole !== undefined) order(drop, drops.get(fate.target.inherited?.from ?? fate.id), true);
    for (const on of fate.target.dependsOn) {
      // What goes with its parent may as well go with a tie that it is there for.
      const goesAlong = drop !== undefined && drop.part.id !== fate.id;
      if (!goesAlong || planning.target.heirsVia(on).length === 0) order(drop ?? alter, drops.get(on));
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
    return part?.inherited?.carried.includes('alter') === true && staysTied(part.inherited.via);
  }

  function staysTied(tie: PartId): boolean {
    const fate = fates.get(tie);
    return fate === undefined ? planning.target.catalog.parts.has(tie) : fate.how === 'alter';
  }

  /** What is handed down is alike on both sides before they are tied, and changes on one side alone after they are parted. */
  function connectTie({ id }: Fate): void {
    const create = creates.get(id);
    if (create !== undefined) {
      for (const heir of planning.source.heirsVia(id)) {
        // What hangs on an heir ties that one in its turn.
        const isLater =
          heir.parent !== undefined && planning.source.heirsVia(id).some((one) => one.id === heir.parent);
        const own = creates.get(heir.id) ?? alters.get(heir.id);
        const isWithParent =
          heir.parent !== undefined && own !== undefined && own === creates.get(heir.parent);
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
}

/** Whether a part may need the heirs of what it needs: not where that is of its own object, or hands it down. */
function needsHeirsOf({ catalog }: CatalogIndex, id: PartId, part: Part): boolean {
  return part.inherited === undefined && catalog.parts.get(id)?.objectId !== part.objectId;
}
