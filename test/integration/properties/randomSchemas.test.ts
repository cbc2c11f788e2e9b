import fc from 'fast-check';
import { assertConverges } from '../../support/convergence.js';
import { startPostgres, type TestServer } from '../../support/postgres/testServer.js';
import { randomSchema, schemaSql } from '../../support/randomSchema.js';

/** DBVC_TEST_RUNS makes a long soak, with another seed each time, of what is a short check that is the same each time. */
const soak = process.env['DBVC_TEST_RUNS'];
const runs = Number(soak ?? 3);

describe('any two schemas converge, in both directions, with rollback', () => {
  for (const major of [13, 16, 18] as const) {
    it(`on PostgreSQL ${String(major)}`, async function () {
      this.timeout(runs * 60_000);
      const server: TestServer = await startPostgres(major);
      await fc.assert(
        fc.asyncProperty(randomSchema, randomSchema, (before, after) =>
          assertConverges(server, schemaSql(before), schemaSql(after)),
        ),
        { numRuns: runs, endOnFailure: true, ...(soak === undefined ? { seed: 42 } : {}) },
      );
    });
  }
});
