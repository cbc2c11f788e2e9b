import assert from 'node:assert/strict';
import { loadDialect } from '../../../../src/dialects/registry.js';
import { connectDatabase } from '../../../support/connectDatabase.js';
import { applyPlan, compareDatabases, planAll } from '../../../support/convergence.js';
import { comparableDump } from '../../../support/postgres/pgDump.js';
import { startPostgres } from '../../../support/postgres/testServer.js';
import { describeConvergence, majors } from './convergenceCases.js';

/** Roles belong to the whole server: made once, and left. */
const roles = ['dbvc_ann', 'dbvc_bob', 'dbvc "Odd"', 'dbvc_owner']
  .map(
    (name) => `
  do $$ begin create role "${name.replaceAll('"', '""')}"; exception when duplicate_object or unique_violation then null; end $$;`,
  )
  .join('');

const objects = `${roles}
  create table t (id int, a int); create view v as select id, a from t; create sequence s;
  create function f(int) returns int language sql as 'select 1'; create procedure p() language sql as 'select 1';
  create schema sc; create type e as enum ('a'); create domain d as int; create type c as (x int);
  create table i (id int generated always as identity, n serial);`;

const grants = `
  grant select, insert on t to dbvc_ann; grant update (a) on t to dbvc_bob; grant select (id, a) on v to dbvc_ann;
  grant all on t to "dbvc ""Odd""" with grant option; grant usage on sequence s to dbvc_ann;
  grant usage on sequence i_id_seq to dbvc_bob; grant update on sequence i_n_seq to dbvc_bob; grant select (id) on i to dbvc_bob;
  revoke execute on function f from public; grant execute on function f to dbvc_ann;
  grant execute on procedure p to dbvc_bob; grant usage, create on schema sc to public; grant usage on type e to dbvc_ann;
  revoke usage on type d from public; grant usage on type c to dbvc_bob; revoke delete on t from current_user;`;

describeConvergence('privileges', [
  { name: 'makes objects with their privileges', before: roles, after: objects + grants },
  { name: 'grants and revokes on every kind', before: objects, after: objects + grants },
  {
    name: 'gives and takes the grant option',
    before: `${objects} grant select on t to dbvc_ann with grant option; grant select (a) on v to dbvc_ann;`,
    after: `${objects} grant select, update on t to dbvc_ann; grant select (a) on v to dbvc_ann with grant option;`,
  },
  {
    name: 'keeps the privileges of columns when those of their table go',
    before: `${objects} grant select on t to dbvc_ann; grant select (a), update (id) on t to dbvc_ann;`,
    after: `${objects} grant select (a), update (id) on t to dbvc_ann;`,
  },
  {
    name: 'tells a change of owner from a change of privileges',
    before: `${objects} ${grants}`,
    after: `${objects} ${grants} alter table t owner to dbvc_owner; alter function f(int) owner to dbvc_owner;
      alter type e owner to dbvc_owner; alter domain d owner to dbvc_owner; alter view v owner to dbvc_owner;
      alter schema sc owner to dbvc_owner; alter sequence s owner to dbvc_owner; alter procedure p() owner to dbvc_owner;`,
  },
  {
    name: 'gives rebuilt objects theirs back, whatever the default privileges',
    before: `${objects} ${grants} alter default privileges grant all on tables to dbvc_bob;
      alter default privileges in schema public grant execute on functions to dbvc_bob;
      alter default privileges revoke execute on functions from public;
      create view w as select f(1) as x; create view plain as select 1 as one, f(1) as x; revoke all on plain from dbvc_bob;`,
    after: `${roles}
      create table t (id int, a int); create view v as select id, a from t; create sequence s;
      create function f(int) returns bigint language sql as 'select 1::bigint'; create procedure p() language sql as 'select 1';
      create schema sc; create type e as enum ('a'); create domain d as int; create type c as (x int);
      create table i (id int generated always as identity, n serial); ${grants}
      alter default privileges grant all on tables to dbvc_bob;
      alter default privileges in schema public grant execute on functions to dbvc_bob;
      alter default privileges revoke execute on functions from public;
      create view w as select f(1) as x; create view plain as select 1 as one, f(1) as x; revoke all on plain from dbvc_bob;
      create function g() returns int language sql as 'select 1'; grant execute on function g to public;`,
  },
  {
    name: 'gives what is rebuilt and owned by somebody else the privileges that it had',
    before: `${roles} create table t (a int); create materialized view m as select a from t; create view v as select a from t; grant select on v to dbvc_ann;
      alter default privileges for role dbvc_owner in schema public grant select on tables to dbvc_bob`,
    after: `${roles} create table t (a text); create materialized view m as select a from t; create view v as select a from t; grant select on v to dbvc_ann;
      alter materialized view m owner to dbvc_owner; alter view v owner to dbvc_owner;
      alter default privileges for role dbvc_owner in schema public grant select on tables to dbvc_bob`,
  },
  {
    name: 'makes a table before default privileges change that would give something on it',
    before: `${roles} create table old (a int); alter default privileges in schema public grant insert on tables to dbvc_ann`,
    after: `${roles} create table old (a bigint); alter default privileges in schema public grant select on tables to dbvc_bob; create table n (id int); revoke all on n from dbvc_bob`,
  },
]);

// Who granted is not compared, so that the way back is another one.
describe('privileges that were passed on', () => {
  for (const major of majors) {
    it(`are taken back with those that they came from, and others are kept, on PostgreSQL ${String(major)}`, async () => {
      const server = await startPostgres(major);
      const tables = `${roles} create table t (a int, b int); create table u (a int);
        create function f() returns int language sql as 'select 1';`;
      const target = await server.createDatabase(`${tables}
        grant select on t to dbvc_ann with grant option; grant select (a) on t to dbvc_ann with grant option;
        grant execute on function f() to dbvc_ann with grant option;
        grant select, insert on u to dbvc_ann with grant option; grant insert on u to dbvc_owner;
        set role dbvc_ann; grant select on t to dbvc_bob with grant option; grant select (a) on t to public;
        grant execute on function f() to dbvc_bob; grant select, insert on u to dbvc_bob, dbvc_owner;
        set role dbvc_bob; grant select on t to dbvc_owner; reset role`);
      const source = await server.createDatabase(`${tables}
        grant select on t to dbvc_bob; grant execute on function f() to dbvc_bob;
        grant select, insert on u to dbvc_ann with grant option; grant select on u to dbvc_owner`);
      const dialect = await loadDialect('postgres');
      const [wanted, patched] = [await connectDatabase(source.url), await connectDatabase(target.url)];
      await applyPlan(planAll(await compareDatabases(wanted, patched, dialect), dialect), patched, dialect);
      assert.deepEqual((await compareDatabases(wanted, patched, dialect)).objects, []);
      assert.deepEqual(await comparableDump(target.url), await comparableDump(source.url));
      await source.drop();
      await target.drop();
    });
  }
});
