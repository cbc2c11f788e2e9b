import type { Stub } from '../dialect/scriptGenerator.js';
import type { Part } from '../model/part.js';
import type { PartId } from '../model/partId.js';
import { asideFor, type Fate, nextOf } from './fate.js';
import type { PlanNode } from './planNode.js';
import type { Planning } from './planning.js';
import { staysTied } from './ties.js';

/** What is done in more than one step to break cycles. */
export interface Splits {
  /** Creates and drops that are taken out of their parent's statement. */
  readonly creates: ReadonlySet<PartId>;
  readonly drops: ReadonlySet<PartId>;
  /** What is put up as a stub first, and what is replaced by one before it is dropped (see `ScriptGenerator.stub`). */
  readonly stubs: ReadonlyMap<PartId, Stub>;
  readonly releases: ReadonlyMap<PartId, Stub>;
}

/** The nodes of a graph, and which of them makes, changes and drops each part. */
export interface GraphNodes {
  readonly all: readonly PlanNode[];
  readonly creates: ReadonlyMap<PartId, PlanNode>;
  readonly alters: ReadonlyMap<PartId, PlanNode>;
  readonly drops: ReadonlyMap<PartId, PlanNode>;
  readonly settles: ReadonlyMap<PartId, PlanNode>;
  readonly fills: ReadonlyMap<PartId, PlanNode>;
  readonly stubs: ReadonlyMap<PartId, PlanNode>;
  readonly releases: ReadonlyMap<PartId, PlanNode>;
  /** The alters that change a part beside their own. */
  readonly touching: ReadonlyMap<PartId, readonly PlanNode[]>;
  /** What has to be out of the way of an alter that changes something of the same object beside its own part. */
  readonly disturbed: ReadonlySet<PartId>;
}

/** Makes the nodes for what happens to each part: a node for each statement or group of statements of its own. */
export function makeNodes(fates: ReadonlyMap<PartId, Fate>, splits: Splits, planning: Planning): GraphNodes {
  const all: PlanNode[] = [];
  const creates = new Map<PartId, PlanNode>();
  const drops = new Map<PartId, PlanNode>();
  const alters = new Map<PartId, PlanNode>();
  const settles = new Map<PartId, PlanNode>();
  const fills = new Map<PartId, PlanNode>();
  const stubs = new Map<PartId, PlanNode>();
  const releases = new Map<PartId, PlanNode>();
  const touching = new Map<PartId, PlanNode[]>();
  /** The alters that create or drop a part beside their own. */
  const takers = new Map<PartId, Extract<Fate, { how: 'alter' }>>();
  const disturbed = new Set<PartId>();
  const { generator } = planning.dialect;

  for (const fate of fates.values()) {
    if (fate.how !== 'alter') continue;
    for (const id of fate.takesOver) takers.set(id, fate);
    const touched = new Set(fate.touches.map((id) => planning.target.catalog.parts.get(id)?.objectId));
    for (const id of fate.disturbs)
      if (touched.has(planning.target.catalog.parts.get(id)?.objectId)) disturbed.add(id);
  }
  for (const fate of fates.values()) {
    if (fate.how === 'alter') alterNode(fate);
    if (fate.how === 'alter' && (fate.afterwards ?? []).length > 0)
      settles.set(fate.id, addNode('settle', fate, fate.next));
    if (fate.how === 'create' || fate.how === 'replace') createNode(fate);
    if (fate.how === 'drop' || fate.how === 'replace') dropNode(fate);
    if (fate.how === 'replace' && fate.aside === fate.id)
      fills.set(fate.id, addNode('fill', fate, fate.next));
    const [stub, release] = [splits.stubs, splits.releases].map((made) => made.get(fate.id));
    if (stub !== undefined && fate.how !== 'drop') stubs.set(fate.id, addNode('stub', fate, fate.next, stub));
    if (release !== undefined && fate.how !== 'create')
      releases.set(fate.id, addNode('release', fate, fate.target, release));
  }
  return { all, creates, alters, drops, settles, fills, stubs, releases, touching, disturbed };

  function addNode(action: PlanNode['action'], fate: Fate, part: Part, stub?: Stub): PlanNode {
    const node: PlanNode = {
      action,
      fate,
      part,
      ...(stub === undefined ? {} : { stub }),
      children: [],
      heirs: [],
      after: new Set(),
      softAfter: new Set(),
      mentionedAfter: new Set(),
    };
    all.push(node);
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
    // What is put up as a stub has no statement that holds more than itself.
    const isSplit = splits.creates.has(fate.id) || (parent !== undefined && splits.stubs.has(parent.id));
    const apart = inline === 'no' || (inline === 'may' && isSplit);
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
    const isApart = !staysTied(part.inherited.via, fates, planning) && !isTied;
    if (isApart && !(action === 'create' && waitsForContents(part))) return undefined;
    return carrier;
  }

  /** Whether a part is made when its object has its contents back, and is tied to what hands both down. */
  function waitsForContents(part: Part): boolean {
    if (generator.comesBeforeContents?.(part) !== false) return false;
    const from = part.inherited && planning.source.catalog.parts.get(part.inherited.from);
    return asideFor(fates.get(part.objectId)) !== undefined || (from !== undefined && waitsForContents(from));
  }
}
