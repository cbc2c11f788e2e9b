import * as z from 'zod';
import type { Alteration, ScriptContext } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import { risk, statement } from '../generator/statement.js';
import { checkedRows, oid, text } from '../introspection/rows.js';
import { isNotOfExtension } from '../introspection/scope.js';
import type { PostgresKind } from './kind.js';
import { qualified, quotedName, textOf } from './partName.js';

const row = z.object({ oid, name: text, type: text, handler: text });

const types: Readonly<Record<string, string>> = { i: 'INDEX', t: 'TABLE' };

/** Access methods of tables and indexes. In no schema, without an owner and without an ALTER. */
export const accessMethodKind: PostgresKind = {
  name: 'access-method',
  object: {
    name: 'access-method',
    label: 'Access method',
    plural: 'Access methods',
    order: 24,
    icon: 'database',
  },
  rank: 24,
  row,
  query: () => `
    select a.oid, a.amname as name, a.amtype as type,
      pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(p.proname) as handler
    from pg_catalog.pg_am as a
    join pg_catalog.pg_proc as p on p.oid = a.amhandler
    join pg_catalog.pg_namespace as n on n.oid = p.pronamespace
    -- those that initdb makes are below
    where a.oid >= 16384
      and ${isNotOfExtension('pg_am', 'a.oid')}
    order by a.amname`,
  read(rows, builder) {
    for (const method of checkedRows('access method', row, rows)) {
      builder.add(
        {
          id: partId('access-method', method.name),
          kind: 'access-method',
          path: [method.name],
          attributes: {
            type: { value: types[method.type] ?? method.type },
            handler: { value: method.handler },
          },
        },
        { catalog: 'pg_am', oid: method.oid },
      );
    }
  },
  address: (part) => `ACCESS METHOD ${quotedName(part)}`,
  describe: (part) => `access method ${quotedName(part)}`,
  create: (part) => [
    statement(
      `CREATE ACCESS METHOD ${quotedName(part)} TYPE ${textOf(part, 'type') ?? ''} HANDLER ${textOf(part, 'handler') ?? ''}`,
    ),
  ],
  drop: (part) => [
    statement(
      `DROP ACCESS METHOD ${quotedName(part)}`,
      risk('drop', `drops access method ${quotedName(part)}`),
    ),
  ],
  alter,
};

/** Indexes are made again with their access method; the rows of a table are not. */
function alter(target: Part, _source: Part, _changes: unknown, context: ScriptContext): Alteration {
  const holder = context
    .dependentsOf(target.id)
    .find((part) => part.kind === 'table' || part.kind === 'materialized-view');
  if (holder !== undefined) {
    const reason = `${qualified(holder)} is stored by it, and an access method can only be changed by making another`;
    return { how: 'unsupported', reason };
  }
  return { how: 'replace', reason: `access method ${quotedName(target)} has no ALTER` };
}
