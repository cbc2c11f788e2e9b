/**
 * The oids of the system catalogs that pg_depend, pg_description and the like refer to. They are fixed in
 * src/include/catalog and have never changed.
 */
export const catalogOids = {
  pg_class: 1259,
  pg_type: 1247,
  pg_proc: 1255,
  pg_namespace: 2615,
  pg_constraint: 2606,
  pg_attrdef: 2604,
  pg_trigger: 2620,
  pg_policy: 3256,
  pg_rewrite: 2618,
  pg_extension: 3079,
} as const;

export type CatalogName = keyof typeof catalogOids;

/** Where the server keeps an object: catalog, oid, and the column number where it is a column. */
export interface CatalogAddress {
  readonly catalog: CatalogName;
  readonly oid: number;
  /** attnum of a column; 0 otherwise. */
  readonly column?: number;
}

/** One string for an address, as a key of maps. */
export function addressKey(catalogOid: number, oid: number, column: number): string {
  return `${catalogOid}/${oid}/${column}`;
}
