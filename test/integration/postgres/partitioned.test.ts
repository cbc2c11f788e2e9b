import assert from 'node:assert/strict';
import { planScript } from '../../../src/core/planner/planScript.js';
import { loadDialect } from '../../../src/dialects/registry.js';
import { connectDatabase } from '../../support/connectDatabase.js';
import { compareDatabases, planAll } from '../../support/convergence.js';
import { startPostgres } from '../../support/postgres/testServer.js';

describe('a table that is partitioned on one side', () => {
  const plain = 'CREATE TABLE events (id integer, day date)';
  const partitioned = `CREATE TABLE events (id integer, day date) PARTITION BY RANGE (day);
    CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')`;

  for (const [title, onSource, onTarget] of [
    ['source', partitioned, plain],
    ['target', plain, partitioned],
  ] as const) {
    it(`is reported and left alone when that is the ${title}`, async () => {
      const server = await startPostgres(16);
      const source = await server.createDatabase(onSource);
      const target = await server.createDatabase(onTarget);
      const dialect = await loadDialect('postgres');
      const drift = await compareDatabases(
        await connectDatabase(source.url),
        await connectDatabase(target.url),
        dialect,
      );
      assert.deepEqual(drift.objects, []);
      assert.deepEqual(
        drift.uncompared.map(({ kind, names }) => [kind, names]),
        [
          ['partitioned tables', ['public.events']],
          ['partitions', ['public.events_2026']],
        ],
      );
      assert.doesNotMatch(planScript(planAll(drift, dialect), dialect), /events/);
      await source.drop();
      await target.drop();
    });
  }
});
