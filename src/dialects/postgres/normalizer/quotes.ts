import { isDigit, isIdentifierStart, isSpace } from './characters.js';

/** How a quote may stand inside a quoted text: doubled; also after a backslash; or not at all (`B''`, `X''`). */
export type QuoteEscapes = 'doubled' | 'backslash' | 'none';

/** The end of a quoted text whose opening quote is at a position. Undefined: not closed. */
export function quotedEnd(text: string, open: number, escapes: QuoteEscapes): number | undefined {
  const quote = text.charCodeAt(open);
  for (let at = open + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH && escapes === 'backslash') at++;
    else if (code === quote) {
      if (escapes === 'none' || text.charCodeAt(at + 1) !== quote) return at + 1;
      at++;
    }
  }
  return undefined;
}

/**
 * Where the next piece of a literal opens that ended at `end`: SQL joins two literals that have nothing but white space
 * with at least one newline between them. Line comments count as white space here, block comments don't.
 */
export function continuationStart(text: string, end: number): number | undefined {
  let newline = false;
  for (let at = end; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return newline ? at : undefined;
    if (code === NEWLINE || code === RETURN) newline = true;
    else if (code === DASH && text.charCodeAt(at + 1) === DASH) at = lineEnd(text, at) - 1;
    else if (!isSpace(code)) return undefined;
  }
  return undefined;
}

/** The position of the newline that ends a line comment, or the end of the text. */
export function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === NEWLINE || code === RETURN) break;
    at++;
  }
  return at;
}

/** The end of a block comment; they nest. Undefined: not closed. */
export function commentEnd(text: string, start: number): number | undefined {
  let depth = 1;
  for (let at = start + 2; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === SLASH && text.charCodeAt(at + 1) === STAR) {
      depth++;
      at++;
    } else if (code === STAR && text.charCodeAt(at + 1) === SLASH) {
      depth--;
      at++;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}

/** The tag that opens a dollar-quoted text (`$$`, `$body$`); undefined if none does. */
export function dollarTag(text: string, at: number): string | undefined {
  const second = text.charCodeAt(at + 1);
  if (second !== DOLLAR && !isIdentifierStart(second)) return undefined;
  let end = at + 1;
  while (isIdentifierStart(text.charCodeAt(end)) || isDigit(text.charCodeAt(end))) end++;
  return text.charCodeAt(end) === DOLLAR ? text.slice(at, end + 1) : undefined;
}

/** The end of a dollar-quoted text. Undefined: not closed. */
export function closingDollarQuote(text: string, start: number, tag: string): number | undefined {
  const close = text.indexOf(tag, start + tag.length);
  return close === -1 ? undefined : close + tag.length;
}

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const DOLLAR = 0x24;
const QUOTE = 0x27;
const STAR = 0x2a;
const DASH = 0x2d;
const SLASH = 0x2f;
const BACKSLASH = 0x5c;
