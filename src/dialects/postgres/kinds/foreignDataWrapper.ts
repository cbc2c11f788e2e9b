import * as z from 'zod';
import type { Alteration, AttributeChange } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import { quoteIdentifier } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { checkedRows, oid, optionalText, text } from '../introspection/rows.js';
import { isNotOfExtension } from '../introspection/scope.js';
import { functionName } from './catalogNames.js';
import {
  foreignOptionsAttributes,
  foreignOptionsColumns,
  foreignOptionsShape,
  keepSecrets,
  missingSecret,
  optionsAlteration,
  optionsClause,
  secretRisks,
} from './foreignOptions.js';
import type { PostgresKind } from './kind.js';
import { quotedName, textOf, withoutDefaults } from './partName.js';

const row = z.object({
  oid,
  name: text,
  owner: text,
  handler: optionalText,
  validator: optionalText,
  ...foreignOptionsShape,
});

/** Foreign-data wrappers that no extension brought along: of the whole database, in no schema. */
export const foreignDataWrapperKind: PostgresKind = {
  name: 'foreign-data-wrapper',
  object: {
    name: 'foreign-data-wrapper',
    label: 'Foreign-data wrapper',
    plural: 'Foreign-data wrappers',
    order: 22,
    icon: 'plug',
  },
  rank: 60,
  row,
  query: () => `
    select w.oid, w.fdwname as name, pg_catalog.pg_get_userbyid(w.fdwowner) as owner,
      ${functionName('w.fdwhandler')} as handler,
      ${functionName('w.fdwvalidator')} as validator,
      ${foreignOptionsColumns('w.fdwoptions')}
    from pg_catalog.pg_foreign_data_wrapper as w
    where ${isNotOfExtension('pg_foreign_data_wrapper', 'w.oid')}
    order by w.fdwname`,
  read(rows, builder) {
    for (const wrapper of checkedRows('foreign-data wrapper', row, rows)) {
      const { name, handler, validator } = wrapper;
      const part = {
        id: partId('foreign-data-wrapper', name),
        kind: 'foreign-data-wrapper',
        path: [name],
        attributes: withoutDefaults({
          handler: handler === null ? undefined : { value: handler },
          validator: validator === null ? undefined : { value: validator },
          ...foreignOptionsAttributes(wrapper),
          owner: { value: wrapper.owner, rule: 'owners' },
        }),
      };
      builder.add(part, { catalog: 'pg_foreign_data_wrapper', oid: wrapper.oid });
      keepSecrets(wrapper, part, `foreign-data wrapper ${quoteIdentifier(name)}`, builder);
    }
  },
  address: (part) => `FOREIGN DATA WRAPPER ${quotedName(part)}`,
  describe: (part) => `foreign-data wrapper ${quotedName(part)}`,
  create: (part) => {
    const functions = ['handler', 'validator'].flatMap((name) => {
      const called = textOf(part, name);
      return called === undefined ? [] : [` ${name.toUpperCase()} ${called}`];
    });
    return [
      statement(`CREATE FOREIGN DATA WRAPPER ${quotedName(part)}${functions.join('')}${optionsClause(part)}`),
    ];
  },
  drop: (part) => [
    statement(
      `DROP FOREIGN DATA WRAPPER ${quotedName(part)}`,
      risk('drop', `drops foreign-data wrapper ${quotedName(part)}`),
    ),
  ],
  alter,
};

function alter(target: Part, source: Part, changes: readonly AttributeChange[]): Alteration {
  const reason = missingSecret(target, source, changes);
  if (reason !== undefined) return { how: 'unsupported', reason, independent: true };
  const functions = ['handler', 'validator'].flatMap((name) => {
    if (!changes.some(({ attribute }) => attribute === name)) return [];
    const called = textOf(source, name);
    return [called === undefined ? ` NO ${name.toUpperCase()}` : ` ${name.toUpperCase()} ${called}`];
  });
  const clauses = `${functions.join('')}${optionsAlteration(target, source)}`;
  return {
    how: 'in-place',
    statements: [
      statement(`ALTER FOREIGN DATA WRAPPER ${quotedName(target)}${clauses}`, ...secretRisks(target, source)),
    ],
  };
}
