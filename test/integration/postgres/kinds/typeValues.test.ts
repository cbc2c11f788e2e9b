import assert from 'node:assert/strict';
import { loadDialect } from '../../../../src/dialects/registry.js';
import { connectDatabase } from '../../../support/connectDatabase.js';
import { applyPlan, compareDatabases, planAll } from '../../../support/convergence.js';
import { startPostgres } from '../../../support/postgres/testServer.js';

interface ValueCase {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly query: string;
  readonly expected: string;
}

const cases: readonly ValueCase[] = [
  {
    name: 'an enum with another order, in domains, composite types and arrays of them',
    before: `create type e as enum ('a', 'b'); create domain d as e; create type c as (e e, ds d[], n int);
      create table t (c c, cs c[], d d);
      insert into t values (('a', '{a,b}', 1), array[('b', '{b}', 2)::c, null], 'b'), (null, null, null);`,
    after: `create type e as enum ('b', 'a'); create domain d as e; create type c as (e e, ds d[], n int);
      create table t (c c, cs c[], d d);`,
    query: 'select array_agg(t::text order by t::text) as found from t',
    expected: `["(\\"(a,\\"\\"{a,b}\\"\\",1)\\",\\"{\\"\\"(b,{b},2)\\"\\",NULL}\\",b)","(,,)"]`,
  },
  {
    name: 'a composite type with other places, in others, in domains and below nulls',
    before: `create type p as (a int, b int); create type q as (x text, p p); create domain d as p;
      create table t (q q, d d); insert into t values (('x', (1, 2)), (3, 4)), (('y', null), null);`,
    after: `create type p as (b int, a int, z int); create type q as (x text, p p); create domain d as p; create table t (q q, d d);`,
    query: `select json_agg(json_build_array((q).x, ((q).p).a, ((q).p).b, (q).p is null, (d).a, (d).b) order by (q).x) as found from t`,
    expected: '[["x",1,2,false,3,4],["y",null,null,true,null,null]]',
  },
];

describe('values of types that are made again', () => {
  for (const one of cases) {
    it(`are those of ${one.name}`, async () => {
      const server = await startPostgres(16);
      const dialect = await loadDialect('postgres');
      const target = await server.createDatabase(one.before);
      const source = await server.createDatabase(one.after);
      try {
        const sides = [await connectDatabase(source.url), await connectDatabase(target.url)] as const;
        const plan = planAll(await compareDatabases(...sides, dialect), dialect);
        assert.deepEqual(plan.leftOut, []);
        await applyPlan(plan, sides[1], dialect);
        const [row] = await target.query(one.query);
        assert.equal(JSON.stringify(row?.['found']), one.expected);
      } finally {
        await source.drop();
        await target.drop();
      }
    });
  }
});
