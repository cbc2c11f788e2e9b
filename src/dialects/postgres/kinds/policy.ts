import * as z from 'zod';
import type { Alteration, AttributeChange } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import { quoteIdentifier } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { checkedRows, flag, oid, optionalText, text, texts } from '../introspection/rows.js';
import { mayBeTable } from '../introspection/scope.js';
import type { PostgresKind } from './kind.js';
import { isSet, listOf, quotedName, relationOf, textOf, withoutDefaults } from './partName.js';

const row = z.object({
  oid,
  relation: oid,
  name: text,
  command: text,
  is_permissive: flag,
  is_for_public: flag,
  roles: texts,
  using: optionalText,
  check: optionalText,
});

const commands: Readonly<Record<string, string>> = {
  '*': 'ALL',
  r: 'SELECT',
  a: 'INSERT',
  w: 'UPDATE',
  d: 'DELETE',
};

/** Row security policies of tables. */
export const policyKind: PostgresKind = {
  name: 'policy',
  rank: 220,
  row,
  query: () => `
    select p.oid, p.polrelid as relation, p.polname as name, p.polcmd as command,
      p.polpermissive as is_permissive,
      -- PUBLIC is kept as the oid 0
      p.polroles @> '{0}'::oid[] as is_for_public,
      array(
        select r.rolname::text
        from pg_catalog.pg_roles as r
        where r.oid = any (p.polroles)
        order by r.rolname
      ) as roles,
      pg_catalog.pg_get_expr(p.polqual, p.polrelid) as using,
      pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid) as check
    from pg_catalog.pg_policy as p
    join pg_catalog.pg_class as c on c.oid = p.polrelid
    where ${mayBeTable()}
    order by p.polrelid, p.polname`,
  read(rows, builder) {
    for (const policy of checkedRows('policy', row, rows)) {
      const table = builder.relation(policy.relation, 'table');
      if (table === undefined) continue;
      const path = [...table.path, policy.name];
      builder.add(
        {
          id: partId('policy', ...path),
          kind: 'policy',
          objectId: table.id,
          parent: table.id,
          path,
          attributes: withoutDefaults({
            command: { value: commands[policy.command] ?? policy.command },
            restrictive: policy.is_permissive ? undefined : { value: true },
            roles: policy.is_for_public ? undefined : { value: policy.roles },
            using: policy.using === null ? undefined : builder.text(policy.using),
            'with check': policy.check === null ? undefined : builder.text(policy.check),
          }),
        },
        { catalog: 'pg_policy', oid: policy.oid },
      );
    }
  },
  address: (part) => `POLICY ${quotedName(part)} ON ${relationOf(part)}`,
  describe: (part) => `policy ${quotedName(part)} on ${relationOf(part)}`,
  create: (part) => [
    statement(
      [
        `CREATE POLICY ${quotedName(part)} ON ${relationOf(part)}`,
        ...(isSet(part, 'restrictive') ? ['AS RESTRICTIVE'] : []),
        ...(textOf(part, 'command') === 'ALL' ? [] : [`FOR ${textOf(part, 'command') ?? ''}`]),
        ...(listOf(part, 'roles').length === 0 ? [] : [`TO ${roles(part)}`]),
        ...expressions(part),
      ].join(' '),
    ),
  ],
  drop: (part) => [
    statement(
      `DROP POLICY ${quotedName(part)} ON ${relationOf(part)}`,
      risk('drop', `drops policy ${quotedName(part)} on ${relationOf(part)}`),
    ),
  ],
  alter,
};

function roles(part: Part): string {
  const names = listOf(part, 'roles');
  return names.length === 0 ? 'PUBLIC' : names.map(quoteIdentifier).join(', ');
}

function expressions(part: Part): readonly string[] {
  const using = textOf(part, 'using');
  const check = textOf(part, 'with check');
  return [
    ...(using === undefined ? [] : [`USING (${using})`]),
    ...(check === undefined ? [] : [`WITH CHECK (${check})`]),
  ];
}

function alter(target: Part, source: Part, changes: readonly AttributeChange[]): Alteration {
  const changed = new Set(changes.map((change) => change.attribute));
  const name = `policy ${quotedName(target)} on ${relationOf(target)}`;
  if (changed.has('command') || changed.has('restrictive')) {
    return { how: 'replace', reason: `${name} is for other commands, or combined in another way` };
  }
  // ALTER POLICY can replace an expression but not take it away.
  const isRemoved = changes.some((change) => change.attribute !== 'roles' && change.source === undefined);
  if (isRemoved) return { how: 'replace', reason: `${name} loses an expression` };
  return {
    how: 'in-place',
    statements: [
      statement(
        [
          `ALTER POLICY ${quotedName(target)} ON ${relationOf(target)}`,
          ...(changed.has('roles') ? [`TO ${roles(source)}`] : []),
          ...expressions(source),
        ].join(' '),
      ),
    ],
  };
}
