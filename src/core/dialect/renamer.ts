import type { Catalog } from '../model/catalog.js';
import type { Part } from '../model/part.js';
import type { PartId } from '../model/partId.js';
import type { Statement } from './scriptGenerator.js';

/** A part of the target that the source has under another name. */
export interface Rename {
  /** As the target has it. */
  readonly from: Part;
  /** As the source has it. */
  readonly to: Part;
}

/** A catalog in which parts have other names. */
export interface RenamedCatalog {
  readonly catalog: Catalog;
  /** The ids of parts whose id is another one now, by what they were. */
  readonly ids: ReadonlyMap<PartId, PartId>;
}

/** How an engine renames. */
export interface Renamer {
  /** The part's own name, without what belongs to its id alone (the arguments of a routine). */
  nameOf(part: Part): string;
  /** Whether there is a statement that renames parts of this kind. */
  canRename(kind: string): boolean;
  /** Why no statement makes `from` out of `to`, in words; undefined where one does. Both are of one kind. */
  whyNot(rename: Rename): string | undefined;
  /** The part under another name of its own, for one statement's sake. */
  called(part: Part, name: string): Part;
  /** The statement that gives a part, as it is called by then, another name. */
  statement(part: Part, name: string): Statement;
  /**
   * The catalog as the server will have it after the renames: ids, dependencies and the texts that follow them. How the
   * server prints a dependent's text then cannot always be told from the text before; where it can be read as
   * `reference`'s with the old names, it is taken for that. Parts that nothing changes are the same objects.
   */
  apply(catalog: Catalog, renames: readonly Rename[], reference: Catalog): RenamedCatalog;
}
