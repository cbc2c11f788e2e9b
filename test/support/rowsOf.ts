import assert from 'node:assert/strict';
import type { TestDatabase } from './postgres/testDatabase.js';

/** The rows of a table, the type of each column that rows can be given values of, and what its partitions are called. */
interface TableRows {
  readonly types: Readonly<Record<string, string>>;
  readonly partitions: readonly string[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** All rows of a database, by table; those of partitions are in the whole. */
export async function rowsOf(database: TestDatabase): Promise<ReadonlyMap<string, TableRows>> {
  const tables = await database.query(`
    select pg_catalog.format('%I.%I', n.nspname, c.relname) as name,
      array(
        select pg_catalog.format('%I.%I', pn.nspname, p.relname)
        from pg_catalog.pg_partition_tree(c.oid) as tree
        join pg_catalog.pg_class as p on p.oid = tree.relid and p.oid <> c.oid
        join pg_catalog.pg_namespace as pn on pn.oid = p.relnamespace
      ) as partitions,
      coalesce(pg_catalog.json_object_agg(a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod))
        filter (where a.attnum > 0 and not a.attisdropped and a.attgenerated = ''), '{}') as types
    from pg_catalog.pg_class as c
    join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
    left join pg_catalog.pg_attribute as a on a.attrelid = c.oid
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^(pg_|information_schema)'
    group by n.nspname, c.relname, c.oid`);
  const found = new Map<string, TableRows>();
  for (const { name, partitions, types } of tables) {
    const rows = await database.query(
      `select pg_catalog.jsonb_strip_nulls(pg_catalog.to_jsonb(t)) as row from ${String(name)} as t`,
    );
    found.set(String(name), {
      types: types as TableRows['types'],
      partitions: partitions as readonly string[],
      rows: rows.map(({ row }) => row as TableRows['rows'][number]),
    });
  }
  return found;
}

/**
 * Holds that the rows of tables that are there before and after survived, also where partitions became tables of their
 * own or tables became partitions: in each column that is in both the value, or, where the type is another, whether there
 * is one.
 */
export function assertRowsSurvive(
  before: ReadonlyMap<string, TableRows>,
  after: ReadonlyMap<string, TableRows>,
): void {
  for (const [table, was] of before) {
    const is = after.get(table);
    if (is === undefined) continue;
    const columns = Object.keys(was.types).filter((column) => column in is.types);
    const isSame = (column: string): boolean => was.types[column] === is.types[column];
    const projected = (all: ReadonlyMap<string, TableRows>): readonly string[] =>
      [table, ...was.partitions, ...is.partitions]
        .flatMap((name) => all.get(name)?.rows ?? [])
        .map((row) => columns.map((column) => (isSame(column) ? row[column] : row[column] !== undefined)))
        .map((values) => JSON.stringify(values))
        .sort();
    assert.deepEqual(projected(after), projected(before), `the rows of ${table} are still there`);
  }
}
