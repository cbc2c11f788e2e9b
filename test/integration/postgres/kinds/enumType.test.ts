import { describeConvergence } from './convergenceCases.js';

describeConvergence('enums', [
  {
    name: 'makes an enum that is missing',
    before: '',
    after: `create type mood as enum ('sad', 'it''s ok', 'a\\b')`,
  },
  {
    name: 'adds labels at the end, at the start and in between',
    before: `create type mood as enum ('b', 'd'); create table t (m mood default 'b');`,
    after: `create type mood as enum ('a', 'b', 'c', 'c2', 'd', 'e', 'f'); create table t (m mood default 'b');`,
  },
  {
    name: 'adds labels to an enum without labels',
    before: `create type mood as enum ()`,
    after: `create type mood as enum ('a', 'b')`,
  },
  {
    name: 'uses a new label in a default of the same plan',
    before: `create type mood as enum ('a'); create table t (m mood default 'a');`,
    after: `create type mood as enum ('a', 'b'); create table t (m mood default 'b');`,
  },
  {
    name: 'uses a new label after a table was made',
    before: `create type mood as enum ('a');`,
    after: `create type mood as enum ('a', 'b'); create table a (x int); grant select on a to public;
      create table b (y int); comment on table b is 'b'; create table c (m mood default 'b');`,
  },
  {
    name: 'takes a new type for another order, with rows, arrays, defaults and views around it',
    before: `create type mood as enum ('a', 'b');
      create table t (id int primary key, m mood not null default 'a', many mood[] default '{a}');
      insert into t values (1, 'b', '{a,b}');
      create view v as select id, m from t where m <> 'a';
      comment on view v is 'moods'; comment on type mood is 'how it is';
      grant select on v to public;`,
    after: `create type mood as enum ('b', 'a', 'c');
      create table t (id int primary key, m mood not null default 'a', many mood[] default '{a}');
      create view v as select id, m from t where m <> 'a';
      comment on view v is 'moods'; comment on type mood is 'how it is';
      grant select on v to public;`,
  },
  {
    name: 'makes domains again without defaults that are no values any more',
    before: `create type mood as enum ('a', 'b'); create domain moods as mood[] default array['a'::mood, 'b'::mood] check (value <> '{}'::mood[]);
      create domain kept as mood default 'b'; create domain gone as mood default 'a'; create table t (m moods, k kept);`,
    after: `create type mood as enum ('b', 'c'); create domain moods as mood[] default array['c'::mood] check (value <> '{}'::mood[]);
      create domain kept as mood default 'b'; create domain gone as mood; create table t (m moods, k kept);`,
  },
  {
    name: 'rebuilds functions with the enum in their signature',
    before: `create type mood as enum ('a', 'b');
      create function f(m mood) returns mood language sql immutable as 'select m';
      create view v as select f('a'::mood) as m;`,
    after: `create type mood as enum ('b');
      create function f(m mood) returns mood language sql immutable as 'select m';
      create view v as select f('b'::mood) as m;`,
  },
  {
    name: 'takes a new type for partitions that are parted for good, for a while, or stay',
    before: `create type mood as enum ('sad', 'ok'); create table w (k int, m mood default 'ok') partition by range (k); create table p partition of w for values from (0) to (10); create table gone partition of w for values from (10) to (20);
      create table moved partition of w for values from (20) to (30); create index on w (k) where m = 'ok'; insert into w values (1, 'sad'), (11, 'ok'), (21, 'ok')`,
    after: `create type mood as enum ('ok', 'sad'); create table w (k int, m mood default 'ok') partition by range (k); create table p partition of w for values from (0) to (10); create table gone (k int, m mood default 'sad');
      create table moved partition of w for values from (20) to (25); create index on w (k) where m = 'ok'`,
  },
  {
    name: 'takes a new type with the domains and composite types that are built on it, and their values',
    before: `create type mood as enum ('a', 'b', 'x');
      create domain other as mood check (value <> 'x'); create table o (o other); insert into o values ('b');
      create domain good as mood default 'a' not null constraint odd check (value is not null);
      comment on domain good is 'a mood'; comment on constraint odd on domain good is 'odd'; revoke usage on type good from public;
      create type pair as (m mood, n int, g good); comment on type pair is 'two'; comment on column pair.n is 'n';
      create type deep as (p pair, many pair[], moods mood[]);
      create table t (id int primary key, m mood, g good, gs good[], p pair, ps pair[], d deep);
      create index on t (g); create index on t (p); create unique index on t (m, id); comment on column t.g is 'g';
      insert into t values (1, 'b', 'a', '{a,b}', ('b', 1, 'a'), array[('a', 2, 'b')::pair, null], (('a', 3, 'b'), array[('b', 4, 'a')::pair], '{a}'));
      insert into t values (2, null, 'a', null, null, null, null);
      create view v as select (p).m, ((d).p).g as dg, g from t; grant select on v to public;
      create function f(g good, p pair[]) returns deep language sql as 'select null::public.deep';`,
    after: `create type mood as enum ('b', 'a');
      create domain other as mood check (value <> 'b' or true); create table o (o other);
      create domain good as mood default 'a' not null constraint odd check (value is not null);
      comment on domain good is 'a mood'; comment on constraint odd on domain good is 'odd'; revoke usage on type good from public;
      create type pair as (m mood, n int, g good); comment on type pair is 'two'; comment on column pair.n is 'n';
      create type deep as (p pair, many pair[], moods mood[]);
      create table t (id int primary key, m mood, g good, gs good[], p pair, ps pair[], d deep);
      create index on t (g); create index on t (p); create unique index on t (m, id); comment on column t.g is 'g';
      create view v as select (p).m, ((d).p).g as dg, g from t; grant select on v to public;
      create function f(g good, p pair[]) returns deep language sql as 'select null::public.deep';`,
  },
  {
    name: 'takes a new type while a column of it comes to be computed',
    before: "create type m as enum ('a', 'b', 'c'); create table t (n m, g m, primary key (n))",
    after: `create type m as enum ('b', 'a');
      create table t (n m generated always as ('a'::m) stored, g m, primary key (n))`,
  },
]);
