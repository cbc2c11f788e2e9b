import assert from 'node:assert/strict';
import { canonicalText, type FoldingRules } from '../../../../src/core/normalizer/canonicalText.js';
import type { Token, TokenKind } from '../../../../src/core/normalizer/token.js';

const rules: FoldingRules = {
  fold: { identifier: (word) => word.toLowerCase() },
};

/** A text of the given tokens, with what stands before each, and their positions in it. */
function lexed(...pieces: readonly (readonly [before: string, kind: TokenKind, text: string])[]): {
  text: string;
  tokens: Token[];
} {
  let text = '';
  const tokens: Token[] = [];
  for (const [before, kind, spelling] of pieces) {
    text += before;
    tokens.push({ kind, start: text.length, end: text.length + spelling.length });
    text += spelling;
  }
  return { text, tokens };
}

describe('canonicalText', () => {
  it('separates tokens by one blank, whatever stood between them', () => {
    const { text, tokens } = lexed(
      ['\n\t', 'identifier', 'a'],
      ['', 'operator', '<'],
      ['  ', 'operator', '='],
    );
    assert.equal(canonicalText(text, tokens, rules), 'a < =');
  });

  it('folds the kinds that the dialect folds and keeps the others to the letter', () => {
    const { text, tokens } = lexed(
      ['', 'identifier', 'Foo'],
      [' ', 'quoted-identifier', '"Foo"'],
      [' ', 'string', "'Foo'"],
    );
    assert.equal(canonicalText(text, tokens, rules), `foo "Foo" 'Foo'`);
  });

  it('keeps what comments say, without their layout, and ends a line comment', () => {
    const { text, tokens } = lexed(
      ['', 'comment', '--  why \t'],
      ['\n', 'comment', '/* so\n   that */'],
      [' ', 'identifier', 'a'],
    );
    assert.equal(canonicalText(text, tokens, rules), '-- why\n/* so that */ a');
  });

  it('keeps a newline before a token that continues the one before it', () => {
    const text = "'a' \n 'b'";
    const tokens: Token[] = [
      { kind: 'string', start: 0, end: 3 },
      { kind: 'string', start: 6, end: 9, continues: true },
    ];
    assert.equal(canonicalText(text, tokens, rules), "'a'\n'b'");
  });

  it('is empty for a text of white space', () => {
    assert.equal(canonicalText('  ', [], rules), '');
  });
});
