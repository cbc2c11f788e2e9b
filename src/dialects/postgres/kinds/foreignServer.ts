import * as z from 'zod';
import type { Alteration, AttributeChange } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import { quoteIdentifier, quoteLiteral } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { checkedRows, oid, optionalText, text } from '../introspection/rows.js';
import { isNotOfExtension } from '../introspection/scope.js';
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
  wrapper: text,
  type: optionalText,
  version: optionalText,
  ...foreignOptionsShape,
});

/** Foreign servers: of the whole database, in no schema. */
export const foreignServerKind: PostgresKind = {
  name: 'foreign-server',
  object: {
    name: 'foreign-server',
    label: 'Foreign server',
    plural: 'Foreign servers',
    order: 24,
    icon: 'server',
  },
  rank: 62,
  row,
  query: () => `
    select s.oid, s.srvname as name, pg_catalog.pg_get_userbyid(s.srvowner) as owner, w.fdwname as wrapper,
      s.srvtype as type, s.srvversion as version,
      ${foreignOptionsColumns('s.srvoptions')}
    from pg_catalog.pg_foreign_server as s
    join pg_catalog.pg_foreign_data_wrapper as w on w.oid = s.srvfdw
    where ${isNotOfExtension('pg_foreign_server', 's.oid')}
    order by s.srvname`,
  read(rows, builder) {
    for (const server of checkedRows('foreign server', row, rows)) {
      const { name, type, version } = server;
      const part = {
        id: partId('foreign-server', name),
        kind: 'foreign-server',
        path: [name],
        attributes: withoutDefaults({
          wrapper: { value: server.wrapper },
          type: type === null ? undefined : { value: type },
          version: version === null ? undefined : { value: version },
          ...foreignOptionsAttributes(server),
          owner: { value: server.owner, rule: 'owners' },
        }),
      };
      builder.add(part, { catalog: 'pg_foreign_server', oid: server.oid });
      keepSecrets(server, part, `foreign server ${quoteIdentifier(name)}`, builder);
    }
  },
  address: (part) => `SERVER ${quotedName(part)}`,
  describe: (part) => `foreign server ${quotedName(part)}`,
  create: (part) => {
    const clauses = ['type', 'version'].flatMap((name) => {
      const value = textOf(part, name);
      return value === undefined ? [] : [` ${name.toUpperCase()} ${quoteLiteral(value)}`];
    });
    const wrapper = quoteIdentifier(textOf(part, 'wrapper') ?? '');
    return [
      statement(
        `CREATE SERVER ${quotedName(part)}${clauses.join('')} FOREIGN DATA WRAPPER ${wrapper}${optionsClause(part)}`,
      ),
    ];
  },
  drop: (part) => [
    statement(`DROP SERVER ${quotedName(part)}`, risk('drop', `drops foreign server ${quotedName(part)}`)),
  ],
  alter,
};

function alter(target: Part, source: Part, changes: readonly AttributeChange[]): Alteration {
  const changed = changes.map(({ attribute }) => attribute);
  if (changed.includes('wrapper') || changed.includes('type')) {
    return { how: 'replace', reason: `the wrapper or type of foreign server ${quotedName(target)} changes` };
  }
  const reason = missingSecret(target, source, changes);
  if (reason !== undefined) return { how: 'unsupported', reason, independent: true };
  const version = textOf(source, 'version');
  const clauses = [
    ...(changed.includes('version')
      ? [` VERSION ${version === undefined ? 'NULL' : quoteLiteral(version)}`]
      : []),
    optionsAlteration(target, source),
  ].join('');
  return {
    how: 'in-place',
    statements: [statement(`ALTER SERVER ${quotedName(target)}${clauses}`, ...secretRisks(target, source))],
  };
}
