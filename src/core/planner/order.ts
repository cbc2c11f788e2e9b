import { compareText } from '../model/compareText.js';
import type { Stub } from '../dialect/scriptGenerator.js';
import type { PartId } from '../model/partId.js';
import { findCycles } from './cycles.js';
import type { Fate } from './fate.js';
import { buildGraph, type PlanGraph } from './graph.js';
import { followers, partsOf, type PlanNode } from './planNode.js';
import type { Planning } from './planning.js';
import { putUpStubs } from './stubs.js';
import { PriorityQueue } from './priorityQueue.js';

/**
 * The nodes in an order that runs. Dependencies decide, then the dialect's rank, then the id: the same input always
 * gives the same order. Cycles are broken by splitting children out of their parents' statements, and by stubs.
 */
export function orderNodes(fates: ReadonlyMap<PartId, Fate>, planning: Planning): readonly PlanNode[] {
  const creates = new Set<PartId>();
  const drops = new Set<PartId>();
  const stubs = new Map<PartId, Stub>();
  const releases = new Map<PartId, Stub>();
  for (;;) {
    const graph = buildGraph(fates, { creates, drops, stubs, releases }, planning);
    for (const cycle of findCycles(graph)) loosenMentions(cycle);
    const cycles = findCycles(graph);
    if (cycles.length === 0) return sort(graph, planning);
    const before = creates.size + drops.size;
    // What is made can always be made in pieces; what is dropped in pieces may be refused (keys of a partition).
    for (const cycle of cycles) splitCreates(cycle, creates, planning);
    if (creates.size + drops.size === before) for (const cycle of cycles) splitDrops(cycle, drops);
    if (creates.size + drops.size > before) continue;
    const hard = findCycles(graph, ({ after }) => after);
    if (putUpStubs(hard.length > 0 ? hard : cycles, hard.length > 0, { stubs, releases }, planning)) continue;
    for (const cycle of cycles) loosen(cycle, 'softAfter');
    return sort(graph, planning);
  }
}

/** Takes those children out of a cycle's creates that have an edge within the cycle. */
function splitCreates(cycle: readonly PlanNode[], creates: Set<PartId>, planning: Planning): void {
  for (const [node, child] of childrenWithin(cycle, 'create')) {
    if (maySplit(node, child, planning)) creates.add(child);
  }
}

/** Takes those children out of a cycle's drops that have an edge within the cycle. */
function splitDrops(cycle: readonly PlanNode[], drops: Set<PartId>): void {
  for (const [, child] of childrenWithin(cycle, 'drop')) drops.add(child);
}

/** The children of a cycle's nodes that depend on another node of the cycle, each with its node. */
function childrenWithin(
  cycle: readonly PlanNode[],
  action: PlanNode['action'],
): readonly (readonly [PlanNode, PartId])[] {
  const members = new Set<PartId>(cycle.flatMap((node) => partsOf(node).map((part) => part.id)));
  return cycle
    .filter((node) => node.action === action)
    .flatMap((node) => {
      const own = new Set<PartId>(partsOf(node).map((part) => part.id));
      return node.children
        .filter((child) => child.dependsOn.some((on) => members.has(on) && !own.has(on)))
        .map((child) => [node, child.id] as const);
    });
}

function maySplit(node: PlanNode, childId: PartId, planning: Planning): boolean {
  const child = node.children.find((one) => one.id === childId);
  const parent = [node.part, ...node.children].find((one) => one.id === child?.parent);
  if (child === undefined || parent === undefined) return false;
  return planning.dialect.generator.inlines(parent, child) === 'may';
}

/** Members of a cycle that only name each other go in any order; whatever follows one of them follows all. */
function loosenMentions(cycle: readonly PlanNode[]): void {
  const members = new Set(cycle);
  const outside = new Set<PlanNode>();
  for (const node of cycle) {
    for (const after of followers(node)) if (!members.has(after)) outside.add(after);
  }
  loosen(cycle, 'mentionedAfter');
  for (const node of cycle) for (const after of outside) node.mentionedAfter.add(after);
}

/** Gives up those edges within a cycle that only say what had better come first. */
function loosen(cycle: readonly PlanNode[], edges: 'mentionedAfter' | 'softAfter'): void {
  const members = new Set(cycle);
  for (const node of cycle) {
    for (const after of node[edges]) if (members.has(after)) node[edges].delete(after);
  }
}

function rankedAs({ action }: PlanNode): 'create' | 'alter' | 'drop' {
  switch (action) {
    case 'fill':
    case 'settle':
    case 'stub':
      return 'alter';
    case 'release':
      return 'drop';
    default:
      return action;
  }
}

/** Kahn's algorithm with a priority queue; where a cycle is left, the first node by rank goes on. */
function sort(graph: PlanGraph, planning: Planning): readonly PlanNode[] {
  const { generator } = planning.dialect;
  const rank = new Map(graph.nodes.map((node) => [node, generator.rank(rankedAs(node), node.part)]));
  const compare = (a: PlanNode, b: PlanNode): number =>
    (rank.get(a) ?? 0) - (rank.get(b) ?? 0) ||
    compareText(a.part.id, b.part.id) ||
    compareText(a.action, b.action);
  const waiting = new Map<PlanNode, number>(graph.nodes.map((node) => [node, 0]));
  for (const node of graph.nodes) {
    for (const after of followers(node)) waiting.set(after, (waiting.get(after) ?? 0) + 1);
  }
  const ready = new PriorityQueue(compare);
  for (const [node, count] of waiting) if (count === 0) ready.push(node);
  const ordered: PlanNode[] = [];
  const done = new Set<PlanNode>();
  while (ordered.length < graph.nodes.length) {
    const node = ready.pop() ?? graph.nodes.filter((one) => !done.has(one)).sort(compare)[0];
    if (node === undefined) break;
    if (done.has(node)) continue;
    done.add(node);
    ordered.push(node);
    for (const after of followers(node)) {
      const count = (waiting.get(after) ?? 0) - 1;
      waiting.set(after, count);
      if (count === 0) ready.push(after);
    }
  }
  return ordered;
}
