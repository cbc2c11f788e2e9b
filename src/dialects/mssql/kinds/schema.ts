import type { ScriptContext } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import type { PartId } from '../../../core/model/partId.js';
import { quoteIdentifier } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import type { MssqlKind } from './kind.js';
import { nameOf, quotedName, textOf } from './partName.js';
import { isOfDataCapture, principalId } from './principal.js';

/** The schemas that every database has and nobody can drop, and those of the fixed roles. */
const builtIn: ReadonlySet<string> = new Set(['dbo', 'guest', 'sys', 'INFORMATION_SCHEMA']);

export function isBuiltInSchema(name: string, fixedRoles: ReadonlySet<string>): boolean {
  return builtIn.has(name) || fixedRoles.has(name);
}

export const schemaKind: MssqlKind = {
  name: 'schema',
  object: { name: 'schema', label: 'Schema', plural: 'Schemas', order: 10, icon: 'symbol-namespace' },
  rank: 10,
  read(system, builder) {
    const principals = new Map(system.database_principals.map((one) => [one.principal_id, one.name]));
    const fixedRoles = new Set(
      system.database_principals.filter((one) => one.is_fixed_role).map(({ name }) => name),
    );
    for (const { name, schema_id: schema, principal_id: owner } of system.schemas) {
      builder.atSchema(schema, name);
      if (isBuiltInSchema(name, fixedRoles) || isOfDataCapture(name, system)) continue;
      builder.add({
        id: builder.id('schema', name),
        kind: 'schema',
        path: [name],
        attributes: {
          ...builder.spelling(name),
          owner: { value: principals.get(owner ?? -1) ?? null, rule: 'owners' },
        },
        occupies: [builder.occupied('schema', name)],
      });
      builder.depend(
        builder.id('schema', name),
        principalId(
          system.database_principals.find((one) => one.principal_id === owner),
          builder,
        ),
      );
    }
  },
  describe: (part) => `schema ${quotedName(part)}`,
  create: (part, _inline, context) => {
    const owner = context.hides('owners') ? undefined : textOf(part, 'owner');
    const authorization = owner === undefined ? '' : ` AUTHORIZATION ${quoteIdentifier(owner)}`;
    return [statement(`CREATE SCHEMA ${quotedName(part)}${authorization}`)];
  },
  drop: (part) => [
    statement(`DROP SCHEMA ${quotedName(part)}`, risk('drop', `drops schema ${quotedName(part)}`)),
  ],
  alter: (target, source, changes, context) => {
    if (changes.some(({ attribute }) => attribute === 'name')) {
      return {
        how: 'unsupported',
        reason: `schema ${nameOf(target)} is spelled in another way, which nothing can change`,
      };
    }
    const owner = textOf(source, 'owner') ?? 'dbo';
    return {
      how: 'in-place',
      statements: [
        statement(`ALTER AUTHORIZATION ON SCHEMA::${quotedName(target)} TO ${quoteIdentifier(owner)}`),
      ],
      disturbs: permissionsWithin(target, context),
    };
  },
};

/**
 * The permissions on a schema and on all that is in it, which a new owner does not take over: the server drops them.
 * https://learn.microsoft.com/sql/t-sql/statements/alter-authorization-transact-sql
 */
function permissionsWithin(schema: Part, context: ScriptContext): readonly PartId[] {
  const found = new Set<PartId>();
  const visit = (id: PartId): void => {
    for (const part of context.dependentsOf(id)) {
      if (part.kind === 'permission' && part.parent === id) found.add(part.id);
      else if (part.objectId === part.id ? id === schema.id : part.parent === id && part.kind === 'column')
        visit(part.id);
    }
  };
  visit(schema.id);
  return [...found];
}
