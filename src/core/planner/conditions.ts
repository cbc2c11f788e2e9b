import type { Statement } from '../dialect/scriptGenerator.js';
import type { Part } from '../model/part.js';
import type { PartId } from '../model/partId.js';
import { type Fate, nextOf } from './fate.js';
import type { Fates } from './fates.js';
import type { PartChange } from './partChange.js';
import type { LeftOut } from './plan.js';
import { type Planning, scriptContext } from './planning.js';
import { bringBack } from './keeping.js';

/** A change that must be left out, and why. `listed` is false where naming its parent is enough. */
export interface Exclusion {
  readonly change: PartChange;
  /** What a person did not choose is no more left out than an object that they did not choose. */
  readonly because: LeftOut['because'] | 'not-chosen';
  readonly reason: string;
  readonly listed: boolean;
  /** What is built on the part does not care (see `Alteration`). */
  readonly independent?: boolean;
}

/** An object outside the selection that a fate needs. */
export interface Need {
  readonly objectId: PartId;
  readonly neededBy: PartId;
  readonly reason: string;
}

export interface Conditions {
  readonly exclusions: readonly Exclusion[];
  readonly needs: readonly Need[];
}

/**
 * Checks fates against what was consented to and against each other: what is dropped must not be needed by what stays,
 * what is made must find what it needs, and names must be free. Reports what has to be left out or taken along.
 */
export function checkConditions(
  fates: Fates,
  active: ReadonlyMap<PartId, PartChange>,
  excluded: ReadonlyMap<PartId, Exclusion>,
  planning: Planning,
): Conditions {
  const exclusions: Exclusion[] = [];
  const needs: Need[] = [];
  const { generator } = planning.dialect;
  const describe = (part: Part): string => generator.describe(part);
  const takers = new Map<PartId, Fate>();
  for (const fate of fates.byId.values()) {
    if (fate.how === 'alter') for (const id of fate.takesOver) takers.set(id, fate);
  }

  for (const { change, because, reason, independent } of fates.refusals) {
    exclusions.push({
      change: leaderOf(change),
      because,
      reason,
      listed: true,
      ...(independent === undefined ? {} : { independent }),
    });
  }
  for (const fate of fates.byId.values()) {
    checkConsent(fate);
    checkMadeAnew(fate);
    if (fate.how === 'drop') {
      checkDependents(fate.target, fate);
      checkUncompared(fate.target, fate);
    }
    const next = nextOf(fate);
    if (next === undefined) continue;
    for (const on of next.dependsOn) checkNeeded(on, fate, next);
    checkFoundation(fate, next);
    checkHandedDown(fate, next);
    checkNames(fate, next);
  }
  return { exclusions, needs };

  function exclude(change: PartChange, because: LeftOut['because'], reason: string, listed = true): void {
    exclusions.push({ change: leaderOf(change), because, reason, listed });
  }

  /** What only follows another change is left out with that one. */
  function leaderOf(change: PartChange): PartChange {
    const isOwn = change.follows === undefined || (change.kind === 'alter' && change.changes.length > 0);
    const leader = isOwn ? undefined : planning.changes.get(change.follows);
    return leader === undefined ? change : leaderOf(leader);
  }

  /** Leaves out the change behind a fate; a rebuild has none of its own and is left out through its cause. */
  function excludeFate(fate: Fate, because: LeftOut['because'], reason: string): void {
    const change = active.get(fate.id) ?? causeOf(fate);
    if (change !== undefined) exclude(change, because, reason);
  }

  function causeOf(fate: Fate): PartChange | undefined {
    if (fate.how !== 'replace') return undefined;
    return firstCause(fate.target, new Set()) ?? active.get(fate.cause);
  }

  /** The active change on whose account a part is rebuilt: a part that it depends on, directly or not. */
  function firstCause(part: Part, seen: Set<PartId>): PartChange | undefined {
    for (const other of fates.byId.values()) {
      if (other.how === 'alter' && other.disturbs.includes(part.id)) return active.get(other.id);
    }
    for (const on of part.dependsOn) {
      if (seen.has(on)) continue;
      seen.add(on);
      const fate = fates.byId.get(on);
      if (fate?.how !== 'replace') continue;
      const cause = active.get(on) ?? firstCause(fate.target, seen);
      if (cause !== undefined) return cause;
    }
    return undefined;
  }

  function checkConsent(fate: Fate): void {
    const { allowDrops, allowDataLoss } = planning.request;
    if (fate.how === 'create') return;
    const parent = fate.target.parent;
    if (fate.how === 'drop') {
      const change = active.get(fate.id);
      // What goes with the part that it follows has no statement of its own.
      if (change === undefined || change.follows !== undefined) return;
      const left = parent === undefined ? undefined : excluded.get(parent)?.change;
      // An object of its own (a rule of a view) can go while the other stays as it is.
      if (left !== undefined && (left.kind === 'drop' || left.objectId === change.objectId)) {
        exclude(change, 'needs-left-out', 'it belongs to something that is left', false);
        return;
      }
      const taker = takers.get(fate.id);
      // What goes on in another part of the object is no loss, and neither is it only in the target.
      if (taker?.objectId === fate.objectId) return;
      const parentGoes = parent !== undefined && fates.byId.get(parent)?.how === 'drop';
      const isKept = fate.aside !== undefined;
      if (!allowDrops) {
        exclude(change, 'drops', 'it exists only in the target', !parentGoes);
        return;
      }
      if (change.kind === 'drop' && change.target.madeByData === true && !isKept && !isChosenByName(change)) {
        exclude(change, 'drops', 'such objects come with data: choose it by name to drop it');
        return;
      }
      if (parentGoes || taker !== undefined || isKept) return;
    }
    if (allowDataLoss || isConsented(fate)) return;
    // What goes with its parent has no statement of its own; the parent's says what is lost.
    if (fate.how === 'replace' && parent !== undefined && fates.byId.get(parent)?.how === 'replace') return;
    const statements: readonly Statement[] =
      fate.how === 'alter'
        ? fate.statements
        : (keptBy(fate) ?? generator.drop(fate.target, scriptContext(planning, 'target', true)));
    const own = fate.how === 'replace' ? fate.risks : [];
    const loss = [...own, ...statements.flatMap((one) => one.risks)].find(
      (risk) => risk.kind === 'data-loss',
    );
    if (loss !== undefined) excludeFate(fate, 'data-loss', loss.message);
  }

  /** Whether a person agreed to what this change may lose. */
  function isConsented(fate: Fate): boolean {
    const { consented } = planning.request;
    if (consented === undefined) return false;
    const change = active.get(fate.id) ?? causeOf(fate);
    return change !== undefined && (consented.has(change.id) || consented.has(change.objectId));
  }

  /** What is done with a part that is set aside rather than dropped: what it holds may not all be kept. */
  function keptBy(fate: Fate): readonly Statement[] | undefined {
    if (fate.how !== 'replace' || fate.aside === undefined) return undefined;
    return fate.aside === fate.id ? bringBack(fate, fates.byId, planning) : [];
  }

  /** What is made anew with what it holds is made as the source has it, with all that the contents go into there. */
  function checkMadeAnew(fate: Fate): void {
    if (fate.how !== 'replace' || fate.aside === undefined) return;
    const ties = planning.source.tiesOf(fate.id).filter(({ objectId }) => objectId !== fate.id);
    for (const id of [fate.id, ...ties.flatMap((tie) => [tie.id, tie.objectId])]) {
      const change = planning.changes.get(id);
      if (change === undefined || excluded.has(id) || active.has(id)) continue;
      const reason = `${describe(fate.target)} is made anew, and what it holds goes there`;
      needs.push({ objectId: change.objectId, neededBy: fate.aside, reason });
    }
  }

  /** Whether a person named the object, or what it belongs to goes. */
  function isChosenByName({ id }: PartChange): boolean {
    const { request, drift, target } = planning;
    if (request.objects !== undefined || drift.rules.include.length > 0) return true;
    return target
      .childrenOf(id)
      .some((tie) =>
        tie.dependsOn.some(
          (on) => on !== id && target.heirsVia(tie.id).length > 0 && fates.byId.get(on)?.how === 'drop',
        ),
      );
  }

  function checkDependents(dropped: Part, fate: Fate): void {
    for (const dependent of planning.target.dependentsOf(dropped.id)) {
      if (dependent.parent === dropped.id) {
        if (!fates.byId.has(dependent.id)) checkDependents(dependent, fate);
        continue;
      }
      const other = fates.byId.get(dependent.id);
      if (other !== undefined && !nextOf(other)?.dependsOn.includes(dropped.id)) continue;
      const change = planning.changes.get(dependent.id);
      const reason = `${describe(dependent)} depends on ${describe(dropped)}`;
      if (change === undefined || excluded.has(dependent.id)) {
        excludeFate(fate, excluded.has(dependent.id) ? 'needs-left-out' : 'blocked', `${reason} and stays`);
      } else if (!active.has(dependent.id)) {
        needs.push({ objectId: change.objectId, neededBy: fate.objectId, reason });
      }
    }
  }

  /** What is not compared stays: the server refuses to drop what it needs, unless it goes along. */
  function checkUncompared(dropped: Part, fate: Fate): void {
    for (const object of planning.target.uncomparedDependentsOf(dropped.id)) {
      const { id, objectId } = dropped;
      const takesAlong = (by: PartId): boolean =>
        by === id || (by === objectId && fates.byId.get(by)?.how === 'drop');
      if (object.goesWith?.some(takesAlong) === true) continue;
      const what = `${object.name} (${object.kind}, not compared yet)`;
      excludeFate(fate, 'blocked', `${what} depends on ${describe(dropped)} and stays`);
    }
  }

  function checkNeeded(on: PartId, fate: Fate, next: Part): void {
    const existing = fates.byId.get(on);
    if (existing === undefined ? planning.target.catalog.parts.has(on) : nextOf(existing) !== undefined)
      return;
    if (planning.target.uncompared(on) !== undefined) return;
    const needed = planning.source.catalog.parts.get(on);
    const uncompared = planning.source.uncompared(on);
    const change = planning.changes.get(on);
    if (needed !== undefined && change !== undefined && !excluded.has(on)) {
      if (active.has(on)) return;
      const reason = `${describe(next)} needs ${describe(needed)}`;
      needs.push({ objectId: change.objectId, neededBy: fate.objectId, reason });
    } else if (needed !== undefined) {
      const why = excluded.has(on) ? 'is left out' : 'is hidden by the rules of this comparison';
      excludeFate(fate, 'needs-left-out', `it needs ${describe(needed)}, which ${why}`);
    } else if (uncompared !== undefined) {
      const kind = `${uncompared.name} (${uncompared.kind})`;
      excludeFate(fate, 'blocked', `it needs ${kind}, which the target lacks and DBVC does not compare yet`);
    }
  }

  /**
   * What the source builds on a part need not fit the part as the target has it, when that is left: a check would be
   * printed in another way, an index would find no operators. Comments and the like (parts that a rule can hide as a
   * whole) say something about a part and are not built on it.
   */
  function checkFoundation(fate: Fate, next: Part): void {
    if (fate.how === 'drop' || (fate.how === 'replace' && !fate.drifted) || next.rule !== undefined) return;
    const left = next.dependsOn
      .map((on) => excluded.get(on))
      .find((exclusion) => exclusion?.change.kind === 'alter' && exclusion.independent !== true);
    if (left?.change.kind !== 'alter') return;
    const reason = `it is built on ${describe(left.change.target)}, which is left as it is`;
    excludeFate(fate, 'needs-left-out', reason);
  }

  /** What a tie hands down is alike on both sides of it, or it cannot be made. */
  function checkHandedDown(fate: Fate, tie: Part): void {
    if (fate.how !== 'create' && fate.how !== 'replace') return;
    for (const heir of planning.source.heirsVia(tie.id)) {
      const left = [heir.id, ...(heir.inherited === undefined ? [] : [heir.inherited.from])]
        .map((id) => excluded.get(id))
        .find((exclusion) => exclusion !== undefined && exclusion.independent !== true);
      if (left === undefined) continue;
      excludeFate(fate, 'needs-left-out', `it hands down ${describe(heir)}, which is left out`);
      return;
    }
  }

  function checkNames(fate: Fate, next: Part): void {
    for (const name of next.occupies) {
      const holder = planning.target.occupant(name);
      if (holder === undefined || holder.id === next.id) continue;
      const other = fates.byId.get(holder.id);
      if (other !== undefined && !nextOf(other)?.occupies.includes(name)) continue;
      const change = planning.changes.get(holder.id);
      const reason = `${describe(holder)} has the name or place of ${describe(next)}`;
      if (change === undefined || excluded.has(holder.id)) {
        excludeFate(fate, 'needs-left-out', `${reason} and stays`);
      } else if (!active.has(holder.id)) {
        needs.push({ objectId: change.objectId, neededBy: fate.objectId, reason });
      }
    }
  }
}
