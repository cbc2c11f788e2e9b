import { describeConvergence } from './convergenceCases.js';

const table = 'create table t (id int primary key, a int, b text);';

describeConvergence('views', [
  {
    name: 'makes views on views with comments and column comments',
    before: table,
    after: `${table} create view v as select id, a from t; create view w as select * from v where a > 1;
      comment on view v is 'it''s v'; comment on column w.a is 'an a';`,
  },
  {
    name: 'adds a column at the end in place, and takes it away by a rebuild',
    before: `${table} create view v as select id from t; create view w as select id from v; grant select on w to public;`,
    after: `${table} create view v as select id, a from t; create view w as select id from v; grant select on w to public;`,
  },
  {
    name: 'rebuilds for another name or type of a column',
    before: `${table} create view v as select id, a from t; comment on column v.a is 'an a';`,
    after: `${table} create view v as select id, a::bigint as z from t; comment on column v.z is 'a z';`,
  },
  {
    name: 'changes options alone',
    before: `${table} create view v with (security_barrier) as select id from t where id > 0;`,
    after: `${table} create view v as select id from t where id > 0 with local check option;`,
  },
  {
    name: 'changes options with the definition',
    before: `${table} create view v with (security_barrier, check_option = cascaded) as select id from t where id > 0;`,
    after: `${table} create view v with (security_barrier = false) as select id from t where id > 1;`,
  },
  {
    name: 'sets security_invoker',
    since: 16,
    before: `${table} create view v as select id from t;`,
    after: `${table} create view v with (security_invoker, security_barrier) as select id from t;`,
  },
  {
    name: 'keeps defaults of columns',
    before: `${table} create view v as select id, a from t; alter view v alter a set default 1;`,
    after: `${table} create view v as select id, a from t; alter view v alter a set default 2; alter view v alter id set default 3;`,
  },
  {
    name: 'quotes odd names',
    before: '',
    after: `create schema "a.b"; create view "a.b"."V ""w"" 😀" as select 1 as "select", 2 as "x.y";
      comment on column "a.b"."V ""w"" 😀"."x.y" is 'odd';`,
  },
  {
    name: 'rebuilds around a column that changes its type',
    before: `${table} create view v as select id, a from t; create view w as select a + 1 as a from v; comment on view w is 'w';`,
    after: `create table t (id int primary key, a bigint, b text); create view v as select id, a from t;
      create view w as select a + 1 as a from v; comment on view w is 'w';`,
  },
  {
    name: 'rebuilds what reads a view that was a table, under the same name',
    before: `create table x (a int, b text); create view w as select a from x;`,
    after: `create view x as select 1 as a, 'q'::text as b; create view w as select a from x;`,
  },
]);

describeConvergence('materialized views', [
  {
    name: 'rebuilds what holds rows of a table, within another type too, around a column that is written anew',
    before: `create table t (a timestamptz default now(), b int generated always as (1) stored); insert into t default values;
      create materialized view m as select t as whole from t; create domain d as t; create materialized view n as select array[t::d] as ds from t;
      create index on m (whole); create view v as select whole from m; create materialized view o as select b from t`,
    after: `create table t (a text default now(), b int generated always as (2) stored); create materialized view m as select t as whole from t;
      create domain d as t; create materialized view n as select array[t::d] as ds from t;
      create index on m (whole); create view v as select whole from m; create materialized view o as select b from t`,
  },
  {
    name: 'rebuilds what holds rows of a table around a column that is computed when it is read',
    before: `create table t (a int, b int generated always as (a) stored); create materialized view m as select t as whole from t`,
    after: `create table t (a int, b int generated always as (a) virtual); create materialized view m as select t as whole from t`,
    since: 18,
  },
  {
    name: 'makes them, filled and empty, with storage parameters',
    before: table,
    after: `${table} create materialized view m with (fillfactor = 70, autovacuum_enabled = false) as select id from t;
      create materialized view e as select id from m with no data; comment on materialized view m is 'm';
      alter materialized view m alter id set statistics 50;`,
  },
  {
    name: 'rebuilds for another definition, and what reads it',
    before: `${table} create materialized view m as select id, a from t; create view v as select id from m;
      grant select on m to public; comment on column m.id is 'the id';`,
    after: `${table} create materialized view m as select id, b from t; create view v as select id from m;
      grant select on m to public; comment on column m.id is 'the id';`,
  },
  {
    name: 'changes storage parameters in place',
    before: `${table} create materialized view m with (fillfactor = 70) as select id from t;`,
    after: `${table} create materialized view m with (autovacuum_enabled = false) as select id from t;`,
  },
]);
