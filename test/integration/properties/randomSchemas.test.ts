import fc from 'fast-check';
import { assertConverges } from '../../support/convergence.js';
import { startPostgres } from '../../support/postgres/testServer.js';
import { partitionsSql, randomPartitions } from '../../support/randomPartitions.js';
import { randomSchema, schemaSql } from '../../support/randomSchema.js';

/** DBVC_TEST_RUNS makes a long soak, with another seed each time, of what is a short check that is the same each time. */
const soak = process.env['DBVC_TEST_RUNS'];
const runs = Number(soak ?? 3);

const generators = {
  schemas: randomSchema.map(schemaSql),
  'partitioned tables': randomPartitions.map(partitionsSql),
};

for (const [what, generator] of Object.entries(generators)) {
  describe(`any two ${what} converge, in both directions, with rollback`, () => {
    for (const major of [13, 16, 18] as const) {
      it(`on PostgreSQL ${String(major)}`, async function () {
        this.timeout(runs * 60_000);
        const server = await startPostgres(major);
        await fc.assert(
          fc.asyncProperty(generator, generator, (before, after) => assertConverges(server, before, after)),
          { numRuns: runs, endOnFailure: true, ...(soak === undefined ? { seed: 42 } : {}) },
        );
      });
    }
  });
}
