import { z } from 'zod';
import type { Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import { risk, statement } from '../generator/statement.js';
import { catalogOids } from '../introspection/catalogAddress.js';
import { checkedRows, integer, oid, text } from '../introspection/rows.js';
import { mayBePlainTable } from '../introspection/scope.js';
import type { PostgresKind } from './kind.js';
import { qualified, quotedName, relationOf, textOf } from './partName.js';

const row = z.object({ oid, relation: oid, number: integer, expression: text });

function alterStart(part: Part): string {
  return `ALTER TABLE ${relationOf(part)} ALTER COLUMN ${quotedName(part)}`;
}

function set(part: Part): string {
  return `${alterStart(part)} SET DEFAULT ${textOf(part, 'expression') ?? ''}`;
}

/** Defaults of tables' columns. Each is a part of its own, because it may need what its column does not: a function, a sequence. */
export const columnDefaultKind: PostgresKind = {
  name: 'default',
  rank: 120,
  query: () => `
    select d.oid, d.adrelid as relation, d.adnum as number,
      pg_catalog.pg_get_expr(d.adbin, d.adrelid) as expression
    from pg_catalog.pg_attrdef as d
    join pg_catalog.pg_class as c on c.oid = d.adrelid
    join pg_catalog.pg_attribute as a on a.attrelid = d.adrelid and a.attnum = d.adnum
    where ${mayBePlainTable()}
      -- the expression of a generated column is kept here too
      and a.attgenerated = ''
    order by d.adrelid, d.adnum`,
  read(rows, builder) {
    for (const value of checkedRows('default', row, rows)) {
      const column = builder.find(catalogOids.pg_class, value.relation, value.number);
      const parent = column === undefined ? undefined : builder.part(column);
      if (parent?.kind !== 'column') continue;
      builder.add(
        {
          id: partId('default', ...parent.path),
          kind: 'default',
          objectId: parent.objectId ?? parent.id,
          parent: parent.id,
          path: parent.path,
          attributes: { expression: builder.text(value.expression) },
        },
        { catalog: 'pg_attrdef', oid: value.oid },
      );
    }
  },
  describe: (part) => `default of ${qualified(part)}`,
  create: (part) => [statement(set(part))],
  drop: (part) => [
    statement(
      `${alterStart(part)} DROP DEFAULT`,
      risk('drop', `drops the default ${textOf(part, 'expression') ?? ''} of ${qualified(part)}`),
    ),
  ],
  alter: (_target, source) => ({ how: 'in-place', statements: [statement(set(source))] }),
};
