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
  {
    name: 'makes tables anew with their rows whose foreign keys lead to themselves, to each other and in a circle',
    before: `create table own (id int primary key, up int references own); create table half (id int primary key, b int); create table other (id int primary key, a int references half);
      alter table half add foreign key (b) references other deferrable initially deferred;
      create table a (id int primary key, b int); create table b (id int primary key, c int); create table c (id int primary key, a int references a);
      alter table a add foreign key (b) references b; alter table b add constraint leads foreign key (c) references c on delete set null;
      create table x (id int primary key, y int) partition by range (id); create table x1 partition of x for values from (0) to (9);
      create table y (id int primary key, x int references x) partition by range (id); create table y1 partition of y for values from (0) to (9); alter table x add foreign key (y) references y;`,
    after: `create table own (id int primary key, up int references own) partition by range (id); create table own1 partition of own for values from (0) to (9);
      create table half (id int primary key, b int) partition by range (id); create table half1 partition of half for values from (0) to (9);
      create table other (id bigint primary key, a int references half, extra int); alter table half add foreign key (b) references other deferrable initially deferred;
      create table a (id int primary key, b int) partition by range (id); create table a1 partition of a for values from (0) to (9);
      create table b (id int primary key, c int) partition by range (id); create table b1 partition of b for values from (0) to (9);
      create table c (id int primary key, a int references a) partition by range (id); create table c1 partition of c for values from (0) to (9) partition by range (id); create table c11 partition of c1 for values from (0) to (9);
      alter table a add foreign key (b) references b; alter table b add constraint leads foreign key (c) references c on delete set null;
      create table x (id int primary key, y int) partition by hash (id); create table x1 partition of x for values with (modulus 1, remainder 0);
      create table y (id int primary key, x int references x) partition by hash (id); create table y1 partition of y for values with (modulus 1, remainder 0); alter table x add foreign key (y) references y;`,
    check: async (target, stage) => {
      if (stage === 'before')
        await target.query(
          `truncate own, half, other, a, b, c, x, y; insert into own values (1, 2), (2, 2); insert into half values (1), (2); insert into other values (3, 1), (4, 2); update half set b = id + 2;
           insert into a values (1); insert into c values (1, 1); insert into b values (1, 1); update a set b = 1; insert into x values (1); insert into y values (2, 1); update x set y = 2`,
        );
      const rows = await target.query(
        `select (select json_agg(own order by id) from own) as own, (select json_agg(half order by id) from half) as half,
         (select json_agg(json_build_object('id', id, 'a', a) order by id) from other) as other,
         (select json_agg(r) from (select a.b, b.c, c.a, x.y, y.x from a, b, c, x, y) as r) as circles`,
      );
      const expected = {
        own: [
          { id: 1, up: 2 },
          { id: 2, up: 2 },
        ],
        half: [
          { id: 1, b: 3 },
          { id: 2, b: 4 },
        ],
        other: [
          { id: 3, a: 1 },
          { id: 4, a: 2 },
        ],
        circles: [{ b: 1, c: 1, a: 1, y: 2, x: 1 }],
      };
      assert.deepEqual(rows, [expected], stage);
    },
  },
]);
