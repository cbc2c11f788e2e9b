import * as z from 'zod';
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
import type { CatalogBuilder, NewPart } from '../introspection/catalogBuilder.js';
import { checkedRows, flag, oid, optionalText, optionalTexts, text } from '../introspection/rows.js';
import { mayBeRelation } from '../introspection/scope.js';
import { SharedValues } from '../introspection/sharedValues.js';
import {
  alterIndexSetting,
  indexName,
  indexSettings,
  indexSettingsColumns,
  indexSettingsShape,
  isPartitionedIndex,
  settleIndex,
} from './indexSettings.js';
import { whyNotMarked } from './indexMark.js';
import type { PostgresKind } from './kind.js';
import { isSet, listOf, textOf } from './partName.js';
import { classJoins, classTypes, mayBePlain, plainDefinition } from './plainIndex.js';
import { printDefinitions, printedLater } from './printedLater.js';
import { givenDetails } from './storageOptions.js';

const row = z.object({
  oid,
  relation: oid,
  name: text,
  definition: optionalText,
  predicate: optionalText,
  columns: text,
  orders: text,
  types: text,
  collations: text,
  is_valid: flag,
  is_computed: flag,
  is_unique: flag,
  statistics: optionalTexts,
  ...indexSettingsShape,
});

type IndexRow = z.infer<typeof row>;

/** Indexes of tables and materialized views; those of keys and exclusions are the constraint's. */
export const indexKind: PostgresKind = {
  name: 'index',
  rank: 210,
  row,
  query: (version) => `
    select i.indexrelid as oid, i.indrelid as relation, ic.relname as name,
      case when not plain.is_plain then pg_catalog.pg_get_indexdef(i.indexrelid) end as definition,
      case when plain.is_plain then i.indpred::text end as predicate,
      i.indkey::text as columns,
      ${classTypes} as types,
      i.indcollation::text as collations,
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
    ${classJoins}
    -- keeps the planner from asking twice
    cross join lateral (select ${mayBePlain(version)} as is_plain offset 0) as plain
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
  followUp(rows, builder) {
    const oids = checkedRows('index', row, rows).map((one) => one.oid);
    return printDefinitions('pg_class', 'pg_get_indexdef', oids, builder);
  },
  obstacle: whyNotMarked,
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
  const definition = full === undefined ? undefined : withoutOptions(index.options, full);
  const attributes: Record<string, Attribute> = {
    definition:
      definition === undefined
        ? printedLater
        : index.is_computed
          ? builder.text(definition)
          : { value: definition },
  };
  if (!index.is_valid) attributes['valid'] = { value: false };
  Object.assign(attributes, indexSettings(index));
  if (index.statistics !== null)
    attributes['statistics'] = { value: index.statistics, rule: 'storage-parameters' };
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
      details: detailsOf(index, full, definition),
      occupies: [`relation:${schema}.${index.name}`],
    },
    { catalog: 'pg_class', oid: index.oid },
  );
}

/** Shared by most indexes that have details at all, which keeps large catalogs small. */
const sharedDetails = new SharedValues<string, Readonly<Record<string, AttributeValue>>>();

function detailsOf(
  index: IndexRow,
  full: string | undefined,
  definition: string | undefined,
): NewPart['details'] {
  const flags = (): Record<string, AttributeValue> => ({
    ...(index.is_computed ? { computed: true } : {}),
    ...(index.is_unique ? { unique: true } : {}),
  });
  const isUsual = index.options === null && (full === undefined || definition === full);
  if (isUsual) {
    return index.is_computed || index.is_unique
      ? sharedDetails.get(`${String(index.is_computed)} ${String(index.is_unique)}`, flags)
      : undefined;
  }
  return {
    ...flags(),
    ...(index.options === null ? {} : givenDetails(index.options)),
    ...(full === undefined || definition === full ? {} : { 'full definition': full }),
  };
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

function alter(
  target: Part,
  source: Part,
  changes: readonly AttributeChange[],
  context: ScriptContext,
): Alteration {
  const statements: Statement[] = [];
  for (const { attribute } of changes) {
    if (attribute === 'storage parameters' && isPartitionedIndex(target, context.target)) {
      return {
        how: 'replace',
        reason: `the storage parameters of partitioned index ${indexName(target)} change`,
      };
    }
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
