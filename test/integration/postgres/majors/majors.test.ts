import assert from 'node:assert/strict';
import type { Rules } from '../../../../src/core/rules/rules.js';
import { loadDialect } from '../../../../src/dialects/registry.js';
import { applyPlan, compareDatabases, planAll, summary } from '../../../support/convergence.js';
import { connectDatabase } from '../../../support/connectDatabase.js';
import type { PostgresMajor } from '../../../support/postgres/serverBinaries.js';
import { startPostgres } from '../../../support/postgres/testServer.js';
import { corpus, corpusOneWay, corpusSince14 } from './corpus.js';

/** Who owns the schema public, and who may create in it, is another since 15. */
const rules: Rules = { include: [], exclude: [], ignore: ['column-order', 'owners', 'privileges'] };

const pairs: readonly (readonly [PostgresMajor, PostgresMajor])[] = [
  [13, 16],
  [13, 18],
  [14, 18],
  [15, 16],
  [16, 18],
];

describe('the same schema on two majors', () => {
  for (const [older, newer] of pairs) {
    it(`compares equal on ${String(older)} and ${String(newer)}, both ways`, async function () {
      this.timeout(120_000);
      const sql = `${corpus}${corpusOneWay}${older >= 14 ? corpusSince14 : ''}`;
      const [a, b] = await Promise.all(
        [older, newer].map(async (major) => (await startPostgres(major)).createDatabase(sql)),
      );
      assert.ok(a !== undefined && b !== undefined);
      try {
        const dialect = await loadDialect('postgres');
        const [old, young] = [await connectDatabase(a.url), await connectDatabase(b.url)];
        assert.deepEqual(summary(await compareDatabases(old, young, dialect, rules)), []);
        assert.deepEqual(summary(await compareDatabases(young, old, dialect, rules)), []);
      } finally {
        await a.drop();
        await b.drop();
      }
    });
  }
});

describe('a schema that another major takes over', () => {
  for (const [from, to] of [
    [13, 18],
    [18, 13],
  ] as const) {
    it(`is applied and verified from ${String(from)} to ${String(to)}`, async function () {
      this.timeout(120_000);
      const source = await (await startPostgres(from)).createDatabase(corpus);
      const target = await (await startPostgres(to)).createDatabase();
      try {
        const dialect = await loadDialect('postgres');
        const sides = {
          source: await connectDatabase(source.url),
          target: await connectDatabase(target.url),
        };
        const plan = planAll(await compareDatabases(sides.source, sides.target, dialect, rules), dialect);
        assert.deepEqual(plan.leftOut, []);
        await applyPlan(plan, sides.target, dialect);
        const left = await compareDatabases(sides.source, sides.target, dialect, rules);
        assert.deepEqual(summary(left), []);
      } finally {
        await source.drop();
        await target.drop();
      }
    });
  }
});
