import type { CatalogName } from './catalogAddress.js';

/**
 * A condition that leaves out the schemas of the server itself. Names that start with `pg_` are reserved for them
 * (pg_catalog, pg_toast, each session's pg_temp_…).
 */
export function isUserSchema(schemaName: string): string {
  return `(${schemaName} !~ '^pg_' and ${schemaName} <> 'information_schema')`;
}

/**
 * A condition that leaves out what an extension made, and what the server made by itself for another object (deptype
 * `i`: the constructors of a range type), since neither is created or dropped by itself.
 */
export function standsByItself(catalog: CatalogName, oid: string): string {
  return `not exists (
      select from pg_catalog.pg_depend member
      where member.classid = 'pg_catalog.${catalog}'::pg_catalog.regclass
        and member.objid = ${oid} and member.objsubid = 0 and member.deptype in ('e', 'i'))`;
}

/** A condition that leaves out the members of extensions alone. */
export function isNoMember(catalog: CatalogName, oid: string): string {
  return `not exists (
      select from pg_catalog.pg_depend member
      where member.classid = 'pg_catalog.${catalog}'::pg_catalog.regclass
        and member.objid = ${oid} and member.objsubid = 0 and member.deptype = 'e')`;
}

/** The first oid that the server gives to what a person makes (FirstNormalObjectId); below it is what initdb made. */
export const firstUserOid = 16384;
