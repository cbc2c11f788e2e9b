import * as z from 'zod';
import type { Alteration, AttributeChange } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import { quoteIdentifier } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { checkedRows, flag, oid, text } from '../introspection/rows.js';
import {
  foreignOptionsAttributes,
  foreignOptionsColumns,
  foreignOptionsShape,
  keepHiddenOptions,
  keepSecrets,
  missingSecret,
  optionsAlteration,
  optionsClause,
  secretRisks,
} from './foreignOptions.js';
import type { PostgresKind } from './kind.js';
import { nameOf, withoutDefaults } from './partName.js';

const row = z.object({ oid, server: text, user: text, is_visible: flag, ...foreignOptionsShape });

/**
 * User mappings of foreign servers, by server and user. What holds a secret is compared by its name alone, and what a
 * login may not see is left.
 */
export const userMappingKind: PostgresKind = {
  name: 'user-mapping',
  object: {
    name: 'user-mapping',
    label: 'User mapping',
    plural: 'User mappings',
    order: 26,
    icon: 'account',
  },
  rank: 64,
  row,
  // pg_user_mapping is for superusers, this view of it for everybody; is_visible repeats when it shows the options.
  query: () => `
    select m.umid as oid, m.srvname as server, m.usename as user,
      coalesce((select r.rolsuper from pg_catalog.pg_roles as r where r.rolname = current_user), false)
      or case m.umuser
        when 0 then pg_catalog.pg_has_role(s.srvowner, 'USAGE')
        else m.usename = current_user
          and (pg_catalog.pg_has_role(s.srvowner, 'USAGE') or pg_catalog.has_server_privilege(s.oid, 'USAGE'))
      end as is_visible,
      ${foreignOptionsColumns('m.umoptions')}
    from pg_catalog.pg_user_mappings as m
    join pg_catalog.pg_foreign_server as s on s.oid = m.srvid
    order by m.srvname, m.usename`,
  read(rows, builder) {
    for (const mapping of checkedRows('user mapping', row, rows)) {
      const { server, user } = mapping;
      const part = {
        id: partId('user-mapping', server, user),
        kind: 'user-mapping',
        path: [server, user],
        attributes: withoutDefaults(
          mapping.is_visible ? foreignOptionsAttributes(mapping) : { options: { value: notVisible } },
        ),
        rule: 'user-mappings',
      };
      builder.add(part, { catalog: 'pg_user_mapping', oid: mapping.oid });
      const described = `user mapping for ${nameOfUser(user)} on ${quoteIdentifier(server)}`;
      if (mapping.is_visible) keepSecrets(mapping, part, described, builder);
      else keepHiddenOptions(part, described, builder);
    }
  },
  describe: (part) => `user mapping for ${addressOf(part)}`,
  create: (part) => [statement(`CREATE USER MAPPING FOR ${addressOf(part)}${clauseOf(part)}`)],
  drop: (part) => [
    statement(
      `DROP USER MAPPING FOR ${addressOf(part)}`,
      risk('drop', `drops the user mapping for ${addressOf(part)}`),
    ),
  ],
  alter,
};

const notVisible = 'not visible to this login';

function isHidden(part: Part): boolean {
  return part.attributes['options']?.value === notVisible;
}

/** No role can be called public. */
function nameOfUser(user: string): string {
  return user === 'public' ? 'PUBLIC' : quoteIdentifier(user);
}

/** `bob SERVER files`. */
function addressOf(part: Part): string {
  return `${nameOfUser(nameOf(part))} SERVER ${quoteIdentifier(part.path[0] ?? '')}`;
}

function clauseOf(part: Part): string {
  return isHidden(part) ? ` /* and options that are ${notVisible} */` : optionsClause(part);
}

function alter(target: Part, source: Part, changes: readonly AttributeChange[]): Alteration {
  if (isHidden(target) || isHidden(source)) {
    const side = isHidden(target) ? 'target' : 'source';
    return {
      how: 'unsupported',
      reason: `the login on the ${side} may not see the options of ${addressOf(target)}`,
    };
  }
  const reason = missingSecret(target, source, changes);
  if (reason !== undefined) return { how: 'unsupported', reason };
  return {
    how: 'in-place',
    statements: [
      statement(
        `ALTER USER MAPPING FOR ${addressOf(target)}${optionsAlteration(target, source)}`,
        ...secretRisks(target, source),
      ),
    ],
  };
}
