import assert from 'node:assert/strict';
import { compareDatabases, planAll } from '../../../support/convergence.js';
import { connectDatabase } from '../../../support/connectDatabase.js';
import { startPostgres } from '../../../support/postgres/testServer.js';
import { loadDialect } from '../../../../src/dialects/registry.js';
import { majors, runsOn } from './convergenceCases.js';

interface LeftOutCase {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly because: 'unsupported' | 'blocked';
  readonly reason: RegExp;
  readonly since?: number;
  /** It is left on the oldest major alone. */
  readonly before15?: true;
}

/** Changes that no statement can make, or that something not compared stands in the way of. */
const cases: readonly LeftOutCase[] = [
  {
    name: 'another type of a column of a table whose rows another table holds',
    before: 'create table x (a int); create table h (x x)',
    after: 'create table x (a bigint); create table h (x x)',
    because: 'unsupported',
    reason: /^public\.h\.x holds rows of public\.x, which the server does not write anew then$/,
  },
  {
    name: 'a new column with a default where a materialized view holds rows',
    before: 'create table x (a int); create materialized view h as select x from x',
    after: 'create table x (a int, b int default 1); create materialized view h as select x from x',
    because: 'unsupported',
    reason: /^public\.h holds rows of public\.x/,
  },
  {
    name: 'a new column with a default where another table holds rows, in a domain',
    before: 'create table x (a int); create domain d as x[]; create table h (d d)',
    after: 'create table x (a int, b int default 1); create domain d as x[]; create table h (d d)',
    because: 'unsupported',
    reason: /^public\.h\.d holds rows of public\.x/,
  },
  {
    name: 'another persistence of a table whose rows another table holds',
    before: 'create unlogged table x (a int); create table h (x x)',
    after: 'create table x (a int); create table h (x x)',
    because: 'unsupported',
    reason: /^public\.h\.x holds rows of public\.x/,
  },
  {
    name: 'an enum that takes a new type in a table whose rows another table holds',
    before: "create type m as enum ('a', 'b'); create table x (m m); create table h (x x)",
    after: "create type m as enum ('b', 'a'); create table x (m m); create table h (x x)",
    because: 'unsupported',
    reason: /^public\.h\.x holds rows of public\.x/,
  },
  {
    name: 'a composite type with other places that a table holds arrays of',
    before: 'create type p as (a int, b int); create type q as (ps p[]); create table t (q q);',
    after: 'create type p as (b int, a int); create type q as (ps p[]); create table t (q q);',
    because: 'unsupported',
    reason: /public\.t\.q holds arrays of public\.p, which cannot be taken apart/,
  },
  {
    name: 'an enum that a table is partitioned by',
    before: `create type mood as enum ('a', 'b'); create table p (m mood) partition by list (m);`,
    after: `create type mood as enum ('b', 'a'); create table p (m mood) partition by list (m);`,
    because: 'unsupported',
    reason: /^public\.p is partitioned by public\.p\.m, whose type cannot change/,
  },
  {
    name: 'NOT NULL on a domain that a table holds arrays of',
    before: 'create domain d as int; create table t (a d[]);',
    after: 'create domain d as int not null; create table t (a d[]);',
    because: 'unsupported',
    reason: /public\.t\.a holds arrays of public\.d/,
  },
  {
    name: 'a function with another result that a table is partitioned by',
    before: `create function f(int) returns int language sql immutable as 'select $1 * 2';
      create table p (a int) partition by list (f(a));`,
    after: `create function f(int) returns bigint language sql immutable as 'select $1::bigint';
      create table p (a int) partition by list (f(a));`,
    because: 'blocked',
    reason:
      /^function public\.f\(integer\) would have to be dropped .* but table public\.p depends on it, whose rows would be lost/,
  },
  {
    name: 'an extension that the server does not have',
    before: '',
    after: `create extension citext; create table t (c citext);
      update pg_extension set extname = 'nowhere' where extname = 'citext'`,
    because: 'unsupported',
    reason: /^the target's server does not have extension nowhere$/,
  },
  {
    name: 'an extension in a version that the server does not have',
    before: '',
    after: `create extension citext; update pg_extension set extversion = '99' where extname = 'citext'`,
    because: 'unsupported',
    reason:
      /^the target's server has extension citext in 1\.4, .*, and not in 99; with extension-versions ignored, it/,
  },
  {
    name: 'an extension that cannot be updated to its version',
    before: 'create extension citext',
    after: `create extension citext; update pg_extension set extversion = '99' where extname = 'citext'`,
    because: 'unsupported',
    reason: /^the target's server has no update of extension citext from 1\.\d to 99$/,
  },
  {
    name: 'a column that was computed by a function, before 15',
    before: `create function f() returns int language sql immutable as 'select 1';
      create table t (a int generated always as (f()) stored)`,
    after: `create function f() returns int language sql immutable as 'select 1'; create table t (a bigint)`,
    because: 'unsupported',
    reason: /^PostgreSQL before 15 keeps public\.t\.a tied to the function that computed it$/,
    before15: true,
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
    name: 'the type of a table whose columns stand in another order',
    before: 'create type e as (a int, b int); create table p (b int, a int)',
    after: 'create type e as (a int, b int); create table p of e',
    because: 'unsupported',
    reason: /the columns of public\.p stand in another order than the attributes of its type/,
  },
  {
    name: 'a view by whose rows a table is partitioned',
    before: 'create view v as select 1 as a, 2 as b; create table p (v v, c int) partition by list (v)',
    after: 'create view v as select 2 as b, 1 as a; create table p (v v, c int) partition by list (v)',
    because: 'blocked',
    reason:
      /^view public\.v would have to be dropped and made again, but public\.p is partitioned by public\.p\.v$/,
  },
];

for (const major of majors) {
  describe(`what a plan leaves, and why, on PostgreSQL ${String(major)}`, () => {
    for (const [index, one] of cases.entries()) {
      if (one.before15 === true ? major >= 15 : major < (one.since ?? 0) || !runsOn(index, major)) continue;
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
