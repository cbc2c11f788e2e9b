import assert from 'node:assert/strict';
import { defaultRules } from '../../../../src/core/rules/rules.js';
import { loadDialect } from '../../../../src/dialects/registry.js';
import { connectDatabase } from '../../../support/connectDatabase.js';
import { applyPlan, compareDatabases, planAll } from '../../../support/convergence.js';
import { startPostgres } from '../../../support/postgres/testServer.js';
import { describeConvergence } from './convergenceCases.js';

describeConvergence('default privileges', [
  {
    name: 'gives and takes them for roles, in schemas, for every type of object',
    before: 'create table t (a int)',
    after: `create schema "A.pp"; alter default privileges grant select on tables to pg_monitor;
      alter default privileges in schema "A.pp" grant insert, update on tables to pg_monitor with grant option;
      alter default privileges in schema "A.pp" grant usage on sequences to public;
      alter default privileges revoke execute on functions from public; alter default privileges revoke usage on types from public;
      alter default privileges for role pg_monitor grant create on schemas to pg_read_all_stats;
      alter default privileges for role pg_monitor revoke delete on tables from pg_monitor; create table t (a int)`,
  },
  {
    name: 'changes them, and gives new objects no more than they should have',
    before: `create schema app; alter default privileges grant select on tables to pg_monitor;
      alter default privileges in schema app grant execute on functions to pg_monitor, pg_read_all_stats;
      alter default privileges in schema app grant update on sequences to pg_monitor with grant option`,
    after: `create schema app; create table app.t (a int); create function app.f() returns int language sql as 'select 1';
      alter default privileges grant insert, select on tables to pg_monitor with grant option;
      alter default privileges in schema app grant execute on functions to pg_monitor;
      alter default privileges in schema app grant update, usage on sequences to pg_monitor; alter default privileges revoke execute on functions from public`,
  },
  {
    name: 'goes with its schema',
    before: `create schema app; alter default privileges in schema app grant select on tables to public`,
    after: '',
  },
  {
    name: 'knows large objects',
    since: 18,
    before: '',
    after: 'alter default privileges grant select on large objects to pg_monitor',
  },
]);

describe('default privileges that the rules hide', () => {
  it('are counted, stay, and do not keep their schema from being dropped', async () => {
    const server = await startPostgres(18);
    const dialect = await loadDialect('postgres');
    const target = await server.createDatabase(`create schema app; create schema kept;
      alter default privileges in schema app grant select on tables to public;
      alter default privileges in schema kept grant select on tables to public`);
    const source = await server.createDatabase(
      'create schema kept; alter default privileges grant usage on sequences to public',
    );
    try {
      const sides = [await connectDatabase(source.url), await connectDatabase(target.url)] as const;
      const drift = await compareDatabases(...sides, dialect, defaultRules);
      assert.deepEqual(
        drift.objects.map(({ objectId }) => objectId),
        ['schema:app'],
      );
      assert.deepEqual(drift.hidden, [{ rule: 'privileges', count: 3 }]);
      const plan = planAll(drift, dialect);
      assert.deepEqual(plan.leftOut, []);
      await applyPlan(plan, sides[1], dialect);
      const left = await target.query(
        'select defaclnamespace::regnamespace::text as schema from pg_default_acl',
      );
      assert.deepEqual(left, [{ schema: 'kept' }]);
    } finally {
      await source.drop();
      await target.drop();
    }
  });
});
