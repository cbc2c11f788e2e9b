import type { Executor } from '../../../core/dialect/executor.js';
import type { Session } from '../../../core/dialect/session.js';
import { DbvcError } from '../../../core/errors.js';
import { compareText } from '../../../core/model/compareText.js';
import type { Part } from '../../../core/model/part.js';
import { translateError } from '../errors/translateError.js';
import { quoteLiteral, quoteQualified } from '../generator/quoting.js';
import { guardStatement } from '../guard/guardStatement.js';
import { isSet, textOf } from '../kinds/partName.js';
import { readScript } from './readScript.js';
import { readTraffic } from './traffic.js';
import { MssqlSession } from '../session/mssqlSession.js';

/** DBVC's application lock; its scope is the database. */
const applyLock = "@Resource = N'dbvc', @LockOwner = N'Session'";

/** Runs plans on SQL Server. */
export const mssqlExecutor: Executor = {
  guard: guardStatement,
  readScript,
  traffic: readTraffic,

  async acquireApplyLock(session) {
    const [row] = await session.query(
      `DECLARE @result int;\n` +
        `EXEC @result = sys.sp_getapplock ${applyLock}, @LockMode = N'Exclusive', @LockTimeout = 0;\n` +
        `SELECT @result AS result`,
    );
    const result = row?.['result'];
    if (typeof result === 'number' && result >= 0) return;
    throw new DbvcError('busy', 'Another DBVC is applying a patch to this database.', {
      hint: 'Wait until it has ended, compare again, then apply.',
    });
  },

  async releaseApplyLock(session) {
    await session.query(`EXEC sys.sp_releaseapplock ${applyLock}`);
  },

  async begin(session, { lockTimeout, statementTimeout }) {
    own(session)?.limitStatements(statementTimeout);
    await session.query(
      [
        // An error ends the batch and the transaction, not only the statement.
        'SET XACT_ABORT ON',
        'SET IMPLICIT_TRANSACTIONS OFF',
        `SET LOCK_TIMEOUT ${String(lockTimeout === 0 ? -1 : lockTimeout)}`,
        'SET ANSI_NULLS, ANSI_PADDING, ANSI_WARNINGS, ARITHABORT, CONCAT_NULL_YIELDS_NULL, QUOTED_IDENTIFIER ON',
        'SET NUMERIC_ROUNDABORT OFF',
        'BEGIN TRANSACTION',
      ].join(';\n'),
    );
    own(session)?.expectTransaction(true);
  },

  async lock(session, parts, signal) {
    // A shared lock of the table, to the end: no DDL and no writers but ours; readers pass until a step needs more. It takes
    // SELECT, which db_ddladmin lacks: without it, what a step alters is locked by the step alone.
    // Where the index that is the rows is disabled, nobody reads or writes, and no plan of a query can be made (8655).
    const unreadable = new Set(
      parts
        .filter((part) => isSet(part, 'disabled') && textOf(part, 'type')?.startsWith('CLUSTERED') === true)
        .map(({ objectId }) => objectId),
    );
    const tables = parts
      .filter((part) => part.kind === 'table' && !unreadable.has(part.id))
      .map((part) => ({ part, name: quoteQualified(...part.path) }))
      .sort((a, b) => compareText(a.name, b.name));
    const free: Part[] = [];
    for (const { part, name } of tables) {
      const [row] = await session.query(
        `IF HAS_PERMS_BY_NAME(${quoteLiteral(name)}, N'OBJECT', N'SELECT') = 1 ` +
          `SELECT TOP (1) 1 AS held FROM ${name} WITH (TABLOCK, HOLDLOCK) ELSE SELECT 0 AS held`,
        [],
        signal,
      );
      if (row?.['held'] === 0) free.push(part);
    }
    return free;
  },

  async commit(session) {
    own(session)?.expectTransaction(false);
    await session.query(
      "IF @@TRANCOUNT <> 1 OR XACT_STATE() <> 1 THROW 50001, N'The transaction is not as it should be.', 1;\n" +
        'COMMIT TRANSACTION',
    );
  },

  async rollback(session) {
    own(session)?.expectTransaction(false);
    await session.query('IF @@TRANCOUNT > 0 ROLLBACK TRANSACTION');
  },

  translate: translateError,
};

function own(session: Session): MssqlSession | undefined {
  return session instanceof MssqlSession ? session : undefined;
}
