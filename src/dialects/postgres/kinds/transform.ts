import * as z from 'zod';
import type { Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import { quoteIdentifier } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { checkedRows, oid, optionalText, text } from '../introspection/rows.js';
import { isNotOfExtension } from '../introspection/scope.js';
import type { PostgresKind } from './kind.js';
import { given, textOf, withoutDefaults } from './partName.js';

const row = z.object({
  oid,
  type: text,
  language: text,
  from_sql: optionalText,
  to_sql: optionalText,
});

/** Transforms of a type for a language. In no schema, without an owner. */
export const transformKind: PostgresKind = {
  name: 'transform',
  object: { name: 'transform', label: 'Transform', plural: 'Transforms', order: 79, icon: 'replace' },
  rank: 48,
  row,
  query: () => `
    select t.oid, pg_catalog.format_type(t.trftype, null) as type, l.lanname as language,
      case when t.trffromsql <> 0 then t.trffromsql::pg_catalog.oid::pg_catalog.regprocedure::text end as from_sql,
      case when t.trftosql <> 0 then t.trftosql::pg_catalog.oid::pg_catalog.regprocedure::text end as to_sql
    from pg_catalog.pg_transform as t
    join pg_catalog.pg_language as l on l.oid = t.trflang
    where ${isNotOfExtension('pg_transform', 't.oid')}
    order by 2, 3`,
  read(rows, builder) {
    for (const transform of checkedRows('transform', row, rows)) {
      builder.add(
        {
          id: partId('transform', transform.type, transform.language),
          kind: 'transform',
          path: [`FOR ${transform.type} LANGUAGE ${quoteIdentifier(transform.language)}`],
          attributes: withoutDefaults({
            'from sql': given(transform.from_sql),
            'to sql': given(transform.to_sql),
          }),
        },
        { catalog: 'pg_transform', oid: transform.oid },
      );
    }
  },
  address: (part) => `TRANSFORM ${nameOf(part)}`,
  describe: (part) => `transform ${nameOf(part)}`,
  create: (part) => [statement(`CREATE ${definitionOf(part)}`)],
  drop: (part) => [
    statement(`DROP TRANSFORM ${nameOf(part)}`, risk('drop', `drops transform ${nameOf(part)}`)),
  ],
  alter: (_target, source) => ({
    how: 'in-place',
    statements: [statement(`CREATE OR REPLACE ${definitionOf(source)}`)],
  }),
};

/** Its type and language, which is what a transform is called by. */
function nameOf(part: Part): string {
  return part.path[0] ?? '';
}

function definitionOf(part: Part): string {
  const clauses = ['from sql', 'to sql'].flatMap((clause) => {
    const value = textOf(part, clause);
    return value === undefined ? [] : [`${clause.toUpperCase()} WITH FUNCTION ${value}`];
  });
  return `TRANSFORM ${nameOf(part)} (${clauses.join(', ')})`;
}
