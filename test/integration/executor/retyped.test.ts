import assert from 'node:assert/strict';
import { makePlan } from '../../../src/core/planner/makePlan.js';
import { stepsOf } from '../../../src/core/planner/plan.js';
import { loadDialect } from '../../../src/dialects/registry.js';
import { connectDatabase } from '../../support/connectDatabase.js';
import { applyPlan, compareDatabases } from '../../support/convergence.js';
import { startPostgres } from '../../support/postgres/testServer.js';
import { majors } from '../postgres/kinds/convergenceCases.js';

const trigger = `create function f() returns trigger language plpgsql as 'begin return new; end';
  create trigger g before insert on t for each row when (new.a <> 'x') execute function f();`;

/** What reads columns on the target, and stays, while these get other types. */
const target = `create table t (a varchar(9), n int, constraint c check (a in ('x', 'y')), constraint m check (n > 5));
  create index i on t (lower(a)) where a > 'x'; create policy p on t using (n > 5 or n in (1, 2)); ${trigger}
  create view v as select a::text as a, n::numeric + 1 as n from t where a in ('a', 'b'); create view w as select a || 'x' as b from v;
  create domain d as varchar check (value <> 'x'); create table u (d d, constraint z check (d <> 'z'))`;
const source = 'create table t (a text, n numeric); create domain d as text; create table u (d d)';

for (const major of majors) {
  describe(`what stays and reads a column that gets another type, on PostgreSQL ${String(major)}`, () => {
    it('may be printed in another way, by casts alone', async () => {
      const server = await startPostgres(major);
      const dialect = await loadDialect('postgres');
      const databases = [await server.createDatabase(source), await server.createDatabase(target)] as const;
      const [from, to] = databases;
      try {
        const sides = [await connectDatabase(from.url), await connectDatabase(to.url)] as const;
        const plan = makePlan(
          await compareDatabases(...sides, dialect),
          { takeAlong: true, allowDrops: false, allowDataLoss: true },
          dialect,
        );
        assert.ok(stepsOf(plan).length > 0);
        await applyPlan(plan, sides[1], dialect);
        const types = await to.query(
          "select attname, format_type(atttypid, atttypmod) as type from pg_attribute where attrelid = 't'::regclass and attnum > 0",
        );
        assert.deepEqual(types, [
          { attname: 'a', type: 'text' },
          { attname: 'n', type: 'numeric' },
        ]);
      } finally {
        for (const database of databases) await database.drop();
      }
    });
  });
}
