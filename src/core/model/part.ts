import type { PartId } from './partId.js';

/** A value that can be compared, printed and saved. Lists are ordered; sort what is a set before it gets here. */
export type AttributeValue = string | number | boolean | null | readonly string[];

/** One property of a part that can differ between two databases. */
export interface Attribute {
  /** The value as the server has it: what documents and messages show. */
  readonly value: AttributeValue;
  /** What is compared in its place while the rule `formatting` ignores layout (a normalised token text). */
  readonly canonical?: AttributeValue;
  /** The server printed the value from what it understood: its layout is the server's own and never counts. */
  readonly printed?: true;
  /** The ignore rule that hides a difference in this attribute, e.g. `owners`. */
  readonly rule?: string;
}

/**
 * How a part follows the part of another object that hands it down: the column of a partition, which is the partitioned
 * table's. It comes, changes and goes with that one for as long as the two objects are tied.
 */
export interface Inheritance {
  /** The part of the other object. */
  readonly from: PartId;
  /** The part that ties the two objects, e.g. a partition's attachment. */
  readonly via: PartId;
  /** The attributes in which it follows, those together that change together. */
  readonly attributes: readonly (readonly string[])[];
  /** What the server does to this part by itself when it is done to `from`; the rest takes statements of its own. */
  readonly carried: readonly ('create' | 'alter' | 'drop')[];
}

/**
 * The smallest thing that can be altered by itself: a column, default, constraint, index, comment, policy …
 * The main part of an object (a table, a view) has the object's id as its own.
 */
export interface Part {
  readonly id: PartId;
  /** The dialect's name for the kind, e.g. `column`. Core never compares it with a literal. */
  readonly kind: string;
  /** The id of the main part of the object that this part belongs to; equal to `id` for a main part. */
  readonly objectId: PartId;
  /** The part that takes this one along when it is dropped; undefined for a main part. */
  readonly parent?: PartId;
  /** The names that lead to the part, unquoted: `['public', 'users', 'email']`. */
  readonly path: readonly string[];
  /** What can differ, in the order in which it is shown. */
  readonly attributes: Readonly<Record<string, Attribute>>;
  /** What the generator needs beside the attributes and nobody compares (positions, owned sequences …). */
  readonly details: Readonly<Record<string, AttributeValue>>;
  /** Parts of the same catalog that must exist while this one does. Contains `parent`. */
  readonly dependsOn: readonly PartId[];
  /** Names that this part takes in a namespace shared with other kinds, e.g. `relation:public.users`. */
  readonly occupies: readonly string[];
  /** The ignore rule that hides the whole part, e.g. `comments`. */
  readonly rule?: string;
  /** Attributes that the server is too old to have: nothing is missing where another server's part has them. */
  readonly lacks?: readonly string[];
  /** Made as data comes in rather than as part of the schema (a partition): dropped only when chosen by name. */
  readonly madeByData?: true;
  /** Where another object hands the part down. */
  readonly inherited?: Inheritance;
  /** Equal for two parts of one object that differ in nothing but their name (rule `constraint-names`). */
  readonly anonymousKey?: string;
}

/** Whether the part is what a person sees and selects, rather than a detail of it. */
export function isMainPart(part: Part): boolean {
  return part.id === part.objectId;
}
