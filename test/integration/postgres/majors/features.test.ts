import assert from 'node:assert/strict';
import { loadDialect } from '../../../../src/dialects/registry.js';
import { defaultRules } from '../../../../src/core/rules/rules.js';
import { connectDatabase } from '../../../support/connectDatabase.js';
import { applyPlan, compareDatabases, planAll } from '../../../support/convergence.js';
import { startPostgres } from '../../../support/postgres/testServer.js';

/** What only a newer PostgreSQL has, each beside something that the older one has too. */
const schema = `
  create table plain (a int primary key, b int unique); create table packed (a text compression pglz);
  create table g (a int, v int generated always as (a + 1) virtual, w int generated always as (a + 2) stored);
  create table n (a int, constraint n_a unique nulls not distinct (a)); create unique index n_i on n (a) nulls not distinct;
  create table c (a int references plain, b int, constraint positive check (b > 0) not enforced,
    constraint c_b foreign key (a, b) references plain2 (a, b) on delete set null (b));
  create table p (r int4range, id int4range, constraint p_pk primary key (id, r without overlaps));
  create view invoked with (security_invoker = true) as select a from plain; create view v as select b from plain;
  create statistics s on (a + 1), b from plain; create statistics u on a, b from plain;
  create function std() returns int language sql return 1; create function old() returns int language sql as 'select 1';
  create procedure outs(out a int) language plpgsql as 'begin a := 1; end';
  create unlogged sequence q; create type span as range (subtype = int, multirange_type_name = spans);
  create collation "Rules" (provider = icu, locale = 'und', rules = '&a < b'); create collation fixed (provider = builtin, locale = 'C.UTF-8');
  create publication pub with (publish_generated_columns = stored); create function ev() returns event_trigger language plpgsql as 'begin end';
  create event trigger et on login execute function ev();`;

const source = `create table plain2 (a int, b int, primary key (a, b)); ${schema}`;

describe('what the version of the target lacks', () => {
  it('is named and left, with what is built on it, and the rest is applied', async () => {
    const newer = await startPostgres(18);
    const older = await startPostgres(13);
    const dialect = await loadDialect('postgres');
    const from = await newer.createDatabase(source);
    const to = await older.createDatabase();
    try {
      const sides = [await connectDatabase(from.url), await connectDatabase(to.url)] as const;
      const plan = planAll(await compareDatabases(...sides, dialect, defaultRules), dialect);
      const reasons = plan.leftOut.map(({ reason }) => /^PostgreSQL 13 has no (.*)$/.exec(reason)?.[1]);
      assert.deepEqual([...new Set(reasons.filter((reason) => reason !== undefined))].sort(), [
        'NOT ENFORCED',
        'NULLS NOT DISTINCT',
        'ON DELETE SET with columns',
        'WITHOUT OVERLAPS and PERIOD',
        'bodies by the SQL standard',
        'builtin collations',
        'collations with rules',
        'compression of columns',
        'event triggers on login',
        'multirange types',
        'procedures with OUT arguments',
        'publications of generated columns',
        'security_invoker views',
        'statistics on expressions',
        'unlogged sequences',
        'virtual generated columns',
      ]);
      await applyPlan(plan, sides[1], dialect);
      const made = await to.query(
        "select to_regclass('public.v') is not null and to_regclass('public.g') is not null as all",
      );
      assert.deepEqual(made, [{ all: true }]);
    } finally {
      await from.drop();
      await to.drop();
    }
  });

  it('is named where it is a role or a privilege, and keeps nothing else from being made', async () => {
    const newer = await startPostgres(18);
    const older = await startPostgres(13);
    const dialect = await loadDialect('postgres');
    const from = await newer.createDatabase(
      'create table t (a int); grant all on t to pg_monitor; create table u (a int); create unlogged table v (a int);',
    );
    const to = await older.createDatabase('create table t (a int); create table v (a int);');
    try {
      const sides = [await connectDatabase(from.url), await connectDatabase(to.url)] as const;
      const plan = planAll(await compareDatabases(...sides, dialect), dialect);
      assert.deepEqual(plan.leftOut.map(({ described, reason }) => `${described}: ${reason}`).sort(), [
        'privileges on table public.t: PostgreSQL 13 has no privilege MAINTAIN',
        'schema public: PostgreSQL 13 has no role pg_database_owner',
      ]);
      const risks = plan.segments.flatMap(({ steps }) => steps.flatMap((step) => step.risks));
      assert.ok(risks.some(({ message }) => /public\.v .*do not survive a crash/.test(message)));
      await applyPlan(plan, sides[1], dialect);
      assert.deepEqual(await to.query("select to_regclass('public.u') is not null as made"), [
        { made: true },
      ]);
    } finally {
      await from.drop();
      await to.drop();
    }
  });
});
