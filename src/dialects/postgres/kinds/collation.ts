import * as z from 'zod';
import type { Alteration, ScriptContext } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import { quoteLiteral } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { checkedRows, flag, oid, optionalText, text } from '../introspection/rows.js';
import { isNotOfExtension, isUserSchema } from '../introspection/scope.js';
import type { PostgresKind } from './kind.js';
import { given, qualified, textOf, withoutDefaults } from './partName.js';
import { holderOf } from './typeHolders.js';

const row = z.object({
  oid,
  schema: text,
  name: text,
  owner: text,
  provider: text,
  locale: optionalText,
  collate: optionalText,
  ctype: optionalText,
  is_deterministic: flag,
  rules: optionalText,
});

const providers: Readonly<Record<string, string>> = { c: 'libc', i: 'icu', b: 'builtin', d: 'default' };

/** The locale of ICU and builtin collations: in a column of its own since 15, which was renamed in 17. */
function localeColumn(version: number): string {
  if (version >= 170000) return 'c.colllocale';
  return version >= 150000 ? 'c.colliculocale' : `case c.collprovider when 'i' then c.collcollate::text end`;
}

/** Collations of every provider. The version of the provider's own data is the server's, not the schema's. */
export const collationKind: PostgresKind = {
  name: 'collation',
  object: { name: 'collation', label: 'Collation', plural: 'Collations', order: 28, icon: 'case-sensitive' },
  rank: 28,
  row,
  query: (version) => `
    select c.oid, n.nspname as schema, c.collname as name,
      pg_catalog.pg_get_userbyid(c.collowner) as owner,
      c.collprovider as provider,
      ${localeColumn(version)} as locale,
      case c.collprovider when 'c' then c.collcollate::text end as collate,
      case c.collprovider when 'c' then c.collctype::text end as ctype,
      c.collisdeterministic as is_deterministic,
      ${version >= 160000 ? 'c.collicurules' : 'null::text'} as rules
    from pg_catalog.pg_collation as c
    join pg_catalog.pg_namespace as n on n.oid = c.collnamespace
    where ${isUserSchema()}
      and ${isNotOfExtension('pg_collation', 'c.oid')}
    order by n.nspname, c.collname`,
  read(rows, builder) {
    for (const collation of checkedRows('collation', row, rows)) {
      const { schema, name } = collation;
      const isOne = collation.collate !== null && collation.collate === collation.ctype;
      builder.add(
        {
          id: partId('collation', schema, name),
          kind: 'collation',
          path: [schema, name],
          attributes: withoutDefaults({
            provider: { value: providers[collation.provider] ?? collation.provider },
            locale: given(isOne ? collation.collate : collation.locale),
            lc_collate: isOne ? undefined : given(collation.collate),
            lc_ctype: isOne ? undefined : given(collation.ctype),
            deterministic: collation.is_deterministic ? undefined : { value: 'false' },
            rules: given(collation.rules),
            owner: { value: collation.owner, rule: 'owners' },
          }),
          occupies: [`collation:${schema}.${name}`],
        },
        { catalog: 'pg_collation', oid: collation.oid },
      );
    }
  },
  address: (part) => `COLLATION ${qualified(part)}`,
  describe: (part) => `collation ${qualified(part)}`,
  create: (part) => [statement(definitionOf(part))],
  drop: (part) => [
    statement(`DROP COLLATION ${qualified(part)}`, risk('drop', `drops collation ${qualified(part)}`)),
  ],
  alter,
};

function definitionOf(part: Part): string {
  const options = [
    `provider = ${textOf(part, 'provider') ?? ''}`,
    ...['locale', 'lc_collate', 'lc_ctype', 'rules'].flatMap((option) => {
      const value = textOf(part, option);
      return value === undefined ? [] : [`${option} = ${quoteLiteral(value)}`];
    }),
    ...(textOf(part, 'deterministic') === undefined ? [] : ['deterministic = false']),
  ];
  return `CREATE COLLATION ${qualified(part)} (${options.join(', ')})`;
}

/** A collation has no ALTER but for its name, schema and owner. What only reads with it is made again around it. */
function alter(target: Part, _source: Part, _changes: unknown, context: ScriptContext): Alteration {
  const holder = holderOf(target.id, context);
  if (holder !== undefined) {
    return {
      how: 'unsupported',
      reason: `${qualified(holder)} is collated by it, and a collation can only be changed by making another`,
    };
  }
  return { how: 'replace', reason: 'a collation has no ALTER for what it sorts by' };
}
