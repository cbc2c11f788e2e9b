import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readSides } from '../../../src/core/comparison/readSides.js';
import { diff } from '../../../src/core/differ/diff.js';
import type { Drift } from '../../../src/core/differ/drift.js';
import { apply } from '../../../src/core/executor/apply.js';
import { silentLogger } from '../../../src/core/logger.js';
import { planScript, rollbackScript } from '../../../src/core/planner/planScript.js';
import { mssqlDialect } from '../../../src/dialects/mssql/dialect.js';
import { everything, summary } from '../../support/convergence.js';
import { planAll } from '../../support/sqlServer/convergence.js';
import { sqlServerCases } from '../../support/sqlServer/convergenceCases.js';
import { randomSchema } from '../../support/sqlServer/randomSchema.js';
import {
  createLiveDatabase,
  type LiveDatabase,
  liveServerHas,
  liveServerUrl,
} from '../../support/sqlServer/liveServer.js';

const reading = { jobs: 2, statementTimeout: 60_000, lockTimeout: 5_000, logger: silentLogger };
const applying = { jobs: 1, lockTimeout: 5_000, statementTimeout: 0, logger: silentLogger };

async function compare(source: LiveDatabase, target: LiveDatabase): Promise<Drift> {
  const sides = { source: source.database, target: target.database };
  const catalogs = await readSides(sides, mssqlDialect, reading);
  return diff(catalogs.source, catalogs.target, everything, mssqlDialect);
}

/** How many rows each table has that is no table of a history. */
async function rowCounts({ database }: LiveDatabase): Promise<ReadonlyMap<string, unknown>> {
  const session = await database.open({ purpose: 'read' });
  try {
    const rows = await session.query(
      `SELECT CONCAT(s.name, N'.', t.name) AS name, CONVERT(nvarchar(20), SUM(p.rows)) AS counted
       FROM sys.tables AS t
       JOIN sys.schemas AS s ON s.schema_id = t.schema_id
       JOIN sys.partitions AS p ON p.object_id = t.object_id AND p.index_id IN (0, 1)
       WHERE t.temporal_type <> 1
       GROUP BY s.name, t.name`,
    );
    return new Map(rows.map(({ name, counted }) => [typeof name === 'string' ? name : '', counted]));
  } finally {
    await session.close();
  }
}

async function assertOneWay(source: LiveDatabase, target: LiveDatabase): Promise<void> {
  const drift = await compare(source, target);
  const plan = planAll(drift);
  const script = planScript(plan, mssqlDialect);
  const undo = rollbackScript(plan, mssqlDialect);
  assert.deepEqual(plan.leftOut, [], script);
  const counted = await rowCounts(target);
  const outcome = await apply(plan, target.database, mssqlDialect, applying);
  assert.equal(
    outcome.status,
    'applied',
    outcome.status === 'failed' ? `${String(outcome.error)}\n${script}` : '',
  );
  assert.deepEqual(summary(await compare(source, target)), [], script);
  const after = await rowCounts(target);
  for (const [table, count] of counted) if (after.has(table)) assert.equal(after.get(table), count, table);
  await target.runScript(undo);
  for (const [table, count] of await rowCounts(target))
    if (counted.has(table) && after.has(table)) assert.equal(count, counted.get(table), table);
  const catalogs = await readSides(
    { source: target.database, target: target.database },
    mssqlDialect,
    reading,
  );
  const back = diff(drift.target, catalogs.target, everything, mssqlDialect);
  assert.deepEqual(summary(back), [], undo);
}

describe('a real SQL Server (named by DBVC_TEST_MSSQL_URL)', function () {
  this.timeout(120_000);

  before(function () {
    if (liveServerUrl === undefined) this.skip();
  });

  for (const { title, before, after, needs } of sqlServerCases) {
    it(`converges both ways: ${title}`, async function () {
      assert.ok(liveServerUrl !== undefined);
      if (needs !== undefined && !(await liveServerHas(liveServerUrl, needs))) this.skip();
      const [a, b] = [
        await createLiveDatabase(liveServerUrl, before),
        await createLiveDatabase(liveServerUrl, after),
      ];
      try {
        await assertOneWay(b, a);
        await assertOneWay(a, b);
      } finally {
        await a.drop();
        await b.drop();
      }
    });
  }

  it('converges both ways: any two schemas (DBVC_TEST_RUNS says how many)', async function () {
    const runs = Number(process.env['DBVC_TEST_RUNS'] ?? 10);
    this.timeout(runs * 120_000);
    const server = liveServerUrl;
    assert.ok(server !== undefined);
    await fc.assert(
      fc.asyncProperty(randomSchema, randomSchema, async (before, after) => {
        const [a, b] = [
          await createLiveDatabase(server, before.script),
          await createLiveDatabase(server, after.script),
        ];
        try {
          await assertOneWay(b, a);
          await assertOneWay(a, b);
        } finally {
          await a.drop();
          await b.drop();
        }
      }),
      { endOnFailure: true, numRuns: runs },
    );
  });
});
