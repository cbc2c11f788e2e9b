import type { AttributeChange } from '../dialect/scriptGenerator.js';
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

/** What differs between two catalogs under some rules. */
export interface Drift {
  readonly source: Catalog;
  readonly target: Catalog;
  readonly rules: Rules;
  /** In the dialect's order of kinds, then by name. */
  readonly objects: readonly ObjectDifference[];
  readonly unchangedCount: number;
  readonly hidden: readonly HiddenCount[];
  readonly uncompared: readonly UncomparedCount[];
}
