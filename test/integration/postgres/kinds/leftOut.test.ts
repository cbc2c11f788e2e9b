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
}

/** Changes that no statement can make, or that something not compared stands in the way of. */
const cases: readonly LeftOutCase[] = [
  {
    name: 'an enum that a domain is built on',
    before: `create type mood as enum ('a', 'b'); create domain good as mood;`,
    after: `create type mood as enum ('b', 'a'); create domain good as mood;`,
    because: 'unsupported',
    reason: /domain public\.good is built on public\.mood/,
  },
  {
    name: 'an enum that a partitioned table uses',
    before: `create type mood as enum ('a', 'b'); create table p (m mood) partition by list (m);`,
    after: `create type mood as enum ('b', 'a'); create table p (m mood) partition by list (m);`,
    because: 'unsupported',
    reason: /public\.p \(partitioned tables, not compared yet\) uses public\.mood/,
  },
  {
    name: 'NOT NULL on a domain that a table holds arrays of',
    before: 'create domain d as int; create table t (a d[]);',
    after: 'create domain d as int not null; create table t (a d[]);',
    because: 'unsupported',
    reason: /public\.t\.a holds arrays of public\.d/,
  },
  {
    name: 'a function with another result that an aggregate uses',
    before: `create function f(int, int) returns int language sql as 'select 1';
      create aggregate a(int) (sfunc = f, stype = int);`,
    after: `create function f(x int, y int) returns int language sql as 'select 1';
      create function g(int, int) returns int language sql as 'select 1'; create aggregate a(int) (sfunc = g, stype = int);
      drop function f; create function f(int, int) returns bigint language sql as 'select 1::bigint';`,
    because: 'blocked',
    reason: /public\.a\(integer\) \(aggregates, not compared yet\) depends on it/,
  },
  {
    name: 'a view with another column that has a rule',
    before: `create table t (a int); create view v as select a from t; create rule r as on insert to v do instead nothing;`,
    after: `create table t (a int); create view v as select a as b from t; create rule r as on insert to v do instead nothing;`,
    because: 'blocked',
    reason: /r on public\.v \(rules, not compared yet\) depends on it/,
  },
];

for (const major of majors) {
  describe(`what a plan leaves, and why, on PostgreSQL ${String(major)}`, () => {
    for (const one of cases) {
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
