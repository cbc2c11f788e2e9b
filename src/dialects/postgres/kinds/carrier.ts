import type * as z from 'zod';
import type { Part } from '../../../core/model/part.js';
import { quoteIdentifier, quoteQualified } from '../generator/quoting.js';
import { type CatalogName, catalogOids } from '../introspection/catalogAddress.js';
import type { CatalogBuilder, NewPart } from '../introspection/catalogBuilder.js';
import { integer, oid, optionalText } from '../introspection/rows.js';
import type { PostgresKind } from './kind.js';
import { detailKind } from './partName.js';

/** What tells which object a comment or security label is on. */
export const carriedShape = {
  classoid: oid,
  objoid: oid,
  objsubid: integer,
  column: optionalText,
  relkind: optionalText,
  schema: optionalText,
  relation: optionalText,
  constraint: optionalText,
};

type CarriedRow = z.infer<z.ZodObject<typeof carriedShape>>;

/** The columns of {@link carriedShape}, for a catalog whose rows are called `d`. */
export const carriedColumns = `d.classoid, d.objoid, d.objsubid, a.attname as "column",
           c.relkind, n.nspname as schema, c.relname as relation, k.conname as "constraint"`;

/** The joins that {@link carriedColumns} need. */
export const carriedJoins = `-- sequences, indexes and constraints may be details of other parts, but have comments of their own
    left join pg_catalog.pg_class as c
      on d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass and c.oid = d.objoid and c.relkind in ('S', 'i', 'I')
    left join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
    left join pg_catalog.pg_constraint as k
      on d.classoid = 'pg_catalog.pg_constraint'::pg_catalog.regclass and k.oid = d.objoid
    left join pg_catalog.pg_attribute as a
      on d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass
      and a.attrelid = d.objoid and a.attnum = d.objsubid and d.objsubid <> 0`;

/** The catalog in which the server keeps what each kind's parts carry, for those that other catalogs' addresses may stand for too. */
const catalogOf: Readonly<Record<string, CatalogName>> = {
  extension: 'pg_extension',
  enum: 'pg_type',
  domain: 'pg_type',
  composite: 'pg_type',
  range: 'pg_type',
  'base-type': 'pg_type',
  'base-type-definition': 'pg_type',
  table: 'pg_class',
  'foreign-table': 'pg_class',
  column: 'pg_class',
  view: 'pg_class',
  'materialized-view': 'pg_class',
  constraint: 'pg_constraint',
  trigger: 'pg_trigger',
};

/** The part that carries a comment or label, and how statements call what they are on. */
export interface Carrier {
  readonly parent: NewPart;
  /** The kind and path of what carries it: a column of a view is no part, but has a name of its own. */
  readonly kind: string;
  readonly path: readonly string[];
  readonly address: string;
  readonly described: string;
}

/** Finds what carries a comment or label; undefined where that is no part, or a member of an extension. */
export function carrierOf(
  row: CarriedRow,
  builder: CatalogBuilder,
  kinds: ReadonlyMap<string, PostgresKind>,
): Carrier | undefined {
  const id = builder.find(row.classoid, row.objoid, row.objsubid);
  const parent = id === undefined ? undefined : builder.part(id);
  // What is found but not compared keeps its comment to itself.
  if (parent === undefined) return undefined;
  if (row.column !== null && builder.find(row.classoid, row.objoid, 0) === id) {
    const path = [...parent.path, row.column];
    return named(parent, 'column', path, `COLUMN ${quoteQualified(...path)}`);
  }
  if (row.schema !== null && row.relation !== null) {
    // Members of extensions stand for the extension.
    if (parent.kind === 'extension') return undefined;
    const path = [row.schema, row.relation];
    const kind = row.relkind === 'S' ? 'sequence' : 'index';
    return named(parent, kind, path, `${kind.toUpperCase()} ${quoteQualified(...path)}`);
  }
  if (row.constraint !== null && parent.kind !== 'constraint' && parent.kind !== 'domain-constraint') {
    const table = parent.path.slice(0, 2);
    const on = `${parent.kind === 'domain' ? 'DOMAIN ' : ''}${quoteQualified(...table)}`;
    const address = `CONSTRAINT ${quoteIdentifier(row.constraint)} ON ${on}`;
    return named(parent, 'constraint', [...table, row.constraint], address);
  }
  const catalog = catalogOf[parent.kind];
  if (catalog !== undefined && catalogOids[catalog] !== row.classoid) return undefined;
  const kind = kinds.get(parent.kind);
  const part = asPart(parent);
  const address = kind?.address?.(part);
  if (kind === undefined || address === undefined) return undefined;
  return {
    parent,
    kind: detailKind(parent.kind, part.objectId),
    path: parent.path,
    address,
    described: kind.describe(part),
  };
}

function named(parent: NewPart, kind: string, path: readonly string[], address: string): Carrier {
  return { parent, kind, path, address, described: `${kind} ${quoteQualified(...path)}` };
}

function asPart(part: NewPart): Part {
  return {
    id: part.id,
    kind: part.kind,
    objectId: part.objectId ?? part.id,
    ...(part.parent === undefined ? {} : { parent: part.parent }),
    path: part.path,
    attributes: part.attributes,
    details: part.details ?? {},
    dependsOn: [],
    occupies: [],
  };
}
