import * as z from 'zod';
import { partId } from '../../../core/model/partId.js';
import { risk, statement } from '../generator/statement.js';
import { checkedRows, oid, optionalText, text } from '../introspection/rows.js';
import { isNotOfExtension, isUserSchema } from '../introspection/scope.js';
import { functionName } from './catalogNames.js';
import type { PostgresKind } from './kind.js';
import { given, qualified, textOf, withoutDefaults } from './partName.js';

const row = z.object({ oid, schema: text, name: text, init: optionalText, lexize: text });

/** Text search templates: the functions behind dictionaries. They have no owner, and no ALTER but for their name. */
export const textSearchTemplateKind: PostgresKind = {
  name: 'text-search-template',
  object: {
    name: 'text-search-template',
    label: 'Text search template',
    plural: 'Text search templates',
    order: 40,
    icon: 'symbol-snippet',
  },
  rank: 40,
  row,
  query: () => `
    select t.oid, n.nspname as schema, t.tmplname as name,
      ${functionName('t.tmplinit')} as init,
      ${functionName('t.tmpllexize')} as lexize
    from pg_catalog.pg_ts_template as t
    join pg_catalog.pg_namespace as n on n.oid = t.tmplnamespace
    where ${isUserSchema()}
      and ${isNotOfExtension('pg_ts_template', 't.oid')}
    order by n.nspname, t.tmplname`,
  read(rows, builder) {
    for (const template of checkedRows('text search template', row, rows)) {
      const { schema, name } = template;
      builder.add(
        {
          id: partId('text-search-template', schema, name),
          kind: 'text-search-template',
          path: [schema, name],
          attributes: withoutDefaults({ init: given(template.init), lexize: { value: template.lexize } }),
          occupies: [`text-search-template:${schema}.${name}`],
        },
        { catalog: 'pg_ts_template', oid: template.oid },
      );
    }
  },
  address: (part) => `TEXT SEARCH TEMPLATE ${qualified(part)}`,
  describe: (part) => `text search template ${qualified(part)}`,
  create: (part) => {
    const init = textOf(part, 'init');
    const options = [
      ...(init === undefined ? [] : [`INIT = ${init}`]),
      `LEXIZE = ${textOf(part, 'lexize') ?? ''}`,
    ];
    return [statement(`CREATE TEXT SEARCH TEMPLATE ${qualified(part)} (${options.join(', ')})`)];
  },
  drop: (part) => [
    statement(
      `DROP TEXT SEARCH TEMPLATE ${qualified(part)}`,
      risk('drop', `drops text search template ${qualified(part)}`),
    ),
  ],
  alter: (target) => ({
    how: 'replace',
    reason: `the functions of text search template ${qualified(target)} cannot change`,
  }),
};
