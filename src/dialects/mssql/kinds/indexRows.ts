import type { PartId } from '../../../core/model/partId.js';
import { quoteIdentifier } from '../generator/quoting.js';
import type { CatalogBuilder } from '../introspection/catalogBuilder.js';
import type { SystemCatalog } from '../introspection/systemCatalog.js';
import type { SystemRow } from '../introspection/systemViews.js';

type IndexRow = SystemRow<'indexes'>;

/** A column of an index as it is written, and the part that it is. */
export interface IndexColumn {
  readonly sql: string;
  readonly name: string;
  /** Undefined for a column of a view, which is no part. */
  readonly column: PartId | undefined;
}

/** What the catalog says of an index beyond its row, by object and index. */
export class IndexRows {
  readonly #columns = new Map<string, SystemRow<'index_columns'>[]>();
  readonly #partitions = new Map<string, Map<number, SystemRow<'partitions'>>>();
  readonly #stats = new Map<string, SystemRow<'stats'>>();
  readonly #spaces: ReadonlyMap<number, SystemRow<'data_spaces'>>;

  constructor(
    system: SystemCatalog,
    private readonly builder: CatalogBuilder,
  ) {
    for (const row of system.index_columns) {
      const list = this.#columns.get(key(row.object_id, row.index_id));
      if (list === undefined) this.#columns.set(key(row.object_id, row.index_id), [row]);
      else list.push(row);
    }
    for (const row of system.partitions) {
      const at = key(row.object_id, row.index_id);
      const partitions = this.#partitions.get(at) ?? new Map<number, SystemRow<'partitions'>>();
      this.#partitions.set(at, partitions.set(row.partition_number, row));
    }
    for (const row of system.stats) this.#stats.set(key(row.object_id, row.stats_id), row);
    this.#spaces = new Map(system.data_spaces.map((space) => [space.data_space_id, space]));
  }

  /** The key columns in their order, with DESC where they go down. */
  keys(index: IndexRow): readonly IndexColumn[] {
    return this.#pick(
      index,
      ({ key_ordinal: at }) => at > 0,
      (a, b) => a.key_ordinal - b.key_ordinal,
    );
  }

  /** The included columns by name: their order means nothing. */
  included(index: IndexRow): readonly IndexColumn[] {
    const columns = this.#pick(
      index,
      ({ is_included_column: included }) => included === true,
      (a, b) => a.index_column_id - b.index_column_id,
    );
    return [...columns].sort((a, b) => (a.sql < b.sql ? -1 : 1));
  }

  /** The columns of a columnstore index. */
  all(index: IndexRow): readonly IndexColumn[] {
    return this.#pick(
      index,
      () => true,
      (a, b) => a.index_column_id - b.index_column_id,
    );
  }

  /** The columns by which a columnstore index is sorted. */
  sorting(index: IndexRow): readonly IndexColumn[] {
    return this.#pick(
      index,
      ({ column_store_order_ordinal: at }) => (at ?? 0) > 0,
      (a, b) => (a.column_store_order_ordinal ?? 0) - (b.column_store_order_ordinal ?? 0),
    );
  }

  /** How each partition is compressed, in their order: 0 for one that is not; and whether xml values in it are. */
  compressionOf(index: IndexRow): readonly { readonly code: number; readonly ofXml: boolean }[] {
    const partitions = this.#partitions.get(key(index.object_id, index.index_id));
    const all = Math.max(1, ...(partitions?.keys() ?? []));
    return Array.from({ length: all }, (_, at) => {
      const row = partitions?.get(at + 1);
      return { code: row?.data_compression ?? 0, ofXml: row?.xml_compression === true };
    });
  }

  /** The partition scheme and the column by which an index or heap is cut: `[scheme]([column])`. */
  partitioningOf(
    index: IndexRow,
  ): { readonly sql: string; readonly scheme: string; readonly column: IndexColumn } | undefined {
    const space = this.#spaces.get(index.data_space_id ?? 0);
    if (space?.type.trim() !== 'PS') return undefined;
    const [column] = this.#pick(
      index,
      ({ partition_ordinal: at }) => at > 0,
      (a, b) => a.partition_ordinal - b.partition_ordinal,
    );
    if (column === undefined) return undefined;
    const sql = `${quoteIdentifier(space.name)}(${quoteIdentifier(column.name)})`;
    return { sql, scheme: space.name, column };
  }

  /** The filegroup, where it is not the database's default. */
  spaceOf(index: IndexRow): string | undefined {
    const space = this.#spaces.get(index.data_space_id ?? 0);
    return space === undefined || space.is_default || space.type.trim() === 'PS' ? undefined : space.name;
  }

  statsOf(index: IndexRow): SystemRow<'stats'> | undefined {
    return this.#stats.get(key(index.object_id, index.index_id));
  }

  #pick(
    index: IndexRow,
    accept: (row: SystemRow<'index_columns'>) => boolean,
    compare: (a: SystemRow<'index_columns'>, b: SystemRow<'index_columns'>) => number,
  ): readonly IndexColumn[] {
    return (this.#columns.get(key(index.object_id, index.index_id)) ?? [])
      .filter(accept)
      .sort(compare)
      .flatMap((row) => {
        const name = this.builder.columnName(row.object_id, row.column_id);
        if (name === undefined) return [];
        const down = row.is_descending_key === true ? ' DESC' : '';
        const column = this.builder.column(row.object_id, row.column_id);
        return [{ sql: `${quoteIdentifier(name)}${down}`, name, column }];
      });
  }
}

function key(object: number, index: number): string {
  return `${String(object)}.${String(index)}`;
}

/** What is partitioned needs the scheme, and the column whatever else it is for. */
export function dependOnPartitioning(
  id: PartId,
  index: IndexRow,
  rows: IndexRows,
  builder: CatalogBuilder,
): void {
  const partitioning = rows.partitioningOf(index);
  if (partitioning === undefined) return;
  builder.depend(id, builder.id('partition-scheme', partitioning.scheme));
  builder.depend(id, partitioning.column.column);
}
