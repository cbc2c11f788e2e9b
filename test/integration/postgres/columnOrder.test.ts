import assert from 'node:assert/strict';
import { defaultRules, noRules } from '../../../src/core/rules/rules.js';
import { loadDialect } from '../../../src/dialects/registry.js';
import { connectDatabase } from '../../support/connectDatabase.js';
import { applyPlan, compareDatabases, planAll, summary } from '../../support/convergence.js';
import { startPostgres } from '../../support/postgres/testServer.js';

describe('the order of columns', () => {
  it('is a difference of its own: counted by default, listed with --ignore none, and left with its reason', async () => {
    const server = await startPostgres(18);
    const dialect = await loadDialect('postgres');
    const source = await server.createDatabase(
      `create table t (a int, b int, c int); create table u (a int, b int);
       create table "new" (z int, a int, m text default 'x', b int primary key);`,
    );
    const target = await server.createDatabase('create table t (b int, a int); create table u (a int)');
    try {
      const sides = [await connectDatabase(source.url), await connectDatabase(target.url)] as const;
      const counted = await compareDatabases(...sides, dialect, defaultRules);
      assert.deepEqual(
        counted.hidden.filter(({ rule }) => rule === 'column-order'),
        [{ rule: 'column-order', count: 2 }],
      );
      const plan = planAll(await compareDatabases(...sides, dialect, noRules), dialect);
      assert.deepEqual(
        plan.leftOut.map(({ described, reason }) => `${described}: ${reason}`),
        [
          'table public.t: the columns of public.t stand in another order, which only a new table could change',
        ],
      );
      await applyPlan(plan, sides[1], dialect);
      // What comes by itself has come: a new column at the end, and new tables with all in their places.
      const rest = await compareDatabases(...sides, dialect, noRules);
      assert.deepEqual(summary(rest), [
        'table:public.t modified',
        '  table public.t modified',
        '    column order: ["b","a","c"] -> ["a","b","c"]',
      ]);
      assert.deepEqual(summary(await compareDatabases(...sides, dialect, defaultRules)), []);
    } finally {
      await source.drop();
      await target.drop();
    }
  });

  it('counts with it what an heir declares of the NOT NULL that it inherits, which it can begin to and not cease', async () => {
    const server = await startPostgres(18);
    const dialect = await loadDialect('postgres');
    const parent = 'create table t (a int not null);';
    const plain = await server.createDatabase(`${parent} create table h () inherits (t)`);
    const own = await server.createDatabase(
      `${parent} create table h (constraint t_a_not_null not null a) inherits (t)`,
    );
    try {
      const [less, more] = [await connectDatabase(plain.url), await connectDatabase(own.url)];
      assert.deepEqual(summary(await compareDatabases(more, less, dialect, defaultRules)), []);
      const back = planAll(await compareDatabases(less, more, dialect, noRules), dialect);
      assert.deepEqual(
        back.leftOut.map(({ reason }) => reason),
        [
          'public.h declares other columns, checks or NOT NULL of those that it inherits, which only a new table could change',
        ],
      );
      const plan = planAll(await compareDatabases(more, less, dialect, noRules), dialect);
      assert.deepEqual(plan.leftOut, []);
      await applyPlan(plan, less, dialect);
      assert.deepEqual(summary(await compareDatabases(more, less, dialect, noRules)), []);
    } finally {
      await plain.drop();
      await own.drop();
    }
  });
});
