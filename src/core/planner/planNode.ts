import type { Stub } from '../dialect/scriptGenerator.js';
import type { Part } from '../model/part.js';
import type { Fate } from './fate.js';

/**
 * One thing to be done: a part made (with what is written into it), changed, dropped (with what goes along), filled
 * with what its predecessor held that was put aside, settled: changed in what waits for its children, or put up as a
 * stub, before it is made or changed or, to be released from what it needs, before it is dropped.
 */
export interface PlanNode {
  readonly action: 'create' | 'alter' | 'drop' | 'fill' | 'settle' | 'stub' | 'release';
  readonly fate: Fate;
  readonly part: Part;
  /** What a `stub` or a `release` puts up. */
  readonly stub?: Stub;
  /** Children written into the create's own statement, or gone with the drop. */
  readonly children: Part[];
  /** Parts beside the node's own that are made or dropped with it: they inherit it, or its alter takes them over. */
  readonly heirs: Part[];
  /** Nodes that come after this one because they need it done. */
  readonly after: Set<PlanNode>;
  /** Nodes that had better come after this one; given up when there is a cycle that nothing else breaks. */
  readonly softAfter: Set<PlanNode>;
  /** Nodes whose part names this one's, or leads to one that does: given up before anything else in a cycle. */
  readonly mentionedAfter: Set<PlanNode>;
}

/** All parts that a node makes, changes or drops. */
export function partsOf(node: PlanNode): readonly Part[] {
  return [node.part, ...node.children, ...node.heirs];
}

/** All nodes that come after one, for whatever reason. */
export function followers(node: PlanNode): ReadonlySet<PlanNode> {
  return new Set([...node.after, ...node.softAfter, ...node.mentionedAfter]);
}

/** Has one node come before another. */
export function order(before: PlanNode | undefined, after: PlanNode | undefined, soft = false): void {
  if (before === undefined || after === undefined || before === after) return;
  (soft ? before.softAfter : before.after).add(after);
}
