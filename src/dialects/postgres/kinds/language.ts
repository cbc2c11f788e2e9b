import * as z from 'zod';
import type { Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import { risk, statement } from '../generator/statement.js';
import { checkedRows, flag, oid, optionalText, text } from '../introspection/rows.js';
import { isNotOfExtension } from '../introspection/scope.js';
import { functionName } from './catalogNames.js';
import type { PostgresKind } from './kind.js';
import { flagged, given, isSet, quotedName, textOf, withoutDefaults } from './partName.js';

const row = z.object({
  oid,
  name: text,
  owner: text,
  is_trusted: flag,
  handler: optionalText,
  inline: optionalText,
  validator: optionalText,
});

/** Languages that were made by CREATE LANGUAGE with a handler; the others are members of extensions. In no schema. */
export const languageKind: PostgresKind = {
  name: 'language',
  object: { name: 'language', label: 'Language', plural: 'Languages', order: 22, icon: 'code' },
  rank: 22,
  row,
  query: () => `
    select l.oid, l.lanname as name, pg_catalog.pg_get_userbyid(l.lanowner) as owner, l.lanpltrusted as is_trusted,
      ${functionName('l.lanplcallfoid')} as handler,
      ${functionName('l.laninline')} as inline,
      ${functionName('l.lanvalidator')} as validator
    from pg_catalog.pg_language as l
    where l.lanispl and l.oid >= 16384
      and ${isNotOfExtension('pg_language', 'l.oid')}
    order by l.lanname`,
  read(rows, builder) {
    for (const language of checkedRows('language', row, rows)) {
      builder.add(
        {
          id: partId('language', language.name),
          kind: 'language',
          path: [language.name],
          attributes: withoutDefaults({
            trusted: flagged(language.is_trusted),
            handler: given(language.handler),
            inline: given(language.inline),
            validator: given(language.validator),
            owner: { value: language.owner, rule: 'owners' },
          }),
        },
        { catalog: 'pg_language', oid: language.oid },
      );
    }
  },
  address: (part) => `LANGUAGE ${quotedName(part)}`,
  describe: (part) => `language ${quotedName(part)}`,
  create: (part) => [statement(`CREATE ${definitionOf(part)}`)],
  drop: (part) => [
    statement(`DROP LANGUAGE ${quotedName(part)}`, risk('drop', `drops language ${quotedName(part)}`)),
  ],
  alter: (_target, source) => ({
    how: 'in-place',
    statements: [statement(`CREATE OR REPLACE ${definitionOf(source)}`)],
  }),
};

function definitionOf(part: Part): string {
  const clauses = ['handler', 'inline', 'validator'].flatMap((clause) => {
    const value = textOf(part, clause);
    return value === undefined ? [] : [`${clause.toUpperCase()} ${value}`];
  });
  return [`${isSet(part, 'trusted') ? 'TRUSTED ' : ''}LANGUAGE ${quotedName(part)}`, ...clauses].join(' ');
}
