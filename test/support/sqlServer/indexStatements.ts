import { type CatalogModel, type ModelRow, SqlProblem } from './catalogModel.js';
import { place, placementOf, type Placement, readPlacement } from './partitionStatements.js';
import type { StatementReader } from './reader.js';
import { TemporalStatements } from './temporalStatements.js';

/** A row of sys.indexes at its defaults. */
export function indexRow(object: number, id: number, name: string | null, type: number): ModelRow {
  return {
    object_id: object,
    index_id: id,
    name,
    type,
    is_unique: false,
    data_space_id: 1,
    ignore_dup_key: false,
    is_primary_key: false,
    is_unique_constraint: false,
    fill_factor: 0,
    is_padded: false,
    is_disabled: false,
    is_hypothetical: false,
    allow_row_locks: true,
    allow_page_locks: true,
    has_filter: false,
    filter_definition: null,
    auto_created: false,
    compression_delay: null,
    optimize_for_sequential_key: false,
  };
}

/** CREATE INDEX and the like. */
export class IndexStatements {
  constructor(
    private readonly model: CatalogModel,
    private readonly reader: StatementReader,
  ) {}

  /** What comes after CREATE. */
  create(): void {
    const { model, reader } = this;
    const unique = reader.accept('unique');
    const clustered = reader.accept('clustered');
    if (!clustered) reader.accept('nonclustered');
    const columnstore = reader.accept('columnstore');
    reader.expect('index');
    const name = reader.name();
    reader.expect('on');
    const owner = this.owner();
    if (owner['type'] === 'V') {
      const module = model.find('sql_modules', { object_id: owner['object_id'] ?? 0 });
      if (module?.['is_schema_bound'] !== true)
        throw new SqlProblem(1939, 'Cannot create index on view because the view is not schema bound.');
      const first = model.find('indexes', { object_id: owner['object_id'] ?? 0, index_id: 1 });
      if (!clustered && first === undefined)
        throw new SqlProblem(1940, 'Cannot create index on view. It does not have a unique clustered index.');
    }
    this.add(
      Number(owner['object_id']),
      name,
      (clustered ? 1 : 2) + (columnstore ? 4 : 0),
      unique,
      columnstore ? { allow_row_locks: false, allow_page_locks: false } : {},
    );
    reader.expectEnd();
  }

  private owner(): ModelRow {
    const [schema, name] = this.reader.qualified();
    return this.model.needed(schema, name, 1088, 'U', 'V');
  }

  add(table: number, name: string, type: number, unique: boolean, facts: ModelRow): ModelRow {
    const { model, reader } = this;
    const siblings = model.rows('indexes').filter((row) => row['object_id'] === table);
    const row: ModelRow = { ...indexRow(table, 0, name, type), is_unique: unique, ...facts };
    const keys = reader.peek()?.text === '(' ? this.columns(table) : [];
    const included = reader.accept('include') ? this.columns(table) : [];
    const sorting = reader.accept('order') ? this.columns(table) : [];
    if (reader.accept('where'))
      Object.assign(row, { has_filter: true, filter_definition: reader.parenthesised() });
    const options = this.options(row);
    const data = siblings.find((one) => Number(one['index_id']) <= 1);
    const old = siblings.find((one) => model.same(one['name'], name));
    const statistics = model.find('stats', { object_id: table, name });
    if ((old !== undefined && !options.dropExisting) || (old === undefined && statistics !== undefined))
      throw new SqlProblem(1913, `The operation failed because an index with name '${name}' already exists.`);
    const isClustered = type === 1 || type === 5;
    const clustered = siblings.find((one) => one !== old && (one['type'] === 1 || one['type'] === 5));
    if (isClustered && clustered !== undefined)
      throw new SqlProblem(1902, 'Cannot create more than one clustered index on table.');
    row['index_id'] = isClustered ? 1 : Math.max(1, ...siblings.map((one) => Number(one['index_id']))) + 1;
    const beside = old ?? data;
    const inherited = beside === undefined ? undefined : placementOf(beside, model);
    if (old !== undefined) {
      this.refuseOtherKey(old, row, keys);
      row['index_id'] = isClustered ? 1 : (old['index_id'] ?? 0);
      this.remove(table, old, true);
    }
    // A heap that becomes an index hands on how it is compressed, unless the index says so itself.
    const packed = type === 1 && old === undefined ? partitionsOf(table, 0, model) : [];
    if (isClustered)
      for (const view of ['indexes', 'index_columns', 'partitions'])
        model.remove(view, { object_id: table, index_id: 0 });
    model.rows('indexes').push(row);
    this.keepStatistics(row);
    [...keys, ...included].forEach(({ column, down }, index) => {
      model.rows('index_columns').push({
        object_id: table,
        index_id: row['index_id'] ?? 0,
        index_column_id: index + 1,
        column_id: column['column_id'] ?? 0,
        key_ordinal: index < keys.length ? index + 1 : 0,
        partition_ordinal: 0,
        is_descending_key: down,
        is_included_column: index >= keys.length,
        column_store_order_ordinal: 0,
      });
    });
    sorting.forEach(({ column }, index) => {
      const key = { object_id: table, index_id: row['index_id'] ?? 0, column_id: column['column_id'] ?? 0 };
      const present = model.find('index_columns', key);
      if (present !== undefined) present['column_store_order_ordinal'] = index + 1;
      else
        model.rows('index_columns').push({
          ...key,
          index_column_id: index + 1,
          key_ordinal: 0,
          partition_ordinal: 0,
          is_descending_key: false,
          is_included_column: true,
          column_store_order_ordinal: index + 1,
        });
    });
    const placement = options.placement ?? inherited;
    if (placement !== undefined) place(row, placement, model);
    keepCompression(table, Number(row['index_id']), packed, model);
    for (const [partition, facts] of options.compression)
      compress(table, Number(row['index_id']), partition, facts, model);
    return row;
  }

  /** A foreign key that refers to an index goes on referring to it. */
  private refuseOtherKey(old: ModelRow, row: ModelRow, keys: readonly { column: ModelRow }[]): void {
    const { model } = this;
    const held = model.find('foreign_keys', {
      referenced_object_id: old['object_id'] ?? 0,
      key_index_id: old['index_id'] ?? 0,
    });
    if (held === undefined) return;
    const before = model
      .rows('index_columns')
      .filter(
        (one) =>
          one['object_id'] === old['object_id'] &&
          one['index_id'] === old['index_id'] &&
          Number(one['key_ordinal']) > 0,
      )
      .map((one) => one['column_id']);
    const after = keys.map(({ column }) => column['column_id']);
    if (row['is_unique'] !== true || JSON.stringify(before) !== JSON.stringify(after))
      throw new SqlProblem(
        1907,
        `Cannot recreate index '${String(row['name'])}'. The new index definition does not match the constraint being enforced by the existing index.`,
      );
  }

  /** The statistics of an index, as far as its options say something of them. */
  private keepStatistics(row: ModelRow): void {
    const key = { object_id: row['object_id'] ?? 0, stats_id: row['index_id'] ?? 0 };
    this.model.remove('stats', key);
    const { no_recompute = false, is_incremental = false } = row;
    if (no_recompute === true || is_incremental === true)
      this.model
        .rows('stats')
        .push({ ...key, name: row['name'] ?? null, user_created: false, no_recompute, is_incremental });
  }

  private columns(table: number): { column: ModelRow; down: boolean }[] {
    const { reader } = this;
    const names = reader.list(() => {
      const name = reader.name();
      const down = reader.accept('desc');
      reader.accept('asc');
      return { name, down };
    });
    return names.map(({ name, down }) => ({ column: this.model.column(table, name), down }));
  }

  private options(row: ModelRow): IndexOptions {
    const { reader } = this;
    const found: { dropExisting: boolean; compression: Compression[]; placement?: Placement } = {
      dropExisting: false,
      compression: [],
    };
    if (reader.accept('with')) {
      reader.list(() => {
        const name = reader.name().toUpperCase();
        reader.expect('=');
        const value = reader.next().text.toUpperCase();
        if (name === 'DROP_EXISTING') found.dropExisting = value === 'ON';
        else if (name === 'DATA_COMPRESSION' || name === 'XML_COMPRESSION')
          found.compression.push(...readCompression(value, reader, name));
        else if ((name === 'COMPRESSION_DELAY') !== Number(row['type']) > 4)
          throw new SqlProblem(35317, `The index option ${name} is not allowed here.`);
        else set(row, name, value);
      });
    }
    if (reader.accept('on')) found.placement = readPlacement(reader, this.model);
    return found;
  }

  private settings(): [string, string][] {
    const { reader } = this;
    return reader.list(() => {
      const name = reader.name().toUpperCase();
      reader.expect('=');
      return [name, reader.next().text.toUpperCase()];
    });
  }

  /** What comes after ALTER INDEX. */
  alter(): void {
    const { reader } = this;
    const row = this.named();
    if (reader.accept('disable')) row['is_disabled'] = true;
    else if (reader.accept('rebuild')) row['is_disabled'] = false;
    else {
      reader.expect('set');
      for (const [name, value] of this.settings()) set(row, name, value);
    }
    this.keepStatistics(row);
    reader.expectEnd();
  }

  /** What comes after DROP INDEX. */
  drop(): void {
    const row = this.named();
    if (row['is_primary_key'] === true || row['is_unique_constraint'] === true)
      throw new SqlProblem(3723, 'An explicit DROP INDEX is not allowed on a constraint.');
    const held = this.model.find('foreign_keys', {
      referenced_object_id: row['object_id'] ?? 0,
      key_index_id: row['index_id'] ?? 0,
    });
    if (held !== undefined)
      throw new SqlProblem(
        3723,
        'An explicit DROP INDEX is not allowed on an index that a foreign key needs.',
      );
    if (row['index_id'] === 1)
      new TemporalStatements(this.model, this.reader).refuseCleanup(Number(row['object_id']));
    this.remove(Number(row['object_id']), row);
    this.reader.expectEnd();
  }

  private remove(table: number, row: ModelRow, isReplaced = false): void {
    const key = { object_id: table, index_id: row['index_id'] ?? 0 };
    const placement = placementOf(row, this.model);
    const packed = row['type'] === 1 ? partitionsOf(table, 1, this.model) : [];
    for (const view of ['indexes', 'index_columns', 'partitions']) this.model.remove(view, key);
    this.model.remove('stats', { object_id: table, stats_id: key.index_id });
    if (isReplaced) return;
    this.model.remove('extended_properties', { class: 7, major_id: table, minor_id: key.index_id });
    if (key.index_id !== 1) return;
    // Without its clustered index a table is a heap, and a view has no rows to index.
    if (this.model.find('objects', { object_id: table })?.['type'] === 'V')
      for (const view of ['indexes', 'index_columns']) this.model.remove(view, { object_id: table });
    else this.leaveHeap(table, placement, packed);
  }

  /** The rows of a table without its clustered index stay where they are, and as compressed as they are. */
  leaveHeap(table: number, placement: Placement | undefined, packed: readonly ModelRow[]): void {
    const heap = indexRow(table, 0, null, 0);
    this.model.rows('indexes').push(heap);
    if (placement !== undefined) place(heap, placement, this.model);
    keepCompression(table, 0, packed, this.model);
  }

  private named(): ModelRow {
    const { model, reader } = this;
    const name = reader.name();
    reader.expect('on');
    const owner = this.owner();
    const row = model.find('indexes', { object_id: owner['object_id'] ?? 0, name });
    if (row === undefined)
      throw new SqlProblem(
        3701,
        `Cannot drop the index '${name}', because it does not exist or you do not have permission.`,
      );
    return row;
  }
}

/** The partitions of an index or heap. */
export function partitionsOf(object_id: number, index_id: number, model: CatalogModel): readonly ModelRow[] {
  return model
    .rows('partitions')
    .filter((row) => row['object_id'] === object_id && row['index_id'] === index_id);
}

function keepCompression(
  table: number,
  index: number,
  packed: readonly ModelRow[],
  model: CatalogModel,
): void {
  for (const { partition_number, data_compression = 0, xml_compression = false } of packed)
    compress(table, index, Number(partition_number), { data_compression, xml_compression }, model);
}

type Compression = readonly [partition: number | undefined, facts: ModelRow];

interface IndexOptions {
  readonly dropExisting: boolean;
  readonly compression: readonly Compression[];
  readonly placement?: Placement;
}

/** What follows DATA_COMPRESSION or XML_COMPRESSION, = and a word. */
export function readCompression(word: string, reader: StatementReader, option: string): Compression[] {
  const facts: ModelRow =
    option === 'XML_COMPRESSION'
      ? { xml_compression: word === 'ON' }
      : { data_compression: ['NONE', 'ROW', 'PAGE', 'COLUMNSTORE', 'COLUMNSTORE_ARCHIVE'].indexOf(word) };
  if (!reader.accept('on partitions')) return [[undefined, facts]];
  return reader.list(() => [Number(reader.next().text), facts]);
}

/** Compresses one partition of an index or heap, or all. */
export function compress(
  object_id: number,
  index_id: number,
  partition: number | undefined,
  facts: ModelRow,
  model: CatalogModel,
): void {
  const of = (row: ModelRow): boolean => row['object_id'] === object_id && row['index_id'] === index_id;
  if (!model.rows('partitions').some(of)) {
    const plain = { data_compression: 0, xml_compression: false };
    model.rows('partitions').push({ object_id, index_id, partition_number: 1, ...plain });
  }
  for (const row of model.rows('partitions').filter(of))
    if (partition === undefined || row['partition_number'] === partition) Object.assign(row, facts);
}

function set(row: ModelRow, name: string, value: string): void {
  const on = value === 'ON';
  switch (name) {
    case 'IGNORE_DUP_KEY':
      row['ignore_dup_key'] = on;
      break;
    case 'PAD_INDEX':
      row['is_padded'] = on;
      break;
    case 'FILLFACTOR':
      row['fill_factor'] = Number(value);
      break;
    case 'ALLOW_ROW_LOCKS':
      row['allow_row_locks'] = on;
      break;
    case 'ALLOW_PAGE_LOCKS':
      row['allow_page_locks'] = on;
      break;
    case 'OPTIMIZE_FOR_SEQUENTIAL_KEY':
      row['optimize_for_sequential_key'] = on;
      break;
    case 'COMPRESSION_DELAY':
      row['compression_delay'] = Number(value);
      break;
    case 'STATISTICS_NORECOMPUTE':
      row['no_recompute'] = on;
      break;
    case 'STATISTICS_INCREMENTAL':
      row['is_incremental'] = on;
      break;
    default:
      throw new SqlProblem(155, `'${name}' is not a recognized index option.`);
  }
}
