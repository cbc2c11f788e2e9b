import type { Alteration, AttributeChange } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import type { PartId } from '../../../core/model/partId.js';
import { quoteIdentifier } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import type { CatalogBuilder } from '../introspection/catalogBuilder.js';
import type { SystemCatalog } from '../introspection/systemCatalog.js';
import type { SystemRow } from '../introspection/systemViews.js';
import type { MssqlKind } from './kind.js';
import { quotedName, textOf, withoutDefaults } from './partName.js';

type PrincipalRow = SystemRow<'database_principals'>;

/** The principals that every database has. */
export const builtInPrincipals: ReadonlySet<string> = new Set([
  'public',
  'dbo',
  'guest',
  'sys',
  'INFORMATION_SCHEMA',
]);

const userTypes: ReadonlySet<string> = new Set(['S', 'U', 'G', 'E', 'X']);

/** The id of a role or user, whichever it is; undefined for what every database has and what is not compared. */
export function principalId(row: PrincipalRow | undefined, builder: CatalogBuilder): PartId | undefined {
  if (row === undefined) return undefined;
  const part = builder.part(builder.id('role', row.name)) ?? builder.part(builder.id('user', row.name));
  return part?.id;
}

/** Whether change data capture made a schema or user, as it does in every database that it watches, where none may be before. */
export function isOfDataCapture(name: string, system: SystemCatalog): boolean {
  return name === 'cdc' && system.databases[0]?.is_cdc_enabled === true;
}

function owns(row: PrincipalRow): boolean {
  return !row.is_fixed_role && !builtInPrincipals.has(row.name) && !row.name.startsWith('##');
}

/** Roles of the database. They are compared, like all that says who may do what, where `privileges` is not ignored. */
export const roleKind: MssqlKind = {
  name: 'role',
  object: { name: 'role', label: 'Role', plural: 'Roles', order: 5, icon: 'organization' },
  rank: 5,
  read(system, builder) {
    const names = new Map(system.database_principals.map((one) => [one.principal_id, one.name]));
    for (const row of system.database_principals) {
      if (row.type.trim() !== 'R' || !owns(row)) continue;
      const owner = names.get(row.owning_principal_id ?? 1) ?? 'dbo';
      builder.add({
        id: builder.id('role', row.name),
        kind: 'role',
        path: [row.name],
        attributes: withoutDefaults({
          ...builder.spelling(row.name),
          owner: owner === 'dbo' ? undefined : { value: owner, rule: 'owners' },
        }),
        occupies: [builder.occupied('principal', row.name)],
        rule: 'privileges',
      });
    }
  },
  describe: (part) => `role ${quotedName(part)}`,
  create: (part, _inline, context) => {
    const owner = context.hides('owners') ? undefined : textOf(part, 'owner');
    const authorization = owner === undefined ? '' : ` AUTHORIZATION ${quoteIdentifier(owner)}`;
    return [statement(`CREATE ROLE ${quotedName(part)}${authorization}`)];
  },
  drop: (part) => [
    statement(`DROP ROLE ${quotedName(part)}`, risk('drop', `drops role ${quotedName(part)}`)),
  ],
  alter: (target, source, changes) => {
    const statements = changes.map(({ attribute }) =>
      attribute === 'name'
        ? statement(`ALTER ROLE ${quotedName(target)} WITH NAME = ${quotedName(source)}`)
        : statement(
            `ALTER AUTHORIZATION ON ROLE::${quotedName(target)} TO ${quoteIdentifier(textOf(source, 'owner') ?? 'dbo')}`,
          ),
    );
    return { how: 'in-place', statements };
  },
};

/** Users of the database. What lets somebody in (a password, a SID) is neither read nor written. */
export const userKind: MssqlKind = {
  name: 'user',
  object: { name: 'user', label: 'User', plural: 'Users', order: 6, icon: 'person' },
  rank: 6,
  read: readUsers,
  describe: (part) => `user ${quotedName(part)}`,
  obstacle: (part) =>
    textOf(part, 'login') === undefined &&
    textOf(part, 'signs in by') !== 'nothing' &&
    textOf(part, 'signs in by') !== 'an external provider'
      ? `user ${quotedName(part)} signs in by ${textOf(part, 'signs in by') ?? ''}, which DBVC does not read`
      : undefined,
  create: (part) => {
    const login = textOf(part, 'login');
    const from =
      login !== undefined
        ? ` FOR LOGIN ${quoteIdentifier(login)}`
        : textOf(part, 'signs in by') === 'an external provider'
          ? ' FROM EXTERNAL PROVIDER'
          : ' WITHOUT LOGIN';
    const schema = textOf(part, 'default schema');
    const where = schema === undefined ? '' : ` WITH DEFAULT_SCHEMA = ${quoteIdentifier(schema)}`;
    return [statement(`CREATE USER ${quotedName(part)}${from}${where}`)];
  },
  drop: (part) => [
    statement(`DROP USER ${quotedName(part)}`, risk('drop', `drops user ${quotedName(part)}`)),
  ],
  alter: alterUser,
};

function readUsers(system: SystemCatalog, builder: CatalogBuilder): void {
  for (const row of system.database_principals) {
    if (!userTypes.has(row.type.trim()) || !owns(row) || isOfDataCapture(row.name, system)) continue;
    const by = signsInBy(row);
    const schema = row.default_schema_name;
    builder.add({
      id: builder.id('user', row.name),
      kind: 'user',
      path: [row.name],
      attributes: withoutDefaults({
        ...builder.spelling(row.name),
        'signs in by': { value: by },
        'default schema': schema === null || schema === 'dbo' ? undefined : { value: schema },
      }),
      // Logins belong to the server: two servers have others for the same user.
      details: by === 'a login' && row.login_name !== null ? { login: row.login_name } : {},
      occupies: [builder.occupied('principal', row.name)],
      rule: 'privileges',
    });
  }
}

function signsInBy(row: PrincipalRow): string {
  if (row.type.trim() === 'E' || row.type.trim() === 'X') return 'an external provider';
  if (row.authentication_type === 0) return 'nothing';
  return row.authentication_type === 2 ? 'a password' : 'a login';
}

function alterUser(target: Part, source: Part, changes: readonly AttributeChange[]): Alteration {
  if (changes.some(({ attribute }) => attribute === 'signs in by'))
    return {
      how: 'unsupported',
      reason: `user ${quotedName(target)} signs in by other means, which nothing here can change`,
    };
  const settings = changes.map(({ attribute }) =>
    attribute === 'name'
      ? `NAME = ${quotedName(source)}`
      : `DEFAULT_SCHEMA = ${quoteIdentifier(textOf(source, 'default schema') ?? 'dbo')}`,
  );
  return {
    how: 'in-place',
    statements: [statement(`ALTER USER ${quotedName(target)} WITH ${settings.join(', ')}`)],
  };
}

/** Who is in which role: a part of the user or role that is in it, since fixed roles are no parts. */
export const roleMemberKind: MssqlKind = {
  name: 'role-member',
  rank: 8,
  read(system, builder) {
    const rows = new Map(system.database_principals.map((one) => [one.principal_id, one]));
    for (const { role_principal_id: of, member_principal_id: who } of system.database_role_members) {
      const role = rows.get(of);
      const member = builder.part(principalId(rows.get(who), builder));
      if (role === undefined || member === undefined) continue;
      const id = builder.id('role-member', ...member.path, role.name);
      builder.add({
        id,
        kind: 'role-member',
        objectId: member.id,
        parent: member.id,
        path: [...member.path, role.name],
        attributes: {},
        rule: 'privileges',
      });
      builder.depend(id, principalId(role, builder));
    }
  },
  describe: (part) => `membership of ${quoteIdentifier(part.path[0] ?? '')} in role ${quotedName(part)}`,
  create: (part) => [
    statement(`ALTER ROLE ${quotedName(part)} ADD MEMBER ${quoteIdentifier(part.path[0] ?? '')}`),
  ],
  drop: (part) => [
    statement(
      `ALTER ROLE ${quotedName(part)} DROP MEMBER ${quoteIdentifier(part.path[0] ?? '')}`,
      risk('drop', `takes ${quoteIdentifier(part.path[0] ?? '')} out of role ${quotedName(part)}`),
    ),
  ],
  alter: (target) => ({ how: 'replace', reason: `the membership in ${quotedName(target)} changes` }),
};
