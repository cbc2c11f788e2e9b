import assert from 'node:assert/strict';
import { makePlan } from '../../../../src/core/planner/makePlan.js';
import type { PartId } from '../../../../src/core/model/partId.js';
import { loadDialect } from '../../../../src/dialects/registry.js';
import { connectDatabase } from '../../../support/connectDatabase.js';
import { compareDatabases } from '../../../support/convergence.js';
import { startPostgres } from '../../../support/postgres/testServer.js';
import { describeConvergence } from './convergenceCases.js';

const rows = `insert into p values (1, 'x'), (2, null);`;

describeConvergence('tables of a type', [
  {
    name: 'makes one with keys, defaults, checks, comments, indexes and a view',
    before: '',
    after: `create type e as (a int, "B b" text collate "C");
      create table p of e (a primary key, "B b" with options default 'x' not null, constraint c check (a > 0));
      comment on table p is 'p'; comment on column p."B b" is 'b'; create index on p ("B b"); create view v as select a from p;`,
  },
  {
    name: 'says of a table that it is of a type, and that it is not any more',
    before: `create type e as (a int, b text); create table p (a int, b text); ${rows}`,
    after: 'create type e as (a int, b text); create table p of e (a not null)',
  },
  {
    name: 'adds, drops and changes attributes and columns together',
    before: `create type e as (a int, b text); create table p of e (b default 'y'); ${rows} create view v as select a from p;`,
    after: `create type e as (a bigint, c date, d int); create table p of e (d unique); create view v as select a from p;
      create table q (d int references p (d));`,
  },
  {
    name: 'changes what hangs on the columns alone',
    before: `create type e as (a int, b text); create table p of e (b default 'y'); ${rows}`,
    after: `create type e as (a int, b text); create table p of e (a primary key, b default 'z'); comment on column p.b is 'b';`,
  },
  {
    name: 'takes another type for a table',
    before: `create type e as (a int, b text); create table p of e; ${rows}`,
    after: `create type f as (a int, b text); create table p of f; create table other of f;`,
  },
  {
    name: 'drops a type and keeps the table that was of it',
    before: `create type e as (a int, b text); create table p of e; ${rows}`,
    after: 'create table p (a int, b text, c int)',
  },
  {
    name: 'replaces an enum that an attribute holds',
    before: `create type s as enum ('a', 'b', 'c'); create type e as (a int, s s); create table p of e (s default 'a');
      insert into p values (1, 'a'), (2, 'c');`,
    after: `create type s as enum ('c', 'a'); create type e as (a int, s s); create table p of e (s default 'a');`,
  },
  {
    name: 'is partitioned, unlogged or of a schema and a type with odd names',
    before: 'create schema "S.x"; create type "S.x"."E""e" as ("1" int, b text)',
    after: `create schema "S.x"; create type "S.x"."E""e" as ("1" int, b text, c date);
      create table "S.x"."T😀" of "S.x"."E""e" partition by range ("1"); create table "S.x".p1 partition of "S.x"."T😀" for values from (1) to (5);
      create unlogged table u of "S.x"."E""e";`,
  },
  {
    name: 'leaves a table of a type whose attributes change places',
    before: `create type e as (a int, b text); create table p of e; ${rows}`,
    after: 'create type e as (b text, a int); create table p of e',
    mayLeave: true,
  },
]);

describe('a table of a type, or the type, chosen without the other', () => {
  for (const [chosen, reason] of [
    ['table:public.p', /its table is of type public\.e, which is left as it is/],
    ['composite:public.e', /public\.p is a table of it, whose columns are left as they are/],
  ] as const) {
    it(`is left: ${chosen}`, async () => {
      const server = await startPostgres(18);
      const dialect = await loadDialect('postgres');
      const target = await server.createDatabase('create type e as (a int, b text); create table p of e');
      const source = await server.createDatabase('create type e as (a bigint, c date); create table p of e');
      try {
        const sides = [await connectDatabase(source.url), await connectDatabase(target.url)] as const;
        const objects = new Set([chosen as PartId]);
        const request = { objects, takeAlong: false, allowDrops: true, allowDataLoss: true };
        const { segments, leftOut } = makePlan(await compareDatabases(...sides, dialect), request, dialect);
        assert.deepEqual(
          segments.flatMap(({ steps }) => steps.map(({ title }) => title)),
          [],
        );
        assert.ok(
          leftOut.some((one) => reason.test(one.reason)),
          JSON.stringify(leftOut.map((one) => one.reason)),
        );
      } finally {
        await source.drop();
        await target.drop();
      }
    });
  }
});
