import type { Session, SqlRow } from '../../../core/dialect/session.js';
import { DbvcError } from '../../../core/errors.js';
import type { ReadOptions } from '../../../core/dialect/introspector.js';
import type { SystemView } from './systemView.js';
import {
  columnsQuery,
  type ServerColumns,
  type SystemRow,
  type SystemViewName,
  systemViews,
  viewQuery,
} from './systemViews.js';

/** All rows that were read, by view. */
export type SystemCatalog = { readonly [Name in SystemViewName]: readonly SystemRow<Name>[] };

/** The views whose rows are many, each in a batch of its own; all others travel together. */
const large: readonly SystemViewName[] = ['columns', 'index_columns', 'sql_modules', 'extended_properties'];

/** What the other views hold, which are read together. */
const inOneGo = 'objects';

/** Everything that progress says is read. */
export const readingPhases: readonly string[] = [inOneGo, ...large.map(readingWords)];

function readingWords(view: string): string {
  return view.replace(/_/g, ' ').replace('sql', 'SQL');
}

/**
 * Reads all views on as many sessions as there are, in few batches: nothing keeps metadata still meanwhile. What the server
 * has and what the login may read is asked first.
 */
export async function readSystemCatalog(
  sessions: readonly [Session, ...Session[]],
  options: ReadOptions,
): Promise<SystemCatalog> {
  const [first] = sessions;
  const columns = serverColumns(await first.query(columnsQuery, [], options.signal));
  const database = checkedRows(
    'database',
    await first.query(viewQuery('database', columns) ?? '', [], options.signal),
  );
  const answers = new Map<SystemViewName, readonly SqlRow[]>([['database', database]]);
  // Only db_owner may, unless it is granted: https://learn.microsoft.com/sql/relational-databases/system-catalog-views/sys-sql-expression-dependencies-transact-sql
  if (database[0]?.['sees_dependencies'] === 0) answers.set('sql_expression_dependencies', []);
  const queries = new Map<SystemViewName, string>();
  for (const name of Object.keys(systemViews) as SystemViewName[]) {
    if (answers.has(name)) continue;
    const query = viewQuery(name, columns);
    if (query === undefined) answers.set(name, []);
    else queries.set(name, query);
  }
  const names = [...queries.keys()];
  const batches = [names.filter((name) => !large.includes(name)), ...large.map((name) => [name])];
  let taken = answers.size;
  const work = async (session: Session): Promise<void> => {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
      options.progress?.({
        phase: 'reading',
        what: batch.length === 1 ? readingWords(batch[0] ?? '') : inOneGo,
        done: taken,
      });
      const results = await session.queryMany(
        batch.map((name) => queries.get(name) ?? ''),
        options.signal,
      );
      batch.forEach((name, index) => answers.set(name, checkedRows(name, results[index] ?? [])));
      taken += batch.length;
    }
  };
  // All are waited for, also after a failure: no session may still be at work when the caller goes on.
  const outcomes = await Promise.allSettled(sessions.map(work));
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
  return Object.fromEntries(answers) as unknown as SystemCatalog;
}

function serverColumns(rows: readonly SqlRow[]): ServerColumns {
  const found = new Map<string, Set<string>>();
  for (const { view, column } of rows) {
    if (typeof view !== 'string' || typeof column !== 'string') continue;
    const columns = found.get(view);
    if (columns === undefined) found.set(view, new Set([column]));
    else columns.add(column);
  }
  return found;
}

function checkedRows(name: SystemViewName, rows: readonly SqlRow[]): readonly SqlRow[] {
  const { row }: SystemView = systemViews[name];
  return rows.map((one) => {
    const result = row.safeParse(one);
    if (result.success) return result.data as SqlRow;
    throw new DbvcError('internal', `The server describes sys.${name} in an unexpected way.`, {
      lines: result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    });
  });
}
