import assert from 'node:assert/strict';
import { describeConvergence } from './convergenceCases.js';

describeConvergence('what needs each other', [
  {
    name: 'makes and drops a view and a function that reads it, with all that hangs on them',
    since: 14,
    before: '',
    after: `create view v as select 1 as a, 'x'::varchar(3) collate "C" as b; create function f() returns int language sql begin atomic select a from v; end;
      create or replace view v with (security_barrier) as select 1 as a, 'x'::varchar(3) collate "C" as b where 1 = f();
      comment on view v is 'v'; comment on column v.a is 'a'; comment on function f() is 'f'; grant select on v to public;
      create rule r as on delete to v do instead nothing; alter view v alter a set default f();`,
  },
  {
    name: 'changes a view and a function that reads it in place, where it reads a new column',
    since: 14,
    before: `create view v as select 1 as a; create function f() returns int language sql begin atomic select a from v; end;
      create or replace view v as select 1 as a where 1 = f();`,
    after: `create view v as select 1 as a, 2 as b; create function f() returns int language sql begin atomic select a from v where b = 2; end;
      create or replace view v as select 1 as a, 2 as b where 2 = f();`,
  },
  {
    name: 'commits between a stub and what comes after it, where that uses a new value of an enum',
    since: 14,
    before: `create type e as enum ('a'); create view v as select 'a'::e as x; create function f() returns e language sql begin atomic select x from v; end;
      create or replace view v as select 'a'::e as x where f() = 'a';`,
    after: `create type e as enum ('a', 'b'); create view v as select 'b'::e as x, 2 as n; create function f() returns e language sql begin atomic select x from v where n = 2; end;
      create or replace view v as select 'b'::e as x, 2 as n where f() = 'b';`,
  },
  {
    name: 'changes the result of a function and the columns of views that it reads through each other',
    since: 14,
    before: `create table t (a int, b int); insert into t values (1, 2); create view v as select a from t; create view w as select a from v;
      create function f() returns int language sql begin atomic select a from w; end;
      create or replace view v as select a from t where f() = 1; alter view v alter a set default f(); alter table t alter b set default f();`,
    after: `create table t (a bigint, b bigint); create view v as select a from t; create view w as select a from v;
      create function f() returns bigint language sql begin atomic select a from w; end;
      create or replace view v as select a from t where f() = 2; alter view v alter a set default f(); alter table t alter b set default f();`,
    check: async (target, stage) => {
      if (stage === 'before') await target.query('delete from t; insert into t values (1, 2)');
      else assert.deepEqual(await target.query('select a::int, b::int from t'), [{ a: 1, b: 2 }], stage);
    },
  },
  {
    name: 'changes a view, a function that takes its rows, and a type of them',
    before: `create view v as select 1 as a, 2 as b; create function f(x v) returns int language sql as 'select 1'; create type c as (x v, y int);
      create or replace view v as select 1 as a, (null::c).y as b where f(null) = 1;
      create view named as select 1 as a; create function g(x int) returns setof named language sql as 'select 1';
      create or replace view named as select 1 as a where exists (select from g(1));`,
    after: `create view v as select 1::bigint as a, 2::bigint as b; create function f(x v) returns bigint language sql as 'select 1::bigint'; create type c as (x v, y bigint);
      create or replace view v as select 1::bigint as a, (null::c).y as b where f(null) = 1;
      create view named as select 1 as a; create function g(y int) returns setof named language sql as 'select 1';
      create or replace view named as select 1 as a where exists (select from g(1));`,
  },
  {
    name: 'makes and drops a view, a function that takes its rows, a domain, a type and an aggregate of them',
    before: '',
    after: `create view v as select 1 as a; create domain d as v; create type c as (x v, y int); create function f(d) returns int language sql as 'select 1';
      create function s(int, v) returns int immutable language sql as 'select $1'; create aggregate agg(v) (sfunc = s, stype = int);
      create or replace view v as select f(null) + (null::c).y + agg(null::v)::int as a;`,
  },
  {
    name: 'makes and drops views that read each other, and one that reads itself, and gives them columns',
    before: `create view one as select 1 as a; create view two as select a from one; create or replace view one as select a from two;
      create view own as select 1 as a; create or replace view own as select a from own;
      create view p as select 1 as a; create view q as select a from p;`,
    after: `create view one as select 1 as a, 'x'::text as b; create view two as select a, b from one; create or replace view one as select a, b from two;
      create view own as select 1 as a, 2 as b; create or replace view own as select a, b from own;
      create view q as select 1 as a, 2 as b; create view p as select a, b from q;
      create view fresh as select 1 as a; create or replace view fresh as select a from fresh;
      create view here as select 1 as a; create view there as select a from here; create or replace view here as select a from there;`,
  },
  {
    name: 'makes, drops and changes functions that call each other or themselves, and a procedure among them',
    since: 14,
    before: `create function f(a int) returns int language sql return 1; create function g(a int) returns int language sql return f(a - 1);
      create or replace function f(a int) returns int language sql return g(a - 1); create function grows(a int) returns int language sql return 1;
      create function own(a int) returns int language sql return 1; create or replace function own(a int) returns int language sql return own(a - 1);`,
    after: `create function f(a int) returns bigint language sql return 1::bigint; create function g(a int) returns bigint language sql return f(a - 1);
      create or replace function f(a int) returns bigint language sql return g(a - 2);
      create function grows(a int default 1) returns int language sql return 1; create or replace function grows(a int default 1) returns int language sql return grows();
      create function own(b int) returns bigint language sql return 1::bigint; create or replace function own(b int) returns bigint language sql return own(b - 1);
      create table t (a int); create function h(b int) returns int language sql return b;
      create procedure p(a int default h(1)) language sql begin atomic insert into t values (h(a)); end;
      create or replace function h(b int) returns int language sql begin atomic select a from t; end; alter table t alter a set default h(3);`,
  },
  {
    name: 'makes, drops and changes domains whose default and checks call functions of them',
    before: `create domain d as int; create function f(d) returns bool language sql immutable as 'select true'; alter domain d add constraint c check (f(value));`,
    after: `create domain d as int; create function f(x d) returns bool language sql immutable as 'select true'; alter domain d add constraint c check (f(value) and value > 0);
      create domain e as int check (value > 0); create function g() returns e language sql as 'select 1'; alter domain e set default g(); alter domain e set not null; create table t (x e);`,
  },
  {
    name: 'makes and drops what is made of functions that read it: columns, partitions, operators, aggregates',
    since: 14,
    before: `create table t (a int); create function f(x int) returns int immutable language sql begin atomic select max(a) from t; end;
      alter table t add g int generated always as (f(a)) stored;`,
    after: `create table t (a int, b int); create function f(x int) returns int immutable language sql begin atomic select max(a + 1) from t where b is null; end;
      alter table t add g int generated always as (f(a) + 1) stored;
      create table fresh (a int); create function n(x int) returns int immutable language sql begin atomic select max(a) from fresh; end;
      alter table fresh add g int generated always as (n(a)) stored;
      create function k(x int) returns int immutable language sql return x; create table parted (a int) partition by range (k(a));
      create or replace function k(x int) returns int immutable language sql begin atomic select max(a) + x from parted; end;
      create function same(int, int) returns bool immutable language sql return true; create operator === (function = same, leftarg = int, rightarg = int, commutator = ===, negator = !==);
      create function other(int, int) returns bool immutable language sql return not $1 === $2; create operator !== (function = other, leftarg = int, rightarg = int, commutator = !==, negator = ===);
      create or replace function same(int, int) returns bool immutable language sql return not $1 !== $2;
      create function s(int, int) returns int immutable language sql return $1; create aggregate agg(int) (sfunc = s, stype = int);
      create or replace function s(int, int) returns int immutable language sql begin atomic select agg(a) from t; end;`,
  },
]);
