import type { Part } from '../../../core/model/part.js';
import type { PartId } from '../../../core/model/partId.js';
import { quoteIdentifier } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import type { CatalogBuilder } from '../introspection/catalogBuilder.js';
import type { SystemCatalog } from '../introspection/systemCatalog.js';
import type { SystemRow } from '../introspection/systemViews.js';
import type { MssqlKind } from './kind.js';
import { qualified, relationOf, textOf } from './partName.js';
import { principalId } from './principal.js';

type PermissionRow = SystemRow<'database_permissions'>;

const states: Readonly<Record<string, string>> = { G: 'GRANT', W: 'GRANT WITH GRANT OPTION', D: 'DENY' };

/**
 * Who may do what with an object, a column, a schema, a type or, as a part of the user or role, with the database. What is
 * dropped and made again gets its permissions again with it. Who granted is not compared.
 */
export const permissionKind: MssqlKind = {
  name: 'permission',
  rank: 590,
  read(system, builder) {
    const ofSearch = fulltextOwners(system, builder);
    const rows = new Map(system.database_principals.map((one) => [one.principal_id, one]));
    for (const row of system.database_permissions) {
      const grantee = rows.get(row.grantee_principal_id);
      const permission = row.permission_name.trim();
      const state = states[row.state?.trim() ?? ''];
      if (grantee === undefined || grantee.name === 'dbo' || isConnect(row)) continue;
      const owner =
        ownerOf(row, builder) ??
        builder.part(ofSearch.get(`${String(row.class)}.${String(row.major_id)}`)) ??
        (row.class === 0 ? builder.part(principalId(grantee, builder)) : undefined);
      const on = owner === undefined ? undefined : securable(owner, row);
      if (owner === undefined || on === undefined || state === undefined) {
        // What every database grants to everybody.
        if (grantee.name === 'public' && builder.object(row.major_id) === undefined) continue;
        const name = `${permission} of ${quoteIdentifier(grantee.name)}`;
        builder.addUncompared({
          id: builder.id('uncompared', 'permissions', String(row.class), name),
          kind: 'permissions',
          name,
        });
        continue;
      }
      const id = builder.id('permission', owner.id, grantee.name, permission);
      builder.add({
        id,
        kind: 'permission',
        objectId: owner.objectId,
        parent: owner.id,
        path: [...owner.path, `${permission} of ${grantee.name}`],
        attributes: { state: { value: state } },
        details: { permission, on, to: quoteIdentifier(grantee.name) },
        rule: 'privileges',
      });
      builder.depend(id, principalId(grantee, builder));
    }
  },
  describe,
  create: (part) => [statement(grant(part))],
  drop: (part) => [statement(revoke(part), risk('drop', `revokes ${describe(part)}`))],
  alter: (target, source) => ({
    how: 'in-place',
    // DENY over GRANT and back; a grant option goes by itself.
    statements: [
      ...(textOf(target, 'state') === states['W'] ? [statement(revoke(target))] : []),
      statement(grant({ ...target, attributes: source.attributes })),
    ],
  }),
};

function describe(part: Part): string {
  const on = textOf(part, 'on') ?? '';
  return `permission ${textOf(part, 'permission') ?? ''}${on === '' ? '' : ` on ${on}`} of ${textOf(part, 'to') ?? ''}`;
}

/** Every user has the right to connect by being one. */
function isConnect(row: PermissionRow): boolean {
  return row.class === 0 && row.permission_name.trim() === 'CONNECT' && row.state?.trim() !== 'D';
}

/** What of full-text search permissions are on, by class and number. */
function fulltextOwners(system: SystemCatalog, builder: CatalogBuilder): ReadonlyMap<string, PartId> {
  return new Map([
    ...system.fulltext_catalogs.map(
      (one) => [`23.${String(one.fulltext_catalog_id)}`, builder.id('fulltext-catalog', one.name)] as const,
    ),
    ...system.fulltext_stoplists.map(
      (one) => [`29.${String(one.stoplist_id)}`, builder.id('fulltext-stoplist', one.name)] as const,
    ),
  ]);
}

function ownerOf(row: PermissionRow, builder: CatalogBuilder): Part | undefined {
  switch (row.class) {
    case 1:
      return builder.part(
        row.minor_id === 0 ? builder.object(row.major_id) : builder.column(row.major_id, row.minor_id),
      );
    case 3:
      return builder.part(builder.id('schema', builder.schema(row.major_id)));
    case 6:
      return builder.part(builder.type(row.major_id));
    case 10:
      return builder.part(builder.xmlCollection(row.major_id));
    default:
      return undefined;
  }
}

/** What a permission is on, as GRANT says it; empty for the database itself. */
function securable(owner: Part, row: PermissionRow): string | undefined {
  switch (row.class) {
    case 0:
      return '';
    case 3:
      return `SCHEMA::${qualified(owner)}`;
    case 6:
      return `TYPE::${qualified(owner)}`;
    case 10:
      return `XML SCHEMA COLLECTION::${qualified(owner)}`;
    case 23:
      return `FULLTEXT CATALOG::${qualified(owner)}`;
    case 29:
      return `FULLTEXT STOPLIST::${qualified(owner)}`;
    default:
      if (row.minor_id === 0) return owner.path.length === 2 ? `OBJECT::${qualified(owner)}` : undefined;
      return `OBJECT::${relationOf(owner)} (${quoteIdentifier(owner.path.at(-1) ?? '')})`;
  }
}

function grant(part: Part): string {
  const state = textOf(part, 'state') ?? '';
  const verb = state === 'DENY' ? 'DENY' : 'GRANT';
  const option = state === states['W'] ? ' WITH GRANT OPTION' : '';
  return `${verb} ${said(part)} TO ${textOf(part, 'to') ?? ''}${option}`;
}

function revoke(part: Part): string {
  const cascade = textOf(part, 'state') === states['W'] ? ' CASCADE' : '';
  return `REVOKE ${said(part)} FROM ${textOf(part, 'to') ?? ''}${cascade}`;
}

function said(part: Part): string {
  const on = textOf(part, 'on') ?? '';
  return `${textOf(part, 'permission') ?? ''}${on === '' ? '' : ` ON ${on}`}`;
}
