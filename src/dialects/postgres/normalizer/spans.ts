import { isDigit, isIdentifierPart, isIdentifierStart, isOperatorCharacter } from './characters.js';

/**
 * The end of the operator that starts at a position. A comment's start ends it, and a trailing `+` or `-` belongs to
 * what follows (`a=-1`) unless the operator holds a character that standard SQL's operators don't have.
 */
export function operatorEnd(text: string, start: number): number {
  let end = start + 1;
  while (isOperatorCharacter(text.charCodeAt(end))) {
    const two = text.slice(end, end + 2);
    if (two === '--' || two === '/*') break;
    end++;
  }
  while (end - start > 1 && '+-'.includes(text.charAt(end - 1))) {
    if (/[~!@#^&|`?%]/.test(text.slice(start, end - 1))) break;
    end--;
  }
  return end;
}

/** The end of the number that starts at a position, by version 16's rules (`1_000`, `0x1F`). */
export function numberEnd(text: string, start: number): number {
  if (text.charAt(start) === '0' && 'xXoObB'.includes(text.charAt(start + 1))) {
    const based = /^0(?:[xX](?:_?[0-9a-fA-F])+|[oO](?:_?[0-7])+|[bB](?:_?[01])+)/.exec(text.slice(start));
    if (based !== null) return start + based[0].length;
  }
  let end = digitsEnd(text, start);
  // `1..10` is a range of PL/pgSQL's FOR, not `1.` and `.10`.
  if (text.charAt(end) === '.' && text.charAt(end + 1) !== '.') end = digitsEnd(text, end + 1);
  if (!'eE'.includes(text.charAt(end))) return end;
  const sign = '+-'.includes(text.charAt(end + 1)) ? 1 : 0;
  return isDigit(text.charCodeAt(end + 1 + sign)) ? digitsEnd(text, end + 1 + sign) : end;
}

/**
 * Whether what follows a number makes it no number: `1a`, `0b12`, `1e5$`. Two tokens up to version 14, an error since.
 */
export function isJunkAfterNumber(text: string, start: number, end: number): boolean {
  const code = text.charCodeAt(end);
  return isIdentifierStart(code) || (isIdentifierPart(code) && /[^\d.]/.test(text.slice(start, end)));
}

function digitsEnd(text: string, from: number): number {
  let end = from;
  while (
    isDigit(text.charCodeAt(end)) ||
    (end > from && text.charAt(end) === '_' && isDigit(text.charCodeAt(end + 1)))
  ) {
    end++;
  }
  return end;
}
