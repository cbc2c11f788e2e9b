import type { Statement } from '../dialect/scriptGenerator.js';
import type { Part } from '../model/part.js';
import type { PartId } from '../model/partId.js';
import type { Risk } from '../model/risk.js';
import { asideFor, type Fate, nextOf } from './fate.js';
import { bringBack, setAside } from './keeping.js';
import { partsOf, type PlanNode } from './planNode.js';
import type { PlanStep, StepAction } from './plan.js';
import { type Planning, scriptContext } from './planning.js';

/** A node and its step; no step where nothing has to be said to get there (privileges that are the standard ones). */
export interface NodeStep {
  readonly node: PlanNode;
  readonly step?: PlanStep;
}

/** Writes the steps of ordered nodes, numbered after those that come before. */
export function writeSteps(
  nodes: readonly PlanNode[],
  fates: ReadonlyMap<PartId, Fate>,
  planning: Planning,
  before: number,
): readonly NodeStep[] {
  let number = before;
  const partsOfEach = (wanted: PlanNode['action']): ReadonlySet<PartId> =>
    new Set(nodes.filter(({ action }) => action === wanted).map(({ part }) => part.id));
  const [dropped, stubbed] = [partsOfEach('drop'), partsOfEach('stub')];
  return nodes.map((node) => {
    const statements = statementsOf(node, fates, { dropped, stubbed }, planning);
    if (statements.length === 0) return { node };
    number += 1;
    return { node, step: toStep(node, statements, number, planning) };
  });
}

function statementsOf(
  node: PlanNode,
  fates: ReadonlyMap<PartId, Fate>,
  { dropped, stubbed }: Readonly<Record<'dropped' | 'stubbed', ReadonlySet<PartId>>>,
  planning: Planning,
): readonly Statement[] {
  const { generator } = planning.dialect;
  const { fate, part } = node;
  switch (node.action) {
    case 'create': {
      const origin = fate.how === 'replace' ? fate.origin : 'source';
      const context = scriptContext(planning, origin, fate.how === 'replace');
      const besideOld = asideFor(fate) !== undefined;
      return generator.create(part, node.children, {
        ...context,
        besideOld,
        overStub: stubbed.has(part.id),
        isSetAside: (id) => asideFor(fates.get(id)) !== undefined,
        nextOf: (id) => {
          const other = fates.get(id);
          return other === undefined ? undefined : nextOf(other);
        },
      });
    }
    case 'drop': {
      // What goes by a step of its own goes before.
      const fateOf = (id: PartId): 'drop' | undefined => (dropped.has(id) ? 'drop' : undefined);
      return (
        (part.id === fate.id ? setAside(fate, partsOf(node), planning) : undefined) ??
        generator.drop(part, scriptContext(planning, 'target', true, fateOf))
      );
    }
    case 'fill':
      return fate.how === 'replace' ? bringBack(fate, fates, planning) : [];
    case 'settle':
      return (fate.how === 'alter' ? fate.afterwards : undefined) ?? [];
    case 'stub':
    case 'release':
      return node.stub?.statements ?? [];
    case 'alter':
      return fate.how === 'alter' ? fate.statements : [];
    default:
      return node.action satisfies never;
  }
}

function toStep(
  node: PlanNode,
  statements: readonly Statement[],
  number: number,
  planning: Planning,
): PlanStep {
  const { fate, part } = node;
  const rebuild = fate.how === 'replace';
  return {
    number,
    action: stepAction(node),
    objectId: fate.objectId,
    partIds: partsOf(node).map(({ id }) => id),
    title: `${verbOf(node)} ${planning.dialect.generator.describe(part)}`,
    ...(node.stub !== undefined
      ? { reason: 'it and what it needs need each other' }
      : rebuild
        ? { reason: fate.reason }
        : {}),
    statements,
    risks: risksOf(node, statements, planning),
  };
}

function stepAction({ action, fate }: PlanNode): StepAction {
  switch (action) {
    case 'create':
      return fate.how === 'replace' ? 'rebuild-create' : 'create';
    case 'drop':
      return fate.how === 'replace' ? 'rebuild-drop' : 'drop';
    case 'fill':
      return 'rebuild-create';
    case 'alter':
    case 'settle':
    case 'stub':
    case 'release':
      return 'alter';
    default:
      return action satisfies never;
  }
}

function verbOf({ action, fate, part }: PlanNode): string {
  if (action === 'settle') return 'alter';
  if (action === 'release') return 'stub';
  return action === 'drop' && part.id === fate.id && asideFor(fate) !== undefined ? 'set aside' : action;
}

function risksOf(node: PlanNode, statements: readonly Statement[], planning: Planning): readonly Risk[] {
  const own = statements.flatMap((statement) => statement.risks);
  if (node.fate.how === 'replace') {
    const kept = own.filter((risk) => risk.kind !== 'drop');
    if (node.action !== 'drop') return kept;
    return [{ kind: 'rebuild', message: node.fate.reason }, ...node.fate.risks, ...kept];
  }
  return node.action === 'drop' ? [...own, ...goesAlong(partsOf(node), planning)] : own;
}

/** What is not compared yet and hangs on something that is dropped: it may go with it, for good, so it is named. */
function goesAlong(dropped: readonly Part[], planning: Planning): readonly Risk[] {
  const objects = new Set(dropped.flatMap((part) => planning.target.uncomparedDependentsOf(part.id)));
  return [...objects].map((object) => ({
    kind: 'irreversible',
    message: `${object.name} (${object.kind}, not compared yet) depends on it and may go with it`,
  }));
}
