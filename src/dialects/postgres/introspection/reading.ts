import type { ReadOptions } from '../../../core/dialect/introspector.js';
import type { Session, SqlRow } from '../../../core/dialect/session.js';
import type { PostgresKind } from '../kinds/kind.js';
import type { CatalogBuilder } from './catalogBuilder.js';
import { dependencyQuery, readDependencies } from './dependencies.js';
import { readUncompared, uncomparedQueries } from './uncompared.js';

/** One catalog query, and what is done with its rows; they are taken in the order of the list. */
interface CatalogQuery {
  readonly name: string;
  readonly sql: string;
  readonly take: (rows: readonly SqlRow[]) => void;
}

/** Kinds of which a database has many times as many as tables: their queries go out first, each in a message of its own. */
const heavy: readonly string[] = ['column', 'dependencies', 'index', 'constraint', 'function'];

/** Reads every kind into a builder, on as many sessions as there are. */
export async function readKinds(
  kinds: readonly PostgresKind[],
  sessions: readonly Session[],
  builder: CatalogBuilder,
  options: ReadOptions,
): Promise<void> {
  const queries: readonly CatalogQuery[] = [
    ...kinds.map((kind) => ({
      name: kind.name,
      sql: kind.query(builder.server.version),
      take: (rows: readonly SqlRow[]) => {
        kind.read(rows, builder);
      },
    })),
    // Before the dependencies, which tell what uncompared objects hang on.
    ...uncomparedQueries(builder.server.version).map((sql) => ({
      name: 'what is not compared yet',
      sql,
      take: (rows: readonly SqlRow[]) => {
        readUncompared(rows, builder);
      },
    })),
    {
      name: 'dependencies',
      sql: dependencyQuery,
      take: (rows: readonly SqlRow[]) => {
        builder.addDependencies(readDependencies(rows));
      },
    },
  ];
  const messages = distribute(queries, sessions.length);
  const answers = new Map<CatalogQuery, readonly SqlRow[]>();
  let taken = 0;

  /** Takes what has arrived and has nothing missing before it, so that rows do not pile up. */
  const takeInOrder = (): void => {
    for (;;) {
      const query = queries[taken];
      const rows = query === undefined ? undefined : answers.get(query);
      if (query === undefined || rows === undefined) return;
      answers.delete(query);
      query.take(rows);
      taken += 1;
      options.progress?.({ phase: `reading ${query.name}`, done: taken, total: queries.length });
    }
  };
  const work = async (session: Session): Promise<void> => {
    for (let message = messages.shift(); message !== undefined; message = messages.shift()) {
      const results = await session.queryMany(
        message.map((query) => query.sql),
        options.signal,
      );
      message.forEach((query, index) => answers.set(query, results[index] ?? []));
      takeInOrder();
    }
  };
  await settleAll(sessions.map(work));
}

/** Heavy queries alone and first; the others together, in a message for each session. */
function distribute(queries: readonly CatalogQuery[], sessions: number): CatalogQuery[][] {
  const rank = (query: CatalogQuery): number => heavy.indexOf(query.name);
  const first = queries.filter((query) => rank(query) >= 0).sort((a, b) => rank(a) - rank(b));
  const others = queries.filter((query) => rank(query) < 0);
  const size = Math.max(1, Math.ceil(others.length / sessions));
  const messages = first.map((query) => [query]);
  for (let at = 0; at < others.length; at += size) messages.push(others.slice(at, at + size));
  return messages;
}

/** Waits for all, also after a failure: no session may still be at work when the caller goes on. Throws the first failure. */
async function settleAll(work: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(work);
  const failure = results.find((result) => result.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
}
