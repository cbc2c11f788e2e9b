import type { Part } from '../model/part.js';
import type { PartId } from '../model/partId.js';
import { type Fate, nextOf } from './fate.js';
import type { PlanNode } from './planNode.js';
import type { Planning } from './planning.js';

/** The nodes that make, change and drop each part. */
interface NodesByPart {
  readonly creates: ReadonlyMap<PartId, PlanNode>;
  readonly alters: ReadonlyMap<PartId, PlanNode>;
  readonly drops: ReadonlyMap<PartId, PlanNode>;
}

/** What may run within a step finds there what it names: a default that calls a function that calls another. */
export function connectMentions(
  fates: ReadonlyMap<PartId, Fate>,
  { creates, alters, drops }: NodesByPart,
  planning: Planning,
): void {
  const unchanged = new Map<PartId, readonly PlanNode[]>();
  for (const fate of fates.values()) connect(fate);

  function connect(fate: Fate): void {
    const next = nextOf(fate);
    const make = creates.get(fate.id) ?? alters.get(fate.id);
    if (next !== undefined && make !== undefined) {
      for (const before of namedBy(next)) if (before !== make) before.mentionedAfter.add(make);
    }
    if (fate.how === 'create') return;
    const letsGo = drops.get(fate.id) ?? alters.get(fate.id);
    for (const on of planning.mentions.target(fate.target)) {
      const drop = drops.get(on);
      if (drop !== undefined && drop !== letsGo) letsGo?.mentionedAfter.add(drop);
    }
  }

  /** The nodes that make what a part names, itself or through parts that stay as they are. */
  function namedBy(part: Part): readonly PlanNode[] {
    const { nodes: own, through } = lookAt(part);
    return [...own, ...through.flatMap(reachedFrom)];
  }

  /** Step by step rather than by recursion, because chains of views can be thousands deep. */
  function reachedFrom(start: PartId): readonly PlanNode[] {
    const known = unchanged.get(start);
    if (known !== undefined) return known;
    const found = new Set<PlanNode>();
    const seen = new Set([start]);
    for (const id of seen) {
      const part = planning.source.catalog.parts.get(id) ?? planning.target.catalog.parts.get(id);
      if (part === undefined) continue;
      const { nodes: own, through } = lookAt(part);
      for (const node of own) found.add(node);
      // A set goes on to what is added while it is gone through.
      for (const next of through) seen.add(next);
    }
    const named = [...found];
    unchanged.set(start, named);
    return named;
  }

  function lookAt(part: Part): { readonly nodes: readonly PlanNode[]; readonly through: readonly PartId[] } {
    const mentioned = planning.mentions.source(part);
    return {
      nodes: mentioned.flatMap((on) => creates.get(on) ?? alters.get(on) ?? []),
      through: [...mentioned, ...part.dependsOn].filter((on) => !fates.has(on)),
    };
  }
}
