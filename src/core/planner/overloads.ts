import type { ScriptGenerator } from '../dialect/scriptGenerator.js';
import type { Part } from '../model/part.js';
import type { PartId } from '../model/partId.js';
import type { Fate } from './fate.js';
import type { PartChange } from './partChange.js';
import type { PlanNode } from './planNode.js';

/** Tells of parts that go whether something is made that a call of them could mean too, as another overload. */
export function findOverloads(
  changes: readonly PartChange[],
  generator: ScriptGenerator,
): (dropped: Part) => boolean {
  const made = new Set<string>();
  for (const change of changes) {
    const name = change.kind === 'create' ? generator.calledBy?.(change.source) : undefined;
    if (name !== undefined) made.add(name);
  }
  return (dropped) => {
    const name = made.size === 0 ? undefined : generator.calledBy?.(dropped);
    return name !== undefined && made.has(name);
  };
}

/** What goes is gone before something is made that a call could mean as well: with both there, the server refuses the call. */
export function connectOverloads(
  fates: ReadonlyMap<PartId, Fate>,
  creates: ReadonlyMap<PartId, PlanNode>,
  drops: ReadonlyMap<PartId, PlanNode>,
  generator: ScriptGenerator,
): void {
  const gone = new Map<string, PlanNode[]>();
  for (const fate of fates.values()) {
    const drop = fate.how === 'drop' ? drops.get(fate.id) : undefined;
    const name = fate.how === 'drop' ? generator.calledBy?.(fate.target) : undefined;
    if (drop !== undefined && name !== undefined) gone.set(name, [...(gone.get(name) ?? []), drop]);
  }
  if (gone.size === 0) return;
  for (const fate of fates.values()) {
    const create = fate.how === 'create' ? creates.get(fate.id) : undefined;
    const name = fate.how === 'create' ? generator.calledBy?.(fate.next) : undefined;
    if (create === undefined || name === undefined) continue;
    for (const drop of gone.get(name) ?? []) drop.softAfter.add(create);
  }
}
