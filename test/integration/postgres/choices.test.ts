import assert from 'node:assert/strict';
import type { PlanRequest } from '../../../src/core/planner/plan.js';
import type { PartId } from '../../../src/core/model/partId.js';
import { applyRequest } from '../../support/applyRequest.js';

interface Case {
  readonly name: string;
  readonly source: string;
  readonly target: string;
  readonly objects?: readonly string[];
  /** Parts that are not chosen. */
  readonly leave?: readonly string[];
  readonly allowDrops?: boolean;
  /** What the plan leaves, and why. */
  readonly left: readonly (readonly [string, RegExp])[];
}

const mood = "create type mood as enum ('a', 'b', 'c')";
const smaller = "create type mood as enum ('b', 'c')";
const two = 'create table t (a int primary key, b int not null unique)';

/** Choices that would fail, or be something else than what was promised, if nobody looked at what is not chosen. */
const cases: readonly Case[] = [
  {
    name: 'a label of an enum that a default says',
    source: `${smaller}; create table t (m mood default 'b')`,
    target: `${mood}; create table t (m mood default 'a')`,
    objects: ['enum:public.mood'],
    left: [['enum public.mood', /default public\.t\.m uses 'a', which would be gone/]],
  },
  {
    name: "a label of an enum that a domain's default says",
    source: `${smaller}; create domain d as mood default 'b'`,
    target: `${mood}; create domain d as mood default 'a'`,
    objects: ['enum:public.mood'],
    left: [['enum public.mood', /^domain default public\.d uses 'a', which would be gone/]],
  },
  {
    name: 'a label of an enum in an array that a check says',
    source: `${smaller}; create table t (m mood[] check (m <> '{b}'))`,
    target: `${mood}; create table t (m mood[] check (m <> '{b,a}'))`,
    objects: ['enum:public.mood'],
    left: [['enum public.mood', /uses 'a', which would be gone/]],
  },
  {
    name: 'a column of a view that another view reads, which exists in the target alone',
    source: 'create table t (a int, b int); create view v as select a from t',
    target: `create table t (a int, b int); create view v as select a, b from t;
      create materialized view w as select b as x from v`,
    allowDrops: false,
    left: [
      ['view public.v', /materialized view public\.w reads its column b, which would be gone/],
      ['materialized view public.w', /exists only in the target/],
    ],
  },
  {
    name: 'a column of a view that another view does not read',
    source: 'create table t (a int, b int); create view v as select a from t',
    target:
      'create table t (a int, b int); create view v as select a, b from t; create view w as select a from v',
    allowDrops: false,
    left: [['view public.w', /exists only in the target/]],
  },
  {
    name: 'the replica identity of a table without the key that it goes by',
    source: two,
    target: `${two}; alter table t replica identity using index t_b_key; alter table t cluster on t_b_key`,
    leave: ['constraint:public.t.t_b_key'],
    left: [['table public.t', /it goes by t_b_key, which stays/]],
  },
  {
    name: 'the replica identity of a table that is to go by a key',
    source: `${two}; alter table t replica identity using index t_b_key`,
    target: two,
    leave: ['constraint:public.t.t_b_key'],
    left: [['table public.t', /it is to go by t_b_key, which is left as it is/]],
  },
  {
    name: 'the key that a table is to go by, without the table',
    source: `${two}; alter table t replica identity using index t_b_key`,
    target: two,
    leave: ['table:public.t'],
    left: [['constraint t_b_key on public.t', /public\.t is to go by it, and .* is left as it is/]],
  },
];

describe('what is chosen of what differs', () => {
  for (const one of cases) {
    it(`is applied, or left for a reason: ${one.name}`, async () => {
      const allowDrops = one.allowDrops !== false;
      const request: PlanRequest = {
        takeAlong: true,
        allowDrops,
        allowDataLoss: allowDrops,
        ...(one.objects === undefined ? {} : { objects: new Set(one.objects as readonly PartId[]) }),
        ...(one.leave === undefined ? {} : { leave: new Set(one.leave as readonly PartId[]) }),
      };
      await applyRequest(one, request, ({ leftOut }) => {
        assert.deepEqual(
          leftOut.map(({ described }) => described).sort(),
          one.left.map(([described]) => described).sort(),
        );
        for (const [described, reason] of one.left)
          assert.match(leftOut.find((left) => left.described === described)?.reason ?? '', reason);
      });
    });
  }
});
