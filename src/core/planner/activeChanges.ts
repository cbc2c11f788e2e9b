import type { Attribute, Part } from '../model/part.js';
import type { PartId } from '../model/partId.js';
import type { PartChange } from './partChange.js';

/**
 * The changes to be made when these are chosen: with each, those that follow it in other objects. Of a part that has
 * changes of its own beside those that it follows, the ones that are not made stay as the target has them.
 */
export function activeChanges(
  changes: ReadonlyMap<PartId, PartChange>,
  isChosen: (change: PartChange) => boolean,
): ReadonlyMap<PartId, PartChange> {
  const settled = new Map<PartId, PartChange | undefined>();
  const settle = (change: PartChange): PartChange | undefined => {
    if (!settled.has(change.id)) settled.set(change.id, settleChange(change));
    return settled.get(change.id);
  };
  const settleChange = (change: PartChange): PartChange | undefined => {
    if (change.follows === undefined) return isChosen(change) ? change : undefined;
    const leader = changes.get(change.follows);
    const isLed = leader !== undefined && settle(leader) !== undefined;
    if (change.kind !== 'alter') return isLed ? change : undefined;
    const isOwn = change.changes.length > 0 && isChosen(change);
    if (!isOwn && !isLed) return undefined;
    const { follows, ...rest } = change;
    const left = [...(isOwn ? [] : change.changes), ...(isLed ? [] : change.followed)];
    return {
      ...rest,
      source: keeping(
        change.source,
        change.target,
        left.map(({ attribute }) => attribute),
      ),
      changes: isOwn ? change.changes : [],
      followed: isLed ? change.followed : [],
      ...(isLed ? { follows } : {}),
    };
  };
  const active = new Map<PartId, PartChange>();
  for (const change of changes.values()) {
    const made = settle(change);
    if (made !== undefined) active.set(made.id, made);
  }
  return active;
}

/** The source's version of a part with some of the target's attributes. */
function keeping(source: Part, target: Part, names: readonly string[]): Part {
  if (names.length === 0) return source;
  const kept = new Set(names);
  const attributes: Record<string, Attribute> = {};
  for (const [name, attribute] of Object.entries(source.attributes)) {
    if (!kept.has(name)) attributes[name] = attribute;
  }
  for (const [name, attribute] of Object.entries(target.attributes)) {
    if (kept.has(name)) attributes[name] = attribute;
  }
  return { ...source, attributes };
}
