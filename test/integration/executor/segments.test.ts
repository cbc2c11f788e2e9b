import assert from 'node:assert/strict';
import { apply } from '../../../src/core/executor/apply.js';
import { silentLogger } from '../../../src/core/logger.js';
import { loadDialect } from '../../../src/dialects/registry.js';
import { connectDatabase } from '../../support/connectDatabase.js';
import { compareDatabases, planAll } from '../../support/convergence.js';
import { startPostgres } from '../../support/postgres/testServer.js';

describe('apply in several transactions', () => {
  it('says that it was cancelled between two of them, and keeps the first', async () => {
    const server = await startPostgres(18);
    const dialect = await loadDialect('postgres');
    const schema = (labels: string, value: string): string =>
      `CREATE TYPE mood AS ENUM (${labels}); CREATE TABLE t (m mood DEFAULT '${value}')`;
    const source = await server.createDatabase(schema("'ok', 'new'", 'new'));
    const target = await server.createDatabase(schema("'ok'", 'ok'));
    try {
      const [from, to] = [await connectDatabase(source.url), await connectDatabase(target.url)];
      const plan = planAll(await compareDatabases(from, to, dialect), dialect);
      assert.equal(plan.segments.length, 2);
      const stop = new AbortController();
      let transactions = 0;
      const outcome = await apply(plan, to, dialect, {
        lockTimeout: 2_000,
        statementTimeout: 0,
        jobs: 1,
        logger: silentLogger,
        signal: stop.signal,
        progress: ({ phase }) => {
          if (phase === 'locking' && (transactions += 1) === 2) stop.abort();
        },
      });
      assert.ok(outcome.status === 'failed');
      assert.deepEqual([outcome.cancelled, outcome.committedSegments, outcome.inDoubt], [true, 1, false]);
      assert.deepEqual(await target.query('SELECT enum_range(null::mood)::text AS labels'), [
        { labels: '{ok,new}' },
      ]);
    } finally {
      await source.drop();
      await target.drop();
    }
  });
});
