import { z } from 'zod';
import type { ScriptContext, Statement } from '../../../core/dialect/scriptGenerator.js';
import type { Attribute, AttributeValue, Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import type { Risk } from '../../../core/model/risk.js';
import { quoteQualified } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import type { CatalogBuilder } from '../introspection/catalogBuilder.js';
import { checkedRows, flag, integer, oid, optionalText, optionalTexts, text } from '../introspection/rows.js';
import { alterColumn } from './columnAlteration.js';
import { columnDefinition, columnSettings } from './columnDefinition.js';
import { columnQuery } from './columnQuery.js';
import { foreignOptionsAttributes, keepSecrets } from './foreignOptions.js';
import { settleHeirs } from './inheritedColumn.js';
import type { PostgresKind } from './kind.js';
import {
  alterRelation,
  detailKind,
  isOfForeignTable,
  isSet,
  qualified,
  quotedName,
  relationOf,
  textOf,
} from './partName.js';
import { identityAttributes } from './sequenceOptions.js';

const sequence = z.object({
  oid,
  schema: text,
  name: text,
  type: text,
  start: text,
  increment: text,
  minimum: text,
  maximum: text,
  cache: text,
  cycle: flag,
});

/** What few columns have: one JSON value, so that the others send next to nothing. */
const unusual = z.object({
  collation: optionalText,
  base_type: optionalText,
  generated: optionalText,
  expression: optionalText,
  expression_oid: oid.nullable(),
  identity: optionalText,
  inherited: optionalText,
  sequence: sequence.nullable(),
  storage: optionalText,
  usual_storage: optionalText,
  compression: optionalText,
  statistics: integer.nullable(),
  options: optionalTexts,
  foreign_options: optionalTexts,
  foreign_secrets: optionalTexts,
  not_null_name: optionalText,
  not_null_oid: oid.nullable(),
  not_null_inherited: flag.nullable(),
  not_null_no_inherit: flag.nullable(),
  not_null_not_valid: flag.nullable(),
});

const row = z.object({
  relation: oid,
  number: integer,
  name: text,
  type: text,
  not_null: flag,
  unusual: unusual.nullable(),
});

type ColumnRow = z.infer<typeof row>;
type Unusual = z.infer<typeof unusual>;

const storages: Readonly<Record<string, string>> = { p: 'plain', e: 'external', m: 'main', x: 'extended' };
const compressions: Readonly<Record<string, string>> = { p: 'pglz', l: 'lz4' };

/** Columns of tables and foreign tables, with identity and generation; defaults and owned sequences are parts of their own. */
export const columnKind: PostgresKind = {
  name: 'column',
  rank: 110,
  row,
  query: columnQuery,
  read(rows, builder) {
    // Most columns are alike: they share their attributes, which keeps large catalogs small.
    const usual = new Map<string, Record<string, Attribute>>();
    let order: string[] = [];
    let relation = 0;
    for (const column of checkedRows('column', row, rows)) {
      const table = builder.relation(column.relation, 'table', 'foreign-table');
      if (table === undefined) continue;
      if (column.relation !== relation) {
        relation = column.relation;
        order = [];
        builder.amend(table.id, { 'column order': { value: order, rule: 'column-order' } });
      }
      order.push(column.name);
      const path = [...table.path, column.name];
      const id = partId(detailKind('column', table.id), ...path);
      const part = {
        id,
        kind: 'column',
        objectId: table.id,
        parent: table.id,
        path,
        attributes:
          column.unusual === null
            ? usualAttributes(column, usual)
            : attributesOf(column, column.unusual, table.path, builder),
        details: detailsOf(column),
        ...(column.unusual?.sequence
          ? { occupies: [`relation:${column.unusual.sequence.schema}.${column.unusual.sequence.name}`] }
          : {}),
      };
      builder.add(part, { catalog: 'pg_class', oid: column.relation, column: column.number });
      if (column.unusual?.foreign_secrets) {
        const described = `column ${quoteQualified(...path)}`;
        keepSecrets({ options: null, secrets: column.unusual.foreign_secrets }, part, described, builder);
      }
      if (column.unusual?.expression_oid) {
        builder.alias({ catalog: 'pg_attrdef', oid: column.unusual.expression_oid }, id);
      }
      if (column.unusual?.not_null_oid) {
        builder.alias({ catalog: 'pg_constraint', oid: column.unusual.not_null_oid }, id);
      }
      if (column.unusual?.sequence) {
        builder.alias({ catalog: 'pg_class', oid: column.unusual.sequence.oid }, id);
      }
    }
  },
  address: (part) => `COLUMN ${qualified(part)}`,
  describe: (part) => `column ${qualified(part)}`,
  create: createColumn,
  drop: (part) => [
    statement(
      `${alterRelation(part)} DROP COLUMN ${quotedName(part)}`,
      isOfForeignTable(part)
        ? risk('drop', `drops column ${qualified(part)}`)
        : textOf(part, 'generated') === undefined
          ? risk('data-loss', `drops column ${qualified(part)} and its values`)
          : risk('drop', `drops column ${qualified(part)}, whose values are computed from others`),
    ),
  ],
  alter: alterColumn,
  inlines(_column, child) {
    if (child.kind === 'default') return 'may';
    return child.kind === 'sequence' && isSet(child, 'serial') ? 'may' : 'no';
  },
};

function usualAttributes(
  column: ColumnRow,
  cache: Map<string, Record<string, Attribute>>,
): Record<string, Attribute> {
  const key = `${column.type}${column.not_null ? '!' : ''}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const attributes = baseAttributes(column);
  cache.set(key, attributes);
  return attributes;
}

function baseAttributes(column: ColumnRow): Record<string, Attribute> {
  return { type: { value: column.type }, ...(column.not_null ? { 'not null': { value: true } } : {}) };
}

function attributesOf(
  column: ColumnRow,
  rare: Unusual,
  table: readonly string[],
  builder: CatalogBuilder,
): Record<string, Attribute> {
  const attributes = baseAttributes(column);
  const add = (
    name: string,
    value: string | number | boolean | readonly string[] | null,
    rule?: string,
  ): void => {
    if (value === null) return;
    attributes[name] = rule === undefined ? { value } : { value, rule };
  };
  add('not null constraint', rare.not_null_name, 'constraint-names');
  if (rare.not_null_no_inherit === true) add('not null no inherit', true);
  if (rare.not_null_not_valid === true) add('not null not valid', true);
  add('collation', rare.collation);
  if (rare.generated !== null && rare.expression !== null) {
    add('generated', rare.generated === 'v' ? 'virtual' : 'stored');
    attributes['expression'] = builder.text(rare.expression);
  }
  if (rare.identity !== null && rare.sequence !== null) {
    add('identity', rare.identity === 'a' ? 'always' : 'by default');
    Object.assign(attributes, identityAttributes(rare.sequence));
    const own = [rare.sequence.schema, rare.sequence.name];
    const usual = [table[0] ?? '', `${table[1] ?? ''}_${column.name}_seq`];
    if (quoteQualified(...own) !== quoteQualified(...usual)) add('identity sequence', own);
  }
  add('storage', rare.storage === null ? null : (storages[rare.storage] ?? null), 'storage-parameters');
  add(
    'compression',
    rare.compression === null ? null : (compressions[rare.compression] ?? null),
    'storage-parameters',
  );
  add('statistics target', rare.statistics, 'storage-parameters');
  add('options', rare.options === null ? null : [...rare.options].sort(), 'storage-parameters');
  const { options, 'secret options': secrets } = foreignOptionsAttributes({
    options: rare.foreign_options,
    secrets: rare.foreign_secrets,
  });
  if (options !== undefined) attributes['foreign options'] = options;
  if (secrets !== undefined) attributes['secret options'] = secrets;
  return attributes;
}

function detailsOf(column: ColumnRow): Record<string, AttributeValue> {
  const rare = column.unusual;
  if (rare === null) return { position: column.number };
  return {
    position: column.number,
    ...(rare.base_type === null ? {} : { 'base type': rare.base_type }),
    ...(rare.usual_storage === null ? {} : { 'usual storage': storages[rare.usual_storage] ?? '' }),
    ...(rare.not_null_inherited === true && rare.inherited !== null ? { 'not null inherited': true } : {}),
    ...(rare.inherited === null ? {} : { inherited: rare.inherited }),
    ...(rare.sequence === null ? {} : { sequence: [rare.sequence.schema, rare.sequence.name] }),
  };
}

/** A new column of a table that exists. */
function createColumn(part: Part, inline: readonly Part[], context: ScriptContext): readonly Statement[] {
  return [
    statement(
      `${alterRelation(part)} ADD COLUMN ${columnDefinition(part, inline, context)}`,
      ...risksOfAdding(part, inline),
    ),
    ...columnSettings(part, inline, context),
    ...settleHeirs(part, inline, context),
  ];
}

function risksOfAdding(column: Part, inline: readonly Part[]): readonly Risk[] {
  if (isOfForeignTable(column)) return [];
  const table = relationOf(column);
  const value = inline.find((part) => part.kind === 'default');
  const isFilled = value !== undefined || textOf(column, 'identity') !== undefined;
  const risks: Risk[] = [];
  if (isSet(column, 'not null') && !isFilled && textOf(column, 'generated') === undefined) {
    risks.push(
      risk(
        'may-fail-on-rows',
        `${qualified(column)} is NOT NULL and has no default: fails if ${table} has rows`,
      ),
    );
  }
  const isComputed =
    textOf(column, 'generated') === 'stored' ||
    textOf(column, 'identity') !== undefined ||
    /\b(nextval|gen_random_uuid|random|clock_timestamp|uuid_generate_v[14])\(/.test(
      value === undefined ? '' : (textOf(value, 'expression') ?? ''),
    );
  if (isComputed) {
    risks.push(
      risk(
        'table-rewrite',
        `computes ${qualified(column)} for every row of ${table}, under a lock that stops everybody`,
      ),
    );
  }
  return risks;
}
