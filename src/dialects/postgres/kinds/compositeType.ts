import * as z from 'zod';
import type { Alteration, ScriptContext } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import { quoteIdentifier } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { checkedRows, oid, text, texts } from '../introspection/rows.js';
import { isNotOfExtension, isUserSchema } from '../introspection/scope.js';
import { attributesOf, createComposite, type TypeAttribute } from './compositeStatements.js';
import { typeChange } from './columnType.js';
import type { PostgresKind } from './kind.js';
import { qualified, textOf } from './partName.js';
import { tablesOfType, whyColumnsStay, whyHeldByTable } from './tableType.js';
import { columnsOf, type NewColumnType, replaceType, typesBuiltOn } from './replaceType.js';

const row = z.object({
  oid,
  relation_oid: oid,
  array_oid: oid,
  schema: text,
  name: text,
  owner: text,
  server_name: text,
  attributes: texts,
  types: texts,
});

/** Composite types made by CREATE TYPE. Their attributes are one ordered list: values are written by position. */
export const compositeTypeKind: PostgresKind = {
  name: 'composite',
  object: {
    name: 'composite',
    label: 'Composite type',
    plural: 'Composite types',
    order: 34,
    icon: 'symbol-struct',
  },
  rank: 34,
  row,
  query: () => `
    select t.oid, c.oid as relation_oid, t.typarray as array_oid, n.nspname as schema, t.typname as name,
           pg_catalog.pg_get_userbyid(t.typowner) as owner,
           pg_catalog.format_type(t.oid, null) as server_name,
           coalesce(a.names, '{}') as attributes,
           coalesce(a.types, '{}') as types
    from pg_catalog.pg_type as t
    -- the row types of tables and views have relations of other kinds
    join pg_catalog.pg_class as c on c.oid = t.typrelid and c.relkind = 'c'
    join pg_catalog.pg_namespace as n on n.oid = t.typnamespace
    cross join lateral (
      select pg_catalog.array_agg(att.attname::text order by att.attnum) as names,
             pg_catalog.array_agg(
               pg_catalog.format_type(att.atttypid, att.atttypmod)
               || case when co.oid is null then ''
                    else ' COLLATE ' || pg_catalog.quote_ident(cn.nspname) || '.' || pg_catalog.quote_ident(co.collname)
                  end
               order by att.attnum) as types
      from pg_catalog.pg_attribute as att
      join pg_catalog.pg_type as b on b.oid = att.atttypid
      left join pg_catalog.pg_collation as co on co.oid = att.attcollation and att.attcollation <> b.typcollation
      left join pg_catalog.pg_namespace as cn on cn.oid = co.collnamespace
      where att.attrelid = c.oid and att.attnum > 0 and not att.attisdropped
    ) as a
    where t.typtype = 'c'
      and ${isUserSchema()}
      and ${isNotOfExtension('pg_type', 't.oid')}
    order by n.nspname, t.typname`,
  read(rows, builder) {
    for (const type of checkedRows('composite type', row, rows)) {
      builder.add(
        {
          id: partId('composite', type.schema, type.name),
          kind: 'composite',
          path: [type.schema, type.name],
          attributes: {
            attributes: {
              value: type.attributes.map(
                (name, index) => `${quoteIdentifier(name)} ${type.types[index] ?? ''}`,
              ),
            },
            owner: { value: type.owner, rule: 'owners' },
          },
          details: { names: type.attributes, types: type.types, 'server name': type.server_name },
          occupies: [`type:${type.schema}.${type.name}`, `relation:${type.schema}.${type.name}`],
        },
        { catalog: 'pg_type', oid: type.oid },
        { catalog: 'pg_type', oid: type.array_oid },
        { catalog: 'pg_class', oid: type.relation_oid },
      );
    }
  },
  address: (part) => `TYPE ${qualified(part)}`,
  describe: (part) => `composite type ${qualified(part)}`,
  obstacle: whyColumnsStay,
  create: (part) => [createComposite(part)],
  drop: (part) => [
    statement(`DROP TYPE ${qualified(part)}`, risk('drop', `drops composite type ${qualified(part)}`)),
  ],
  alter: (target, source, _changes, context) => alterComposite(target, source, context),
};

/**
 * ALTER TYPE adds attributes at the end alone, and refuses to change the type of one that a column of a table holds;
 * everything else takes a new type whose values are put together from the old ones.
 */
function alterComposite(target: Part, source: Part, context: ScriptContext): Alteration {
  const before = attributesOf(target);
  const after = attributesOf(source);
  const typeAfter = new Map(after.map((attribute) => [attribute.name, attribute.type]));
  const namesBefore = new Set(before.map((attribute) => attribute.name));
  const kept = before.filter((attribute) => typeAfter.has(attribute.name));
  const comesByItself =
    kept.every((attribute, index) => after[index]?.name === attribute.name) &&
    after.slice(kept.length).every((attribute) => !namesBefore.has(attribute.name));
  const retyped = kept.filter((attribute) => typeAfter.get(attribute.name) !== attribute.type);
  const dropped = before.filter((attribute) => !typeAfter.has(attribute.name));
  const dependents = context.dependentsOf(target.id);
  const types = typesBuiltOn(target, context);
  const isHeld = types.some((type) => columnsOf(type, context).length > 0);
  const risks = isHeld
    ? dropped.map(({ name }) =>
        risk('data-loss', `drops attribute ${quoteIdentifier(name)} of ${qualified(target)} and its values`),
      )
    : [];

  // Values are written by position: as text, elements of arrays would be read as other attributes.
  const readsAsBefore =
    before.length === after.length &&
    after.every((attribute, index) => attribute.name === before[index]?.name);
  const byName = new Map(types.map((type) => [textOf(type, 'server name') ?? '', type]));
  const held = after.map(({ type }) => byName.get(type.replace(/\[\]$/, '')));
  const holder = held.find((type) => type !== undefined && type !== target);
  if (holder !== undefined) {
    return { how: 'unsupported', reason: `${qualified(holder)} holds it, and is to be held by it` };
  }
  const ofTable = whyHeldByTable(target.id, context);
  if (ofTable !== undefined) return { how: 'unsupported', reason: ofTable };
  const convert = (value: string, type: NewColumnType, of: Part): string | undefined => {
    if (type.isArray) return readsAsBefore ? `${value}::text::${type.sql}` : undefined;
    if (of.kind === 'domain') {
      const base = convertTo(value, textOf(of, 'base type') ?? '');
      return base === undefined ? undefined : `(${base})::${type.sql}`;
    }
    const attributes = of === target ? after : attributesOf(of);
    return rowOf(value, type.sql, of === target ? before : attributes, attributes, convertTo);
  };
  const convertTo = (value: string, wanted: string, from = wanted): string | undefined => {
    const isArray = wanted.endsWith('[]');
    const of = byName.get(isArray ? wanted.slice(0, -2) : wanted);
    if (of !== undefined) return convert(value, { sql: wanted, isArray }, of);
    return `${value}${typeChange(from, wanted).using === 'text' ? '::text' : ''}::${wanted}`;
  };
  if (!comesByItself || (retyped.length > 0 && isHeld)) {
    return replaceType(target, context, {
      create: [createComposite(source)],
      using: (value, type, of) => convert(value, type, of),
      risks: [
        ...risks,
        ...(retyped.length === 0
          ? []
          : [
              risk('data-loss', `converts values of ${qualified(target)}`),
              risk(
                'may-fail-on-rows',
                `fails where a value of ${qualified(target)} does not fit its new type`,
              ),
            ]),
      ],
    });
  }
  const actions = [
    ...dropped.map(({ name }) => `DROP ATTRIBUTE ${quoteIdentifier(name)}`),
    ...retyped.map(
      ({ name }) => `ALTER ATTRIBUTE ${quoteIdentifier(name)} SET DATA TYPE ${typeAfter.get(name) ?? ''}`,
    ),
    ...after.slice(kept.length).map(({ name, type }) => `ADD ATTRIBUTE ${quoteIdentifier(name)} ${type}`),
  ];
  return {
    how: 'in-place',
    // What reads a single attribute depends on the type alone, as far as the parts tell.
    disturbs:
      dropped.length + retyped.length === 0
        ? tablesOfType(target.id, context)
        : dependents
            .filter((part) => part.parent !== target.id && part.kind !== 'column' && !isType(part))
            .map((part) => part.id),
    statements: [statement(`ALTER TYPE ${qualified(target)}\n    ${actions.join(',\n    ')}`, ...risks)],
  };
}

function isType(part: Part): boolean {
  return part.kind === 'domain' || part.kind === 'composite';
}

/** The expression that makes a value of the new type out of the attributes of the old one; null stays null. */
function rowOf(
  value: string,
  type: string,
  before: readonly TypeAttribute[],
  after: readonly TypeAttribute[],
  convert: (value: string, wanted: string, from: string) => string | undefined,
): string | undefined {
  const known = new Map(before.map((attribute) => [attribute.name, attribute.type]));
  const values = after.map(({ name, type: wanted }) => {
    const from = known.get(name);
    return from === undefined ? 'NULL' : convert(`(${value}).${quoteIdentifier(name)}`, wanted, from);
  });
  if (values.some((one) => one === undefined)) return undefined;
  return `CASE WHEN ${value} IS DISTINCT FROM NULL THEN ROW(${values.join(', ')})::${type} END`;
}
