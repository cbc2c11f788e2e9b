import type { Lexed, Lexer, Token, TokenKind, Unreadable } from '../../../core/normalizer/token.js';

/**
 * T-SQL's rules for tokens (https://learn.microsoft.com/sql/t-sql/language-elements/). Block comments nest; nothing is
 * escaped but a quote by doubling it. Every word without quotes is an `identifier`, variables and keywords included:
 * all of them fold alike. `quotedIdentifiers` off reads "x" as a literal, as SET QUOTED_IDENTIFIER OFF does.
 */
export function mssqlLexer(quotedIdentifiers = true): Lexer {
  return { tokens: (text) => lex(text, quotedIdentifiers) };
}

const patterns: readonly (readonly [TokenKind, RegExp])[] = [
  ['comment', /--[^\r\n]*/y],
  ['number', /0[xX][0-9a-fA-F]*|\$?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d*)?/y],
  ['identifier', /[@#$_\p{L}][@#$_\p{L}\p{M}\p{N}\p{Pc}]*/uy],
  ['operator', /<=|>=|<>|!=|!<|!>|\+=|-=|\*=|\/=|%=|&=|\^=|\|=|\|\||::|[-+*/%&|^~=<>!]/y],
  ['punctuation', /[(),;.:{}]/y],
];

function lex(text: string, quotedIdentifiers: boolean): Lexed {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    at = skipSpace(text, at);
    if (at >= text.length) return { tokens };
    const quoted = quotedToken(text, at, quotedIdentifiers);
    if (quoted !== undefined && 'reason' in quoted) return { tokens, unreadable: quoted };
    const token = quoted ?? plainToken(text, at);
    tokens.push(token);
    at = token.end;
  }
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && /[\s\u00a0\ufeff]/.test(text.charAt(at))) at += 1;
  return at;
}

function plainToken(text: string, start: number): Token {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = start;
    const found = pattern.exec(text);
    if (found !== null && found[0] !== '') return { kind, start, end: start + found[0].length };
  }
  return { kind: 'other', start, end: start + 1 };
}

/** A literal, a quoted identifier or a block comment; undefined where nothing of the kind begins. */
function quotedToken(
  text: string,
  start: number,
  quotedIdentifiers: boolean,
): Token | Unreadable | undefined {
  const two = text.slice(start, start + 2);
  if (two === '/*') return delimited('comment', start, commentEnd(text, start), 'a comment is not closed');
  if (two === "N'" || two === "n'") {
    return delimited('string', start, quotedEnd(text, start + 1, "'"), 'a quoted text is not closed');
  }
  switch (text.charAt(start)) {
    case "'":
      return delimited('string', start, quotedEnd(text, start, "'"), 'a quoted text is not closed');
    case '"':
      return quotedIdentifiers
        ? delimited(
            'quoted-identifier',
            start,
            quotedEnd(text, start, '"'),
            'a quoted identifier is not closed',
          )
        : delimited('string', start, quotedEnd(text, start, '"'), 'a quoted text is not closed');
    case '[':
      return delimited('quoted-identifier', start, quotedEnd(text, start, ']'), 'a bracket is not closed');
    default:
      return undefined;
  }
}

function delimited(
  kind: TokenKind,
  start: number,
  end: number | undefined,
  reason: string,
): Token | Unreadable {
  return end === undefined ? { position: start, reason } : { kind, start, end };
}

function quotedEnd(text: string, open: number, close: string): number | undefined {
  for (let at = open + 1; at < text.length; at += 1) {
    if (text.charAt(at) !== close) continue;
    if (text.charAt(at + 1) !== close) return at + 1;
    at += 1;
  }
  return undefined;
}

function commentEnd(text: string, start: number): number | undefined {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const two = text.slice(at, at + 2);
    if (two === '/*') depth += 1;
    else if (two === '*/') depth -= 1;
    else continue;
    at += 1;
    if (depth === 0) return at + 1;
  }
  return undefined;
}
