import { z } from 'zod';
import type { Part } from '../../../core/model/part.js';
import { type PartId, partId } from '../../../core/model/partId.js';
import { quoteLiteral, quoteQualified } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import type { CatalogBuilder, NewPart } from '../introspection/catalogBuilder.js';
import { checkedRows, integer, oid, optionalText, text } from '../introspection/rows.js';
import type { PostgresKind } from './kind.js';
import { textOf } from './partName.js';

const row = z.object({
  classoid: oid,
  objoid: oid,
  objsubid: integer,
  column: optionalText,
  description: text,
});

/**
 * Comments, each a child of the part that carries it. `kinds` are those whose parts can carry one; they are read
 * before, so that a comment finds its part by the server's address.
 */
export function commentKind(kinds: readonly PostgresKind[]): PostgresKind {
  const byName = new Map(kinds.map((kind) => [kind.name, kind]));
  return {
    name: 'comment',
    rank: 900,
    query: () => `
    select d.classoid, d.objoid, d.objsubid, a.attname as "column", d.description
    from pg_catalog.pg_description as d
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
  comment: z.infer<typeof row>,
  builder: CatalogBuilder,
  kinds: ReadonlyMap<string, PostgresKind>,
): Carrier | undefined {
  const parent = partAt(builder, comment.classoid, comment.objoid, comment.objsubid);
  // What is found but not compared keeps its comment to itself, and members of extensions are theirs.
  if (parent === undefined || isMember(parent, comment.classoid)) return undefined;
  const column = comment.column;
  if (column !== null && builder.find(comment.classoid, comment.objoid, 0) === parent.id) {
    const path = [...parent.path, column];
    const name = quoteQualified(...path);
    return { parent, kind: 'column', path, address: `COLUMN ${name}`, described: `column ${name}` };
  }
  const kind = kinds.get(parent.kind);
  const part = asPart(parent);
  const address = kind?.address?.(part);
  if (kind === undefined || address === undefined) return undefined;
  return { parent, kind: parent.kind, path: parent.path, address, described: kind.describe(part) };
}

function partAt(
  builder: CatalogBuilder,
  catalogOid: number,
  at: number,
  column: number,
): NewPart | undefined {
  const id: PartId | undefined = builder.find(catalogOid, at, column);
  return id === undefined ? undefined : builder.part(id);
}

/** Whether the address is that of an extension's member, which stands for the extension itself. */
function isMember(parent: NewPart, catalogOid: number): boolean {
  return parent.kind === 'extension' && catalogOid !== 3079;
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
