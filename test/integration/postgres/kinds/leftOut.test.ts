import assert from 'node:assert/strict';
import { compareDatabases, planAll } from '../../../support/convergence.js';
import { connectDatabase } from '../../../support/connectDatabase.js';
import { startPostgres } from '../../../support/postgres/testServer.js';
import { loadDialect } from '../../../../src/dialects/registry.js';
import { majors } from './convergenceCases.js';

interface LeftOutCase {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly because: 'unsupported' | 'blocked';
  readonly reason: RegExp;
  readonly since?: number;
}

/** Changes that no statement can make, or that something not compared stands in the way of. */
const cases: readonly LeftOutCase[] = [
  {
    name: 'a composite type with other places that a table holds arrays of',
    before: 'create type p as (a int, b int); create type q as (ps p[]); create table t (q q);',
    after: 'create type p as (b int, a int); create type q as (ps p[]); create table t (q q);',
    because: 'unsupported',
    reason: /public\.t\.q holds arrays of public\.p, which cannot be taken apart/,
  },
  {
    name: 'an enum that a partitioned table uses',
    before: `create type mood as enum ('a', 'b'); create table p (m mood) partition by list (m);`,
    after: `create type mood as enum ('b', 'a'); create table p (m mood) partition by list (m);`,
    because: 'unsupported',
    reason:
      /public\.p \(partitioned tables, not compared yet\) uses public\.mood, and public\.mood takes a new type/,
  },
  {
    name: 'NOT NULL on a domain that a table holds arrays of',
    before: 'create domain d as int; create table t (a d[]);',
    after: 'create domain d as int not null; create table t (a d[]);',
    because: 'unsupported',
    reason: /public\.t\.a holds arrays of public\.d/,
  },
  {
    name: 'a function with another result that a partitioned table uses',
    before: `create function f(int) returns int language sql immutable as 'select $1';
      create table p (a int) partition by list (f(a));`,
    after: `create function g(int) returns int language sql immutable as 'select $1'; create table p (a int) partition by list (g(a));
      create function f(int) returns bigint language sql immutable as 'select 1::bigint';`,
    because: 'blocked',
    reason: /public\.p \(partitioned tables, not compared yet\) depends on it/,
  },
  {
    name: 'a check on a domain within a composite that a column holds',
    before: 'create domain d as int; create type comp as (a d, b text); create table t (c comp)',
    after:
      'create domain d as int check (value > 0); create type comp as (a d, b text); create table t (c comp)',
    because: 'unsupported',
    reason: /public\.t\.c holds values of public\.d within public\.comp/,
  },
  {
    name: 'a check on a domain that a table holds arrays of',
    before: 'create domain d as int; create table t (a d[])',
    after: 'create domain d as int check (value > 0); create table t (a d[])',
    because: 'unsupported',
    reason: /public\.t\.a holds arrays of public\.d/,
  },
  {
    name: 'a range type that a column holds',
    before: 'create type span as range (subtype = int); create table t (a span)',
    after: 'create type span as range (subtype = bigint); create table t (a span)',
    because: 'unsupported',
    reason: /public\.t\.a holds its values, and the subtype of a range type cannot change while one does/,
  },
  {
    name: 'the access method of a table',
    before: 'create access method m type table handler heap_tableam_handler; create table t (a int) using m',
    after: `create function h(internal) returns table_am_handler language internal as 'heap_tableam_handler';
      create access method m type table handler h; create table t (a int) using m`,
    because: 'unsupported',
    reason: /public\.t is stored by it/,
  },
  {
    name: 'an operator class that a range type sorts by',
    before: `create operator class c for type int using btree as operator 1 <, function 1 btint4cmp(int, int);
      create type span as range (subtype = int, subtype_opclass = c)`,
    after: `create operator class c for type int using btree as operator 1 <, operator 3 =, function 1 btint4cmp(int, int);
      create type span as range (subtype = int, subtype_opclass = c)`,
    because: 'unsupported',
    reason:
      /public\.span sorts by it, and the OPERATOR 3 \(integer, integer\) of an operator class cannot change/,
  },
  {
    name: 'a collation that a column has',
    before: `create collation c (locale = 'C'); create table t (a text collate c)`,
    after: `create collation c (locale = 'POSIX'); create table t (a text collate c)`,
    because: 'unsupported',
    reason: /public\.t\.a is collated by it/,
  },
  {
    name: 'a view on a new column of a partitioned table',
    before: `create table p (a int) partition by list (a); create table other (a int);`,
    after: `create table p (a int, "B" int) partition by list (a); create view v as select p."B" from p; create table other (a int);`,
    because: 'blocked',
    reason: /^it needs column "B" of public\.p \(partitioned tables\), which the target lacks/,
  },
  {
    name: 'a foreign key to a new column of a table with children',
    before: `create table p (a int primary key); create table c () inherits (p); create table t (b int);`,
    after: `create table p (a int primary key, b int unique); create table c () inherits (p);
      create table t (b int references p (b));`,
    because: 'blocked',
    reason: /^it needs column b of public\.p \(tables with inheritance\)/,
  },
  {
    name: 'a type that a partitioned table uses',
    before: `create type e as enum ('a'); create table p (a e) partition by list (a);`,
    after: 'create table p (a text) partition by list (a);',
    because: 'blocked',
    reason: /^public\.p \(partitioned tables, not compared yet\) depends on enum public\.e and stays/,
  },
];

for (const major of majors) {
  describe(`what a plan leaves, and why, on PostgreSQL ${String(major)}`, () => {
    for (const one of cases) {
      if (major < (one.since ?? 0)) continue;
      it(`leaves ${one.name}`, async () => {
        const server = await startPostgres(major);
        const dialect = await loadDialect('postgres');
        const target = await server.createDatabase(one.before);
        const source = await server.createDatabase(one.after);
        try {
          const sides = [await connectDatabase(source.url), await connectDatabase(target.url)] as const;
          const plan = planAll(await compareDatabases(...sides, dialect), dialect);
          const left = plan.leftOut.find((leftOut) => leftOut.because === one.because);
          assert.match(left?.reason ?? JSON.stringify(plan.leftOut), one.reason);
        } finally {
          await source.drop();
          await target.drop();
        }
      });
    }
  });
}
