import type { Statement } from '../dialect/scriptGenerator.js';
import type { Hides } from '../differ/equality.js';
import type { Attribute, Part } from '../model/part.js';
import type { PartId } from '../model/partId.js';
import type { Risk } from '../model/risk.js';

/** What a plan does with one part. Parts without a fate stay as they are. */
export type Fate = {
  readonly id: PartId;
  /** The drifted object in whose patch this happens, or the object that is rebuilt. */
  readonly objectId: PartId;
} & (
  | { readonly how: 'create'; readonly next: Part }
  | {
      readonly how: 'drop';
      readonly target: Part;
      /** Set aside for this part, which keeps what it holds, and gone when that has been brought back. */
      readonly aside?: PartId;
    }
  | {
      readonly how: 'alter';
      readonly target: Part;
      readonly next: Part;
      readonly statements: readonly Statement[];
      readonly disturbs: readonly PartId[];
      readonly touches: readonly PartId[];
      /** Parts that the statements create or drop, in place of steps of their own. */
      readonly takesOver: readonly PartId[];
      /** What waits until the part's children have been made and changed. */
      readonly afterwards?: readonly Statement[];
      /** The part whose ALTER does this too; there are no statements then. */
      readonly carriedBy?: PartId;
    }
  | {
      /** Dropped and made again. */
      readonly how: 'replace';
      readonly target: Part;
      readonly next: Part;
      /** Which catalog `next` was read from. */
      readonly origin: 'source' | 'target';
      /** Whether the part itself is drifted, or only stands in the way of something that is. */
      readonly drifted: boolean;
      readonly reason: string;
      /** The change that it was first found to be needed for. */
      readonly cause: PartId;
      readonly risks: readonly Risk[];
      /** Set aside rather than dropped: the part whose contents are kept, this one or one that it goes along with. */
      readonly aside?: PartId;
      /** Parts that are dropped before and made again after, as those of an alter. */
      readonly disturbs: readonly PartId[];
    }
);

/** The part after the plan; undefined when it is dropped. */
export function nextOf(fate: Fate): Part | undefined {
  return fate.how === 'drop' ? undefined : fate.next;
}

/** The part for which a fate sets its part aside. */
export function asideFor(fate: Fate | undefined): PartId | undefined {
  return fate?.how === 'drop' || fate?.how === 'replace' ? fate.aside : undefined;
}

/** The source's version of a part, with the target's values of what the rules hide: those stay as they are. */
export function keepHidden(source: Part, target: Part, hides: Hides): Part {
  const attributes: Record<string, Attribute> = {};
  for (const [name, attribute] of Object.entries(source.attributes)) {
    if (attribute.rule === undefined || !hides(attribute.rule)) attributes[name] = attribute;
  }
  for (const [name, attribute] of Object.entries(target.attributes)) {
    if (attribute.rule !== undefined && hides(attribute.rule)) attributes[name] = attribute;
  }
  return { ...source, attributes };
}
