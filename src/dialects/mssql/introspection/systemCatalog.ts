import type { Session, SqlRow } from '../../../core/dialect/session.js';
import { DbvcError } from '../../../core/errors.js';
import type { ReadOptions } from '../../../core/dialect/introspector.js';
import { majorOf } from '../session/serverInfo.js';
import {
  type SystemRow,
  type SystemView,
  type SystemViewName,
  systemViews,
  viewQuery,
} from './systemViews.js';

/** All rows that were read, by view. */
export type SystemCatalog = { readonly [Name in SystemViewName]: readonly SystemRow<Name>[] };

/** The views whose rows are many, each in a batch of its own; all others travel together. */
const large: readonly SystemViewName[] = ['columns', 'index_columns', 'sql_modules', 'extended_properties'];

/** Reads all views on as many sessions as there are, in few batches: nothing keeps metadata still meanwhile. */
export async function readSystemCatalog(
  sessions: readonly [Session, ...Session[]],
  options: ReadOptions,
): Promise<SystemCatalog> {
  const names = Object.keys(systemViews) as SystemViewName[];
  const batches = [names.filter((name) => !large.includes(name)), ...large.map((name) => [name])];
  const major = majorOf(sessions[0].server);
  const answers = new Map<SystemViewName, readonly SqlRow[]>();
  let taken = 0;
  const work = async (session: Session): Promise<void> => {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
      options.progress?.({
        phase: `reading ${batch.length > 1 ? 'objects' : (batch[0] ?? '')}`,
        done: taken,
      });
      const results = await session.queryMany(
        batch.map((name) => viewQuery(name, major)),
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
