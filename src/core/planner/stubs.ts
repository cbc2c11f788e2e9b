import type { Stub } from '../dialect/scriptGenerator.js';
import { compareText } from '../model/compareText.js';
import type { PartId } from '../model/partId.js';
import type { Splits } from './graphNodes.js';
import { partsOf, type PlanNode } from './planNode.js';
import type { Planning } from './planning.js';

/** A node of a cycle that could be put up as a stub first, or released by one. */
interface Candidate {
  readonly node: PlanNode;
  readonly stub: Stub;
  /** Whether the stub needs nothing of the cycle, and so breaks it. */
  readonly breaks: boolean;
  readonly rank: number;
}

/**
 * Chooses one stub for each cycle that has one: the graph that follows may need no other. What breaks the cycle comes
 * first, then what comes latest by the dialect's rank: there is less that waits for it. Where the cycles are of nothing
 * but what had better come first (`isHard` is false), it is only for parts that get something new which others may be
 * waiting for, such as a view's columns. Tells whether there was any.
 */
export function putUpStubs(
  cycles: readonly (readonly PlanNode[])[],
  isHard: boolean,
  splits: { readonly stubs: Map<PartId, Stub>; readonly releases: Map<PartId, Stub> },
  planning: Planning,
): boolean {
  let isAny = false;
  for (const cycle of cycles) {
    const found = candidates(cycle, splits, planning).filter(
      ({ node, stub }) => isHard || (node.action === 'alter' && stub.statements.length > 0),
    );
    const [chosen] = found.sort(
      (a, b) =>
        Number(b.breaks) - Number(a.breaks) || b.rank - a.rank || compareText(a.node.part.id, b.node.part.id),
    );
    if (chosen === undefined) continue;
    const { node, stub } = chosen;
    (node.action === 'drop' ? splits.releases : splits.stubs).set(node.part.id, stub);
    isAny = true;
  }
  return isAny;
}

function candidates(
  cycle: readonly PlanNode[],
  { stubs, releases }: Pick<Splits, 'stubs' | 'releases'>,
  planning: Planning,
): Candidate[] {
  const { generator } = planning.dialect;
  const members = new Set<PartId>(cycle.flatMap((node) => partsOf(node).map(({ id }) => id)));
  return cycle.flatMap((node) => {
    const { part, fate } = node;
    if (part.id !== fate.id || (node.action === 'drop' ? releases : stubs).has(part.id)) return [];
    const stub = stubOf(node, planning);
    if (stub === undefined) return [];
    const breaks = !stub.dependsOn.some((on) => on !== part.id && members.has(on));
    return [{ node, stub, breaks, rank: generator.rank('create', part) }];
  });
}

function stubOf({ action, fate, part }: PlanNode, { dialect, source, target }: Planning): Stub | undefined {
  const { generator } = dialect;
  switch (action) {
    case 'create': {
      // What reads the same on both sides is made of other things when it is made again, as its twin is.
      const twin = source.catalog.parts.get(part.id);
      if (twin !== undefined) return generator.stub?.(twin, undefined, source.catalog);
      return generator.stub?.(part, undefined, target.catalog);
    }
    case 'alter':
      return fate.how === 'alter' ? generator.stub?.(part, fate.target, source.catalog) : undefined;
    case 'drop':
      return generator.stub?.(part, part, target.catalog);
    case 'fill':
    case 'settle':
    case 'stub':
    case 'release':
      return undefined;
    default:
      return action satisfies never;
  }
}
