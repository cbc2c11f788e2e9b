import { compareText } from '../model/compareText.js';
import type { Keeping, ScriptContext } from '../dialect/scriptGenerator.js';
import type { Part } from '../model/part.js';
import type { PartId } from '../model/partId.js';
import type { Risk } from '../model/risk.js';
import { asideFor, type Fate, keepHidden } from './fate.js';
import { findHeirs } from './heirs.js';
import { isUnasked } from './keeping.js';
import { hasNoAlter, objectsMadeAnew } from './madeAnew.js';
import { findObstacles } from './obstacles.js';
import { findOverloads } from './overloads.js';
import { isChanging, type PartChange } from './partChange.js';
import { losesData, type Planning, scriptContext } from './planning.js';

/** Why a change cannot be planned. */
export interface Refusal {
  readonly change: PartChange;
  readonly because: 'rebuild' | 'unsupported' | 'blocked';
  readonly reason: string;
  readonly independent?: boolean;
}

/** What happens to each part when exactly these changes are made. */
export interface Fates {
  readonly byId: ReadonlyMap<PartId, Fate>;
  readonly refusals: readonly Refusal[];
}

/** A part that has to be dropped and made again. */
interface Replacement {
  readonly part: Part;
  readonly reason: string;
  readonly change: PartChange;
  readonly risks?: readonly Risk[];
  readonly keeps?: Keeping;
  readonly disturbs?: readonly PartId[];
}

/**
 * Decides what happens to each part: creates, drops and alters as the changes say; what has no ALTER is replaced, and
 * whatever depends on it on the target is replaced around it, with its children (comments, privileges, indexes …).
 */
export function decideFates(active: ReadonlyMap<PartId, PartChange>, planning: Planning): Fates {
  const fates = new Map<PartId, Fate>();
  const refusals: Refusal[] = [];
  const { generator } = planning.dialect;
  const ordered = [...active.values()].sort((a, b) => compareText(a.id, b.id));

  for (const change of ordered) {
    const { id, objectId } = change;
    if (change.kind === 'create') fates.set(id, { id, objectId, how: 'create', next: change.source });
    else if (change.kind === 'drop') fates.set(id, { id, objectId, how: 'drop', target: change.target });
  }
  const takenOver = new Set<PartId>();
  const kept = objectsMadeAnew(ordered, planning, freeFateOf);
  const heirs = findHeirs(active, planning);
  const obstacles = findObstacles(planning, active, fates, isGone, kept);
  const isOverloaded = findOverloads(ordered, generator);
  const replacements: Replacement[] = [];
  for (const change of ordered) {
    if (change.kind !== 'alter') refuseObstacle(change);
    if (change.kind === 'drop') refuseInherited(change);
  }
  const impossible: Refusal[] = [];
  for (const change of ordered) {
    if (change.kind !== 'alter') continue;
    const { id, objectId, target } = change;
    const next = keepHidden(change.source, target, planning.hides);
    refuseObstacle(change);
    const isCarried =
      target.inherited?.carried.includes('alter') === true && !active.has(target.inherited.via);
    if (isCarried && change.changes.length === 0) {
      const nothing = { statements: [], disturbs: [], touches: [], takesOver: [] };
      fates.set(id, {
        id,
        objectId,
        how: 'alter',
        target,
        next,
        ...nothing,
        carriedBy: target.inherited.from,
      });
      continue;
    }
    const context: ScriptContext = {
      ...scriptContext(planning, 'source', false, freeFateOf, isGone),
      isSetAside: (object) => kept.has(object),
      isChanging: (part, attribute) => isChanging(active.get(part), attribute),
      isReplaced: (id) => hasNoAlter(active.get(id), planning, freeFateOf, isGone),
    };
    const changes = isCarried ? change.changes : [...change.changes, ...change.followed];
    const alteration = generator.alter(target, next, changes, context);
    switch (alteration.how) {
      case 'in-place': {
        const disturbs = alteration.disturbs ?? [];
        if (alteration.alone === true) refuseBeside(change, target);
        fates.set(id, {
          id,
          objectId,
          how: 'alter',
          target,
          next,
          statements: alteration.statements,
          disturbs,
          touches: alteration.touches ?? [],
          takesOver: alteration.takesOver ?? [],
          afterwards: alteration.afterwards ?? [],
        });
        for (const part of alteration.takesOver ?? []) takenOver.add(part);
        makeRoom(disturbs, change);
        break;
      }
      case 'replace':
        if (isUnasked(alteration, change, planning.request)) {
          const independent = alteration.onlyIfAsked?.independent === true;
          impossible.push({ change, because: 'rebuild', reason: alteration.reason, independent });
          break;
        }
        makeRoom(alteration.disturbs ?? [], change);
        replacements.push({
          part: target,
          reason: alteration.reason,
          change,
          risks: alteration.risks ?? [],
          disturbs: alteration.disturbs ?? [],
          ...(alteration.keeps === undefined ? {} : { keeps: alteration.keeps }),
        });
        break;
      case 'unsupported':
        impossible.push({
          change,
          because: 'unsupported',
          reason: alteration.reason,
          independent: alteration.independent === true,
        });
        break;
      default:
        alteration satisfies never;
    }
  }
  const goesAlong = new Set(replacements.flatMap(({ keeps }) => keeps?.along ?? []));
  for (const { keeps, reason, change, risks, disturbs } of replacements) {
    if (keeps !== undefined && !goesAlong.has(keeps.whole)) makeAnew(keeps, reason, change, risks, disturbs);
  }
  // What is made anew has every attribute that it is to have.
  const isMadeAnew = ({ id, objectId }: PartChange): boolean =>
    fates.get(id)?.how === 'replace' && asideFor(fates.get(objectId)) !== undefined;
  refusals.push(...impossible.filter(({ change }) => !isMadeAnew(change)));
  for (const { part, reason, change, risks, keeps, disturbs } of replacements) {
    if (keeps === undefined) replace(part, reason, change, risks, undefined, disturbs);
  }
  for (const change of ordered) {
    if (change.kind === 'create') rebuildWhatChangesHands(change);
    if (change.kind !== 'drop') continue;
    rebuildWhatMoves(change);
    keepHeirs(change);
  }
  return { byId: fates, refusals };

  function isGone(id: PartId): boolean {
    const fate = fates.get(id);
    return fate?.how === 'drop' && !kept.has(fate.target.objectId);
  }

  /** What happens to a part by a statement of its own. */
  function freeFateOf(id: PartId): 'create' | 'drop' | undefined {
    const how = takenOver.has(id) ? undefined : fates.get(id)?.how;
    return how === 'create' || how === 'drop' ? how : undefined;
  }

  /** Rebuilds what stands in the way of a change. */
  function makeRoom(disturbs: readonly PartId[], change: PartChange & { readonly kind: 'alter' }): void {
    for (const disturbed of disturbs) {
      const part = planning.target.catalog.parts.get(disturbed);
      if (part !== undefined) replacements.push({ part, reason: around(change.target), change });
    }
  }

  function refuseObstacle(change: PartChange): void {
    const reason = obstacles.to(change);
    if (reason !== undefined) refusals.push({ change, because: 'unsupported', reason });
  }

  /** What a part hands down goes with that part, or after the objects were parted. */
  function refuseInherited(change: PartChange & { readonly kind: 'drop' }): void {
    const { inherited } = change.target;
    if (inherited?.carried.includes('drop') !== true || active.has(inherited.via)) return;
    const from = planning.target.catalog.parts.get(inherited.from);
    if (from === undefined || active.has(from.id) || active.has(change.target.objectId)) return;
    if (handsDownAnother(from, change.target.objectId) && !losesData(from, planning))
      replacements.push({ part: from, reason: around(change.target), change });
    else refusals.push({ change, because: 'unsupported', reason: inheritedFrom(from) });
  }

  /** Whether the source has another part in its place (an index of a partition under another name). */
  function handsDownAnother(from: Part, objectId: PartId): boolean {
    return planning.source.heirsOf(from.id).some((heir) => heir.objectId === objectId);
  }

  function inheritedFrom(part: Part): string {
    return `it is inherited from ${generator.describe(part)}, which stays`;
  }

  function refuseBeside(change: PartChange, target: Part): void {
    for (const object of planning.target.uncomparedDependentsOf(target.id)) {
      if (object.goesWith?.includes(target.id) === true) continue;
      const reason = `${object.name} (${object.kind}, not compared yet) depends on ${generator.describe(target)}`;
      refusals.push({ change, because: 'blocked', reason });
    }
  }

  function around(part: Part): string {
    return `rebuilt around ${generator.describe(part)}`;
  }

  /**
   * What reads the same on both sides but means something else on the source (a view on a table that is a view there,
   * a default that calls another overload) is made again, so that it lets go of what is dropped; so is what changes, where
   * it could call what comes in place of that while both are there.
   */
  function rebuildWhatMoves(change: PartChange & { readonly kind: 'drop' }): void {
    for (const dependent of planning.target.dependentsOf(change.id)) {
      const isMistaken = fates.get(dependent.id)?.how === 'alter' && isOverloaded(change.target);
      if (!isMistaken && (fates.has(dependent.id) || planning.changes.has(dependent.id))) continue;
      const twin = planning.source.catalog.parts.get(dependent.id);
      if (twin === undefined || twin.dependsOn.includes(change.id) || losesData(dependent, planning))
        continue;
      replace(dependent, around(change.target), change);
    }
  }

  /** What reads the same on both sides but is a child of another part on the source (a comment on a sequence). */
  function rebuildWhatChangesHands(change: PartChange & { readonly kind: 'create' }): void {
    for (const child of planning.source.childrenOf(change.id)) {
      const twin = planning.target.catalog.parts.get(child.id);
      if (twin === undefined || twin.parent === child.parent || planning.changes.has(child.id)) continue;
      if (!losesData(twin, planning)) replace(twin, around(change.source), change);
    }
  }

  /** What goes with a part that is dropped, and has another reason to be there on the source, is made again. */
  function keepHeirs(change: PartChange & { readonly kind: 'drop' }): void {
    for (const heir of heirs.goingWith(change.id)) {
      if (fates.get(heir.id)?.how === 'drop') continue;
      if (!losesData(heir, planning)) {
        replace(heir, around(change.target), change);
        continue;
      }
      const reason = `${generator.describe(heir)} would go with it, and is to stay`;
      refusals.push({ change, because: 'blocked', reason });
      const own = active.get(heir.id);
      if (own !== undefined)
        refusals.push({ change: own, because: 'blocked', reason: inheritedFrom(change.target) });
    }
  }

  /** What goes only with the part that hands it down is made again with that one, as long as its object is there. */
  function replaceWhatHandsDown(part: Part, cause: PartChange): void {
    const { inherited } = part;
    const object = fates.get(part.objectId)?.how;
    if (object === 'drop' || object === 'replace') return;
    if (inherited?.carried.includes('drop') !== true || heirs.areParted(inherited.via)) return;
    const from = planning.target.catalog.parts.get(inherited.from);
    if (from !== undefined && !losesData(from, planning)) replace(from, around(part), cause);
  }

  /** A part that is made again as it was. What it refers to is found by name again: that may be what the source's does. */
  function unchanged(target: Part): Part {
    const twin = planning.source.catalog.parts.get(target.id);
    if (twin === undefined || planning.changes.has(target.id)) return target;
    const kept = target.dependsOn.filter((on) => fates.get(on)?.how !== 'drop');
    const dependsOn = [...new Set([...kept, ...twin.dependsOn])].sort(compareText);
    return { ...target, ...(twin.parent === undefined ? {} : { parent: twin.parent }), dependsOn };
  }

  /** Makes a part anew that keeps what it holds, and with it the objects that hold a share. */
  function makeAnew(
    { whole, along }: Keeping,
    reason: string,
    cause: PartChange,
    risks?: readonly Risk[],
    disturbs?: readonly PartId[],
  ): void {
    const target = planning.target.catalog.parts.get(whole);
    if (target === undefined) return;
    for (const id of along) {
      const part = planning.target.catalog.parts.get(id);
      const fate = fates.get(id);
      if (fate?.how === 'drop') fates.set(id, { ...fate, aside: whole });
      else if (part !== undefined) replace(part, around(target), cause, [], whole);
    }
    replace(target, reason, cause, risks, whole, disturbs);
  }

  function refuseToDrop(target: Part, obstacle: string, change: PartChange): void {
    const reason = `${generator.describe(target)} would have to be dropped and made again, but ${obstacle}`;
    refusals.push({ change, because: 'blocked', reason });
  }

  /** Whether what a part holds would be lost with something else than what it belongs to: a column with its type. */
  function isHeldApart(part: Part, lost: Part): boolean {
    if (part.id === part.objectId || part.parent === lost.id) return false;
    const how = [part.id, part.parent ?? part.objectId].map((id) => fates.get(id)?.how);
    return !how.includes('drop') && !how.includes('replace') && losesData(part, planning);
  }

  function replace(
    target: Part,
    reason: string,
    cause: PartChange,
    risks: readonly Risk[] = [],
    aside?: PartId,
    disturbs: readonly PartId[] = [],
  ): void {
    const fate = fates.get(target.id);
    if (fate?.how === 'drop' || fate?.how === 'replace') return;
    const change = active.get(target.id);
    const drifted = change?.kind === 'alter';
    fates.set(target.id, {
      id: target.id,
      objectId: drifted ? change.objectId : target.objectId,
      how: 'replace',
      target,
      next: drifted ? keepHidden(change.source, target, planning.hides) : unchanged(target),
      origin: drifted ? 'source' : 'target',
      drifted,
      reason,
      cause: cause.id,
      risks,
      disturbs,
      ...(aside === undefined ? {} : { aside }),
    });
    replaceWhatHandsDown(target, cause);
    for (const object of planning.target.uncomparedDependentsOf(target.id)) {
      refuseToDrop(target, `${object.name} (${object.kind}, not compared yet) depends on it`, cause);
    }
    for (const heir of heirs.goingWith(target.id)) replace(heir, around(target), cause);
    for (const heir of heirs.following(target.id)) replace(heir, around(target), cause);
    for (const dependent of planning.target.dependentsOf(target.id)) {
      const whole = asideFor(fates.get(dependent.objectId));
      const isApart = whole !== undefined && asideFor(fates.get(target.objectId)) !== whole;
      const isMain = dependent.id === dependent.objectId && !fates.has(dependent.id);
      if (((isApart && aside === undefined) || isMain) && losesData(dependent, planning)) {
        const lost = isMain
          ? 'depends on it, whose rows would be lost'
          : 'holds on to it until its values are in a new table';
        refuseToDrop(target, `${generator.describe(dependent)} ${lost}`, cause);
        continue;
      }
      if (isHeldApart(dependent, target)) {
        const lost = `${generator.describe(dependent)} depends on it, whose values would be lost`;
        refuseToDrop(target, obstacles.toDropping(dependent) ?? lost, cause);
        continue;
      }
      replace(dependent, dependent.parent === target.id ? reason : around(target), cause);
      const obstacle = dependent.parent === target.id ? undefined : obstacles.toRemaking(dependent);
      if (obstacle !== undefined) refuseToDrop(target, obstacle, cause);
    }
  }
}
