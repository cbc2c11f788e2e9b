import * as z from 'zod';
import { partId } from '../../../core/model/partId.js';
import { risk, statement } from '../generator/statement.js';
import { checkedRows, oid, optionalText, text } from '../introspection/rows.js';
import { isNotOfExtension, isUserSchema } from '../introspection/scope.js';
import { functionName } from './catalogNames.js';
import type { PostgresKind } from './kind.js';
import { given, qualified, textOf, withoutDefaults } from './partName.js';

const row = z.object({
  oid,
  schema: text,
  name: text,
  start: text,
  gettoken: text,
  end: text,
  headline: optionalText,
  lextypes: text,
});

/** The functions of a parser as CREATE TEXT SEARCH PARSER names them; each attribute's name is the option's. */
const options: readonly string[] = ['start', 'gettoken', 'end', 'headline', 'lextypes'];

/** Text search parsers. They have no owner, and no ALTER but for their name. */
export const textSearchParserKind: PostgresKind = {
  name: 'text-search-parser',
  object: {
    name: 'text-search-parser',
    label: 'Text search parser',
    plural: 'Text search parsers',
    order: 41,
    icon: 'regex',
  },
  rank: 41,
  row,
  query: () => `
    select p.oid, n.nspname as schema, p.prsname as name,
      ${functionName('p.prsstart')} as start,
      ${functionName('p.prstoken')} as gettoken,
      ${functionName('p.prsend')} as "end",
      ${functionName('p.prsheadline')} as headline,
      ${functionName('p.prslextype')} as lextypes
    from pg_catalog.pg_ts_parser as p
    join pg_catalog.pg_namespace as n on n.oid = p.prsnamespace
    where ${isUserSchema()}
      and ${isNotOfExtension('pg_ts_parser', 'p.oid')}
    order by n.nspname, p.prsname`,
  read(rows, builder) {
    for (const parser of checkedRows('text search parser', row, rows)) {
      const { schema, name } = parser;
      builder.add(
        {
          id: partId('text-search-parser', schema, name),
          kind: 'text-search-parser',
          path: [schema, name],
          attributes: withoutDefaults({
            start: { value: parser.start },
            gettoken: { value: parser.gettoken },
            end: { value: parser.end },
            headline: given(parser.headline),
            lextypes: { value: parser.lextypes },
          }),
          occupies: [`text-search-parser:${schema}.${name}`],
        },
        { catalog: 'pg_ts_parser', oid: parser.oid },
      );
    }
  },
  address: (part) => `TEXT SEARCH PARSER ${qualified(part)}`,
  describe: (part) => `text search parser ${qualified(part)}`,
  create: (part) => {
    const lines = options.flatMap((option) => {
      const value = textOf(part, option);
      return value === undefined ? [] : [`${option.toUpperCase()} = ${value}`];
    });
    return [statement(`CREATE TEXT SEARCH PARSER ${qualified(part)} (\n    ${lines.join(',\n    ')}\n)`)];
  },
  drop: (part) => [
    statement(
      `DROP TEXT SEARCH PARSER ${qualified(part)}`,
      risk('drop', `drops text search parser ${qualified(part)}`),
    ),
  ],
  alter: (target) => ({
    how: 'replace',
    reason: `the functions of text search parser ${qualified(target)} cannot change`,
  }),
};
