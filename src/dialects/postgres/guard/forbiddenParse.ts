import type { ParsedStatement } from '../normalizer/sqlParser.js';
import type { StatementOrigin } from './forbiddenStatements.js';

/** The parser's statements that never run, whatever their fields. */
const forbiddenTypes: ReadonlySet<string> = new Set([
  'AlterDatabaseRefreshCollStmt',
  'AlterRoleStmt',
  'AlterSystemStmt',
  'AlterTableMoveAllStmt',
  'AlterTableSpaceOptionsStmt',
  'CheckPointStmt',
  'CreateRoleStmt',
  'CreateTableSpaceStmt',
  'CreatedbStmt',
  'DiscardStmt',
  'DropOwnedStmt',
  'DropRoleStmt',
  'DropTableSpaceStmt',
  'DropdbStmt',
  'GrantRoleStmt',
  'LoadStmt',
  'ReassignOwnedStmt',
  'TransactionStmt',
]);

const dynamicTypes: ReadonlySet<string> = new Set(['DeallocateStmt', 'DoStmt', 'ExecuteStmt', 'PrepareStmt']);

const serverObjects: ReadonlySet<unknown> = new Set(['OBJECT_ROLE', 'OBJECT_DATABASE', 'OBJECT_TABLESPACE']);

/**
 * Whether PostgreSQL's own parser calls a statement one of those that may not run: a second reading, for what the
 * first one, by words, could be made to overlook.
 */
export function isForbiddenParse({ type, fields }: ParsedStatement, origin: StatementOrigin): boolean {
  if (forbiddenTypes.has(type)) return true;
  if (dynamicTypes.has(type)) return origin === 'edited';
  switch (type) {
    // The planner writes settings of the database; the words say that it is nothing else.
    case 'AlterDatabaseSetStmt':
    case 'AlterDatabaseStmt':
      return origin === 'edited';
    case 'AlterRoleSetStmt':
      return origin === 'edited' || fields['database'] === undefined;
    case 'CopyStmt':
      return fields['is_program'] === true || fields['filename'] !== undefined;
    case 'VacuumStmt':
      return fields['is_vacuumcmd'] === true;
    case 'DropStmt':
      return (
        fields['removeType'] === 'OBJECT_SCHEMA' &&
        (origin === 'edited' || fields['behavior'] !== 'DROP_RESTRICT')
      );
    case 'RenameStmt':
      return serverObjects.has(fields['renameType']);
    case 'AlterOwnerStmt':
      return serverObjects.has(fields['objectType']);
    case 'VariableSetStmt':
      return fields['name'] === 'role' || fields['name'] === 'session_authorization';
    default:
      return false;
  }
}
