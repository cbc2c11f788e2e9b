import type { Catalog, CatalogNotice, ServerInfo, UncomparedObject } from '../../../core/model/catalog.js';
import { compareText } from '../../../core/model/compareText.js';
import type { Attribute, AttributeValue, Part } from '../../../core/model/part.js';
import { partId, type PartId } from '../../../core/model/partId.js';
import { collationAttribute } from '../normalizer/collation.js';
import { canonicalTsql, foldName } from '../normalizer/mssqlNormalizer.js';

/** A part as a kind reads it. */
export interface NewPart {
  readonly id: PartId;
  readonly kind: string;
  readonly path: readonly string[];
  /** Defaults to `id`: a main part. */
  readonly objectId?: PartId;
  readonly parent?: PartId;
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly details?: Readonly<Record<string, AttributeValue>>;
  readonly occupies?: readonly string[];
  readonly rule?: string;
  readonly anonymousKey?: string;
}

type MutablePart = { -readonly [Key in keyof Part]: Part[Key] };

const none: readonly never[] = [];

/** Collects what the kinds read into one catalog, with the dependencies that they tell. */
export class CatalogBuilder {
  readonly #parts = new Map<PartId, MutablePart>();
  readonly #byObject = new Map<number, PartId>();
  readonly #byColumn = new Map<string, PartId>();
  readonly #columnNames = new Map<string, string>();
  readonly #byIndex = new Map<string, PartId>();
  readonly #byType = new Map<number, PartId>();
  readonly #byXmlCollection = new Map<number, PartId>();
  readonly #schemas = new Map<number, string>();
  readonly #edges = new Map<PartId, Set<PartId>>();
  readonly #uncompared = new Map<PartId, Omit<UncomparedObject, 'dependsOn'>>();
  readonly #notices: CatalogNotice[] = [];
  readonly #texts = new Map<string, Attribute>();
  readonly #collations = new Map<string, Attribute>();

  constructor(
    readonly server: ServerInfo,
    /** The database's collation, and whether names that differ only in case are the same under it. */
    readonly collation: string,
    readonly foldsCase: boolean,
  ) {}

  /** The id of a part: names that the database takes for the same give the same id. */
  id(kind: string, ...path: readonly string[]): PartId {
    return partId(kind, ...path.map((name) => this.fold(name)));
  }

  /** A name as the database compares it. */
  fold(name: string): string {
    return this.foldsCase ? foldName(name) : name;
  }

  /** A name in a namespace that several kinds share. */
  occupied(space: string, ...path: readonly string[]): string {
    return this.id(space, ...path);
  }

  /** The spelling of a part's own name, where the database does not look at the case: layout, like that of texts. */
  spelling(name: string): Record<string, Attribute> {
    return this.foldsCase ? { name: { value: name, canonical: foldName(name) } } : {};
  }

  add(part: NewPart): void {
    const { id, parent, rule, anonymousKey } = part;
    const built: MutablePart = {
      id,
      kind: part.kind,
      objectId: part.objectId ?? id,
      path: part.path,
      attributes: part.attributes,
      details: part.details ?? {},
      dependsOn: none,
      occupies: part.occupies ?? none,
    };
    if (parent !== undefined) built.parent = parent;
    if (rule !== undefined) built.rule = rule;
    if (anonymousKey !== undefined) built.anonymousKey = anonymousKey;
    this.#parts.set(id, built);
    if (parent !== undefined) this.depend(id, parent);
  }

  /** Adds an object of a kind that is found but not compared. */
  addUncompared(
    object: Omit<UncomparedObject, 'dependsOn'>,
    ...dependsOn: readonly (PartId | undefined)[]
  ): void {
    this.#uncompared.set(object.id, object);
    for (const on of dependsOn) this.depend(object.id, on);
  }

  atObject(objectId: number, id: PartId): void {
    this.#byObject.set(objectId, id);
  }

  atColumn(objectId: number, columnId: number, id: PartId): void {
    this.#byColumn.set(`${String(objectId)}.${String(columnId)}`, id);
  }

  /** Columns of views, which are no parts, but which indexes name. */
  nameColumn(objectId: number, columnId: number, name: string): void {
    this.#columnNames.set(`${String(objectId)}.${String(columnId)}`, name);
  }

  columnName(objectId: number, columnId: number): string | undefined {
    const part = this.part(this.column(objectId, columnId));
    return part?.path.at(-1) ?? this.#columnNames.get(`${String(objectId)}.${String(columnId)}`);
  }

  atIndex(objectId: number, indexId: number, id: PartId): void {
    this.#byIndex.set(`${String(objectId)}.${String(indexId)}`, id);
  }

  atSchema(schemaId: number, name: string): void {
    this.#schemas.set(schemaId, name);
  }

  atType(userTypeId: number, id: PartId): void {
    this.#byType.set(userTypeId, id);
  }

  atXmlCollection(collectionId: number, id: PartId): void {
    this.#byXmlCollection.set(collectionId, id);
  }

  xmlCollection(collectionId: number | null): PartId | undefined {
    return collectionId === null ? undefined : this.#byXmlCollection.get(collectionId);
  }

  /** The name of a schema, built-in ones included. */
  schema(schemaId: number): string {
    return this.#schemas.get(schemaId) ?? '';
  }

  /** Adds the part of an object in a schema, which it needs unless every database has it. */
  addObject(part: NewPart, objectId: number, schema: string): void {
    this.add(part);
    this.atObject(objectId, part.id);
    this.depend(part.id, this.id('schema', schema));
  }

  object(objectId: number | null): PartId | undefined {
    return objectId === null ? undefined : this.#byObject.get(objectId);
  }

  column(objectId: number, columnId: number): PartId | undefined {
    return this.#byColumn.get(`${String(objectId)}.${String(columnId)}`);
  }

  index(objectId: number, indexId: number): PartId | undefined {
    return this.#byIndex.get(`${String(objectId)}.${String(indexId)}`);
  }

  type(userTypeId: number): PartId | undefined {
    return this.#byType.get(userTypeId);
  }

  part(id: PartId | undefined): Part | undefined {
    return id === undefined ? undefined : this.#parts.get(id);
  }

  /** The part that stands for an object of the server; undefined where that is not compared. */
  partAt(objectId: number | null): Part | undefined {
    return this.part(this.object(objectId));
  }

  /** Adds a dependency; what is not known here (system objects) is no part and needs none. */
  depend(id: PartId, on: PartId | undefined): void {
    if (on === undefined || on === id) return;
    const edges = this.#edges.get(id);
    if (edges === undefined) this.#edges.set(id, new Set([on]));
    else edges.add(on);
  }

  /** Gives a part further attributes. */
  amend(id: PartId, attributes: Readonly<Record<string, Attribute>>): void {
    const part = this.#parts.get(id);
    if (part !== undefined) part.attributes = { ...part.attributes, ...attributes };
  }

  /** Gives a part a further detail. */
  detail(id: PartId, name: string, value: AttributeValue): void {
    const part = this.#parts.get(id);
    if (part !== undefined) part.details = { ...part.details, [name]: value };
  }

  notice(code: string, message: string): void {
    this.#notices.push({ code, message });
  }

  /** An expression as the server has rewritten it: its layout never counts. */
  printed(value: string): Attribute {
    let attribute = this.#texts.get(value);
    if (attribute === undefined) {
      attribute = { value, canonical: this.canonical(value), printed: true };
      this.#texts.set(value, attribute);
    }
    return attribute;
  }

  /** The collation of a column, beside that of the database. */
  collationOf(collation: string): Attribute {
    let attribute = this.#collations.get(collation);
    if (attribute === undefined) {
      attribute = collationAttribute(collation, this.collation);
      this.#collations.set(collation, attribute);
    }
    return attribute;
  }

  /** A text that the server keeps as it was typed, under the QUOTED_IDENTIFIER that holds for it. */
  typed(value: string, quotedIdentifiers: boolean): Attribute {
    return { value, canonical: canonicalTsql(value, this.foldsCase, quotedIdentifiers) };
  }

  canonical(value: string): string {
    return canonicalTsql(value, this.foldsCase);
  }

  build(readAt: string): Catalog {
    for (const part of this.#parts.values()) part.dependsOn = this.#dependenciesOf(part.id);
    const uncompared = [...this.#uncompared.values()].map((object) => ({
      ...object,
      dependsOn: this.#dependenciesOf(object.id),
    }));
    return { server: this.server, parts: this.#parts, uncompared, notices: this.#notices, readAt };
  }

  /** Edges to what exists, but for those from a part to its own children, which are no dependencies. */
  #dependenciesOf(id: PartId): readonly PartId[] {
    const parent = this.#parts.get(id)?.parent;
    return [...(this.#edges.get(id) ?? [])]
      .filter((on) => this.#parts.has(on) || this.#uncompared.has(on))
      .filter((on) => on === parent || !this.#isAncestor(id, on))
      .sort(compareText);
  }

  #isAncestor(id: PartId, below: PartId): boolean {
    for (let part = this.#parts.get(below); part?.parent !== undefined; part = this.#parts.get(part.parent)) {
      if (part.parent === id) return true;
    }
    return false;
  }
}
