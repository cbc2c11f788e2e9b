import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  canonicalBody,
  canonicalRoutine,
} from '../../../../../src/dialects/postgres/normalizer/canonicalRoutine.js';
import { postgresNormalizer } from '../../../../../src/dialects/postgres/normalizer/postgresNormalizer.js';

const canonical = (text: string): string => postgresNormalizer.canonical(text);

const same: readonly (readonly [title: string, one: string, other: string])[] = [
  ['white space', 'select  a\n\t, b', 'select a,b'],
  ['line endings', 'begin\r\n  a := 1;\r\nend', 'begin\n  a := 1;\nend'],
  ['case of keywords and unquoted identifiers', 'SELECT Foo.Bar', 'select foo.bar'],
  ['the layout of line comments', 'a --  why \n+ b', 'a\n-- why\n\n + b'],
  ['the layout of block comments', 'a /* x\n  y */ + b', 'a\n/* x y */ + b'],
  ['white space around dots and in casts', 'a . b :: int', 'a.b::int'],
  ['where a continued literal breaks', "'a'\n'b'", "'a'  \n\n   'b'"],
  ['white space around the range of a loop', 'for i in 1..10', 'for i in 1 .. 10'],
  ['case in labels and type references', '<<Outer>> x Foo.Bar%TYPE;', '<<outer>> x foo.bar%type;'],
];

const different: readonly (readonly [title: string, one: string, other: string])[] = [
  ['two words and one', 'a b', 'ab'],
  ['an operator and two', 'a <= b', 'a < = b'],
  ['a comment and an operator', 'a - - b', 'a -- b'],
  ['assignment and comparison', 'a := b', 'a = b'],
  ['a colon and an assignment', 'a : = b', 'a := b'],
  ['case in quoted identifiers', '"Foo"', '"foo"'],
  ['quoted and unquoted', '"foo"', 'foo'],
  ['case in literals', "'Foo'", "'foo'"],
  ['white space in literals', "'a  b'", "'a b'"],
  ['what looks like a comment in a literal', "'a -- b'", "'a'"],
  ['white space in dollar quotes', '$$a  b$$', '$$a b$$'],
  ['the tags of dollar quotes', '$a$x$a$', '$b$x$b$'],
  ['an escape and a plain literal', "E'a'", "e 'a'"],
  ['two literals on one line and on two', "'a' 'b'", "'a'\n'b'"],
  ['a block comment where only a line comment joins', "'a' /* x */\n'b'", "'a'\n'b'"],
  ['a prefix and a word', "N'a'", "N 'a'"],
  ['letters that the server does not fold', 'GRÖßE', 'größe'],
  ['what a comment says', 'a -- why\n+ b', 'a -- why not\n+ b'],
  ['a comment and none', 'a /* x */ + b', 'a + b'],
  ['a statement and its being commented out', '-- a\nb', '-- a b'],
  ['hints', '/*+ SeqScan(a) */ select 1', 'select 1'],
  ['a number run into letters and apart', '1a', '1 a'],
  ['a range and a decimal', '1..10', '1. .10'],
];

describe('the PostgreSQL normaliser', () => {
  for (const [title, one, other] of same) {
    it(`takes as the same: ${title}`, () => {
      assert.equal(canonical(one), canonical(other));
    });
  }

  for (const [title, one, other] of different) {
    it(`takes as different: ${title}`, () => {
      assert.notEqual(canonical(one), canonical(other));
    });
  }

  it('needs nothing loaded', async () => {
    await postgresNormalizer.load();
    assert.equal(canonical('A'), 'a');
  });

  for (const text of ["select 'open", 'begin /* open', 'A $q$ B', 'select "Open', 'A\0B']) {
    it(`returns ${JSON.stringify(text)} as it is, for it can't be read`, () => {
      assert.equal(canonical(text), text);
    });
  }

  it('returns a text as it is when standard_conforming_strings decides what is inside its literals', () => {
    // Off, the literal ends in what is a comment when it is on.
    const readTwoWays = "SELECT 'a\\' -- '\n, B";
    assert.equal(canonical(readTwoWays), readTwoWays);
  });

  it('reads the usual backslash before a quote, which only one reading explains', () => {
    assert.equal(canonical("A LIKE b ESCAPE '\\' AND C = 'D'"), "a like b escape '\\' and c = 'D'");
  });

  const token = fc.constantFrom(
    'select',
    'Foo',
    '"Foo"',
    '"a""b"',
    "'x'",
    "'it''s'",
    "E'a\\'b'",
    '$q$ Body $q$',
    '$$ -- $$',
    '1',
    '1.5',
    '..',
    ':=',
    '<<',
    '>>',
    '<=',
    '<',
    '=',
    '+',
    '-',
    '%',
    '(',
    ')',
    ';',
    ',',
    '.',
    '$1',
    '::',
    "B'1'",
    'größe',
    '😀',
    '/* x */',
    "/* a /* b */ ' */",
    '-- \'"$$\n',
  );
  const blank = fc.constantFrom(' ', '\n', '\t', '\r\n', ' \f ');
  const edge = fc.option(blank, { nil: '' });
  const text = fc.tuple(edge, fc.array(fc.tuple(token, blank)), edge);

  it('is idempotent', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), text.map(String)), (any) => {
        assert.equal(canonical(canonical(any)), canonical(any));
      }),
      { numRuns: 2000 },
    );
  });

  it('gives one spelling whatever layout stands between the tokens', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(token, blank, blank)), edge, (tokens, start) => {
        // A newline after a literal may mean something, so the gaps there are the same.
        const join = (gaps: readonly (readonly [word: string, gap: string])[]): string =>
          gaps.map(([word, gap]) => word + (word.endsWith("'") ? ' ' : gap)).join('');
        const one = join(tokens.map(([word, gap]) => [word, gap]));
        const other = join(tokens.map(([word, , gap]) => [word, gap]));
        assert.equal(canonical(start + one), canonical(other));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('canonicalBody', () => {
  it('folds SQL and PL/pgSQL', () => {
    assert.equal(canonicalBody('sql', 'SELECT  1'), 'select 1');
    assert.equal(canonicalBody('plpgsql', 'BEGIN  END'), 'begin end');
  });

  it('keeps every other language as it is', () => {
    const body = 'def F():\n    return 1  # Why\n';
    assert.equal(canonicalBody('plpython3u', body), body);
    assert.equal(canonicalBody('SQL', body), body);
  });
});

describe('canonicalRoutine', () => {
  const routine = { header: 'FUNCTION f(a INT) RETURNS int', language: 'sql', body: 'SELECT a' };

  it('is one spelling for definitions that differ in layout', () => {
    assert.equal(
      canonicalRoutine(routine),
      canonicalRoutine({
        header: 'function f(a int)\nreturns INT',
        language: 'sql',
        body: 'select\n  A',
      }),
    );
  });

  it('tells languages and bodies apart', () => {
    assert.notEqual(canonicalRoutine(routine), canonicalRoutine({ ...routine, language: 'plpgsql' }));
    assert.notEqual(canonicalRoutine(routine), canonicalRoutine({ ...routine, body: 'SELECT b' }));
    assert.notEqual(
      canonicalRoutine({ ...routine, language: 'plperl' }),
      canonicalRoutine({ ...routine, language: 'plperl', body: 'select a' }),
    );
  });
});
