import assert from 'node:assert/strict';
import fc from 'fast-check';
import { loadModule, scanSync } from 'libpg-query';
import { postgresLexer } from '../../../../../src/dialects/postgres/normalizer/lexer.js';

/** Tokens as `kind:text`. */
function tokensOf(text: string): string[] {
  return postgresLexer()
    .tokens(text)
    .tokens.map(({ kind, start, end }) => `${kind}:${text.slice(start, end)}`);
}

/** The real scanner's token texts; undefined where it refuses the text. */
function oracle(text: string): string[] | undefined {
  try {
    return scanSync(text).tokens.map((token) => token.text);
  } catch {
    return undefined;
  }
}

function joinsAroundComment(text: string): boolean {
  const { tokens } = postgresLexer().tokens(text);
  return tokens.some(
    (token, index) =>
      token.continues === true && text.slice(tokens[index - 1]?.end, token.start).includes('--'),
  );
}

/** Why the real scanner refuses a text; undefined where it doesn't. */
function refusalOf(text: string): string | undefined {
  try {
    scanSync(text);
    return undefined;
  } catch (error) {
    assert(error instanceof Error);
    return error.message;
  }
}

/** This lexer's token texts in the real scanner's cut: it joins continued literals and splits the prefix `N` off. */
function likeTheOracle(text: string): string[] {
  const { tokens, unreadable } = postgresLexer().tokens(text);
  assert.equal(unreadable, undefined);
  const ends: { start: number; end: number }[] = [];
  for (const { kind, start, end, continues } of tokens) {
    const last = ends.at(-1);
    if (continues === true && last !== undefined) last.end = end;
    else if (kind === 'string' && /^[nN]'/.test(text.slice(start, end))) {
      ends.push({ start, end: start + 1 }, { start: start + 1, end });
    } else ends.push({ start, end });
  }
  return ends.map(({ start, end }) => text.slice(start, end));
}

const cases: readonly (readonly [title: string, text: string, tokens: readonly string[]])[] = [
  ['words fold nothing and split nowhere', 'Foo_1$ bar', ['identifier:Foo_1$', 'identifier:bar']],
  ['letters outside ASCII belong to words', 'größe 😀x', ['identifier:größe', 'identifier:😀x']],
  ['a no-break space is part of a word', 'a\u00a0b', ['identifier:a\u00a0b']],
  [
    'quoted identifiers hold doubled quotes',
    '"a""b"."C"',
    ['quoted-identifier:"a""b"', 'punctuation:.', 'quoted-identifier:"C"'],
  ],
  ['Unicode identifiers are quoted ones', 'U&"d\\0061t"', ['quoted-identifier:U&"d\\0061t"']],
  ['plain literals end at their quote, backslashes or not', "'C:\\' x", ["string:'C:\\'", 'identifier:x']],
  ['E literals escape with backslashes', "E'it\\'s' x", ["string:E'it\\'s'", 'identifier:x']],
  ['a word that ends in e is no prefix', "re'x'", ['identifier:re', "string:'x'"]],
  [
    'bit, hexadecimal, national and Unicode literals keep their prefix',
    "B'01' x'1f' N'a' u&'b'",
    ["string:B'01'", "string:x'1f'", "string:N'a'", "string:u&'b'"],
  ],
  ['a doubled quote is no escape in bit literals', "X'1f''a'", ["string:X'1f'", "string:'a'"]],
  ['literals on two lines are one', "'a'\n'b'", ["string:'a'", "string:'b'"]],
  ['dollar quotes end at their own tag only', '$a$ $b$ $$ $a$ x', ['string:$a$ $b$ $$ $a$', 'identifier:x']],
  ['a dollar inside a word opens nothing', 'a$$b$$', ['identifier:a$$b$$']],
  ['block comments nest', '/* a /* b */ c */ x', ['comment:/* a /* b */ c */', 'identifier:x']],
  ['a line comment ends before its newline', '-- a\nb', ['comment:-- a', 'identifier:b']],
  [
    'a sign after an operator belongs to the number',
    'a=-1',
    ['identifier:a', 'operator:=', 'operator:-', 'number:1'],
  ],
  ['operators of their own may end in a sign', 'a @- 1', ['identifier:a', 'operator:@-', 'number:1']],
  ['a comment ends an operator', 'a+--b', ['identifier:a', 'operator:+', 'comment:--b']],
  ['ranges of loops are no decimals', '1..10', ['number:1', 'operator:..', 'number:10']],
  [
    'numbers may have exponents, bases and underscores',
    '1.5e-3 .5 1_000 0x1F',
    ['number:1.5e-3', 'number:.5', 'number:1_000', 'number:0x1F'],
  ],
  ['a number that runs into letters is neither', '12ab 0b12', ['other:12ab', 'other:0b12']],
  [
    'assignment, cast and parameters',
    'a := b::int + $1',
    [
      'identifier:a',
      'operator::=',
      'identifier:b',
      'operator:::',
      'identifier:int',
      'operator:+',
      'parameter:$1',
    ],
  ],
  [
    'labels and type references of PL/pgSQL',
    '<<l>> x%TYPE',
    ['operator:<<', 'identifier:l', 'operator:>>', 'identifier:x', 'operator:%', 'identifier:TYPE'],
  ],
  ['a stray backslash is something else', 'a\\b', ['identifier:a', 'other:\\', 'identifier:b']],
];

describe('the PostgreSQL lexer', () => {
  before(loadModule);

  for (const [title, text, tokens] of cases) {
    it(title, () => {
      assert.deepEqual(tokensOf(text), tokens);
    });
  }

  it('marks the continuation of a literal, and only that', () => {
    const continued = (text: string): boolean =>
      postgresLexer()
        .tokens(text)
        .tokens.some((token) => token.continues === true);
    assert.equal(continued("'a'\n'b'"), true);
    assert.equal(continued("'a' -- why\n\t'b'"), true);
    assert.equal(continued("E'a'\r'b\\''"), true);
    assert.equal(continued("'a' 'b'"), false);
    assert.equal(continued("'a' /* why */\n'b'"), false);
    assert.equal(continued("'a'\nE'b'"), false);
  });

  for (const [text, position, reason] of [
    ["a 'b", 2, 'a quoted text is not closed'],
    ["'a'\n'b", 4, 'a quoted text is not closed'],
    ["E'a\\'", 0, 'a quoted text is not closed'],
    ['a "b', 2, 'a quoted identifier is not closed'],
    ['/* /* */', 0, 'a comment is not closed'],
    ['x $q$ $$', 2, 'a text quoted with $q$ is not closed'],
    ['a\0b', 1, 'it holds the character U+0000'],
  ] as const) {
    it(`says where ${JSON.stringify(text)} stops being readable`, () => {
      assert.deepEqual(postgresLexer().tokens(text).unreadable, { position, reason });
    });
  }

  it('reads plain literals with backslash escapes when told to', () => {
    const text = "'a\\' b'";
    assert.deepEqual(postgresLexer(true).tokens(text).tokens, [
      { kind: 'string', start: 0, end: text.length },
    ]);
  });

  it('finds the tokens that the real scanner finds, in any mixture of fragments', () => {
    const fragment = fc.oneof(
      fc.constantFrom(...cases.map(([, text]) => text)),
      fc.constantFrom(
        "'",
        '"',
        '$$',
        '$a$',
        '/*',
        '*/',
        '--',
        '\n',
        '\r',
        '\t',
        '\f',
        ' ',
        'E',
        'e',
        'N',
        'U&',
        'x',
        'b',
      ),
      fc.constantFrom(
        'a',
        'Ab',
        '1',
        '0',
        '0x',
        '0b1',
        '0o7',
        '_',
        '.',
        '..',
        ':',
        ':=',
        '::',
        '=>',
        '<>',
        '!=',
        '%',
        '$',
        '$1',
      ),
      fc.constantFrom(
        '+',
        '-',
        '*',
        '/',
        '<',
        '>',
        '=',
        '~',
        '!',
        '@',
        '#',
        '^',
        '&',
        '|',
        '`',
        '?',
        '\\',
        '{',
        'é',
        '😀',
        '\u00a0',
        '1e',
        'e5',
        '1.',
        '.5',
        ';',
        '(',
        ')',
        '[',
        ']',
        ',',
      ),
    );
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 14 }), (fragments) => {
        const text = fragments.join('');
        const expected = oracle(text);
        // The scanner refuses what a statement can't hold: junk after numbers, empty identifiers, bad escapes.
        fc.pre(expected !== undefined);
        // The library's scanner is laxer here than the server's ("trailing junk after parameter").
        fc.pre(!/\$\d+[a-z_\u0080-\uffff]/i.test(text));
        // Nor does it join literals around a line comment, as servers do (an integration test asks them).
        fc.pre(!joinsAroundComment(text));
        assert.deepEqual(likeTheOracle(text), expected);
      }),
      { numRuns: 3000 },
    );
  });

  it('reads no text that the real scanner leaves open', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("'", '"', '$$', '$a$', '/*', '*/', '--', '\n', 'E', ' ', 'a', '\\', '$'), {
          maxLength: 12,
        }),
        (fragments) => {
          const text = fragments.join('');
          fc.pre(text !== '');
          const refusal = refusalOf(text);
          // Another error, e.g. an empty identifier, ends its reading before the end of the text.
          fc.pre(refusal === undefined || refusal.includes('unterminat'));
          fc.pre(!joinsAroundComment(text));
          const { unreadable } = postgresLexer().tokens(text);
          assert.equal(unreadable !== undefined, refusal !== undefined);
        },
      ),
      { numRuns: 3000 },
    );
  });
});
