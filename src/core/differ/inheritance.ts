import type { AttributeChange } from '../dialect/scriptGenerator.js';
import type { Catalog } from '../model/catalog.js';
import type { Part } from '../model/part.js';
import { comparePart, type Hides } from './equality.js';

/** The two catalogs of a comparison. */
export interface BothSides {
  readonly source: Catalog;
  readonly target: Catalog;
}

/**
 * Whether a part that only one side has is no difference of its own: what hands it down is only there too, and on both
 * sides the objects of the two are tied.
 */
export function comesWithAnother(part: Part, { source, target }: BothSides): boolean {
  if (part.inherited === undefined) return false;
  const { from, via } = part.inherited;
  const [here, there] = source.parts.has(part.id) ? [source, target] : [target, source];
  return there.parts.has(via) && here.parts.has(from) && !there.parts.has(from);
}

/** Changes of a part that both sides have. */
export interface SplitChanges {
  readonly own: readonly AttributeChange[];
  /** Those that what hands the part down has as well. */
  readonly followed: readonly AttributeChange[];
}

/** Tells a part's own changes from those in which it follows the part that it inherits from. */
export function splitChanges(
  part: Part,
  before: Part,
  changes: readonly AttributeChange[],
  { source, target }: BothSides,
  hides: Hides,
): SplitChanges {
  const { inherited } = part;
  if (changes.length === 0 || inherited === undefined || before.inherited?.via !== inherited.via) {
    return { own: changes, followed: [] };
  }
  const from = source.parts.get(inherited.from);
  const fromBefore = target.parts.get(inherited.from);
  if (from === undefined || fromBefore === undefined) return { own: changes, followed: [] };
  const changed = new Set(comparePart(from, fromBefore, hides).changes.map(({ attribute }) => attribute));
  const follows = ({ attribute }: AttributeChange): boolean =>
    inherited.attributes.some((group) => group.includes(attribute) && group.some((one) => changed.has(one)));
  return { own: changes.filter((change) => !follows(change)), followed: changes.filter(follows) };
}
