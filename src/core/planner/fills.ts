import type { Part } from '../model/part.js';
import type { PartId } from '../model/partId.js';
import type { GraphNodes } from './graphNodes.js';
import { order, type PlanNode } from './planNode.js';
import type { Planning } from './planning.js';

/** Where contents that were put aside are brought back. */
export interface Fills {
  /** The fills that bring contents into an object of the source. */
  readonly into: ReadonlyMap<PartId, PlanNode>;
  /** What is there before contents are brought back. */
  readonly basis: ReadonlySet<PlanNode>;
}

/** Contents are brought back when all that they go into is there. */
export function connectFills({ creates, fills }: GraphNodes, planning: Planning): Fills {
  const { generator } = planning.dialect;
  const basis = new Set<PlanNode>();
  const into = new Map<PartId, PlanNode>();
  for (const [whole, fill] of fills) {
    for (const node of basisOf(whole, fill)) order(node, fill);
    // What is handed down to it may give values to what it holds, as an identity does.
    for (const part of planning.source.partsOf(whole)) {
      if (part.inherited !== undefined && mayComeBefore(part))
        order(creates.get(part.inherited.from), fill, true);
    }
  }
  return { into, basis };

  function mayComeBefore(part: Part): boolean {
    return generator.comesBeforeContents?.(part) !== false;
  }

  /** What must be there before contents are brought back: the part, and what it hands its contents on to, tied to it. */
  function basisOf(id: PartId, fill: PlanNode): readonly PlanNode[] {
    into.set(id, fill);
    const ties = planning.source.tiesOf(id).filter((tie) => tie.objectId !== id);
    const handedDown = ties.flatMap((tie) => planning.source.heirsVia(tie.id)).filter(mayComeBefore);
    const counting = planning.source
      .partsOf(id)
      .filter((part) => generator.comesBeforeContents?.(part) === true);
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
    for (const node of nodes) basis.add(node);
    return [...nodes, ...ties.flatMap((tie) => basisOf(tie.objectId, fill))];
  }
}
