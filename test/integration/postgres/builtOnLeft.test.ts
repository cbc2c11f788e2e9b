import assert from 'node:assert/strict';
import { applyRequest } from '../../support/applyRequest.js';

interface Case {
  readonly name: string;
  readonly source: string;
  readonly target: string;
  /** What is left, in words. */
  readonly left: readonly RegExp[];
}

/** What the source builds on a part that is left as the target has it, because of consent or for want of an ALTER. */
const cases: readonly Case[] = [
  {
    name: 'a check on a column that keeps its type',
    source: `create table t (id int primary key, a varchar(10), b int, constraint c check (a <> ''))`,
    target: `create table t (id int primary key, a text); insert into t values (1, '5')`,
    left: [/column public\.t\.a/, /constraint c/],
  },
  {
    name: 'an index predicate and a policy on a column that keeps its type',
    source: `create table t (n numeric(4,1)); create index i on t (n) where n > 1.5; create policy p on t using (n > 2.5)`,
    target: 'create table t (n float8)',
    left: [/column public\.t\.n/, /index public\.i/, /policy p/],
  },
  {
    name: 'a check on a domain that keeps its base type',
    source: `create domain email as text check (value like '%@%'); create table t (a email)`,
    target: 'create domain email as varchar(100); create table t (a email)',
    left: [/domain public\.email/, /email_check/],
  },
  {
    name: 'an index whose operators want another type',
    source: 'create table t (j jsonb); create index multi on t using gin (j jsonb_path_ops)',
    target: 'create table t (j json)',
    left: [/column public\.t\.j/, /index public\.multi/],
  },
  {
    name: 'a function that reads an attribute of a type that is left',
    source: `create type ct as (c int, a int, b text); create table typed of ct;
      create function f(x ct) returns int language sql begin atomic select x.c; end`,
    target: 'create type ct as (a int, b text); create table typed of ct',
    left: [/public\.ct/, /function public\.f/, /column public\.typed\.c/],
  },
  {
    name: 'a view on an attribute of a type that is left',
    source:
      'create type ad as (n int, extra text); create table u (aa ad[]); create view w as select (aa[1]).extra from u',
    target: `create type ad as (n text); create table u (aa ad[]); insert into u values (array[row('1')::ad])`,
    left: [/public\.ad/, /view public\.w/],
  },
];

describe('what is built on a part that is left', () => {
  for (const one of cases) {
    it(`is left with it: ${one.name}`, async () => {
      const request = { takeAlong: true, allowDrops: true, allowDataLoss: false };
      await applyRequest(one, request, ({ leftOut }) => {
        const left = leftOut.map(({ described }) => described).join('; ');
        for (const expected of one.left) assert.match(left, expected);
      });
    });
  }
});
