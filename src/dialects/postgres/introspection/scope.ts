import type { CatalogName } from './catalogAddress.js';

/**
 * SQL conditions that say which objects are a person's own. They are written so that the planner turns them into
 * hash joins: no condition here runs once per object.
 */

/**
 * Whether a schema (a row of pg_namespace under `alias`) belongs to people. Names that begin with pg_ are reserved
 * for the system: its catalogs, TOAST and temporary tables.
 */
export function isUserSchema(alias = 'n'): string {
  return `${alias}.nspname !~ '^pg_' and ${alias}.nspname <> 'information_schema'`;
}

/**
 * Whether an object is not a member of an extension, which would bring it along by itself. Asked from the extensions'
 * side, where pg_depend has an index that finds their few members; NOT EXISTS would read all of pg_depend.
 */
export function isNotOfExtension(catalog: CatalogName, oid: string): string {
  return `${oid} not in (
      select member.objid
      from pg_catalog.pg_depend as member
      where member.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
        and member.classid = 'pg_catalog.${catalog}'::pg_catalog.regclass
        and member.deptype = 'e')`;
}

/**
 * Whether a relation (a row of pg_class under `alias`) may be read as a table with parts of its own. What is left to
 * exclude (members of extensions) is known when the tables have been read. The first oid
 * that initdb does not hand out is 16384.
 */
export function mayBeTable(alias = 'c'): string {
  return mayBeRelation(['r', 'p'], alias);
}

/**
 * {@link mayBeTable} for several kinds of relations, by relkind: r table, p partitioned table, v view,
 * m materialized view, f foreign table.
 */
export function mayBeRelation(kinds: readonly ('r' | 'p' | 'v' | 'm' | 'f')[], alias = 'c'): string {
  const list = kinds.map((kind) => `'${kind}'`).join(', ');
  return `${alias}.relkind in (${list}) and ${alias}.oid >= 16384 and ${alias}.relpersistence <> 't'`;
}
