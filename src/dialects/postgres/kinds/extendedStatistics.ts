import * as z from 'zod';
import type { Alteration, AttributeChange, Statement } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import { quoteQualified } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { catalogOids } from '../introspection/catalogAddress.js';
import { checkedRows, integer, oid, text } from '../introspection/rows.js';
import { isNotOfExtension, isUserSchema } from '../introspection/scope.js';
import type { PostgresKind } from './kind.js';
import { qualified, textOf, withoutDefaults } from './partName.js';

const row = z.object({
  oid,
  relation: oid,
  schema: text,
  name: text,
  owner: text,
  definition: text,
  target: integer.nullable(),
});

/** Extended statistics (CREATE STATISTICS): objects of their own that go when their table goes. */
export const extendedStatisticsKind: PostgresKind = {
  name: 'statistics',
  object: {
    name: 'statistics',
    label: 'Extended statistics',
    plural: 'Extended statistics',
    order: 94,
    icon: 'graph',
  },
  rank: 230,
  row,
  query: () => `
    select s.oid, s.stxrelid as relation, n.nspname as schema, s.stxname as name,
      pg_catalog.pg_get_userbyid(s.stxowner) as owner,
      -- printed in the order that the columns have in the table, which says nothing about the statistics
      coalesce(
        pg_catalog.replace(pg_catalog.pg_get_statisticsobjdef(s.oid), ' ON ' || k.printed, ' ON ' || k.sorted),
        pg_catalog.pg_get_statisticsobjdef(s.oid)) as definition,
      -- -1 until 16, null since 17 where nobody has set it
      nullif(s.stxstattarget, -1) as target
    from pg_catalog.pg_statistic_ext as s
    join pg_catalog.pg_namespace as n on n.oid = s.stxnamespace
    cross join lateral (
      select
        pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' order by a.attnum) as printed,
        pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' order by a.attname::text collate "C") as sorted
      from pg_catalog.pg_attribute as a
      -- expressions alone have no keys
      where a.attrelid = s.stxrelid and a.attnum = any (s.stxkeys::pg_catalog.int2[])
    ) as k
    where ${isUserSchema()}
      and ${isNotOfExtension('pg_statistic_ext', 's.oid')}
    order by n.nspname, s.stxname`,
  read(rows, builder) {
    for (const one of checkedRows('statistics object', row, rows)) {
      const relation = builder.find(catalogOids.pg_class, one.relation, 0);
      const id = partId('statistics', one.schema, one.name);
      if (relation === undefined || builder.part(relation) === undefined) {
        const kind = 'statistics on what is not compared';
        const name = quoteQualified(one.schema, one.name);
        builder.addUncompared({ id, kind, name }, catalogOids.pg_statistic_ext, one.oid);
        continue;
      }
      builder.add(
        {
          id,
          kind: 'statistics',
          parent: relation,
          path: [one.schema, one.name],
          attributes: withoutDefaults({
            definition: builder.text(one.definition),
            'statistics target':
              one.target === null ? undefined : { value: one.target, rule: 'storage-parameters' },
            owner: { value: one.owner, rule: 'owners' },
          }),
        },
        { catalog: 'pg_statistic_ext', oid: one.oid },
      );
    }
  },
  address: (part) => `STATISTICS ${qualified(part)}`,
  describe: (part) => `statistics ${qualified(part)}`,
  create: (part, _inline, context) => [
    statement(textOf(part, 'definition') ?? ''),
    ...(part.attributes['statistics target'] === undefined || context.hides('storage-parameters')
      ? []
      : [setTarget(part)]),
  ],
  drop: (part) => [
    statement(`DROP STATISTICS ${qualified(part)}`, risk('drop', `drops statistics ${qualified(part)}`)),
  ],
  alter,
};

function setTarget(part: Part): Statement {
  // -1 is the word for "as the columns have it" in every version; DEFAULT is one since 17.
  const target = part.attributes['statistics target']?.value ?? -1;
  return statement(`ALTER STATISTICS ${qualified(part)} SET STATISTICS ${String(target)}`);
}

function alter(target: Part, source: Part, changes: readonly AttributeChange[]): Alteration {
  if (changes.some((change) => change.attribute === 'definition')) {
    return { how: 'replace', reason: `the definition of statistics ${qualified(target)} changes` };
  }
  return { how: 'in-place', statements: [setTarget(source)] };
}
