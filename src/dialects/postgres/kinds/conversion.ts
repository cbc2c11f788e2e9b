import * as z from 'zod';
import { partId } from '../../../core/model/partId.js';
import { quoteLiteral } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { checkedRows, flag, oid, text } from '../introspection/rows.js';
import { isNotOfExtension, isUserSchema } from '../introspection/scope.js';
import { functionName } from './catalogNames.js';
import type { PostgresKind } from './kind.js';
import { flagged, isSet, qualified, textOf, withoutDefaults } from './partName.js';

const row = z.object({
  oid,
  schema: text,
  name: text,
  owner: text,
  from_encoding: text,
  to_encoding: text,
  function: text,
  is_default: flag,
});

/** Conversions between encodings. They have no ALTER but for their name, schema and owner. */
export const conversionKind: PostgresKind = {
  name: 'conversion',
  object: {
    name: 'conversion',
    label: 'Conversion',
    plural: 'Conversions',
    order: 29,
    icon: 'symbol-string',
  },
  rank: 29,
  row,
  query: () => `
    select c.oid, n.nspname as schema, c.conname as name, pg_catalog.pg_get_userbyid(c.conowner) as owner,
      pg_catalog.pg_encoding_to_char(c.conforencoding) as from_encoding,
      pg_catalog.pg_encoding_to_char(c.contoencoding) as to_encoding,
      ${functionName('c.conproc')} as function,
      c.condefault as is_default
    from pg_catalog.pg_conversion as c
    join pg_catalog.pg_namespace as n on n.oid = c.connamespace
    where ${isUserSchema()}
      and ${isNotOfExtension('pg_conversion', 'c.oid')}
    order by n.nspname, c.conname`,
  read(rows, builder) {
    for (const conversion of checkedRows('conversion', row, rows)) {
      const { schema, name, from_encoding: from, to_encoding: to } = conversion;
      builder.add(
        {
          id: partId('conversion', schema, name),
          kind: 'conversion',
          path: [schema, name],
          attributes: withoutDefaults({
            from: { value: from },
            to: { value: to },
            function: { value: conversion.function },
            default: flagged(conversion.is_default),
            owner: { value: conversion.owner, rule: 'owners' },
          }),
          occupies: [
            `conversion:${schema}.${name}`,
            // A schema has one default for two encodings.
            ...(conversion.is_default ? [`default-conversion:${schema}.${from}.${to}`] : []),
          ],
        },
        { catalog: 'pg_conversion', oid: conversion.oid },
      );
    }
  },
  address: (part) => `CONVERSION ${qualified(part)}`,
  describe: (part) => `conversion ${qualified(part)}`,
  create: (part) => {
    const word = isSet(part, 'default') ? 'DEFAULT CONVERSION' : 'CONVERSION';
    const [from, to] = ['from', 'to'].map((side) => quoteLiteral(textOf(part, side) ?? ''));
    return [
      statement(
        `CREATE ${word} ${qualified(part)} FOR ${from ?? ''} TO ${to ?? ''} FROM ${textOf(part, 'function') ?? ''}`,
      ),
    ];
  },
  drop: (part) => [
    statement(`DROP CONVERSION ${qualified(part)}`, risk('drop', `drops conversion ${qualified(part)}`)),
  ],
  alter: (target) => ({ how: 'replace', reason: `what conversion ${qualified(target)} does cannot change` }),
};
