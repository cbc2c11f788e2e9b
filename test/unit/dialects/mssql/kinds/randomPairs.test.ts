import fc from 'fast-check';
import { assertConverges } from '../../../../support/sqlServer/convergence.js';
import { randomSchema } from '../../../../support/sqlServer/randomSchema.js';
import { startSqlServer, type TestSqlServer } from '../../../../support/sqlServer/sqlServer.js';

/** DBVC_TEST_RUNS makes a long soak, with another seed each time (or DBVC_TEST_SEED), of what is a short check that is the same each time. */
const soak = process.env['DBVC_TEST_RUNS'];
const seed = process.env['DBVC_TEST_SEED'] ?? (soak === undefined ? '11' : undefined);

describe('any two schemas converge on a model of SQL Server, in both directions, with rollback', function () {
  const runs = Number(soak ?? 4);
  this.timeout(60_000 + runs * 30_000);
  let server: TestSqlServer;

  before(async () => {
    server = await startSqlServer();
  });
  after(() => server.close());

  it('whatever is in them', async () => {
    await fc.assert(
      fc.asyncProperty(randomSchema, randomSchema, async (before, after) => {
        await assertConverges(server, before.script, after.script);
      }),
      { endOnFailure: true, numRuns: runs, ...(seed === undefined ? {} : { seed: Number(seed) }) },
    );
  });
});
