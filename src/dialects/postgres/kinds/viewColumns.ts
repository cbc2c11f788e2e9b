/**
 * A subquery with one row about the output columns of the relation `c`: their names and their types with collations in
 * order, as CREATE OR REPLACE VIEW compares them, and the defaults of view columns. For each relation by itself:
 * grouped for all, a planner whose statistics are old joins the groups row by row and makes them anew for each.
 */
export const outputColumns = `
      select pg_catalog.array_agg(a.attname::text order by a.attnum) as names,
             pg_catalog.array_agg(
               pg_catalog.format_type(a.atttypid, a.atttypmod)
                 || case when a.attcollation = 0 then '' else ' COLLATE ' || a.attcollation::pg_catalog.regcollation::text end
               order by a.attnum) as types,
             pg_catalog.array_agg(d.oid order by a.attnum) filter (where d.oid is not null) as default_oids,
             pg_catalog.array_agg(a.attname::text order by a.attnum) filter (where d.oid is not null)
               as default_columns,
             pg_catalog.array_agg(pg_catalog.pg_get_expr(d.adbin, d.adrelid) order by a.attnum)
               filter (where d.oid is not null) as default_expressions
      from pg_catalog.pg_attribute as a
      left join pg_catalog.pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped`;

/** Why CREATE OR REPLACE VIEW would refuse the new columns; undefined where it takes them. */
export function whyNotReplaceable(
  before: { readonly names: readonly string[]; readonly types: readonly string[] },
  after: { readonly names: readonly string[]; readonly types: readonly string[] },
): string | undefined {
  for (const [index, name] of before.names.entries()) {
    const next = after.names[index];
    if (next === undefined) return `column ${name} is gone`;
    if (next !== name) return `column ${String(index + 1)} is called ${next} instead of ${name}`;
    if (after.types[index] !== before.types[index]) return `column ${name} has another type`;
  }
  return undefined;
}
