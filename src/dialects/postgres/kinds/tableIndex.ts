import { z } from 'zod';
import type {
  Alteration,
  AttributeChange,
  ScriptContext,
  Statement,
} from '../../../core/dialect/scriptGenerator.js';
import type { Attribute, AttributeValue, Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import type { Risk } from '../../../core/model/risk.js';
import { quoteIdentifier, quoteQualified } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { catalogOids } from '../introspection/catalogAddress.js';
import type { CatalogBuilder, NewPart } from '../introspection/catalogBuilder.js';
import { checkedRows, flag, oid, optionalText, optionalTexts, text } from '../introspection/rows.js';
import { mayBeRelation } from '../introspection/scope.js';
import {
  alterIndexSetting,
  indexName,
  indexSettings,
  indexSettingsColumns,
  indexSettingsShape,
  settleIndex,
} from './indexSettings.js';
import type { PostgresKind } from './kind.js';
import { isSet, listOf, textOf } from './partName.js';
import { givenDetails } from './storageOptions.js';

const row = z.object({
  oid,
  relation: oid,
  name: text,
  definition: optionalText,
  predicate: optionalText,
  columns: text,
  orders: text,
  is_valid: flag,
  is_computed: flag,
  is_unique: flag,
  statistics: optionalTexts,
  ...indexSettingsShape,
});

type IndexRow = z.infer<typeof row>;

/** How many columns an index may have to be put together here: each takes two joins. */
const plainColumns = 2;

/**
 * Whether the definition of an index follows from what its row says: btree, each column with its own collation and
 * default operator class. pg_get_indexdef looks everything up anew for each index, which takes most of the time of a
 * whole reading; for these there is nothing to canonicalise. Whatever else there is to say about an index, the server
 * says. Needs {@link plainJoins}.
 */
function isPlain(version: number): string {
  const columns = Array.from({ length: plainColumns }, (_, at) => {
    const n = String(at);
    const test = `i.indcollation[${n}] = a${n}.attcollation
        and o${n}.opcdefault
        -- varchar has no operators of its own
        and (o${n}.opcintype = a${n}.atttypid
          or o${n}.opcintype = 'pg_catalog.text'::pg_catalog.regtype
            and a${n}.atttypid = 'pg_catalog.varchar'::pg_catalog.regtype)`;
    return at === 0 ? test : `(i.indnatts <= ${n} or ${test})`;
  });
  return `c.relkind = 'r'
        -- 403 is btree, in every version
        and ic.relam = 403
        and i.indnkeyatts = i.indnatts
        and i.indnatts <= ${String(plainColumns)}
        and i.indexprs is null
        and ic.reloptions is null
        ${version >= 150000 ? '-- since 15\n        and not i.indnullsnotdistinct' : ''}
        and ${columns.join('\n        and ')}`;
}

/** The columns of an index and their operator classes, by the place in the index. */
const plainJoins = Array.from({ length: plainColumns }, (_, at) => {
  const n = String(at);
  return `
    left join pg_catalog.pg_attribute as a${n} on a${n}.attrelid = i.indrelid and a${n}.attnum = i.indkey[${n}]
      and i.indnatts > ${n}
    left join pg_catalog.pg_opclass as o${n} on o${n}.oid = i.indclass[${n}]`;
}).join('');

/** What pg_get_indexdef prints after a column, by its indoption: bit 1 is DESC, bit 2 NULLS FIRST. */
const orders: readonly string[] = ['', ' DESC NULLS LAST', ' NULLS FIRST', ' DESC'];

/** Indexes of tables and materialized views; those of keys and exclusions are the constraint's. */
export const indexKind: PostgresKind = {
  name: 'index',
  rank: 210,
  row,
  query: (version) => `
    select i.indexrelid as oid, i.indrelid as relation, ic.relname as name,
      case when not plain.is_plain then pg_catalog.pg_get_indexdef(i.indexrelid) end as definition,
      case when plain.is_plain then plain.predicate end as predicate,
      i.indkey::text as columns,
      i.indoption::text as orders,
      -- false for what a failed or running CREATE INDEX CONCURRENTLY left
      -- a partitioned one is invalid until all partitions have theirs, which says itself
      (i.indisvalid or c.relkind = 'p') and i.indisready as is_valid,
      i.indexprs is not null or i.indpred is not null as is_computed,
      i.indisunique as is_unique,
      -- only the statistics of an expression have a target of their own; null since 17, -1 before, where nobody set it
      case when i.indexprs is not null then (
        select pg_catalog.array_agg(a.attnum::text || '=' || a.attstattarget::text order by a.attnum)
        from pg_catalog.pg_attribute as a
        where a.attrelid = i.indexrelid and a.attstattarget >= 0
      ) end as statistics,
      ${indexSettingsColumns}
    from pg_catalog.pg_index as i
    join pg_catalog.pg_class as ic on ic.oid = i.indexrelid
    join pg_catalog.pg_class as c on c.oid = i.indrelid
    left join pg_catalog.pg_tablespace as its on its.oid = ic.reltablespace
    ${plainJoins}
    cross join lateral (
      select printed.predicate,
        -- pg_get_indexdef breaks no lines where pg_get_expr does, in CASE
        coalesce(${isPlain(version)}, false)
          and (printed.predicate is null or pg_catalog.strpos(printed.predicate, E'\\n') = 0) as is_plain
      from (
        select case when i.indpred is not null then pg_catalog.pg_get_expr(i.indpred, i.indrelid) end as predicate
        -- keeps the planner from printing it twice
        offset 0
      ) as printed
    ) as plain
    where ${mayBeRelation(['r', 'p', 'm'])}
      and not exists (
        select
        from pg_catalog.pg_constraint as k
        where k.conindid = i.indexrelid and k.conrelid = i.indrelid and k.contype in ('p', 'u', 'x'))
    order by i.indrelid, ic.relname`,
  read(rows, builder) {
    for (const index of checkedRows('index', row, rows)) {
      const relation = builder.relation(index.relation, 'table', 'materialized-view');
      if (relation !== undefined) addIndex(index, relation, builder);
    }
  },
  address: (part) => `INDEX ${indexName(part)}`,
  describe: (part) => `index ${indexName(part)}`,
  create: createIndex,
  drop: (part) => [
    statement(`DROP INDEX ${indexName(part)}`, risk('drop', `drops index ${indexName(part)}`)),
  ],
  alter,
};

function addIndex(index: IndexRow, relation: NewPart, builder: CatalogBuilder): void {
  const schema = relation.path[0] ?? '';
  const path = [...relation.path, index.name];
  const full = index.definition ?? plainDefinition(index, relation, builder);
  const definition = withoutOptions(index.options, full);
  const attributes: Record<string, Attribute> = {
    definition: index.is_computed ? builder.text(definition) : { value: definition },
    ...(index.is_valid ? {} : { valid: { value: false } }),
    ...indexSettings(index),
    ...(index.statistics === null
      ? {}
      : { statistics: { value: index.statistics, rule: 'storage-parameters' } }),
  };
  const details: Record<string, AttributeValue> = {
    ...(index.is_computed ? { computed: true } : {}),
    ...(index.is_unique ? { unique: true } : {}),
    ...(index.options === null ? {} : givenDetails(index.options)),
    ...(definition === full ? {} : { 'full definition': full }),
  };
  if (!index.is_valid) {
    builder.notice(
      'invalid-index',
      `Index ${quoteQualified(schema, index.name)} is invalid: CREATE INDEX CONCURRENTLY failed or still runs.`,
    );
  }
  builder.add(
    {
      id: partId('index', ...path),
      kind: 'index',
      objectId: relation.objectId ?? relation.id,
      parent: relation.id,
      path,
      attributes,
      ...(Object.keys(details).length === 0 ? {} : { details }),
      occupies: [`relation:${schema}.${index.name}`],
    },
    { catalog: 'pg_class', oid: index.oid },
  );
}

/** What pg_get_indexdef says of an index that {@link isPlain}. */
function plainDefinition(index: IndexRow, relation: NewPart, builder: CatalogBuilder): string {
  const options = index.orders.split(' ').map(Number);
  const columns = index.columns.split(' ').map((number, at) => {
    const id = builder.find(catalogOids.pg_class, index.relation, Number(number));
    const path = id === undefined ? undefined : builder.part(id)?.path;
    return `${quoteIdentifier(path?.[path.length - 1] ?? '')}${orders[options[at] ?? 0] ?? ''}`;
  });
  return (
    `CREATE ${index.is_unique ? 'UNIQUE ' : ''}INDEX ${quoteIdentifier(index.name)} ` +
    `ON ${quoteQualified(...relation.path)} USING btree (${columns.join(', ')})` +
    (index.predicate === null ? '' : ` WHERE ${index.predicate}`)
  );
}

/** The definition without WITH (…): storage parameters are an attribute of their own, which ALTER can change. */
function withoutOptions(options: readonly string[] | null, definition: string): string {
  if (options === null) return definition;
  const clause = options.map((option) => {
    const at = option.indexOf('=');
    const value = option.slice(at + 1);
    // As the server prints them: quoted unless it could be an identifier.
    const literal = quoteIdentifier(value) === value ? value : `'${value.replaceAll("'", "''")}'`;
    return `${quoteIdentifier(option.slice(0, at))}=${literal}`;
  });
  const printed = ` WITH (${clause.join(', ')})`;
  const at = definition.lastIndexOf(printed);
  return at < 0 ? definition : definition.slice(0, at) + definition.slice(at + printed.length);
}

function createIndex(part: Part, _inline: readonly Part[], context: ScriptContext): readonly Statement[] {
  const full = textOf(part, 'full definition');
  const definition = textOf(part, 'definition') ?? '';
  const sql = full === undefined || context.hides('storage-parameters') ? definition : full;
  return [
    statement(sql, ...risksOfBuilding(part, context)),
    ...settleIndex(part, context, false),
    ...(context.hides('storage-parameters') ? [] : setStatistics(part, listOf(part, 'statistics'))),
  ];
}

function risksOfBuilding(part: Part, context: ScriptContext): readonly Risk[] {
  if (part.parent === undefined || !context.target.parts.has(part.parent)) return [];
  return [
    risk('index-build', `builds index ${indexName(part)} under a lock that stops writers`),
    ...(isSet(part, 'unique')
      ? [risk('may-fail-on-rows', `fails if rows have the same values for unique index ${indexName(part)}`)]
      : []),
  ];
}

/** Statistics targets by the number of the index's column: `1=500`. */
function setStatistics(part: Part, targets: readonly string[]): readonly Statement[] {
  return targets.map((target) => {
    const [column = '', value = ''] = target.split('=');
    return statement(`ALTER INDEX ${indexName(part)} ALTER COLUMN ${column} SET STATISTICS ${value}`);
  });
}

function alter(target: Part, source: Part, changes: readonly AttributeChange[]): Alteration {
  const statements: Statement[] = [];
  for (const { attribute } of changes) {
    if (attribute === 'definition') {
      return { how: 'replace', reason: `the definition of index ${indexName(target)} changes` };
    }
    if (attribute === 'valid') {
      if (isInvalid(source)) {
        const reason = `index ${indexName(source)} is invalid on the source: rebuild or drop it there`;
        return { how: 'unsupported', reason };
      }
      return { how: 'replace', reason: `index ${indexName(target)} is invalid` };
    }
    if (attribute === 'statistics') {
      const before = listOf(target, attribute).map((one) => `${one.split('=')[0] ?? ''}=-1`);
      const after = listOf(source, attribute);
      const named = new Set(after.map((one) => one.split('=')[0]));
      const reset = before.filter((one) => !named.has(one.split('=')[0]));
      statements.push(...setStatistics(target, [...reset, ...after]));
    }
    statements.push(...(alterIndexSetting(target, source, attribute) ?? []));
  }
  return { how: 'in-place', statements };
}

function isInvalid(part: Part): boolean {
  return part.attributes['valid']?.value === false;
}
