import type { Lexed, Lexer, Token, TokenKind, Unreadable } from '../../../core/normalizer/token.js';
import {
  isDigit,
  isIdentifierPart,
  isIdentifierStart,
  isOperatorCharacter,
  isPunctuation,
  isSpace,
} from './characters.js';
import { isJunkAfterNumber, numberEnd, operatorEnd } from './spans.js';
import {
  closingDollarQuote,
  commentEnd,
  continuationStart,
  dollarTag,
  lineEnd,
  quotedEnd,
  type QuoteEscapes,
} from './quotes.js';

/**
 * PostgreSQL's own rules for tokens (src/backend/parser/scan.l), for SQL and PL/pgSQL alike: both use the same
 * scanner. The library that wraps the real one is ten times slower than comparing thousands of routines allows, and
 * fails on control characters, so it is the tests' oracle instead.
 *
 * Every unquoted word is an `identifier`: which words are keywords depends on where they stand, and both fold alike.
 * `backslashEscapes` reads plain literals as a session with standard_conforming_strings off does.
 */
export function postgresLexer(backslashEscapes = false): Lexer {
  return { tokens: (text) => lex(text, backslashEscapes) };
}

function lex(text: string, backslashEscapes: boolean): Lexed {
  const nul = text.indexOf('\0');
  if (nul !== -1)
    return { tokens: [], unreadable: { position: nul, reason: 'it holds the character U+0000' } };
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (isSpace(text.charCodeAt(at))) {
      at++;
      continue;
    }
    const next = readToken(text, at, backslashEscapes, tokens);
    if (typeof next !== 'number') return { tokens, unreadable: next };
    at = next;
  }
  return { tokens };
}

/** Adds the token (or, of a continued literal, the tokens) at a position that is not white space; returns its end. */
function readToken(text: string, at: number, backslashEscapes: boolean, into: Token[]): number | Unreadable {
  const take = (kind: TokenKind, end: number): number => {
    into.push({ kind, start: at, end });
    return end;
  };
  const code = text.charCodeAt(at);
  const following = text.charCodeAt(at + 1);
  const quote = openingQuote(text, at);
  if (quote !== undefined) return readQuoted(text, at, quote, backslashEscapes, into);
  if (isIdentifierStart(code)) return take('identifier', identifierEnd(text, at + 1));
  if (isDigit(code) || (code === DOT && isDigit(following))) return readNumber(text, at, take);
  if (code === DASH && following === DASH) return take('comment', lineEnd(text, at));
  if (code === SLASH && following === STAR) {
    const end = commentEnd(text, at);
    return end === undefined ? { position: at, reason: 'a comment is not closed' } : take('comment', end);
  }
  if (code === DOLLAR) return readDollar(text, at, take);
  if (isOperatorCharacter(code)) return take('operator', operatorEnd(text, at));
  const two = text.slice(at, at + 2);
  if (two === '::' || two === ':=' || two === '..') return take('operator', at + 2);
  return take(isPunctuation(code) ? 'punctuation' : 'other', at + 1);
}

/** The position of the quote that a token starts with, after its prefix; undefined if it is no quoted token. */
function openingQuote(text: string, at: number): number | undefined {
  const code = text.charCodeAt(at);
  if (code === QUOTE || code === DOUBLE_QUOTE) return at;
  const following = text.charCodeAt(at + 1);
  if (following === QUOTE && 'eEnNbBxX'.includes(text.charAt(at))) return at + 1;
  if ((code === 0x75 || code === 0x55) && following === AMPERSAND) {
    const third = text.charCodeAt(at + 2);
    if (third === QUOTE || third === DOUBLE_QUOTE) return at + 2;
  }
  return undefined;
}

function readQuoted(
  text: string,
  start: number,
  quote: number,
  backslashEscapes: boolean,
  into: Token[],
): number | Unreadable {
  if (text.charCodeAt(quote) === DOUBLE_QUOTE) {
    const end = quotedEnd(text, quote, 'doubled');
    if (end === undefined) return { position: start, reason: 'a quoted identifier is not closed' };
    into.push({ kind: 'quoted-identifier', start, end });
    return end;
  }
  const escapes = escapesOf(text.charAt(start), backslashEscapes);
  let end = quotedEnd(text, quote, escapes);
  if (end === undefined) return { position: start, reason: 'a quoted text is not closed' };
  into.push({ kind: 'string', start, end });
  // A continuation is read with the same escapes, whatever stands before its own quote.
  for (;;) {
    const next = continuationStart(text, end);
    if (next === undefined) return end;
    end = quotedEnd(text, next, escapes);
    if (end === undefined) return { position: next, reason: 'a quoted text is not closed' };
    into.push({ kind: 'string', start: next, end, continues: true });
  }
}

function escapesOf(prefix: string, backslashEscapes: boolean): QuoteEscapes {
  switch (prefix.toLowerCase()) {
    case 'e':
      return 'backslash';
    case 'b':
    case 'x':
      return 'none';
    case 'u':
      return 'doubled';
    default:
      return backslashEscapes ? 'backslash' : 'doubled';
  }
}

function readNumber(text: string, at: number, take: (kind: TokenKind, end: number) => number): number {
  const end = numberEnd(text, at);
  return isJunkAfterNumber(text, at, end) ? take('other', identifierEnd(text, end)) : take('number', end);
}

function readDollar(
  text: string,
  at: number,
  take: (kind: TokenKind, end: number) => number,
): number | Unreadable {
  if (isDigit(text.charCodeAt(at + 1))) {
    let end = at + 1;
    while (isDigit(text.charCodeAt(end))) end++;
    return isIdentifierStart(text.charCodeAt(end))
      ? take('other', identifierEnd(text, end))
      : take('parameter', end);
  }
  const tag = dollarTag(text, at);
  if (tag === undefined) return take('other', at + 1);
  const end = closingDollarQuote(text, at, tag);
  return end === undefined
    ? { position: at, reason: `a text quoted with ${tag} is not closed` }
    : take('string', end);
}

function identifierEnd(text: string, from: number): number {
  let end = from;
  while (isIdentifierPart(text.charCodeAt(end))) end++;
  return end;
}

const DOUBLE_QUOTE = 0x22;
const DOLLAR = 0x24;
const AMPERSAND = 0x26;
const QUOTE = 0x27;
const STAR = 0x2a;
const DASH = 0x2d;
const DOT = 0x2e;
const SLASH = 0x2f;
