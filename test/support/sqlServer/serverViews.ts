import { systemViews } from '../../../src/dialects/mssql/introspection/systemViews.js';

/** The columns that came with a major, and those that no version but Azure's has for sure. */
const since: Readonly<Record<string, number>> = {
  'tables.ledger_type': 16,
  'indexes.optimize_for_sequential_key': 15,
  'index_columns.column_store_order_ordinal': 16,
  'partitions.xml_compression': 16,
  'columns.vector_base_type': 17,
  'stats.auto_drop': 16,
  'databases.catalog_collation_type': 15,
};

/** The views of a version with their columns: those that DBVC reads, but for what is newer. */
export function viewsOf(version: string): ReadonlyMap<string, readonly string[]> {
  const major = Number(version.split('.')[0]);
  return new Map(
    Object.entries(systemViews).map(([view, { row }]) => [
      view,
      Object.keys(row.shape).filter((column) => (since[`${view}.${column}`] ?? 0) <= major),
    ]),
  );
}

export function viewColumns(version: string, view: string): readonly string[] | undefined {
  return viewsOf(version).get(view);
}
