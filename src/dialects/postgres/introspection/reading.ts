import type { ReadOptions } from '../../../core/dialect/introspector.js';
import type { Session, SqlRow } from '../../../core/dialect/session.js';
import { wordsOfKind } from '../../../core/model/objectKind.js';
import { partKindPlural } from '../../../core/model/partKindWords.js';
import { Turn } from '../../../core/turn.js';
import type { PostgresKind } from '../kinds/kind.js';
import type { CatalogBuilder } from './catalogBuilder.js';
import { dependencyQuery, readDependencies } from './dependencies.js';
import type { FollowUp } from './followUp.js';
import { catalogFingerprintQuery, unknownCatalogs } from './knownCatalogs.js';
import { loginQuery, noticeLimits } from './limits.js';
import { asJsonRows, jsonRows, slicesOfJsonRows } from './rows.js';
import { readUncompared, uncomparedQueries } from './uncompared.js';

/** One catalog query, and what is done with its rows; they are taken in the order of the list. */
export interface CatalogQuery {
  readonly name: string;
  /** What it reads, as progress says it. */
  readonly what: string;
  readonly sql: string;
  readonly take: (rows: readonly SqlRow[]) => void | Promise<void>;
}

/**
 * What goes to the same session. The server's pg_get_… functions open the relations that they print, and each session
 * pays for that anew: what opens relations is read by one session, what only reads catalogs by the others.
 */
const together: readonly (readonly string[])[] = [
  ['index', 'constraint', 'view', 'materialized-view', 'trigger', 'policy'],
  ['column', 'table', 'foreign-table', 'sequence', 'default'],
];

/**
 * After which queries a session's message ends, so that rows are taken while the server works on the next: what tables
 * need, and what there is many times for each table. No more than these: over a slow link, each is a wait for an answer.
 */
const lastOfMessages: readonly string[] = ['inheritance', 'column', 'constraint', 'index', 'privileges'];

/** {@link lastOfMessages} where one session sends them all. */
const lastOfOnlyMessages: readonly string[] = ['column', 'constraint', 'privileges'];

/** Kinds whose rows are read one by one, whatever stands in the others: many of them are read in slices. */
const sliced: ReadonlySet<string> = new Set([
  'table',
  'column',
  'default',
  'constraint',
  'index',
  'sequence',
  'view',
  'trigger',
  'privileges',
]);

/** How many rows are read before it is asked whose turn it is. */
const sliceLength = 100;

/** What is read beside the kinds. */
const besideKinds = {
  uncompared: 'what is not compared yet',
  catalogs: 'the catalogs',
  login: 'the login',
  dependencies: 'dependencies',
};

/** Everything that progress says is read. */
export function readingPhases(kinds: readonly PostgresKind[]): readonly string[] {
  return [...kinds.map(readingWords), ...Object.values(besideKinds)];
}

function readingWords({ name, object }: PostgresKind): string {
  return object === undefined ? partKindPlural(name) : wordsOfKind(object).plural;
}

/** The queries that read a whole database into a builder; what is to be asked after them goes into `followUps`. */
export function catalogQueries(
  kinds: readonly PostgresKind[],
  builder: CatalogBuilder,
  followUps: FollowUp[],
): readonly CatalogQuery[] {
  return [
    ...kinds.map((kind) => ({
      name: kind.name,
      what: readingWords(kind),
      sql: asJsonRows(kind.query(builder.server.version), kind.row),
      take: async (rows: readonly SqlRow[]) => {
        const length = sliced.has(kind.name) ? sliceLength : Number.POSITIVE_INFINITY;
        const turn = new Turn();
        for (const slice of slicesOfJsonRows(rows, kind.row, length)) {
          if (turn.isOver()) await turn.next();
          kind.read(slice, builder);
          const further = kind.followUp?.(slice, builder);
          if (further !== undefined) followUps.push(further);
        }
      },
    })),
    // Before the dependencies, which tell what uncompared objects hang on.
    ...uncomparedQueries(builder.server.version).map((sql) => ({
      name: 'uncompared',
      what: besideKinds.uncompared,
      sql,
      take: (rows: readonly SqlRow[]) => {
        readUncompared(rows, builder);
      },
    })),
    {
      name: 'catalogs',
      what: besideKinds.catalogs,
      sql: catalogFingerprintQuery,
      take: (rows: readonly SqlRow[]) => {
        const unknown = unknownCatalogs(rows, builder);
        if (unknown !== undefined) followUps.push(unknown);
      },
    },
    {
      name: 'login',
      what: besideKinds.login,
      sql: loginQuery,
      take: (rows: readonly SqlRow[]) => {
        noticeLimits(rows, builder);
      },
    },
    {
      name: 'dependencies',
      what: besideKinds.dependencies,
      sql: dependencyQuery,
      take: (rows: readonly SqlRow[]) =>
        readDependencies(rows, (classid, objid, objsubid, refclassid, refobjid, refobjsubid) => {
          builder.addDependency(classid, objid, objsubid, refclassid, refobjid, refobjsubid);
        }),
    },
  ];
}

/** Reads every kind into a builder, on as many sessions as there are. */
export async function readKinds(
  kinds: readonly PostgresKind[],
  sessions: readonly Session[],
  builder: CatalogBuilder,
  options: ReadOptions,
): Promise<void> {
  const followUps: FollowUp[] = [];
  const queries = catalogQueries(kinds, builder, followUps);
  const messages = messagesOf(queries, distribute(queries, sessions.length));
  const answers = new Map<CatalogQuery, readonly SqlRow[]>();
  let taken = 0;
  let taking = Promise.resolve();

  const turn = new Turn();
  /** Takes what has arrived and has nothing missing before it, so that rows do not pile up. */
  const takeArrived = async (): Promise<void> => {
    for (;;) {
      const query = queries[taken];
      const rows = query === undefined ? undefined : answers.get(query);
      if (query === undefined || rows === undefined) return;
      answers.delete(query);
      await query.take(rows);
      taken += 1;
      options.progress?.({ phase: 'reading', what: query.what, done: taken, total: queries.length });
      if (turn.isOver()) await turn.next();
    }
  };
  /** One after the other: each session calls this, and queries are taken in their order. */
  const takeInOrder = (): Promise<void> => (taking = taking.then(takeArrived));
  const work = async (session: Session, share: readonly (readonly CatalogQuery[])[]): Promise<void> => {
    for (const message of share) {
      const results = await session.queryMany(
        message.map((query) => query.sql),
        options.signal,
      );
      message.forEach((query, index) => answers.set(query, results[index] ?? []));
      await takeInOrder();
    }
  };
  await settleAll(sessions.map((session, index) => work(session, messages[index] ?? [])));
  const [session] = sessions;
  if (session !== undefined && followUps.length > 0) await readMore(session, followUps, options);
}

async function readMore(
  session: Session,
  followUps: readonly FollowUp[],
  options: ReadOptions,
): Promise<void> {
  const results = await session.queryMany(
    followUps.map(({ sql, row }) => asJsonRows(sql, row)),
    options.signal,
  );
  followUps.forEach((followUp, index) => {
    followUp.read(jsonRows(results[index] ?? [], followUp.row));
  });
}

/** The queries by session: those of {@link together} at the first ones, what is left at the last. */
function distribute(queries: readonly CatalogQuery[], sessions: number): CatalogQuery[][] {
  const shares: CatalogQuery[][] = Array.from({ length: Math.min(sessions, together.length + 1) }, () => []);
  for (const query of queries) {
    const group = together.findIndex((names) => names.includes(query.name));
    shares[Math.min(group < 0 ? together.length : group, shares.length - 1)]?.push(query);
  }
  return shares;
}

/** The queries of each session, by the message that they are sent in, in the order of the list. */
function messagesOf(
  queries: readonly CatalogQuery[],
  shares: readonly (readonly CatalogQuery[])[],
): readonly (readonly (readonly CatalogQuery[])[])[] {
  const last = shares.length === 1 ? lastOfOnlyMessages : lastOfMessages;
  const messages = new Map<CatalogQuery, number>();
  let message = 0;
  for (const query of queries) {
    messages.set(query, message);
    if (last.includes(query.name)) message += 1;
  }
  return shares.map((share) =>
    Array.from({ length: message + 1 }, (_, at) =>
      share.filter((query) => messages.get(query) === at),
    ).filter((part) => part.length > 0),
  );
}

/** Waits for all, also after a failure: no session may still be at work when the caller goes on. Throws the first failure. */
async function settleAll(work: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(work);
  const failure = results.find((result) => result.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
}
