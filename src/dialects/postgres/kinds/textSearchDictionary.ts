import * as z from 'zod';
import type { Alteration, AttributeChange } from '../../../core/dialect/scriptGenerator.js';
import { DbvcError } from '../../../core/errors.js';
import type { Attribute, Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import { risk, statement } from '../generator/statement.js';
import { checkedRows, oid, optionalText, text } from '../introspection/rows.js';
import { isNotOfExtension, isUserSchema } from '../introspection/scope.js';
import { nameIn } from './catalogNames.js';
import type { PostgresKind } from './kind.js';
import { qualified, textOf, withoutDefaults } from './partName.js';

const row = z.object({ oid, schema: text, name: text, owner: text, template: text, options: optionalText });

/** Before the name of an option, so that none is taken for another attribute. */
const optionPrefix = 'option ';

/** Text search dictionaries: a template and its options, each an attribute of its own. */
export const textSearchDictionaryKind: PostgresKind = {
  name: 'text-search-dictionary',
  object: {
    name: 'text-search-dictionary',
    label: 'Text search dictionary',
    plural: 'Text search dictionaries',
    order: 42,
    icon: 'book',
  },
  rank: 42,
  row,
  query: () => `
    select d.oid, n.nspname as schema, d.dictname as name, pg_catalog.pg_get_userbyid(d.dictowner) as owner,
      ${nameIn('pg_ts_template', 'tmplname', 'tmplnamespace', 'd.dicttemplate')} as template,
      d.dictinitoption as options
    from pg_catalog.pg_ts_dict as d
    join pg_catalog.pg_namespace as n on n.oid = d.dictnamespace
    where ${isUserSchema()}
      and ${isNotOfExtension('pg_ts_dict', 'd.oid')}
    order by n.nspname, d.dictname`,
  read(rows, builder) {
    for (const dictionary of checkedRows('text search dictionary', row, rows)) {
      const { schema, name } = dictionary;
      builder.add(
        {
          id: partId('text-search-dictionary', schema, name),
          kind: 'text-search-dictionary',
          path: [schema, name],
          attributes: withoutDefaults({
            template: { value: dictionary.template },
            ...optionsOf(dictionary.options ?? ''),
            owner: { value: dictionary.owner, rule: 'owners' },
          }),
          occupies: [`text-search-dictionary:${schema}.${name}`],
        },
        { catalog: 'pg_ts_dict', oid: dictionary.oid },
      );
    }
  },
  address: (part) => `TEXT SEARCH DICTIONARY ${qualified(part)}`,
  describe: (part) => `text search dictionary ${qualified(part)}`,
  create: (part) => {
    const lines = [`TEMPLATE = ${textOf(part, 'template') ?? ''}`, ...assignments(part)];
    return [statement(`CREATE TEXT SEARCH DICTIONARY ${qualified(part)} (\n    ${lines.join(',\n    ')}\n)`)];
  },
  drop: (part) => [
    statement(
      `DROP TEXT SEARCH DICTIONARY ${qualified(part)}`,
      risk('drop', `drops text search dictionary ${qualified(part)}`),
    ),
  ],
  alter,
};

/**
 * The options as the server keeps them (serialize_deflist in tsearchcmds.c): `a = 'x', "B" = E'\\y', c = 3`. Names and
 * values stay quoted, as statements take them.
 */
function optionsOf(text: string): Readonly<Record<string, Attribute>> {
  const option = /("(?:[^"]|"")+"|[^\s"=]+) = (E?'(?:[^'\\]|''|\\.)*'|[^\s,']+)(?:, |$)/gsy;
  const options: Record<string, Attribute> = {};
  while (option.lastIndex < text.length) {
    const [, name, value] = option.exec(text) ?? [];
    if (name === undefined || value === undefined) {
      throw new DbvcError('internal', 'The server describes options of a dictionary in an unexpected way.', {
        lines: [text],
      });
    }
    options[`${optionPrefix}${name}`] = { value };
  }
  return options;
}

function assignments(part: Part): readonly string[] {
  return Object.keys(part.attributes)
    .filter((attribute) => attribute.startsWith(optionPrefix))
    .map((attribute) => `${attribute.slice(optionPrefix.length)} = ${textOf(part, attribute) ?? ''}`);
}

/** Options change in place. All of them are said, because those that are said are kept in that order. */
function alter(target: Part, source: Part, changes: readonly AttributeChange[]): Alteration {
  if (changes.some((change) => change.attribute === 'template')) {
    return {
      how: 'replace',
      reason: `the template of text search dictionary ${qualified(target)} cannot change`,
    };
  }
  const removed = changes.flatMap((change) =>
    change.source === undefined ? [change.attribute.slice(optionPrefix.length)] : [],
  );
  const options = [...removed, ...assignments(source)].join(', ');
  return {
    how: 'in-place',
    statements: [statement(`ALTER TEXT SEARCH DICTIONARY ${qualified(target)} (${options})`)],
  };
}
