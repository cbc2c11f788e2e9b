import assert from 'node:assert/strict';
import type { RiskKind } from '../../../src/core/model/risk.js';
import { makePlan } from '../../../src/core/planner/makePlan.js';
import { stepsOf } from '../../../src/core/planner/plan.js';
import { rollbackScript } from '../../../src/core/planner/planScript.js';
import { loadDialect } from '../../../src/dialects/registry.js';
import { connectDatabase } from '../../support/connectDatabase.js';
import { compareDatabases, planAll } from '../../support/convergence.js';
import { startPostgres } from '../../support/postgres/testServer.js';

interface RiskCase {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly kind: RiskKind;
  readonly message: RegExp;
}

/** What must be said before it is done, and is left undone without `allowDataLoss` where it loses data. */
const cases: readonly RiskCase[] = [
  {
    name: 'an identity that goes, with how far it has counted',
    before: 'create table t (a int generated always as identity, b int)',
    after: 'create table t (a int not null, b int)',
    kind: 'data-loss',
    message: /drops the sequence of public\.t\.a, and how far it has counted/,
  },
  {
    name: 'a virtual column that becomes a plain one',
    before: 'create table t (a int, b int generated always as (a * 2) virtual)',
    after: 'create table t (a int, b int)',
    kind: 'data-loss',
    message: /the values of public\.t\.b were computed and are not stored: they are gone/,
  },
  {
    name: 'a plain column that is computed from now on',
    before: 'create table t (a int, b int)',
    after: 'create table t (a int, b int generated always as (a * 2) stored)',
    kind: 'data-loss',
    message: /drops column public\.t\.b and its values/,
  },
  {
    name: 'json that becomes jsonb',
    before: 'create table t (a json)',
    after: 'create table t (a jsonb)',
    kind: 'data-loss',
    message: /loses the order of keys, all but the last of repeated ones/,
  },
  {
    name: 'a sequence that columns count with',
    before: `create sequence s; create table t (a int default nextval('s'))`,
    after: 'create table t (a int)',
    kind: 'data-loss',
    message: /drops sequence public\.s, which .* how far it has counted/,
  },
  {
    name: 'a function that an index was built with',
    before: `create table t (a int); create function f(int) returns int language sql immutable as 'select $1'; create index i on t (f(a))`,
    after: `create table t (a int); create function f(int) returns int language sql immutable as 'select -$1'; create index i on t (f(a))`,
    kind: 'stale-values',
    message: /^index public\.i holds what the function gave before, until REINDEX INDEX public\.i$/,
  },
  {
    name: 'a function that rows were checked by',
    before: `create function f(int) returns int language sql immutable as 'select $1'; create table t (a int, constraint c check (f(a) > 0))`,
    after: `create function f(int) returns int language sql immutable as 'select -$1'; create table t (a int, constraint c check (f(a) > 0))`,
    kind: 'stale-values',
    message: /^the rows that are there were checked by the function as it was: constraint c on public\.t$/,
  },
  {
    name: 'a function that values of a domain were checked by',
    before: `create function f(int) returns int language sql immutable as 'select $1'; create domain d as int constraint c check (f(value) > 0)`,
    after: `create function f(int) returns int language sql immutable as 'select -$1'; create domain d as int constraint c check (f(value) > 0)`,
    kind: 'stale-values',
    message:
      /^the values that are there were checked by the function as it was: constraint c of domain public\.d$/,
  },
  {
    name: 'a function that a column was computed by',
    before: `create function f(int) returns int language sql immutable as 'select $1'; create table t (a int, b int generated always as (f(a)) stored)`,
    after: `create function f(int) returns int language sql immutable as 'select -$1'; create table t (a int, b int generated always as (f(a)) stored)`,
    kind: 'stale-values',
    message: /^public\.t\.b holds what the function gave before, until its rows are written$/,
  },
  {
    name: 'a function that chose the partitions of rows',
    before: `create function f(int) returns int language sql immutable as 'select $1'; create table t (a int) partition by range (f(a))`,
    after: `create function f(int) returns int language sql immutable as 'select -$1'; create table t (a int) partition by range (f(a))`,
    kind: 'stale-values',
    message: /^rows of public\.t lie in the partitions that the function gave before$/,
  },
  {
    name: 'a sequence that only programs can count with',
    before: 'create sequence s',
    after: '',
    kind: 'data-loss',
    message: /drops sequence public\.s, which programs may use, and how far it has counted/,
  },
];

describe('the risks of a plan', () => {
  for (const one of cases) {
    it(`name ${one.name}`, async () => {
      const server = await startPostgres(18);
      const dialect = await loadDialect('postgres');
      const target = await server.createDatabase(one.before);
      const source = await server.createDatabase(one.after);
      try {
        const sides = [await connectDatabase(source.url), await connectDatabase(target.url)] as const;
        const drift = await compareDatabases(...sides, dialect);
        const plan = planAll(drift, dialect);
        const risks = stepsOf(plan).flatMap((step) => step.risks);
        const found = risks.find(({ kind, message }) => kind === one.kind && one.message.test(message));
        assert.ok(found !== undefined, JSON.stringify(risks));
        if (one.kind !== 'data-loss') return;
        const careful = makePlan(drift, { takeAlong: true, allowDrops: true, allowDataLoss: false }, dialect);
        assert.ok(careful.leftOut.some(({ because }) => because === 'data-loss'));
        assert.ok(!stepsOf(careful).some((step) => step.risks.some(({ kind }) => kind === 'data-loss')));
        const undo = rollbackScript(plan, dialect).replaceAll('\n-- ', '\n');
        assert.match(undo, /This script cannot bring back:/);
        assert.match(undo, one.message);
      } finally {
        await source.drop();
        await target.drop();
      }
    });
  }
});
