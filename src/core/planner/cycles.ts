import type { PlanGraph } from './graph.js';
import { followers, type PlanNode } from './planNode.js';

/**
 * The strongly connected components of more than one node, by these edges (Tarjan's algorithm, without recursion because chains of
 * views can be thousands deep).
 */
export function findCycles(
  graph: PlanGraph,
  edges: (node: PlanNode) => ReadonlySet<PlanNode> = followers,
): readonly (readonly PlanNode[])[] {
  const index = new Map<PlanNode, number>();
  const low = new Map<PlanNode, number>();
  const onStack = new Set<PlanNode>();
  const stack: PlanNode[] = [];
  const cycles: PlanNode[][] = [];

  const enter = (node: PlanNode): { readonly node: PlanNode; readonly next: Iterator<PlanNode> } => {
    index.set(node, index.size);
    low.set(node, index.size - 1);
    stack.push(node);
    onStack.add(node);
    return { node, next: edges(node).values() };
  };
  const lower = (node: PlanNode, value: number): unknown =>
    low.set(node, Math.min(low.get(node) ?? value, value));

  for (const root of graph.nodes) {
    if (index.has(root)) continue;
    const path = [enter(root)];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const step = top.next.next();
      if (step.done !== true) {
        const known = index.get(step.value);
        if (known === undefined) path.push(enter(step.value));
        else if (onStack.has(step.value)) lower(top.node, known);
        continue;
      }
      path.pop();
      const above = path.at(-1);
      if (above !== undefined) lower(above.node, low.get(top.node) ?? 0);
      if (low.get(top.node) !== index.get(top.node)) continue;
      const component: PlanNode[] = [];
      for (let member = stack.pop(); member !== undefined; member = stack.pop()) {
        onStack.delete(member);
        component.push(member);
        if (member === top.node) break;
      }
      if (component.length > 1) cycles.push(component);
    }
  }
  return cycles;
}
