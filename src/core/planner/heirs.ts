import type { Part } from '../model/part.js';
import type { PartId } from '../model/partId.js';
import type { PartChange } from './partChange.js';
import type { Planning } from './planning.js';

/** What becomes of the heirs of a part of the target. */
export interface Heirs {
  /** Those that the server drops with it, those of heirs after them: what is parted keeps its own. */
  goingWith(id: PartId): readonly Part[];
  /** Those that have it by themselves too, and whose change its own would have been. */
  following(id: PartId): readonly Part[];
  /** Whether two objects are parted, for good or for a while: nothing goes from one to the other then. */
  areParted(tie: PartId): boolean;
}

/** Looks for heirs when exactly the `active` changes are made. */
export function findHeirs(active: ReadonlyMap<PartId, PartChange>, { source, target }: Planning): Heirs {
  return { goingWith, following, areParted };

  function goingWith(id: PartId): readonly Part[] {
    const direct = target.heirsOf(id).filter((heir) => {
      const { inherited } = heir;
      if (inherited?.from !== id || !inherited.carried.includes('drop')) return false;
      return !areParted(inherited.via) && !hasAnother(heir, id);
    });
    return direct.flatMap((heir) => [heir, ...goingWith(heir.id)]);
  }

  /** Whether an heir, as the source has it, is there by way of another part than this one, which is on the target too. */
  function hasAnother(heir: Part, id: PartId): boolean {
    const inherited = source.catalog.parts.get(heir.id)?.inherited;
    if (inherited === undefined || inherited.from === id) return false;
    const isThere = [inherited.from, inherited.via].every((one) => target.catalog.parts.has(one));
    const change = active.get(inherited.from);
    return isThere && !areParted(inherited.via) && (change === undefined || change.kind === 'alter');
  }

  function following(id: PartId): readonly Part[] {
    return target.heirsOf(id).filter((heir) => {
      const { inherited } = heir;
      const change = active.get(heir.id);
      return (
        inherited?.from === id &&
        !inherited.carried.includes('drop') &&
        !areParted(inherited.via) &&
        change?.kind === 'alter' &&
        change.followed.length > 0
      );
    });
  }

  function areParted(tie: PartId): boolean {
    const change = active.get(tie);
    return change !== undefined && change.kind !== 'create';
  }
}
