/**
 * SQL that gives the qualified name of what a catalog column points at, quoted as a statement takes it; null where the
 * column is 0. Always with the schema: casting to regproc and its like leaves it out where the name is unique, which
 * differs between versions. For kinds of which a database has few.
 */

/** The name of a function, without its arguments. */
export function functionName(column: string): string {
  return nameIn('pg_proc', 'proname', 'pronamespace', column);
}

/** The name of an operator as it stands within OPERATOR(…), without its operands. */
export function operatorName(column: string): string {
  return `(
        select pg_catalog.quote_ident(named_in.nspname) || '.' || named.oprname::text
        from pg_catalog.pg_operator as named
        join pg_catalog.pg_namespace as named_in on named_in.oid = named.oprnamespace
        where named.oid = ${column})`;
}

/** The name of a row of a catalog whose rows are in schemas. */
export function nameIn(catalog: string, name: string, namespace: string, column: string): string {
  return `(
        select pg_catalog.quote_ident(named_in.nspname) || '.' || pg_catalog.quote_ident(named.${name})
        from pg_catalog.${catalog} as named
        join pg_catalog.pg_namespace as named_in on named_in.oid = named.${namespace}
        where named.oid = ${column})`;
}
