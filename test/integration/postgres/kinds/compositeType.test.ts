import { describeConvergence } from './convergenceCases.js';

describeConvergence('composite types', [
  {
    name: 'makes a composite type with collations, quoted names and comments',
    before: '',
    after: `create type address as (street text collate "C", "House No" int, tags text[]);
      comment on type address is 'where'; comment on column address."House No" is 'the number';`,
  },
  { name: 'makes a type without attributes', before: '', after: 'create type nothing as ()' },
  {
    name: 'adds, drops and changes attributes in place',
    before: `create type p as (a int, b text, c int); create function f(p) returns int language sql as 'select 1';`,
    after: `create type p as (a bigint, c int, d date); create function f(p) returns int language sql as 'select 1';`,
  },
  {
    name: 'adds and drops attributes of a type that a table holds',
    before: `create type p as (a int, b text); create table t (p p); insert into t values ((1, 'x'));`,
    after: `create type p as (a int, c text); create table t (p p);`,
  },
  {
    name: 'takes a new type for another order and other types that a table holds',
    before: `create type p as (a int, b text); create table t (p p); insert into t values ((1, 'x')), (null);`,
    after: `create type p as (b text, a bigint, c date); create table t (p p);`,
  },
  {
    name: 'rebuilds views that read an attribute',
    before: `create type p as (a int, b text); create table t (p p); create view v as select (p).a from t;`,
    after: `create type p as (a int); create table t (p p); create view v as select (p).a from t;`,
  },
  {
    name: 'takes new types for what is built on one whose attributes change places',
    before: `create type p as (a int, b int); create type q as (x text, p p); create domain d as p; create type r as (q q, d d);
      create table t (q q, d d, r r); insert into t values (('x', (1, 2)), (3, 4), (('y', (5, 6)), (7, 8))), (null, null, null);
      create view v as select (q).p.a, (r).q.x from t; comment on type q is 'q';`,
    after: `create type p as (b int, a int); create type q as (x text, p p); create domain d as p; create type r as (q q, d d);
      create table t (q q, d d, r r); create view v as select (q).p.a, (r).q.x from t; comment on type q is 'q';`,
  },
  {
    name: 'says nothing about the attributes of a type that is left as it is',
    before: `create type p as (b int); create table t (q p[]); comment on column p.b is 'one'`,
    after: `create type p as (a int, b int); create table t (q p[]); comment on column p.a is 'new'; comment on column p.b is 'two'`,
    mayLeave: true,
  },
  {
    name: 'leaves types of which one holds the other and is held by it later',
    before: `create type b as (x int); create type a as (b b, c text); create table t (a a, b b)`,
    after: `create type a as (c text); create type b as (a a, x int); create table t (a a, b b)`,
    mayLeave: true,
  },
  {
    name: 'converts an attribute to a type to which there is no cast',
    before: `create type p as (a int, b text[]); create table t (p p)`,
    after: `create type p as (a int, b bigint); create table t (p p)`,
  },
]);
