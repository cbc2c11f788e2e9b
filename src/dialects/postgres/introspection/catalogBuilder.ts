import type { Normalizer } from '../../../core/dialect/normalizer.js';
import type { Catalog, CatalogNotice, ServerInfo, UncomparedObject } from '../../../core/model/catalog.js';
import type { Attribute, AttributeValue, Inheritance, Part } from '../../../core/model/part.js';
import { type PartId, partId } from '../../../core/model/partId.js';
import { textAttribute } from '../../../core/model/textAttribute.js';
import { Turn } from '../../../core/turn.js';
import { AddressMap, type CatalogAddress, catalogOids } from './catalogAddress.js';

/** How many parts are finished before it is asked whose turn it is. */
const sliceLength = 1000;

/** A part as a kind reads it; dependencies follow from pg_depend. */
export interface NewPart {
  readonly id: PartId;
  readonly kind: string;
  readonly path: readonly string[];
  /** Defaults to `id`: a main part. */
  readonly objectId?: PartId;
  readonly parent?: PartId;
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly details?: Readonly<Record<string, AttributeValue>> | undefined;
  readonly occupies?: readonly string[] | undefined;
  readonly rule?: string;
  readonly lacks?: readonly string[] | undefined;
  readonly anonymousKey?: string | undefined;
}

/** An object that is found but not compared; what it depends on follows from pg_depend. */
export interface NewUncompared extends Omit<UncomparedObject, 'dependsOn' | 'goesWith'> {
  /** The parts, and the kinds of parts, that take it along when they are dropped. */
  readonly goesWith?: readonly string[];
}

/** What makes a relation the heir of another: a partition's attachment, or INHERITS. */
export interface Tie {
  readonly id: PartId;
  readonly parent: PartId;
  readonly isPartition: boolean;
}

type MutablePart = { -readonly [Key in keyof Part]: Part[Key] };

/** What is found at an address: a part, or the id of what is none (yet). */
type Place = MutablePart | PartId;

const none: readonly never[] = [];
const nothing: Readonly<Record<string, AttributeValue>> = {};

/** Up to which length equal texts are one attribute, in characters. */
const shortText = 200;

/**
 * Collects what the kinds read into one catalog. Kinds say where the server keeps each part; when all are read, the
 * server's dependencies, comments and privileges, which speak of addresses, are joined to the parts in memory.
 */
export class CatalogBuilder {
  /** The parts as they will be in the catalog; `dependsOn` has the edges as they come, see {@link build}. */
  readonly #parts = new Map<PartId, MutablePart>();
  /** Parts rather than their ids: to look each up again would take as long as to read it. */
  readonly #byAddress = new AddressMap<Place>();
  /** The edges of what is not a part, or not one yet. */
  readonly #edges = new Map<PartId, PartId[]>();
  /** The parts that have others hanging on them. */
  readonly #parents = new Set<PartId>();
  /** The one that was added last: children come one after the other. */
  #lastParent: PartId | undefined;
  readonly #texts = new Map<string, Attribute>();
  /** The ties of relations to those that they inherit from, by the relation's part. */
  readonly #ties = new Map<PartId, Tie[]>();
  readonly #copies = new Map<PartId, CatalogAddress>();
  #children: readonly PartId[] = none;
  readonly #uncompared = new Map<PartId, NewUncompared>();
  /** What part of a part needs what, see {@link splitOff}. */
  readonly #splits = new Map<PartId, { readonly piece: PartId; readonly own: AddressMap<true> }>();
  /** What a part needs of another in place of the whole, see {@link needOnly}. */
  readonly #needed = new Map<PartId, Map<PartId, PartId>>();
  readonly #notices: CatalogNotice[] = [];

  constructor(
    readonly server: ServerInfo,
    private readonly normalizer: Normalizer,
  ) {}

  /** Adds a part, known to the server at these addresses (a view is its pg_class row and its _RETURN rule). */
  add(part: NewPart, ...addresses: readonly CatalogAddress[]): void {
    const { id, parent, rule, lacks, anonymousKey } = part;
    // There are hundreds of thousands of these: no spreading, and one empty list for all.
    const built: MutablePart = {
      id,
      kind: part.kind,
      objectId: part.objectId ?? id,
      path: part.path,
      attributes: part.attributes,
      details: part.details ?? nothing,
      dependsOn: none,
      occupies: part.occupies ?? none,
    };
    if (parent !== undefined) {
      built.parent = parent;
      if (parent !== this.#lastParent) this.#parents.add((this.#lastParent = parent));
    }
    if (rule !== undefined) built.rule = rule;
    if (lacks !== undefined) built.lacks = lacks;
    if (anonymousKey !== undefined) built.anonymousKey = anonymousKey;
    this.#parts.set(id, built);
    for (const { catalog, oid, column } of addresses)
      this.#byAddress.set(catalogOids[catalog], oid, column ?? 0, built);
  }

  /** Says that what the server keeps at this address stands for the part, e.g. a table's row type for the table. */
  alias(address: CatalogAddress, id: PartId): void {
    this.#byAddress.set(
      catalogOids[address.catalog],
      address.oid,
      address.column ?? 0,
      this.#parts.get(id) ?? id,
    );
  }

  /** {@link alias} for addresses that come from pg_depend by number: members of an extension are of any catalog. */
  aliasByNumber(catalogOid: number, oid: number, id: PartId): void {
    this.#byAddress.set(catalogOid, oid, 0, this.#parts.get(id) ?? id);
  }

  /** Adds an object of a kind that is found but not compared, e.g. `{ kind: 'base types', name: 'public.box' }`. */
  addUncompared(object: NewUncompared, catalogOid: number, oid: number): void {
    this.#uncompared.set(object.id, object);
    this.#byAddress.set(catalogOid, oid, 0, object.id);
  }

  /** Adds a dependency that the server does not record. */
  depend(id: PartId, on: PartId): void {
    if (id === on) return;
    const part = this.#parts.get(id);
    if (part !== undefined) {
      addEdge(part, on);
      return;
    }
    const edges = this.#edges.get(id);
    if (edges === undefined) this.#edges.set(id, [on]);
    else edges.push(on);
  }

  /** Says that a relation inherits from another, by way of a part that ties them. */
  tie(child: PartId, tie: Tie): void {
    const ties = this.#ties.get(child);
    if (ties === undefined) this.#ties.set(child, [tie]);
    else ties.push(tie);
    this.depend(tie.id, tie.parent);
  }

  /** Says that a part is a partition's copy of what the server keeps at this address. */
  copyOf(id: PartId, original: CatalogAddress): void {
    this.#copies.set(id, original);
  }

  /** The part that a part is the copy of. */
  originalOf(id: PartId): NewPart | undefined {
    const address = this.#copies.get(id);
    return address && this.at(catalogOids[address.catalog], address.oid, 0);
  }

  /** Says that an object comes with data rather than with the schema. */
  markMadeByData(id: PartId): void {
    const part = this.#parts.get(id);
    if (part !== undefined) part.madeByData = true;
  }

  /** The ties of a relation to those that it inherits from. */
  tiesOf(child: PartId): readonly Tie[] {
    return this.#ties.get(child) ?? none;
  }

  /** Says which part of another object hands a part down. */
  inherit(id: PartId, inherited: Inheritance): void {
    const part = this.#parts.get(id);
    if (part !== undefined) part.inherited = inherited;
  }

  /** All parts that were added. */
  parts(): Iterable<NewPart> {
    return this.#parts.values();
  }

  /**
   * Says that where the server has a part depend on `whole`, `piece` is all that it needs: the functions of a base type
   * need its name, and the type needs them.
   */
  needOnly(id: PartId, whole: PartId, piece: PartId): void {
    const pieces = this.#needed.get(id);
    if (pieces === undefined) this.#needed.set(id, new Map([[whole, piece]]));
    else pieces.set(whole, piece);
  }

  /**
   * Says that where the server has a part depend on anything but its `own`, by number of the catalog and oid, it is
   * `piece` that does: the server keeps what a domain's default needs with what the domain needs.
   */
  splitOff(
    id: PartId,
    piece: PartId,
    own: readonly { readonly catalog: number; readonly oid: number }[],
  ): void {
    const addresses = new AddressMap<true>();
    for (const { catalog, oid } of own) addresses.set(catalog, oid, 0, true);
    this.#splits.set(id, { piece, own: addresses });
  }

  /** The part at an address, or of the whole relation where the column is not a part. */
  find(catalogOid: number, oid: number, column: number): PartId | undefined {
    const place = this.#place(catalogOid, oid, column);
    return typeof place === 'object' ? place.id : place;
  }

  /** {@link find}, where it is the part itself that is wanted; undefined of what is not compared. */
  at(catalogOid: number, oid: number, column: number): NewPart | undefined {
    const place = this.#place(catalogOid, oid, column);
    return typeof place === 'string' ? this.#parts.get(place) : place;
  }

  #place(catalogOid: number, oid: number, column: number): Place | undefined {
    return (
      this.#byAddress.get(catalogOid, oid, column) ??
      (column === 0 ? undefined : this.#byAddress.get(catalogOid, oid, 0))
    );
  }

  /** The part of a kind that stands for a relation of pg_class; undefined where the relation is of no kind or another. */
  relation(oid: number, ...kinds: readonly string[]): NewPart | undefined {
    const part = this.at(catalogOids.pg_class, oid, 0);
    return part !== undefined && kinds.includes(part.kind) ? part : undefined;
  }

  /** Gives a part further attributes, which only another reading can tell, and the key that goes with them. */
  amend(id: PartId, attributes: Readonly<Record<string, Attribute>>, anonymousKey?: string): void {
    const part = this.#parts.get(id);
    if (part === undefined) return;
    part.attributes = { ...part.attributes, ...attributes };
    if (anonymousKey !== undefined) part.anonymousKey = anonymousKey;
  }

  /** Gives a part the details that only the reading of another kind can tell, in place of those it had. */
  detail(id: PartId, details: Readonly<Record<string, AttributeValue>>): void {
    const part = this.#parts.get(id);
    if (part !== undefined) part.details = details;
  }

  /** The part with an id, as it was added. */
  part(id: PartId): NewPart | undefined {
    return this.#parts.get(id);
  }

  /** Notes something that a person must know about the reading. */
  notice(code: string, message: string): void {
    this.#notices.push({ code, message });
  }

  /** An attribute that the server printed (pg_get_expr and the like). */
  text(value: string): Attribute {
    // Defaults and the like are the same in many places.
    if (value.length > shortText) return this.#printed(value);
    let attribute = this.#texts.get(value);
    if (attribute === undefined) this.#texts.set(value, (attribute = this.#printed(value)));
    return attribute;
  }

  #printed(value: string): Attribute {
    // Attributes are shared with other catalogs, and must not keep this one.
    const { normalizer } = this;
    return textAttribute(value, (text) => normalizer.canonical(text), { printed: true });
  }

  /** Joins one of the server's dependencies, see `TakeEdge`; addresses that no kind knows are left. */
  addDependency(
    classid: number,
    objid: number,
    objsubid: number,
    refclassid: number,
    refobjid: number,
    refobjsubid: number,
  ): void {
    const dependent = this.#place(classid, objid, objsubid);
    const place = this.#place(refclassid, refobjid, refobjsubid);
    if (dependent === undefined || place === undefined) return;
    const to = typeof place === 'object' ? place.id : place;
    if (
      typeof dependent === 'object' &&
      typeof place === 'object' &&
      refobjsubid > 0 &&
      place.kind === 'view'
    )
      noteViewColumn(dependent, place, refobjsubid);
    if (typeof dependent === 'string') {
      this.depend(dependent, to);
      return;
    }
    const split = this.#splits.size === 0 ? undefined : this.#splits.get(dependent.id);
    if (split !== undefined && split.own.get(refclassid, refobjid, 0) === undefined) {
      const piece = this.#parts.get(split.piece);
      if (piece !== undefined) addEdge(piece, to);
      return;
    }
    const on = this.#needed.size === 0 ? to : (this.#needed.get(dependent.id)?.get(to) ?? to);
    if (dependent.id !== on) addEdge(dependent, on);
  }

  /** The catalog. Edges from a part to its own children (a table to its column) are not dependencies and are left out. */
  async build(readAt: string): Promise<Catalog> {
    const turn = new Turn();
    let built = 0;
    for (const part of this.#parts.values()) {
      const early = this.#edges.size === 0 ? undefined : this.#edges.get(part.id);
      const edges = early === undefined ? part.dependsOn : [...early, ...part.dependsOn];
      part.dependsOn = this.#dependenciesOf(part.id, edges, part.parent);
      if ((built += 1) % sliceLength === 0 && turn.isOver()) await turn.next();
    }
    const uncompared = [...this.#uncompared.values()].map((object) => this.#buildUncompared(object));
    return { server: this.server, parts: this.#parts, uncompared, notices: this.#notices, readAt };
  }

  #buildUncompared({ goesWith, ...object }: NewUncompared): UncomparedObject {
    const dependsOn = this.#dependenciesOf(object.id, this.#edges.get(object.id) ?? none);
    if (goesWith === undefined || goesWith.length === 0) return { ...object, dependsOn };
    const takesAlong = (id: PartId): boolean =>
      goesWith.includes(id) || goesWith.includes(this.#parts.get(id)?.kind ?? '');
    return { ...object, dependsOn, goesWith: dependsOn.filter(takesAlong) };
  }

  #dependenciesOf(id: PartId, edges: readonly PartId[], parent?: PartId): readonly PartId[] {
    if (edges.length === 0) return parent === undefined ? none : this.#only(parent);
    const ties = this.tiesOf(id);
    const all: PartId[] = parent === undefined ? [] : [parent];
    // A set costs more than looking through the few edges that most parts have.
    const areFew = edges.length <= 16;
    for (const on of areFew ? edges : new Set(edges)) {
      if (on === parent || (areFew && all.includes(on))) continue;
      // What a relation inherits from is what its tie depends on.
      if (!ties.some((tie) => tie.parent === on) && !this.#isAncestor(id, on)) all.push(on);
    }
    if (all.length > 1) return sorted(all);
    return parent === undefined ? all : this.#only(parent);
  }

  /** One list for the children of a parent, which come one after the other: most depend on nothing else. */
  #only(parent: PartId): readonly PartId[] {
    if (this.#children[0] !== parent) this.#children = [parent];
    return this.#children;
  }

  #isAncestor(id: PartId, below: PartId): boolean {
    if (!this.#parents.has(id)) return false;
    for (let part = this.#parts.get(below); part?.parent !== undefined; part = this.#parts.get(part.parent)) {
      if (part.parent === id) return true;
    }
    return false;
  }
}

/** Sorts a list in place. Most are of two or three: for these, what `sort` copies takes longer than the sorting. */
function sorted(ids: PartId[]): readonly PartId[] {
  if (ids.length > 8) return ids.sort();
  for (let at = 1; at < ids.length; at += 1) {
    const id = ids[at];
    for (let to = at; to > 0; to -= 1) {
      const before = ids[to - 1];
      if (id === undefined || before === undefined || before <= id) break;
      ids[to] = before;
      ids[to - 1] = id;
    }
  }
  return ids;
}

/** Keeps which column of a view a part reads: these are no parts, and what reads them needs more than the view. */
function noteViewColumn(reader: MutablePart, view: NewPart, number: number): void {
  const names = view.details?.['names'];
  const name = Array.isArray(names) ? (names as readonly string[])[number - 1] : undefined;
  if (name === undefined || reader.id === view.id) return;
  const before = (reader.details['columns of views'] ?? none) as readonly string[];
  const column = viewColumn(view, name);
  if (!before.includes(column))
    reader.details = { ...reader.details, 'columns of views': [...before, column] };
}

/** How a part's details tell that it reads a column of a view. */
export function viewColumn(view: Pick<Part, 'path'>, name: string): string {
  return partId('view-column', ...view.path, name);
}

/** Adds an edge to a part whose list of edges is still its own. */
function addEdge(part: MutablePart, on: PartId): void {
  if (part.dependsOn === none) part.dependsOn = [on];
  else (part.dependsOn as PartId[]).push(on);
}
