import assert from 'node:assert/strict';
import {
  sameButForCasts,
  sameOnEveryVersion,
} from '../../../../../src/dialects/postgres/normalizer/versionSpellings.js';

const same: readonly (readonly [string, string])[] = [
  ['SELECT t.a FROM s.t', 'SELECT a FROM s.t'],
  ['SELECT x.a FROM s.t x WHERE (x.b > 1) ORDER BY x.a', 'SELECT a FROM s.t x WHERE (b > 1) ORDER BY a'],
  ['SELECT t.a FROM s.t TABLESAMPLE system (1)', 'SELECT a FROM s.t TABLESAMPLE system (1)'],
  ['SELECT f.a FROM f(1) f(a)', 'SELECT a FROM f(1) f(a)'],
  [
    'SELECT t.a FROM t WHERE (t.a IN ( SELECT u.b FROM u))',
    'SELECT a FROM t WHERE (a IN ( SELECT u.b FROM u))',
  ],
  ['SELECT t.a AS x FROM t ORDER BY t.a', 'SELECT a AS x FROM t ORDER BY a'],
  ["timezone('UTC'::text, at)", "(at AT TIME ZONE 'UTC'::text)"],
  ['CHECK ((btrim(a) <> b))', 'CHECK ((TRIM(BOTH FROM a) <> b))'],
  ['"position"(a, b)', 'POSITION((b) IN (a))'],
  ['"overlaps"(a, b, c, d)', '((a, b) OVERLAPS (c, d))'],
  ['a integer, INOUT b text DEFAULT NULL::text', 'IN a integer, INOUT b text DEFAULT NULL::text'],
];

const different: readonly (readonly [string, string])[] = [
  ['SELECT t.a FROM s.t', 'SELECT b FROM s.t'],
  ['SELECT t.a FROM s.t', 'SELECT x.a FROM s.t'],
  // More than one relation: a bare name may be of any.
  ['SELECT t.a FROM t, u', 'SELECT a FROM t, u'],
  ['SELECT t.a FROM (t JOIN u ON (true))', 'SELECT a FROM (t JOIN u ON (true))'],
  // Within another query a bare name may be the outer query's.
  [
    'SELECT t.a FROM t WHERE (t.a IN ( SELECT u.b FROM u))',
    'SELECT a FROM t WHERE (a IN ( SELECT b FROM u))',
  ],
  [
    'SELECT t.a FROM t WHERE (EXISTS ( SELECT t.b FROM u))',
    'SELECT a FROM t WHERE (EXISTS ( SELECT b FROM u))',
  ],
  ['SELECT t.a FROM t UNION SELECT u.a FROM u', 'SELECT a FROM t UNION SELECT a FROM u'],
  // ORDER BY and DISTINCT ON mean an output column first.
  ['SELECT lower(t.a) AS a FROM t ORDER BY t.a', 'SELECT lower(a) AS a FROM t ORDER BY a'],
  ['SELECT t.b AS a, t.a AS c FROM t ORDER BY t.a', 'SELECT b AS a, a AS c FROM t ORDER BY a'],
  ['SELECT DISTINCT ON (t.a) lower(t.a) AS a FROM t', 'SELECT DISTINCT ON (a) lower(a) AS a FROM t'],
  ["public.timezone('UTC'::text, at)", "(at AT TIME ZONE 'UTC'::text)"],
  ["date_part('year'::text, at)", 'EXTRACT(year FROM at)'],
  ['a integer, b text', 'INOUT a integer, b text'],
  ["'a'::text", "'A'::text"],
  ['(a + b)', '(b + a)'],
];

describe('spellings that versions of PostgreSQL differ in', () => {
  for (const pair of same) {
    it(`reads as one: ${pair.join(' and ')}`, async () => {
      assert.deepEqual(await sameOnEveryVersion([pair, [pair[1], pair[0]]], 140_000), [true, true]);
    });
  }

  for (const pair of different) {
    it(`keeps apart: ${pair.join(' and ')}`, async () => {
      assert.deepEqual(await sameOnEveryVersion([pair], 140_000), [false]);
    });
  }

  it('reads EXTRACT as the call that it was before 14, where one side is so old', async () => {
    const pairs = [
      ["date_part('year'::text, at)", 'EXTRACT(year FROM at)'],
      ["SELECT t.a, date_part('day'::text, t.b) AS d FROM t", 'SELECT a, EXTRACT(day FROM b) AS d FROM t'],
      ["date_part('month'::text, at)", 'EXTRACT(year FROM at)'],
    ] as const;
    assert.deepEqual(await sameOnEveryVersion(pairs, 130_022), [true, true, false]);
    assert.deepEqual(await sameOnEveryVersion(pairs, 140_000), [false, false, false]);
  });

  it('keeps apart what it cannot parse', async () => {
    assert.deepEqual(await sameOnEveryVersion([['not ( sql', 'NOT ( sql']], 130_000), [false]);
  });
});

describe('texts that are printed in another way when a column has got another type', () => {
  const alike = [
    ["CHECK (((a)::text <> 'x'::text))", "CHECK ((a <> 'x'::text))"],
    [
      '((a > 5) AND (a = ANY (ARRAY[1, 2])))',
      '((a > (5)::numeric) AND (a = ANY ((ARRAY[1, 2])::numeric[])))',
    ],
    ['CREATE INDEX i ON t USING btree (lower((a)::text))', 'CREATE INDEX i ON t USING btree (lower(a))'],
    ["SELECT (t.a)::text AS a FROM t WHERE (t.a)::text = ''::text", "SELECT t.a FROM t WHERE t.a = ''::text"],
    ["((VALUE)::text ~~ '%@%'::text)", "(VALUE ~~ '%@%'::text)"],
  ] as const;
  const apart = [
    ["(a <> 'x'::text)", "((a)::text <> 'y'::text)"],
    ['(a > 5)', '(b > (5)::numeric)'],
    ['((a + b) * c)', '(a + (b * c))'],
    ['SELECT t.a AS b FROM t', 'SELECT t.a FROM t'],
    ['(a > 5)', '((a > (5)::numeric) OR true)'],
    ['lower((a)::text)', 'upper(a)'],
    ['not ( sql', 'not ( sql :: text'],
  ] as const;
  for (const pair of alike) {
    it(`counts as one: ${pair.join(' and ')}`, async () => {
      assert.deepEqual(await sameButForCasts([pair, [pair[1], pair[0]]]), [true, true]);
    });
  }
  for (const pair of apart) {
    it(`keeps apart: ${pair.join(' and ')}`, async () => {
      assert.deepEqual(await sameButForCasts([pair]), [false]);
    });
  }
});
