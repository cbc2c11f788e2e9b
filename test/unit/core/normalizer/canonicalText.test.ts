import assert from 'node:assert/strict';
import { canonicalText, type FoldingRules } from '../../../../src/core/normalizer/canonicalText.js';
import type { Token, TokenKind } from '../../../../src/core/normalizer/token.js';

const rules: FoldingRules = {
  fold: { identifier: (word) => word.toLowerCase() },
  isMeaningfulComment: (text) => text.startsWith('/*+'),
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

  it('leaves comments out unless they mean something to the engine', () => {
    const { text, tokens } = lexed(
      ['', 'comment', '-- why'],
      ['\n', 'comment', '/*+ SeqScan(t) */'],
      [' ', 'identifier', 'a'],
    );
    assert.equal(canonicalText(text, tokens, rules), '/*+ SeqScan(t) */ a');
  });

  it('keeps a newline before a token that continues the one before it', () => {
    const text = "'a' \n 'b'";
    const tokens: Token[] = [
      { kind: 'string', start: 0, end: 3 },
      { kind: 'string', start: 6, end: 9, continues: true },
    ];
    assert.equal(canonicalText(text, tokens, rules), "'a'\n'b'");
  });

  it('is empty for a text of comments and white space', () => {
    const { text, tokens } = lexed(['  ', 'comment', '-- nothing']);
    assert.equal(canonicalText(text, tokens, rules), '');
  });
});
