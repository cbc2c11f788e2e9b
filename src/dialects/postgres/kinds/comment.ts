import { z } from 'zod';
import type { Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import { quoteIdentifier, quoteLiteral, quoteQualified } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { type CatalogName, catalogOids } from '../introspection/catalogAddress.js';
import type { CatalogBuilder, NewPart } from '../introspection/catalogBuilder.js';
import { checkedRows, integer, oid, optionalText, text } from '../introspection/rows.js';
import type { PostgresKind } from './kind.js';
import { detailKind, textOf } from './partName.js';

const row = z.object({
  classoid: oid,
  objoid: oid,
  objsubid: integer,
  column: optionalText,
  relkind: optionalText,
  schema: optionalText,
  relation: optionalText,
  constraint: optionalText,
  description: text,
});

type CommentRow = z.infer<typeof row>;

/** The catalog in which the server keeps the comments of each kind that other catalogs' addresses may stand for too. */
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

/**
 * Comments, each a child of the part that carries it. `kinds` are those whose parts can carry one; they are read
 * before, so that a comment finds its part by the server's address.
 */
export function commentKind(kinds: readonly PostgresKind[]): PostgresKind {
  const byName = new Map(kinds.map((kind) => [kind.name, kind]));
  return {
    name: 'comment',
    rank: 900,
    row,
    query: () => `
    select d.classoid, d.objoid, d.objsubid, a.attname as "column",
           c.relkind, n.nspname as schema, c.relname as relation, k.conname as "constraint",
           d.description
    from pg_catalog.pg_description as d
    -- sequences, indexes and constraints may be details of other parts, but have comments of their own
    left join pg_catalog.pg_class as c
      on d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass and c.oid = d.objoid and c.relkind in ('S', 'i', 'I')
    left join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
    left join pg_catalog.pg_constraint as k
      on d.classoid = 'pg_catalog.pg_constraint'::pg_catalog.regclass and k.oid = d.objoid
    left join pg_catalog.pg_attribute as a
      on d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass
      and a.attrelid = d.objoid and a.attnum = d.objsubid and d.objsubid <> 0
    -- initdb comments on its own objects, the schema public (2200) and plpgsql among them
    where d.objoid >= 16384
      or d.classoid in ('pg_catalog.pg_namespace'::pg_catalog.regclass, 'pg_catalog.pg_extension'::pg_catalog.regclass)
    order by d.classoid, d.objoid, d.objsubid`,
    read(rows, builder) {
      for (const comment of checkedRows('comment', row, rows)) {
        const carrier = carrierOf(comment, builder, byName);
        if (carrier === undefined) continue;
        const { parent, path, kind, address, described } = carrier;
        builder.add({
          id: partId('comment', kind, ...path),
          kind: 'comment',
          objectId: parent.objectId ?? parent.id,
          parent: parent.id,
          path,
          attributes: { comment: { value: comment.description } },
          details: { address, described },
          rule: 'comments',
        });
      }
    },
    describe: (part) => `comment on ${textOf(part, 'described') ?? ''}`,
    create: (part) => [setComment(part, quoteLiteral(textOf(part, 'comment') ?? ''))],
    drop: (part) => [
      {
        ...setComment(part, 'NULL'),
        risks: [risk('drop', `drops the comment on ${textOf(part, 'described') ?? ''}`)],
      },
    ],
    alter: (_target, source) => ({
      how: 'in-place',
      statements: [setComment(source, quoteLiteral(textOf(source, 'comment') ?? ''))],
    }),
  };
}

function setComment(part: Part, value: string): ReturnType<typeof statement> {
  return statement(`COMMENT ON ${textOf(part, 'address') ?? ''} IS ${value}`);
}

interface Carrier {
  readonly parent: NewPart;
  /** The kind and path of what carries it: a column of a view is no part, but has a name of its own. */
  readonly kind: string;
  readonly path: readonly string[];
  readonly address: string;
  readonly described: string;
}

function carrierOf(
  comment: CommentRow,
  builder: CatalogBuilder,
  kinds: ReadonlyMap<string, PostgresKind>,
): Carrier | undefined {
  const id = builder.find(comment.classoid, comment.objoid, comment.objsubid);
  const parent = id === undefined ? undefined : builder.part(id);
  // What is found but not compared keeps its comment to itself.
  if (parent === undefined) return undefined;
  if (comment.column !== null && builder.find(comment.classoid, comment.objoid, 0) === id) {
    const path = [...parent.path, comment.column];
    return named(parent, 'column', path, `COLUMN ${quoteQualified(...path)}`);
  }
  if (comment.schema !== null && comment.relation !== null) {
    // Members of extensions stand for the extension.
    if (parent.kind === 'extension') return undefined;
    const path = [comment.schema, comment.relation];
    const kind = comment.relkind === 'S' ? 'sequence' : 'index';
    return named(parent, kind, path, `${kind.toUpperCase()} ${quoteQualified(...path)}`);
  }
  if (comment.constraint !== null && parent.kind !== 'constraint' && parent.kind !== 'domain-constraint') {
    const table = parent.path.slice(0, 2);
    const on = `${parent.kind === 'domain' ? 'DOMAIN ' : ''}${quoteQualified(...table)}`;
    const address = `CONSTRAINT ${quoteIdentifier(comment.constraint)} ON ${on}`;
    return named(parent, 'constraint', [...table, comment.constraint], address);
  }
  const catalog = catalogOf[parent.kind];
  if (catalog !== undefined && catalogOids[catalog] !== comment.classoid) return undefined;
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
