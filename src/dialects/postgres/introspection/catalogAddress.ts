/**
 * The oids of the system catalogs that pg_depend, pg_description, privileges and the like refer to. They are fixed in
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
  pg_operator: 2617,
  pg_opclass: 2616,
  pg_opfamily: 2753,
  pg_amop: 2602,
  pg_amproc: 2603,
  pg_cast: 2605,
  pg_conversion: 2607,
  pg_collation: 3456,
  pg_ts_config: 3602,
  pg_ts_dict: 3600,
  pg_ts_parser: 3601,
  pg_ts_template: 3764,
  pg_event_trigger: 3466,
  pg_statistic_ext: 3381,
  pg_foreign_data_wrapper: 2328,
  pg_foreign_server: 1417,
  pg_user_mapping: 1418,
  pg_publication: 6104,
  pg_publication_rel: 6106,
  pg_publication_namespace: 6237,
  pg_language: 2612,
  pg_transform: 3576,
  pg_am: 2601,
  pg_default_acl: 826,
  pg_subscription: 6100,
  pg_database: 1262,
} as const;

export type CatalogName = keyof typeof catalogOids;

/** Where the server keeps an object: catalog, oid, and the column number where it is a column. */
export interface CatalogAddress {
  readonly catalog: CatalogName;
  readonly oid: number;
  /** attnum of a column; 0 otherwise. */
  readonly column?: number;
}

/** What the server keeps at addresses, found by number. */
export class AddressMap<T> {
  readonly #byCatalog = new Map<number, Map<number, T>>();
  /** Columns by the oid of their relation, then by number: there are ten of them for every relation. */
  readonly #columns = new Map<number, (T | undefined)[]>();

  set(catalogOid: number, oid: number, column: number, value: T): void {
    if (column !== 0) {
      let columns = this.#columns.get(oid);
      if (columns === undefined) this.#columns.set(oid, (columns = []));
      columns[column] = value;
      return;
    }
    let objects = this.#byCatalog.get(catalogOid);
    if (objects === undefined) this.#byCatalog.set(catalogOid, (objects = new Map<number, T>()));
    objects.set(oid, value);
  }

  /** Only relations have columns, so those are found without the catalog. */
  get(catalogOid: number, oid: number, column: number): T | undefined {
    return column === 0 ? this.#byCatalog.get(catalogOid)?.get(oid) : this.#columns.get(oid)?.[column];
  }
}
