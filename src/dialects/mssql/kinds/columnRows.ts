import type { Attribute } from '../../../core/model/part.js';
import type { CatalogBuilder } from '../introspection/catalogBuilder.js';
import type { SystemCatalog } from '../introspection/systemCatalog.js';
import type { SystemRow } from '../introspection/systemViews.js';
import { baseTypeNames, paddingOf, paddingOff } from './ansiPadding.js';
import { typeRows, type TypeRows, typeText } from './columnType.js';
import { flagged, qualified, withoutDefaults } from './partName.js';

interface ColumnKey {
  readonly object_id: number;
  readonly column_id: number;
}

/** What the catalog says of columns beyond their rows, by object and column. */
export class ColumnRows {
  readonly #types: TypeRows;
  readonly #baseTypes: ReadonlyMap<number, string>;
  readonly #computed: ReadonlyMap<string, SystemRow<'computed_columns'>>;
  readonly #identities: ReadonlyMap<string, SystemRow<'identity_columns'>>;
  readonly #masks: ReadonlyMap<string, string | null>;
  /** The defaults that are constraints; others were bound to a column. */
  readonly #defaults: ReadonlySet<number>;
  #byObject: ReadonlyMap<number, readonly SystemRow<'columns'>[]> | undefined;

  constructor(
    private readonly system: SystemCatalog,
    private readonly builder: CatalogBuilder,
  ) {
    this.#types = typeRows(system);
    this.#baseTypes = baseTypeNames(system);
    this.#computed = new Map(system.computed_columns.map((row) => [key(row), row]));
    this.#identities = new Map(system.identity_columns.map((row) => [key(row), row]));
    this.#masks = new Map(system.masked_columns.map((row) => [key(row), row.masking_function]));
    this.#defaults = new Set(system.default_constraints.map(({ object_id: id }) => id));
  }

  /** The columns of an object, in their order. */
  of(object: number): readonly SystemRow<'columns'>[] {
    this.#byObject ??= this.#group();
    return [...(this.#byObject.get(object) ?? [])].sort((a, b) => a.column_id - b.column_id);
  }

  #group(): ReadonlyMap<number, readonly SystemRow<'columns'>[]> {
    const groups = new Map<number, SystemRow<'columns'>[]>();
    for (const row of this.system.columns) {
      const group = groups.get(row.object_id);
      if (group === undefined) groups.set(row.object_id, [row]);
      else group.push(row);
    }
    return groups;
  }

  /** What can differ in a column, its name apart. */
  attributesOf(row: SystemRow<'columns'>): Record<string, Attribute> {
    const expression = this.#computed.get(key(row));
    if (expression !== undefined) return computedAttributes(row, expression, this.builder);
    const type = typedXml(row, this.builder) ?? typeText(row, this.#types, this.builder);
    return {
      ...plainAttributes(
        row,
        this.#identities.get(key(row)),
        this.#masks.get(key(row)),
        type,
        this.unscriptable(row),
        this.builder,
      ),
      ...(paddingOf(row, this.#baseTypes) === 'off' ? { [paddingOff]: { value: true } } : {}),
    };
  }

  #hasOtherCollation({ collation_name: collation }: SystemRow<'columns'>): boolean {
    return collation !== null && collation !== this.builder.collation;
  }

  /** Whether the server counts the changes of rows in a column. */
  isRowVersion(row: SystemRow<'columns'>): boolean {
    return this.#baseTypes.get(row.user_type_id) === 'timestamp';
  }

  /** What a column has that is found but that nothing here can say. */
  unscriptable(row: SystemRow<'columns'>): string | undefined {
    if (!this.#types.has(row.user_type_id)) return 'a type that the login may not see';
    if (this.#computed.get(key(row))?.definition === null) return 'an expression that the login may not see';
    if (row.is_column_set === true) return 'column set';
    if (row.is_filestream) return 'FILESTREAM';
    if (row.xml_collection_id !== 0 && this.builder.xmlCollection(row.xml_collection_id) === undefined)
      return 'an XML schema collection that the login may not see';
    if ((row.encryption_type ?? 0) !== 0) return 'Always Encrypted';
    if (row.rule_object_id !== 0) return 'bound rule';
    if (row.default_object_id !== 0 && !this.#defaults.has(row.default_object_id)) return 'bound default';
    // COLLATE is not for alias types (error 452), whose columns keep the collation that their database had.
    if (this.#types.get(row.user_type_id)?.is_user_defined === true && this.#hasOtherCollation(row))
      return 'an alias type under another collation than the database has';
    // Ends of a period (1 and 2) are what the period says; all others belong to ledgers.
    if ((row.generated_always_type ?? 0) > 2) return 'GENERATED ALWAYS';
    if ((row.vector_base_type ?? 0) !== 0) return 'a vector of short numbers';
    return undefined;
  }
}

/** `xml([dbo].[orders])`; undefined for everything else. */
function typedXml(row: SystemRow<'columns'>, builder: CatalogBuilder): string | undefined {
  const collection = builder.part(builder.xmlCollection(row.xml_collection_id));
  if (collection === undefined) return undefined;
  return `xml(${row.is_xml_document ? 'DOCUMENT ' : ''}${qualified(collection)})`;
}

function key({ object_id: object, column_id: column }: ColumnKey): string {
  return `${String(object)}.${String(column)}`;
}

function plainAttributes(
  row: SystemRow<'columns'>,
  identity: SystemRow<'identity_columns'> | undefined,
  mask: string | null | undefined,
  type: string,
  because: string | undefined,
  builder: CatalogBuilder,
): Record<string, Attribute> {
  return withoutDefaults({
    type: { value: type },
    collation: row.collation_name === null ? undefined : builder.collationOf(row.collation_name),
    nullable: { value: row.is_nullable === true },
    identity:
      identity === undefined
        ? undefined
        : { value: `(${identity.seed_value ?? '1'}, ${identity.increment_value ?? '1'})` },
    'not for replication': flagged(identity?.is_not_for_replication ?? null),
    rowguidcol: flagged(row.is_rowguidcol),
    sparse: flagged(row.is_sparse),
    'masked with': row.is_masked === true && typeof mask === 'string' ? { value: mask } : undefined,
    'further properties': because === undefined ? undefined : { value: because },
  });
}

function computedAttributes(
  row: SystemRow<'columns'>,
  { definition, is_persisted: persisted }: SystemRow<'computed_columns'>,
  builder: CatalogBuilder,
): Record<string, Attribute> {
  return withoutDefaults({
    computed: builder.printed(definition ?? '(NULL)'),
    persisted: flagged(persisted),
    // Otherwise the server finds it out by itself.
    nullable: persisted ? { value: row.is_nullable === true } : undefined,
  });
}
