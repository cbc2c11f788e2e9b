import * as z from 'zod';
import type { ScriptContext } from '../../../core/dialect/scriptGenerator.js';
import { partId } from '../../../core/model/partId.js';
import type { Part } from '../../../core/model/part.js';
import { quoteLiteral } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { checkedRows, text } from '../introspection/rows.js';
import { carriedColumns, carriedJoins, carriedShape, carrierOf } from './carrier.js';
import { whyNoIdentity } from './identityChange.js';
import type { PostgresKind } from './kind.js';
import { listOf, nameOf, qualified, quotedName, textOf } from './partName.js';

const row = z.object({ ...carriedShape, description: text });

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
    select ${carriedColumns},
           d.description
    from pg_catalog.pg_description as d
    ${carriedJoins}
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
    obstacle: (part, context) => whyNoIdentity(part, context) ?? whyNotThere(part, context),
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

/** A column of a view or an attribute of a type is no part: it comes with a change of the whole. */
function whyNotThere(part: Part, context: ScriptContext): string | undefined {
  const whole = part.parent === undefined ? undefined : context.target.parts.get(part.parent);
  if (whole === undefined || context.isLeft?.(whole.id) !== true) return undefined;
  const isWithin = part.path.length > whole.path.length && whole.details['names'] !== undefined;
  if (!isWithin || listOf(whole, 'names').includes(nameOf(part))) return undefined;
  return `${qualified(whole)} has no ${quotedName(part)}, and is left as it is`;
}

function setComment(part: Part, value: string): ReturnType<typeof statement> {
  return statement(`COMMENT ON ${textOf(part, 'address') ?? ''} IS ${value}`);
}
