import * as z from 'zod';
import type { Alteration, AttributeChange } from '../../../core/dialect/scriptGenerator.js';
import type { Attribute, Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import { quoteIdentifier } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { checkedRows, oid, text, texts } from '../introspection/rows.js';
import { isNotOfExtension, isUserSchema } from '../introspection/scope.js';
import { nameIn } from './catalogNames.js';
import type { PostgresKind } from './kind.js';
import { listOf, qualified, textOf, withoutDefaults } from './partName.js';

const row = z.object({ oid, schema: text, name: text, owner: text, parser: text, mappings: texts });

/** Before the name of a token type: each mapping is an attribute. */
const mappingPrefix = 'mapping for ';

/** Text search configurations: a parser, and the dictionaries that look up each of its token types, in their order. */
export const textSearchConfigurationKind: PostgresKind = {
  name: 'text-search-configuration',
  object: {
    name: 'text-search-configuration',
    label: 'Text search configuration',
    plural: 'Text search configurations',
    order: 44,
    icon: 'search',
  },
  rank: 44,
  row,
  query: () => `
    select c.oid, n.nspname as schema, c.cfgname as name, pg_catalog.pg_get_userbyid(c.cfgowner) as owner,
      ${nameIn('pg_ts_parser', 'prsname', 'prsnamespace', 'c.cfgparser')} as parser,
      array(
        -- the names of token types are the parser's own
        select token.alias || E'\\n' || ${nameIn('pg_ts_dict', 'dictname', 'dictnamespace', 'm.mapdict')}
        from pg_catalog.pg_ts_config_map as m
        join pg_catalog.ts_token_type(c.cfgparser) as token on token.tokid = m.maptokentype
        where m.mapcfg = c.oid
        order by token.alias, m.mapseqno) as mappings
    from pg_catalog.pg_ts_config as c
    join pg_catalog.pg_namespace as n on n.oid = c.cfgnamespace
    where ${isUserSchema()}
      and ${isNotOfExtension('pg_ts_config', 'c.oid')}
    order by n.nspname, c.cfgname`,
  read(rows, builder) {
    for (const configuration of checkedRows('text search configuration', row, rows)) {
      const { schema, name } = configuration;
      builder.add(
        {
          id: partId('text-search-configuration', schema, name),
          kind: 'text-search-configuration',
          path: [schema, name],
          attributes: withoutDefaults({
            parser: { value: configuration.parser },
            ...mappingsOf(configuration.mappings),
            owner: { value: configuration.owner, rule: 'owners' },
          }),
          occupies: [`text-search-configuration:${schema}.${name}`],
        },
        { catalog: 'pg_ts_config', oid: configuration.oid },
      );
    }
  },
  address: (part) => `TEXT SEARCH CONFIGURATION ${qualified(part)}`,
  describe: (part) => `text search configuration ${qualified(part)}`,
  create: (part) => [
    statement(
      `CREATE TEXT SEARCH CONFIGURATION ${qualified(part)} (PARSER = ${textOf(part, 'parser') ?? ''})`,
    ),
    ...Object.keys(part.attributes)
      .filter((attribute) => attribute.startsWith(mappingPrefix))
      .map((attribute) => statement(mapping('ADD', part, attribute))),
  ],
  drop: (part) => [
    statement(
      `DROP TEXT SEARCH CONFIGURATION ${qualified(part)}`,
      risk('drop', `drops text search configuration ${qualified(part)}`),
    ),
  ],
  alter,
};

/** An attribute for each token type, from lines of its name and a dictionary's. */
function mappingsOf(lines: readonly string[]): Readonly<Record<string, Attribute>> {
  const mappings = new Map<string, string[]>();
  for (const line of lines) {
    const at = line.indexOf('\n');
    const attribute = `${mappingPrefix}${line.slice(0, at)}`;
    const dictionaries = mappings.get(attribute);
    if (dictionaries === undefined) mappings.set(attribute, [line.slice(at + 1)]);
    else dictionaries.push(line.slice(at + 1));
  }
  return Object.fromEntries([...mappings].map(([attribute, value]) => [attribute, { value }]));
}

function mapping(action: 'ADD' | 'ALTER', part: Part, attribute: string): string {
  const dictionaries = listOf(part, attribute).join(', ');
  return `ALTER TEXT SEARCH CONFIGURATION ${qualified(part)} ${action} MAPPING FOR ${tokenOf(attribute)} WITH ${dictionaries}`;
}

function tokenOf(attribute: string): string {
  return quoteIdentifier(attribute.slice(mappingPrefix.length));
}

function alter(target: Part, source: Part, changes: readonly AttributeChange[]): Alteration {
  const name = qualified(target);
  if (changes.some((change) => change.attribute === 'parser')) {
    return { how: 'replace', reason: `the parser of text search configuration ${name} cannot change` };
  }
  return {
    how: 'in-place',
    statements: changes.map((change) => {
      const { attribute } = change;
      if (change.source !== undefined) {
        return statement(mapping(change.target === undefined ? 'ADD' : 'ALTER', source, attribute));
      }
      return statement(`ALTER TEXT SEARCH CONFIGURATION ${name} DROP MAPPING FOR ${tokenOf(attribute)}`);
    }),
  };
}
