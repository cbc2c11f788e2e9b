import type { TestDatabase } from './testDatabase.js';
import type { TestServer } from './testServer.js';

/** Ends when a session of DBVC in a database waits for a lock that another session holds; fails after 30 s. */
export async function waitsForLock(
  server: Pick<TestServer, 'query'>,
  { name }: Pick<TestDatabase, 'name'>,
): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    // A session of its own for each look: within a transaction the answer stays what it was at first.
    const waiting = await server.query(
      `select pid from pg_stat_activity
       where datname = $1 and wait_event_type = 'Lock' and application_name like 'dbvc%'
         and application_name <> 'dbvc-test'`,
      [name],
    );
    if (waiting.length > 0) return;
  }
  throw new Error(`No session of DBVC in ${name} waits for a lock`);
}
