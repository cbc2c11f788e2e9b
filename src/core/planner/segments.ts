import type { Part } from '../model/part.js';
import type { PartId } from '../model/partId.js';
import type { Fate } from './fate.js';
import { nextOf } from './fate.js';
import type { ExpectedPart, PlanSegment, PlanStep } from './plan.js';
import { partsOf } from './planNode.js';
import type { Planning } from './planning.js';
import type { NodeStep } from './steps.js';

/**
 * Cuts steps into transactions: one, unless a later step uses what an earlier one makes usable only after a commit
 * (a new enum value), or a step cannot run in one, which is a segment by itself then. Each segment says what the touched objects must look like when it ends. What the first steps
 * rename has its new names from the beginning.
 */
export function cutSegments(
  renames: readonly PlanStep[],
  steps: readonly NodeStep[],
  fates: ReadonlyMap<PartId, Fate>,
  objects: ReadonlySet<PartId>,
  planning: Planning,
): readonly PlanSegment[] {
  const state = new Map<PartId, ExpectedPart>();
  for (const objectId of objects) {
    for (const part of planning.target.partsOf(objectId)) state.set(part.id, { part, strict: false });
  }
  const segments: PlanSegment[] = [];
  let current: PlanStep[] = [...renames];
  let reason: string | undefined;
  let isOutside = false;
  let pending: { readonly text: string; readonly node: NodeStep }[] = [];
  const close = (rest: readonly NodeStep[]): void => {
    if (current.length === 0) return;
    segments.push({
      steps: current,
      ...(isOutside ? { outsideTransaction: true } : {}),
      ...(reason === undefined ? {} : { reason }),
      expected:
        rest.length === 0
          ? new Map(state)
          : new Map([...pendingParts(rest, state), ...eitherState(state, fates)]),
    });
    current = [];
    pending = [];
  };
  for (const [index, one] of steps.entries()) {
    const used = pending.find(({ text, node }) => uses(one, text, node.node.part));
    if (used !== undefined) {
      close(steps.slice(index));
      reason = `${used.text} can be used only after a commit`;
    }
    if (one.step !== undefined) {
      const goesOutside = one.step.statements.some(({ outsideTransaction }) => outsideTransaction === true);
      if (goesOutside || isOutside) {
        close(steps.slice(index));
        reason = goesOutside
          ? `${one.step.title} cannot run in a transaction`
          : 'what comes before cannot run in a transaction';
        isOutside = goesOutside;
      }
      current.push(one.step);
    }
    for (const { usableAfterCommit } of one.step?.statements ?? []) {
      if (usableAfterCommit !== undefined) pending.push({ text: usableAfterCommit, node: one });
    }
    advance(state, one, fates, planning);
  }
  close([]);
  return segments;
}

/** The state between two commits: what changes may be as it was or as it becomes, whatever came first. */
function eitherState(
  state: ReadonlyMap<PartId, ExpectedPart>,
  fates: ReadonlyMap<PartId, Fate>,
): readonly (readonly [PartId, ExpectedPart])[] {
  return [...state].map(([id, expected]) => {
    const fate = fates.get(id);
    if ((fate?.how !== 'alter' && fate?.how !== 'replace') || expected.isStub === true) return [id, expected];
    return [id, { ...expected, or: expected.part === fate.next ? fate.target : fate.next }];
  });
}

/** What later steps make of parts that are there. */
function pendingParts(
  rest: readonly NodeStep[],
  state: ReadonlyMap<PartId, ExpectedPart>,
): readonly (readonly [PartId, ExpectedPart])[] {
  return rest
    .filter(({ node }) => node.action === 'create')
    .flatMap(({ node }) => partsOf(node))
    .filter(({ parent }) => parent !== undefined && state.has(parent))
    .map((part) => [part.id, { part, strict: false, pending: true }]);
}

function uses(later: NodeStep, text: string, of: Part): boolean {
  const parts = partsOf(later.node);
  return (
    parts.some((part) => part.dependsOn.includes(of.id)) &&
    (later.step?.statements ?? []).some((statement) => statement.sql.includes(text))
  );
}

/** Brings the state of parts to what it is after a step. */
function advance(
  state: Map<PartId, ExpectedPart>,
  { node }: NodeStep,
  fates: ReadonlyMap<PartId, Fate>,
  planning: Planning,
): void {
  const forget = (part: Part): void => {
    state.delete(part.id);
    for (const child of planning.target.childrenOf(part.id)) {
      // A sequence that an earlier step gave to another column, or to none, stays.
      if (state.get(child.id)?.part.parent === part.id) forget(child);
    }
  };
  if (node.stub !== undefined) {
    const part = { ...node.part, attributes: {} };
    if (node.stub.statements.length > 0) state.set(part.id, { part, strict: false, isStub: true });
    return;
  }
  for (const part of partsOf(node)) {
    const fate = fates.get(part.id);
    if (node.action === 'drop' || fate?.how === 'drop') {
      forget(part);
      continue;
    }
    const next = fate === undefined ? undefined : nextOf(fate);
    if (next !== undefined) state.set(part.id, { part: next, strict: fate?.how === 'replace' });
  }
}
