import type { Database, OpenOptions, Session } from '../../../core/dialect/session.js';
import type { ReadOptions } from '../../../core/dialect/introspector.js';
import { CancelledError } from '../../../core/errors.js';
import * as z from 'zod';
import { checkedRows, text } from './rows.js';

const begin = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';

/** Sessions that see the database as it was at one moment; the first one took the picture. */
export interface Snapshot {
  readonly first: Session;
  readonly sessions: readonly Session[];
  /** pg_current_snapshot() of the picture: which transactions it does not see. */
  readonly transactions: string;
  /** Ends the sessions. Never throws. */
  close(): Promise<void>;
}

/**
 * Opens up to `jobs` sessions on one picture of a database. One session alone where the engine has no more, where the
 * login may have no more (connection limits), or where the snapshot cannot be shared (behind a pooler that spreads
 * sessions over servers).
 */
export async function openSnapshot(database: Database, options: ReadOptions): Promise<Snapshot> {
  const opening: OpenOptions = {
    purpose: 'read',
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(options.statementTimeout === undefined ? {} : { statementTimeout: options.statementTimeout }),
    ...(options.lockTimeout === undefined ? {} : { lockTimeout: options.lockTimeout }),
  };
  const most = database.parallelSessions ? Math.max(1, options.jobs) : 1;
  const first = await database.open(opening);
  try {
    const exported = most > 1 ? await exportSnapshot(first, options) : undefined;
    const transactions = exported?.transactions ?? (await beginAlone(first, options.signal));
    const wanted = exported === undefined ? 1 : Math.min(most, sessionsFor(exported.size));
    const others =
      exported === undefined
        ? []
        : await Promise.all(
            Array.from({ length: wanted - 1 }, () => joinSnapshot(database, opening, exported.id, options)),
          );
    const sessions = [first, ...others.filter((session) => session !== undefined)];
    return {
      first,
      sessions,
      transactions,
      close: async () => {
        await Promise.all(sessions.map((session) => session.close()));
      },
    };
  } catch (error) {
    await first.close();
    throw error;
  }
}

const current = 'pg_catalog.pg_current_snapshot()::pg_catalog.text';

const transactionsShape = z.object({ transactions: text });

/**
 * Ends the transaction of a snapshot and gives back the state of all transactions as it is now; two equal texts mean
 * that nothing was committed between.
 */
export async function leaveSnapshot(session: Session, signal?: AbortSignal): Promise<string> {
  const [, rows = []] = await session.queryMany(['ROLLBACK', `SELECT ${current} AS transactions`], signal);
  return checkedRows('snapshot', transactionsShape, rows)[0]?.transactions ?? '';
}

/** Takes a picture for one session, and says of which transactions. */
async function beginAlone(session: Session, signal?: AbortSignal): Promise<string> {
  const [, rows = []] = await session.queryMany([begin, `SELECT ${current} AS transactions`], signal);
  return checkedRows('snapshot', transactionsShape, rows)[0]?.transactions ?? '';
}

/** A shared snapshot, of which transactions it is, and how large pg_class is in bytes. */
interface ExportedSnapshot {
  readonly id: string;
  readonly transactions: string;
  readonly size: number;
}

const exportedShape = z.object({ id: text, transactions: text, size: z.number() });

/** How many sessions are worth their start: each costs as much as reading some hundred tables. */
function sessionsFor(size: number): number {
  const megabyte = 1024 * 1024;
  if (size < megabyte) return 1;
  return size < 4 * megabyte ? 2 : 3;
}

async function exportSnapshot(session: Session, options: ReadOptions): Promise<ExportedSnapshot | undefined> {
  try {
    const [, rows = []] = await session.queryMany(
      [
        begin,
        `SELECT pg_catalog.pg_export_snapshot() AS id, ${current} AS transactions,
          least(pg_catalog.pg_relation_size('pg_catalog.pg_class'), 1000000000)::int4 AS size`,
      ],
      options.signal,
    );
    return checkedRows('snapshot', exportedShape, rows)[0];
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    options.logger.info(
      `The server does not share its snapshot, so one session reads alone: ${String(error)}`,
    );
    await session.queryMany(['ROLLBACK'], options.signal);
    return undefined;
  }
}

async function joinSnapshot(
  database: Database,
  opening: OpenOptions,
  exported: string,
  options: ReadOptions,
): Promise<Session | undefined> {
  let session: Session | undefined;
  try {
    session = await database.open(opening);
    await session.queryMany(
      [begin, `SET TRANSACTION SNAPSHOT '${exported.replaceAll("'", "''")}'`],
      options.signal,
    );
    return session;
  } catch (error) {
    await session?.close();
    if (error instanceof CancelledError) throw error;
    options.logger.info(`One session less to read with: ${String(error)}`);
    return undefined;
  }
}
