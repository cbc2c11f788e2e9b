import assert from 'node:assert/strict';
import fc from 'fast-check';
import { assertChoiceApplies, choices } from '../../support/choice.js';
import { assertConverges, assertDatabasesConverge } from '../../support/convergence.js';
import { startPostgres } from '../../support/postgres/testServer.js';
import { partitionsSql, randomPartitions } from '../../support/randomPartitions.js';
import { pairCheck } from '../../support/randomSchemas/pairCheck.js';
import { schemaPairs } from '../../support/randomSchemas/schemaPair.js';

/**
 * DBVC_TEST_RUNS makes a long soak, with another seed each time (or DBVC_TEST_SEED), of what is a short check that is the same
 * each time.
 */
const soak = process.env['DBVC_TEST_RUNS'];
const seed = process.env['DBVC_TEST_SEED'];
const majors = [13, 16, 18] as const;

function optionsFor(numRuns: number, usualSeed: string): fc.Parameters<unknown> {
  const chosen = seed ?? (soak === undefined ? usualSeed : undefined);
  return { endOnFailure: true, numRuns, ...(chosen === undefined ? {} : { seed: Number(chosen) }) };
}

/** Few of many statements, in which much comes together, and many of few, in which much is tried, ten in one database. */
const sizes = [
  { name: 'large', statements: 30, beside: 1, usualRuns: 2 },
  { name: 'small', statements: 6, beside: 10, usualRuns: 5 },
] as const;

for (const { name, statements, beside, usualRuns } of sizes) {
  describe(`any two ${name} schemas converge, in both directions, with rollback`, () => {
    const runs = Number(soak ?? usualRuns);
    for (const major of majors) {
      it(`on PostgreSQL ${String(major)}`, async function () {
        this.timeout(120_000 + runs * 60_000);
        const check = pairCheck(await startPostgres(major), 60_000);
        await fc.assert(
          fc.asyncProperty(schemaPairs(major, statements, beside), (pair) =>
            check.assertHolds(pair, (a, b) => assertDatabasesConverge(a, b, { mayLeave: true })),
          ),
          optionsFor(runs, '7'),
        );
        assert.ok(check.acceptedShare() > 0.9, `only ${String(check.acceptedShare())} of the statements fit`);
      });
    }
  });
}

describe('whatever is chosen of what differs can be applied, is what was promised, and can be rolled back', () => {
  const runs = Number(soak ?? 2);
  const choice = fc.record({ what: fc.constantFrom(...choices), seed: fc.nat() });
  for (const major of majors) {
    it(`on PostgreSQL ${String(major)}`, async function () {
      this.timeout(120_000 + runs * 60_000);
      const check = pairCheck(await startPostgres(major), 60_000);
      await fc.assert(
        fc.asyncProperty(schemaPairs(major, 6, 10), choice, (pair, chosen) =>
          check.assertHolds(pair, (a, b) => assertChoiceApplies(a, b, chosen)),
        ),
        optionsFor(runs, '7'),
      );
    });
  }
});

describe('any two partitioned tables converge, in both directions, with rollback', () => {
  const runs = Number(soak ?? 1);
  const generator = randomPartitions.map(partitionsSql);
  for (const major of majors) {
    it(`on PostgreSQL ${String(major)}`, async function () {
      this.timeout(runs * 60_000);
      const server = await startPostgres(major);
      await fc.assert(
        fc.asyncProperty(generator, generator, (before, after) => assertConverges(server, before, after)),
        optionsFor(runs, '42'),
      );
    });
  }
});
