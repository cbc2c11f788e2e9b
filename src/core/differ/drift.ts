import type { AttributeChange } from '../dialect/scriptGenerator.js';
import type { Rename } from '../dialect/renamer.js';
import type { Catalog } from '../model/catalog.js';
import type { PartId } from '../model/partId.js';
import type { Rules } from '../rules/rules.js';

export type Status = 'missing_in_target' | 'modified' | 'extra_in_target' | 'unchanged';

/** A part that differs. Parts of a missing or extra object are not listed one by one. */
export interface PartDifference {
  readonly partId: PartId;
  readonly kind: string;
  /** The part in words: `column public.users.email`. */
  readonly described: string;
  /** The part's own name: `email`. */
  readonly name: string;
  readonly status: Exclude<Status, 'unchanged'>;
  /** For a modified part: which attributes, and both values. */
  readonly changes: readonly AttributeChange[];
}

/** An object that differs. */
export interface ObjectDifference {
  readonly objectId: PartId;
  readonly kind: string;
  /** As a person reads it: `public.users`, `public.total(integer)`, or `hstore` where the kind has no schema. */
  readonly name: string;
  /** The schema it lives in; undefined for kinds outside schemas. */
  readonly schema?: string;
  readonly status: Exclude<Status, 'unchanged'>;
  /** What the target calls it, where a rename was accepted. */
  readonly renamedFrom?: string;
  /** Empty unless modified. */
  readonly parts: readonly PartDifference[];
}

/** Something hidden by a rule, counted so that nothing is hidden in silence. */
export interface HiddenCount {
  readonly rule: string;
  readonly count: number;
}

/** Found on one side or both, but of a kind that is not compared yet. */
export interface UncomparedCount {
  /** Plural, in plain words: `base types`. */
  readonly kind: string;
  readonly source: number;
  readonly target: number;
  /** The names on either side, sorted, without repetition. */
  readonly names: readonly string[];
}

/** How a target whose parts count under other names was read. */
export interface RenamedTarget {
  /** The target as it is. */
  readonly before: Catalog;
  readonly renames: readonly Rename[];
  /** The ids of parts whose id is another one after the renames, by what they are on the target. */
  readonly ids: ReadonlyMap<PartId, PartId>;
}

/** What differs between two catalogs under some rules. */
export interface Drift {
  readonly source: Catalog;
  /** With the names that the renames give. */
  readonly target: Catalog;
  /** Where there are renames that were accepted. */
  readonly renamed?: RenamedTarget;
  readonly rules: Rules;
  /** In the dialect's order of kinds, then by name. */
  readonly objects: readonly ObjectDifference[];
  readonly unchangedCount: number;
  readonly hidden: readonly HiddenCount[];
  readonly uncompared: readonly UncomparedCount[];
}
