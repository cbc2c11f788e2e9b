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
    name: 'rebuilds functions with the enum in their signature',
    before: `create type mood as enum ('a', 'b');
      create function f(m mood) returns mood language sql immutable as 'select m';
      create view v as select f('a'::mood) as m;`,
    after: `create type mood as enum ('b');
      create function f(m mood) returns mood language sql immutable as 'select m';
      create view v as select f('b'::mood) as m;`,
  },
]);
