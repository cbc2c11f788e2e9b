/** What is found in one catalog but not compared yet. */
export interface UncomparedCatalog {
  /** The catalog, whose rows are called `o` in `where`. */
  readonly catalog: string;
  /** The kind in plain words, plural, as SQL. */
  readonly kind: string;
  /** Further tables that `where` needs. */
  readonly join?: string;
  readonly where?: string;
  /** The version from which the catalog has this. */
  readonly since?: number;
  /** The oid of the relation that it belongs to and goes with, as SQL. */
  readonly relation?: string;
}

/** Every catalog whose rows have an oid of their own that pg_identify_object can name. */
export const uncomparedCatalogs: readonly UncomparedCatalog[] = [
  // Named as the commutator or negator of another that is gone.
  {
    catalog: 'pg_operator',
    kind: `'shell operators'`,
    where: `o.oprcode = 0 and not exists (
      select from pg_catalog.pg_operator as named where o.oid in (named.oprcom, named.oprnegate))`,
  },
  {
    catalog: 'pg_rewrite',
    kind: `'rules'`,
    // Rules on members of extensions are theirs; those on tables and views are compared.
    join: `join pg_catalog.pg_class as c on c.oid = o.ev_class
    join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
    left join pg_catalog.pg_depend as owned
      on owned.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and owned.objid = c.oid and owned.deptype = 'e'`,
    relation: 'o.ev_class',
    where: `o.rulename <> '_RETURN' and owned.objid is null and n.nspname !~ '^pg_'`,
  },
];

/**
 * Rows that stand for nothing by themselves but carry dependencies of what is above: what pg_depend says about them is
 * about their owner. `owner` is the catalog and oid of that.
 */
export interface UncomparedDetail {
  readonly catalog: string;
  readonly ownerCatalog: string;
  readonly owner: string;
  readonly join?: string;
  readonly where?: string;
  readonly since?: number;
}

function isOfExtension(family: string): string {
  return `${family} in (
      select member.objid
      from pg_catalog.pg_depend as member
      where member.classid = 'pg_catalog.pg_opfamily'::pg_catalog.regclass and member.deptype = 'e')`;
}

export const uncomparedDetails: readonly UncomparedDetail[] = [
  // What somebody added to a family of an extension; the other families are compared.
  {
    catalog: 'pg_amop',
    ownerCatalog: 'pg_opfamily',
    owner: 'o.amopfamily',
    where: isOfExtension('o.amopfamily'),
  },
  {
    catalog: 'pg_amproc',
    ownerCatalog: 'pg_opfamily',
    owner: 'o.amprocfamily',
    where: isOfExtension('o.amprocfamily'),
  },
  {
    // The constructors of a range type.
    catalog: 'pg_proc',
    ownerCatalog: 'pg_type',
    owner: 'made.refobjid',
    join: `join pg_catalog.pg_depend as made
      on made.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass and made.objid = o.oid and made.deptype = 'i'
      and made.refclassid = 'pg_catalog.pg_type'::pg_catalog.regclass`,
  },
];
