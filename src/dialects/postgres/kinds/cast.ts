import * as z from 'zod';
import type { Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import { risk, statement } from '../generator/statement.js';
import { checkedRows, oid, optionalText, text } from '../introspection/rows.js';
import { isNotOfExtension } from '../introspection/scope.js';
import type { PostgresKind } from './kind.js';
import { given, textOf, withoutDefaults } from './partName.js';

const row = z.object({
  oid,
  source_type: text,
  target_type: text,
  method: text,
  function: optionalText,
  context: text,
});

const methods: Readonly<Record<string, string>> = { b: 'without function', i: 'with inout' };
const contexts: Readonly<Record<string, string>> = { a: 'assignment', i: 'implicit' };

/** Casts. They are in no schema, and have no owner and no ALTER. */
export const castKind: PostgresKind = {
  name: 'cast',
  object: { name: 'cast', label: 'Cast', plural: 'Casts', order: 78, icon: 'arrow-swap' },
  // What was written as a cast does not depend on it but on its function and types alone: casts come right after those.
  rank: 27,
  row,
  query: () => `
    select c.oid,
      pg_catalog.format_type(c.castsource, null) as source_type,
      pg_catalog.format_type(c.casttarget, null) as target_type,
      c.castmethod as method,
      case when c.castfunc <> 0 then c.castfunc::pg_catalog.regprocedure::text end as function,
      c.castcontext as context
    from pg_catalog.pg_cast as c
    -- those that initdb makes are below
    where c.oid >= 16384
      and ${isNotOfExtension('pg_cast', 'c.oid')}
      -- the cast of a range to its multirange is made with them
      and not exists (
        select
        from pg_catalog.pg_depend as made
        where made.classid = 'pg_catalog.pg_cast'::pg_catalog.regclass and made.objid = c.oid and made.deptype = 'i')
    order by 2, 3`,
  read(rows, builder) {
    for (const cast of checkedRows('cast', row, rows)) {
      builder.add(
        {
          id: partId('cast', cast.source_type, cast.target_type),
          kind: 'cast',
          path: [`(${cast.source_type} AS ${cast.target_type})`],
          attributes: withoutDefaults({
            method: given(methods[cast.method] ?? null),
            function: given(cast.function),
            context: given(contexts[cast.context] ?? null),
          }),
        },
        { catalog: 'pg_cast', oid: cast.oid },
      );
    }
  },
  address: (part) => `CAST ${nameOf(part)}`,
  describe: (part) => `cast ${nameOf(part)}`,
  create: (part) => {
    const called = textOf(part, 'function');
    const how =
      called === undefined ? (textOf(part, 'method') ?? '').toUpperCase() : `WITH FUNCTION ${called}`;
    const context = textOf(part, 'context');
    const when = context === undefined ? '' : ` AS ${context.toUpperCase()}`;
    return [statement(`CREATE CAST ${nameOf(part)} ${how}${when}`)];
  },
  drop: (part) => [statement(`DROP CAST ${nameOf(part)}`, risk('drop', `drops cast ${nameOf(part)}`))],
  alter: (target) => ({ how: 'replace', reason: `cast ${nameOf(target)} has no ALTER` }),
};

/** Its types in parentheses, which is what a cast is called by. */
function nameOf(part: Part): string {
  return part.path[0] ?? '';
}
