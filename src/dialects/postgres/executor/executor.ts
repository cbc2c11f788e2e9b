import type { BeginOptions, Executor } from '../../../core/dialect/executor.js';
import type { Session } from '../../../core/dialect/session.js';
import { DbvcError } from '../../../core/errors.js';
import { compareText } from '../../../core/model/compareText.js';
import type { Part } from '../../../core/model/part.js';
import { translateError } from '../errors/translateError.js';
import { quoteQualified } from '../generator/quoting.js';
import { readScript } from './readScript.js';
import { readTraffic } from './traffic.js';
import { guardStatement } from '../guard/guardStatement.js';
import { printAsUsual } from '../session/settings.js';

/** The key of DBVC's advisory lock ("dbvc" in ASCII); advisory locks are per database, so one key is enough. */
const applyLockKey = 0x64627663;

/** Runs plans on PostgreSQL. */
export const postgresExecutor: Executor = {
  guard: guardStatement,
  readScript,
  traffic: readTraffic,

  async acquireApplyLock(session) {
    const [row] = await session.query(
      `SELECT pg_catalog.pg_try_advisory_lock(${String(applyLockKey)}) AS taken`,
    );
    if (row?.['taken'] === true) return;
    throw new DbvcError('busy', 'Another DBVC is applying a patch to this database.', {
      hint: 'Wait until it has ended, compare again, then apply.',
    });
  },

  async releaseApplyLock(session) {
    await session.query(`SELECT pg_catalog.pg_advisory_unlock(${String(applyLockKey)})`);
  },

  begin: async (session: Session, options: BeginOptions) => {
    await session.queryMany([
      'BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE',
      `SET LOCAL lock_timeout = ${String(options.lockTimeout)}`,
      `SET LOCAL statement_timeout = ${String(options.statementTimeout)}`,
      // Bodies may name what a later step creates; the server checks them when they run.
      'SET LOCAL check_function_bodies = off',
      "SET LOCAL search_path = ''",
      // The guard has read the statements as this setting says.
      'SET LOCAL standard_conforming_strings = on',
    ]);
  },

  async lock(session, parts, signal) {
    // Keeps every other DDL away and lets readers and writers through until a step needs more. Views and the like
    // cannot be locked in this mode; their own DDL locks them.
    const tables = parts
      .filter((part) => part.kind === 'table')
      .map((part: Part) => quoteQualified(...part.path))
      .sort(compareText);
    if (tables.length === 0) return [];
    await session.query(
      `LOCK TABLE ONLY ${tables.join(', ONLY ')} IN SHARE UPDATE EXCLUSIVE MODE`,
      [],
      signal,
    );
    return [];
  },

  printAsUsual: async (session) => {
    await session.queryMany(printAsUsual(session.server.pooler !== undefined));
  },

  commit: async (session) => {
    await session.query('COMMIT');
  },
  rollback: async (session) => {
    await session.query('ROLLBACK');
  },
  translate: translateError,
};
