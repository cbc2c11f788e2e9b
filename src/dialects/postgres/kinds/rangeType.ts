import * as z from 'zod';
import type { Alteration, AttributeChange, ScriptContext } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import { quoteQualified } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { checkedRows, oid, optionalText, text } from '../introspection/rows.js';
import { isNotOfExtension, isUserSchema } from '../introspection/scope.js';
import { functionName } from './catalogNames.js';
import type { PostgresKind } from './kind.js';
import { given, qualified, textOf, withoutDefaults } from './partName.js';
import { holderOf } from './typeHolders.js';

const row = z.object({
  oid,
  array_oid: oid,
  schema: text,
  name: text,
  owner: text,
  server_name: text,
  subtype: text,
  operator_class: optionalText,
  collation: optionalText,
  canonical: optionalText,
  difference: optionalText,
  multirange_oid: oid.nullable(),
  multirange_array_oid: oid.nullable(),
  multirange_schema: optionalText,
  multirange: optionalText,
});

/** Range types, each with its multirange type (since 14). */
export const rangeTypeKind: PostgresKind = {
  name: 'range',
  object: { name: 'range', label: 'Range type', plural: 'Range types', order: 36, icon: 'symbol-ruler' },
  rank: 36,
  row,
  query: (version) => {
    const hasMultirange = version >= 140000;
    return `
    select t.oid, t.typarray as array_oid, n.nspname as schema, t.typname as name,
      pg_catalog.pg_get_userbyid(t.typowner) as owner,
      pg_catalog.format_type(t.oid, null) as server_name,
      pg_catalog.format_type(r.rngsubtype, null) as subtype,
      -- the default class of the subtype goes without saying
      case when not o.opcdefault
        then pg_catalog.quote_ident(opn.nspname) || '.' || pg_catalog.quote_ident(o.opcname) end as operator_class,
      case when r.rngcollation <> st.typcollation
        then pg_catalog.quote_ident(cn.nspname) || '.' || pg_catalog.quote_ident(co.collname) end as collation,
      ${functionName('r.rngcanonical')} as canonical,
      ${functionName('r.rngsubdiff')} as difference,
      ${
        hasMultirange
          ? 'm.oid as multirange_oid, m.typarray as multirange_array_oid, mn.nspname as multirange_schema, m.typname as multirange'
          : 'null::oid as multirange_oid, null::oid as multirange_array_oid, null::text as multirange_schema, null::text as multirange'
      }
    from pg_catalog.pg_range as r
    join pg_catalog.pg_type as t on t.oid = r.rngtypid
    join pg_catalog.pg_namespace as n on n.oid = t.typnamespace
    join pg_catalog.pg_type as st on st.oid = r.rngsubtype
    join pg_catalog.pg_opclass as o on o.oid = r.rngsubopc
    join pg_catalog.pg_namespace as opn on opn.oid = o.opcnamespace
    left join pg_catalog.pg_collation as co on co.oid = r.rngcollation
    left join pg_catalog.pg_namespace as cn on cn.oid = co.collnamespace
    ${
      hasMultirange
        ? `left join pg_catalog.pg_type as m on m.oid = r.rngmultitypid
    left join pg_catalog.pg_namespace as mn on mn.oid = m.typnamespace`
        : ''
    }
    where ${isUserSchema()}
      and ${isNotOfExtension('pg_type', 't.oid')}
    order by n.nspname, t.typname`;
  },
  read(rows, builder) {
    for (const type of checkedRows('range type', row, rows)) {
      const id = partId('range', type.schema, type.name);
      const multirange =
        type.multirange === null
          ? null
          : quoteQualified(type.multirange_schema ?? type.schema, type.multirange);
      const isUsual =
        type.multirange_schema === type.schema && type.multirange === usualMultirange(type.name);
      builder.add(
        {
          id,
          kind: 'range',
          path: [type.schema, type.name],
          attributes: withoutDefaults({
            subtype: { value: type.subtype },
            'operator class': given(type.operator_class),
            collation: given(type.collation),
            'canonical function': given(type.canonical),
            'difference function': given(type.difference),
            multirange: isUsual ? undefined : given(multirange),
            owner: { value: type.owner, rule: 'owners' },
          }),
          details: { 'server name': type.server_name },
          occupies: [
            `type:${type.schema}.${type.name}`,
            ...(type.multirange === null
              ? []
              : [`type:${type.multirange_schema ?? type.schema}.${type.multirange}`]),
          ],
        },
        { catalog: 'pg_type', oid: type.oid },
        { catalog: 'pg_type', oid: type.array_oid },
      );
      for (const oid of [type.multirange_oid, type.multirange_array_oid]) {
        if (oid !== null) builder.alias({ catalog: 'pg_type', oid }, id);
      }
    }
  },
  address: (part) => `TYPE ${qualified(part)}`,
  describe: (part) => `range type ${qualified(part)}`,
  create: (part) => [statement(definitionOf(part))],
  drop: (part) => [
    statement(`DROP TYPE ${qualified(part)}`, risk('drop', `drops range type ${qualified(part)}`)),
  ],
  alter,
};

/** The name that the server gives to the multirange type (makeMultirangeTypeName): `range` becomes `multirange`. */
function usualMultirange(name: string): string {
  const at = name.indexOf('range');
  const [base, suffix] =
    at < 0 ? [name, '_multirange'] : [name.slice(0, at), `multirange${name.slice(at + 'range'.length)}`];
  const bytes = new TextEncoder();
  const characters = Array.from(base);
  // A name has at most 63 bytes; the server cuts the part before.
  while (bytes.encode(characters.join('') + suffix).length > 63 && characters.length > 0) characters.pop();
  return characters.join('') + suffix;
}

function definitionOf(part: Part): string {
  const options: readonly (readonly [string, string])[] = [
    ['subtype', 'SUBTYPE'],
    ['operator class', 'SUBTYPE_OPCLASS'],
    ['collation', 'COLLATION'],
    ['canonical function', 'CANONICAL'],
    ['difference function', 'SUBTYPE_DIFF'],
    ['multirange', 'MULTIRANGE_TYPE_NAME'],
  ];
  const lines = options.flatMap(([attribute, option]) => {
    const value = textOf(part, attribute);
    return value === undefined ? [] : [`${option} = ${value}`];
  });
  return `CREATE TYPE ${qualified(part)} AS RANGE (\n    ${lines.join(',\n    ')}\n)`;
}

/**
 * A range type has no ALTER but for its name, schema and owner. A new one cannot be made beside the old one, whose
 * constructor functions keep their names until it is dropped; so columns that hold it keep it.
 */
function alter(
  target: Part,
  _source: Part,
  changes: readonly AttributeChange[],
  context: ScriptContext,
): Alteration {
  const what = changes[0]?.attribute ?? 'definition';
  const holder = holderOf(target.id, context);
  if (holder !== undefined) {
    const reason = `${qualified(holder)} holds its values, and the ${what} of a range type cannot change while one does`;
    return { how: 'unsupported', reason };
  }
  return { how: 'replace', reason: `the ${what} of a range type cannot change` };
}
