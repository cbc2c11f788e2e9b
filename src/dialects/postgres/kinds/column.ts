import * as z from 'zod';
import type { ScriptContext, Statement } from '../../../core/dialect/scriptGenerator.js';
import type { Attribute, AttributeValue, Part } from '../../../core/model/part.js';
import { type PartId, partIdsBelow } from '../../../core/model/partId.js';
import type { Risk } from '../../../core/model/risk.js';
import { quoteQualified } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import type { CatalogBuilder, NewPart } from '../introspection/catalogBuilder.js';
import {
  checkedRows,
  flag,
  flags,
  integer,
  integers,
  oid,
  optionalText,
  optionalTexts,
  text,
  texts,
} from '../introspection/rows.js';
import { SharedValues } from '../introspection/sharedValues.js';
import { alterColumn } from './columnAlteration.js';
import { columnDefinition, columnSettings } from './columnDefinition.js';
import { columnQuery } from './columnQuery.js';
import { foreignOptionsAttributes, keepSecrets } from './foreignOptions.js';
import {
  hasDefault,
  letGoOfNotNull,
  notNullsOfHeirs,
  settleHeirs,
  withoutNotNull,
} from './inheritedColumn.js';
import type { PostgresKind } from './kind.js';
import {
  alterRelation,
  detailKind,
  isOfForeignTable,
  isPartitionKey,
  isSet,
  qualified,
  quotedName,
  relationOf,
  textOf,
} from './partName.js';
import { whyNoRewrite } from './rowHolders.js';
import { whyTypeKeeps, whyTypeStays } from './tableType.js';
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

/** What few columns have. */
const unusual = z.object({
  number: integer,
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
});

/** What few NOT NULL constraints have. */
const unusualNotNull = z.object({
  number: integer,
  name: optionalText,
  oid: oid.nullable(),
  no_inherit: flag,
  inherited: flag,
  not_valid: flag,
});

/** All columns of a table; the lists but the last three have one element for each. */
const row = z.object({
  relation: oid,
  numbers: integers,
  names: texts,
  types: texts,
  not_nulls: flags,
  dropped: integers.nullable(),
  unusual: z.array(unusual).nullable(),
  unusual_not_nulls: z.array(unusualNotNull).nullable(),
});

interface Column {
  readonly relation: number;
  readonly number: number;
  readonly name: string;
  readonly type: string;
  readonly isNotNull: boolean;
  /** Undefined for most. */
  readonly unusual: z.infer<typeof unusual> | undefined;
  readonly notNull: z.infer<typeof unusualNotNull> | undefined;
}

const storages: Readonly<Record<string, string>> = { p: 'plain', e: 'external', m: 'main', x: 'extended' };
const compressions: Readonly<Record<string, string>> = { p: 'pglz', l: 'lz4' };

/** Columns of tables and foreign tables, with identity and generation; defaults and owned sequences are parts of their own. */
export const columnKind: PostgresKind = {
  name: 'column',
  rank: 110,
  row,
  query: columnQuery,
  read(rows, builder) {
    for (const one of checkedRows('column', row, rows)) {
      const table = builder.relation(one.relation, 'table', 'foreign-table');
      if (table === undefined) continue;
      const order: string[] = [];
      const idOf = partIdsBelow(detailKind('column', table.id), table.path);
      for (let at = 0; at < one.names.length; at += 1) {
        const column = columnOf(one, at);
        if (one.dropped?.includes(column.number) === true) continue;
        order.push(column.name);
        addColumn(idOf(column.name), column, table, builder);
      }
      if (order.length > 0)
        builder.amend(table.id, { 'column order': { value: order, rule: 'column-order' } });
    }
  },
  address: (part) => `COLUMN ${qualified(part)}`,
  describe: (part) => `column ${qualified(part)}`,
  create: createColumn,
  drop: (part, context) => [
    ...letGoOfNotNull(part, context),
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
  dropObstacle: (part, context) =>
    whyTypeKeeps(part, context) ??
    (isPartitionKey(part, context) && context.isSetAside?.(part.objectId) !== true
      ? `${relationOf(part)} is partitioned by ${qualified(part)}`
      : undefined),
  obstacle: (part, context) =>
    whyTypeStays(part, context) ??
    (context.target.parts.has(part.id)
      ? undefined
      : (whyNotCounted(part, context) ??
        (isFilled(part, context) ? whyNoRewrite(part.objectId, context) : undefined))),
  inlines(_column, child) {
    if (child.kind === 'default') return 'may';
    return child.kind === 'sequence' && isSet(child, 'serial') ? 'may' : 'no';
  },
};

/** Why a table gets no new identity: other tables inherit from it, and would get the column without it. */
function whyNotCounted(column: Part, context: ScriptContext): string | undefined {
  const table = context.target.parts.get(column.objectId);
  if (textOf(column, 'identity') === undefined || table === undefined) return undefined;
  if (textOf(table, 'partition key') !== undefined) return undefined;
  const tie = context.dependentsOf(table.id).find(({ kind }) => kind === 'inheritance');
  return tie === undefined
    ? undefined
    : `${quoteQualified(...tie.path.slice(0, 2))} inherits from ${qualified(table)}, and the server adds no identity then`;
}

/** NOT NULL is a constraint with a name since 18. */
const namedNotNull = ['not null constraint'];

/** By type and NOT NULL. */
const sharedAttributes = new SharedValues<string, Readonly<Record<string, Attribute>>>();
/** By number. */
const sharedDetails = new SharedValues<number, Readonly<Record<string, AttributeValue>>>();

function columnOf(one: z.infer<typeof row>, at: number): Column {
  const number = one.numbers[at] ?? 0;
  return {
    relation: one.relation,
    number,
    name: one.names[at] ?? '',
    type: one.types[at] ?? '',
    isNotNull: one.not_nulls[at] === true,
    unusual: one.unusual?.find((unusual) => unusual.number === number),
    notNull: one.unusual_not_nulls?.find((notNull) => notNull.number === number),
  };
}

function addColumn(id: PartId, column: Column, table: NewPart, builder: CatalogBuilder): void {
  const { unusual, notNull } = column;
  const path = [...table.path, column.name];
  const isUsual = unusual === undefined && notNull === undefined;
  const part: NewPart = {
    id,
    kind: 'column',
    objectId: table.id,
    parent: table.id,
    path,
    attributes: isUsual ? usualAttributes(column) : attributesOf(column, table.path, builder),
    details: isUsual ? usualDetails(column) : detailsOf(column),
    lacks: builder.server.version < 180_000 ? namedNotNull : undefined,
    occupies: unusual?.sequence
      ? [`relation:${unusual.sequence.schema}.${unusual.sequence.name}`]
      : undefined,
  };
  builder.add(part, { catalog: 'pg_class', oid: column.relation, column: column.number });
  if (unusual?.foreign_secrets) {
    const described = `column ${quoteQualified(...path)}`;
    keepSecrets({ options: null, secrets: unusual.foreign_secrets }, part, described, builder);
  }
  if (unusual?.expression_oid) builder.alias({ catalog: 'pg_attrdef', oid: unusual.expression_oid }, id);
  if (notNull?.oid) builder.alias({ catalog: 'pg_constraint', oid: notNull.oid }, id);
  if (unusual?.sequence) builder.alias({ catalog: 'pg_class', oid: unusual.sequence.oid }, id);
}

function usualAttributes(column: Column): Readonly<Record<string, Attribute>> {
  return sharedAttributes.get(`${column.type}${column.isNotNull ? '!' : ''}`, () => baseAttributes(column));
}

function usualDetails(column: Column): Readonly<Record<string, AttributeValue>> {
  return sharedDetails.get(column.number, () => ({ position: column.number }));
}

function baseAttributes(column: Column): Record<string, Attribute> {
  return { type: { value: column.type }, ...(column.isNotNull ? { 'not null': { value: true } } : {}) };
}

function attributesOf(
  column: Column,
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
  const { unusual: rare, notNull } = column;
  add('not null constraint', notNull?.name ?? null, 'constraint-names');
  if (notNull?.no_inherit === true) add('not null no inherit', true);
  if (notNull?.not_valid === true) add('not null not valid', true);
  if (rare === undefined) return attributes;
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

function detailsOf(column: Column): Record<string, AttributeValue> {
  const { unusual: rare, notNull } = column;
  const handedDown = notNull?.inherited === true ? { 'not null handed down': true } : {};
  if (rare === undefined) return { position: column.number, ...handedDown };
  return {
    position: column.number,
    ...handedDown,
    ...(rare.base_type === null ? {} : { 'base type': rare.base_type }),
    ...(rare.usual_storage === null ? {} : { 'usual storage': storages[rare.usual_storage] ?? '' }),
    ...(notNull?.inherited === true && rare.inherited !== null ? { 'not null inherited': true } : {}),
    ...(rare.inherited === null ? {} : { inherited: rare.inherited }),
    ...(rare.sequence === null ? {} : { sequence: [rare.sequence.schema, rare.sequence.name] }),
  };
}

/** A new column of a table that exists. */
function createColumn(part: Part, inline: readonly Part[], context: ScriptContext): readonly Statement[] {
  const notNulls = notNullsOfHeirs(part, context);
  const column = notNulls.length === 0 ? part : withoutNotNull(part);
  return [
    statement(
      `${alterRelation(part)} ADD COLUMN ${columnDefinition(column, inline, context)}`,
      ...risksOfAdding(part, inline),
    ),
    ...notNulls,
    ...columnSettings(part, inline, context),
    ...settleHeirs(part, inline, context),
  ];
}

/** Whether every row that there is gets a value of a new column; the server takes a virtual one for that, too. */
function isFilled(column: Part, context: ScriptContext): boolean {
  return (
    textOf(column, 'generated') !== undefined ||
    textOf(column, 'identity') !== undefined ||
    hasDefault(column, context)
  );
}

function risksOfAdding(column: Part, inline: readonly Part[]): readonly Risk[] {
  if (isOfForeignTable(column)) return [];
  const table = relationOf(column);
  const value = inline.find((part) => part.kind === 'default');
  const isFilled = value !== undefined || textOf(column, 'identity') !== undefined;
  const risks: Risk[] = [];
  const isChecked = isSet(column, 'not null') && !isSet(column, 'not null not valid');
  if (isChecked && !isFilled && textOf(column, 'generated') === undefined) {
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
