import assert from 'node:assert/strict';
import { describeConvergence } from './convergenceCases.js';

describeConvergence('domains', [
  {
    name: 'makes a domain with everything',
    before: '',
    after: `create domain code as text collate "C" default 'x' not null check (value <> '') constraint long check (length(value) < 9);
      comment on domain code is 'a code'; comment on constraint long on domain code is 'not too long';`,
  },
  {
    name: 'changes default, nullability and checks in place',
    before: `create domain code as int default 1 check (value > 0); create table t (c code); insert into t values (3);`,
    after: `create domain code as int default 2 not null constraint small check (value < 10); create table t (c code);`,
  },
  {
    name: 'validates a check',
    before: `create domain code as int; alter domain code add constraint c check (value > 0) not valid;`,
    after: `create domain code as int constraint c check (value > 0);`,
  },
  {
    name: 'takes a new type for another base type',
    before: `create domain code as int check (value > 0); create table t (c code default 4);
      insert into t values (3); create view v as select c from t; grant usage on type code to public;`,
    after: `create domain code as bigint check (value > 0); create table t (c code default 4);
      create view v as select c from t;`,
  },
  {
    name: 'keeps the name of NOT NULL with another base type',
    before: `create domain code as int not null; create table t (c code); insert into t values (3);`,
    after: `create domain code as bigint not null; create table t (c code);`,
  },
  {
    name: 'takes a new type for another base type of arrays',
    before: `create domain code as int; create table t (c code[]); insert into t values ('{1,2}');`,
    after: `create domain code as bigint default 1; create table t (c code[]);`,
  },
  {
    name: 'names the NOT NULL of a domain',
    since: 18,
    before: `create domain code as int not null;`,
    after: `create domain code as int constraint there not null;`,
  },
  {
    name: 'breaks the circle of a check that calls a function of the domain',
    before: '',
    after: `create domain code as int;
      create function ok(c code) returns boolean language sql immutable as 'select true';
      alter domain code add constraint c check (ok(value));`,
  },
  {
    name: 'converts values of a domain over a type to which there is no cast',
    before: `create table b (x int); create domain d as b[]; create table t (d d, many d[])`,
    after: `create table b (x int); create domain d as date; create table t (d d, many d[])`,
  },
  {
    name: 'keeps values while a function that the default and a check call is made anew',
    before: `create function f() returns int language sql as 'select 1'; create function ok(int) returns int language sql immutable as 'select $1';
      create domain code as int default f() check (ok(value) > 0);
      create table t (c code, n int); insert into t values (3, 1);`,
    after: `create function f() returns bigint language sql as 'select 1'; create function ok(int) returns bigint language sql immutable as 'select $1';
      create domain code as int default f() check (ok(value) > 0); create table t (c code, n int); insert into t values (3, 1);`,
    check: async (target) => {
      assert.deepEqual(await target.query('select c, n from t'), [{ c: 3, n: 1 }]);
    },
  },
  {
    name: 'leaves a function that a check calls of a domain whose arrays are stored',
    mayLeave: true,
    before: `create function ok(int) returns int language sql immutable as 'select $1';
      create domain code as int check (ok(value) > 0); create table t (c code[]); insert into t values ('{1}');`,
    after: `create function ok(int) returns bigint language sql immutable as 'select $1';
      create domain code as int check (ok(value) > 0); create table t (c code[]);`,
  },
  {
    name: 'gives the rows that are there the default of the domain of a new column, which calls a new function',
    before: `create domain code as int; create table t (n int); insert into t values (1);`,
    after: `create domain code as int; create function f() returns int language sql as 'select 7';
      alter domain code set default f(); alter domain code set not null; create table t (n int, c code);`,
  },
  {
    name: 'makes a domain without default over one that has one',
    before: '',
    after: `create domain one as int default 1; create domain other as one; alter domain other drop default;`,
  },
  {
    name: 'gives a domain over an enum another default than a label that goes',
    before: `create type mood as enum ('sad', 'glad'); create domain feeling as mood default 'sad'; create table t (f feeling, m mood);
      insert into t values ('glad', 'glad');`,
    after: `create type mood as enum ('glad'); create domain feeling as mood default 'glad'; create table t (f feeling, m mood);`,
  },
  {
    name: 'makes a domain again whose check calls a function of the domain',
    before: `create type mood as enum ('sad', 'glad'); create domain feeling as mood; create function ok(feeling) returns boolean language sql as 'select true';
      alter domain feeling add constraint c check (ok(value)); create table t (f feeling);`,
    after: `create type mood as enum ('glad'); create domain feeling as mood; create function ok(feeling) returns boolean language sql as 'select true';
      alter domain feeling add constraint c check (ok(value)); create table t (f feeling);`,
  },
]);
