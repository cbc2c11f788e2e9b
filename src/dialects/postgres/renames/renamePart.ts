import { sameValue } from '../../../core/differ/equality.js';
import type { Attribute, AttributeValue, Part } from '../../../core/model/part.js';
import { compareText } from '../../../core/model/compareText.js';
import type { PartId } from '../../../core/model/partId.js';
import { quoteQualified } from '../generator/quoting.js';
import { postgresNormalizer } from '../normalizer/postgresNormalizer.js';
import type { NameChange, NameChanges } from './nameChanges.js';
import { newPath } from './names.js';
import { readsAlike } from './readsAlike.js';
import { type Reading, rewriteText } from './rewriteText.js';

/** Kinds whose attributes hold what people wrote, or nothing that a rename reaches. */
const untouched = new Set([
  'comment',
  'security-label',
  'privileges',
  'enum',
  'database',
  'database-setting',
  'default-privileges',
  'extension',
  'language',
  'collation',
  'foreign-data-wrapper',
  'foreign-server',
  'user-mapping',
  'subscription',
]);

/** Attributes that the server keeps as they were written, or that name nothing by its schema. */
const kept = new Set([
  'body',
  'owner',
  'settings',
  'library',
  'storage parameters',
  'options',
  'roles',
  'foreign options',
]);

/** Attributes and details that are paths of relations or columns, or lists of names of columns, without quotes. */
const relationPaths = new Set(['owned by', 'identity sequence', 'sequence', 'from']);
const columnLists = new Set(['column order', 'key columns', 'columns', 'own columns']);

/** Those of the lists that are in the order of their names. */
const sortedLists = new Set(['columns', 'own columns']);

/** Attributes that name columns of their own relation alone. */
const columnTexts = new Set(['definition', 'expression', 'using', 'with check', 'where', 'partition key']);

/** What a part is rewritten with. */
export interface PartRenaming {
  readonly changes: NameChanges;
  readonly ids: ReadonlyMap<PartId, PartId>;
  /** The part of the same (new) id that texts may be read as. */
  readonly reference: Part | undefined;
  /** Since which version NOT NULL has a name of its own is the server's. */
  readonly version: number;
}

/** A part after renames; the same object where they do not reach it. */
export function renamePart(part: Part, renaming: PartRenaming): Part {
  const around = renaming.changes.around(part);
  if (around.length === 0) return part;
  const rename = (id: PartId): PartId => renaming.ids.get(id) ?? id;
  const path = newPath(part, renaming.changes, (text) => rewriteText(text, around, { hasQueries: false }));
  const dependsOn = [...new Set(part.dependsOn.map(rename))].sort();
  const isComparable = renaming.reference !== undefined && sameIds(renaming.reference.dependsOn, dependsOn);
  const texts = new Texts(part, around, renaming, isComparable ? renaming.reference : undefined);
  const renamed: { -readonly [Key in keyof Part]: Part[Key] } = {
    ...part,
    id: rename(part.id),
    objectId: rename(part.objectId),
    path,
    attributes: untouched.has(part.kind) ? part.attributes : texts.attributes(path),
    details: texts.details(path),
    dependsOn,
    occupies: occupied(part, path),
  };
  if (part.parent !== undefined) renamed.parent = rename(part.parent);
  if (part.inherited !== undefined) {
    const { from, via } = part.inherited;
    renamed.inherited = { ...part.inherited, from: rename(from), via: rename(via) };
  }
  if (part.anonymousKey !== undefined) renamed.anonymousKey = texts.text('definition', part.anonymousKey);
  return renamed;
}

function sameIds(a: readonly PartId[], b: readonly PartId[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}

/** A part takes its names in its schema under its own name. */
function occupied(part: Part, path: readonly string[]): readonly string[] {
  const [schema = ''] = part.path;
  const before = part.path[part.path.length - 1] ?? '';
  const after = path[path.length - 1] ?? '';
  if (before === after) return part.occupies;
  return part.occupies.map((name) => {
    const end = `:${schema}.${before}`;
    return name.endsWith(end) ? `${name.slice(0, -end.length)}:${schema}.${after}` : name;
  });
}

/** The texts of one part. */
class Texts {
  readonly #reading: Reading;

  constructor(
    private readonly part: Part,
    private readonly around: readonly NameChange[],
    private readonly renaming: PartRenaming,
    private readonly reference: Part | undefined,
  ) {
    const [schema, relation] = part.path;
    const isOfRelation = part.path.length > 2 && schema !== undefined && relation !== undefined;
    const statisticsOn =
      part.kind === 'statistics'
        ? around.find(({ kind }) => kind === 'column')?.part.path.slice(0, 2)
        : undefined;
    const of = isOfRelation ? part.path.slice(0, 2) : part.kind === 'table' ? part.path : statisticsOn;
    this.#reading = { ...(of === undefined ? {} : { relation: of }), hasQueries: true };
  }

  attributes(path: readonly string[]): Readonly<Record<string, Attribute>> {
    const attributes: Record<string, Attribute> = {};
    for (const [name, attribute] of Object.entries(this.part.attributes)) {
      attributes[name] = this.#attribute(name, attribute);
    }
    const isNamedAfter = this.part.kind === 'column' || this.part.kind === 'domain';
    return isNamedAfter ? this.#withNamesByTable(attributes, path) : attributes;
  }

  details(path: readonly string[]): Readonly<Record<string, AttributeValue>> {
    const details: Record<string, AttributeValue> = {};
    for (const [name, value] of Object.entries(this.part.details)) details[name] = this.#value(name, value);
    // A sequence of another name than serial gives is none.
    if (this.part.kind === 'sequence' && details['serial name'] === true) {
      const owner = this.#value('owned by', this.part.attributes['owned by']?.value ?? []);
      const [schema = '', table = '', column = ''] = typeof owner === 'object' && owner !== null ? owner : [];
      if (quoteQualified(...path) === quoteQualified(schema, `${table}_${column}_seq`)) return details;
      delete details['serial name'];
      delete details['serial'];
    }
    return details;
  }

  text(name: string, value: string): string {
    const { relation } = this.#reading;
    const ownColumns = columnTexts.has(name) && relation !== undefined;
    return rewriteText(value, this.around, ownColumns ? this.#reading : { hasQueries: true });
  }

  #attribute(name: string, attribute: Attribute): Attribute {
    if ((kept.has(name) && !(name === 'body' && attribute.printed === true)) || attribute.rule === 'owners')
      return attribute;
    const value = this.#value(name, attribute.value);
    const twin = this.reference?.attributes[name];
    const isAlike =
      typeof value === 'string' &&
      typeof twin?.value === 'string' &&
      value !== twin.value &&
      readsAlike(String(attribute.value), twin.value, this.around);
    if (isAlike) return { ...attribute, ...twin };
    if (value === attribute.value) return attribute;
    if (attribute.canonical === undefined || typeof value !== 'string') return { ...attribute, value };
    return { ...attribute, value, canonical: postgresNormalizer.canonical(value) };
  }

  #value(name: string, value: AttributeValue): AttributeValue {
    if (typeof value === 'string') return this.text(name, value);
    if (typeof value !== 'object' || value === null) return value;
    const list = this.#list(name, value);
    return list.every((one, index) => one === value[index]) ? value : list;
  }

  #list(name: string, list: readonly string[]): readonly string[] {
    const { changes } = this.renaming;
    const [schema = '', relation = '', column] = list;
    if (relationPaths.has(name)) {
      const path = [schema, changes.nameOf('relation', schema, relation)];
      return column === undefined ? path : [...path, changes.nameOf('column', schema, relation, column)];
    }
    if (name === 'index') return [schema, changes.nameOf('index', schema, relation)];
    if (columnLists.has(name)) {
      const of =
        this.part.kind === 'publication-table' ? this.part.path.slice(1) : this.part.path.slice(0, 2);
      const names = list.map((one) => changes.nameOf('column', ...of, one));
      return sortedLists.has(name) ? names.sort(compareText) : names;
    }
    return list.map((one) => this.text(name, one));
  }

  /**
   * What the server called after a table or domain keeps that name when the table gets another: it is one that somebody
   * gave from then on. What was given the name that fits now is as the server would have called it.
   */
  #withNamesByTable(
    attributes: Readonly<Record<string, Attribute>>,
    path: readonly string[],
  ): Record<string, Attribute> {
    const { kind, path: before } = this.part;
    const { version } = this.renaming;
    const usual = (of: readonly string[], end: string): string => [...of.slice(1, 3), end].join('_');
    const settled: Record<string, Attribute> = {};
    for (const [name, attribute] of Object.entries(attributes)) {
      if (name !== notNullName && name !== identityName) settled[name] = attribute;
    }
    const isNamed = version >= (kind === 'domain' ? 170_000 : 180_000);
    if (isNamed && attributes['not null']?.value === true) {
      const given = attributes[notNullName]?.value ?? usual(before, 'not_null');
      if (given !== usual(path, 'not_null'))
        settled[notNullName] = { value: given, rule: 'constraint-names' };
    }
    if (attributes['identity'] !== undefined) {
      const [schema = ''] = path;
      const given = attributes[identityName]?.value ?? [before[0] ?? '', usual(before, 'seq')];
      if (!sameValue(given, [schema, usual(path, 'seq')])) settled[identityName] = { value: given };
    }
    return settled;
  }
}

const notNullName = 'not null constraint';
const identityName = 'identity sequence';
