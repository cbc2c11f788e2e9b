/**
 * PostgreSQL's classes of characters (scan.l), by UTF-16 unit. `NaN`, which `charCodeAt` gives past the end of a text,
 * is in none of them. Everything outside ASCII is part of an identifier, no-break spaces included.
 */

/** Blank, tab, newline, carriage return, form feed; vertical tab since version 16. */
export function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

export function isIdentifierStart(code: number): boolean {
  const letter = code | 0x20;
  return (letter >= 0x61 && letter <= 0x7a && code < 0x80) || code === 0x5f || code >= 0x80;
}

export function isIdentifierPart(code: number): boolean {
  return isIdentifierStart(code) || isDigit(code) || code === 0x24;
}

const operatorCharacters = new Set(Array.from('~!@#^&|`?+-*/%<>=', (character) => character.charCodeAt(0)));

export function isOperatorCharacter(code: number): boolean {
  return operatorCharacters.has(code);
}

const punctuation = new Set(Array.from(',()[].;:', (character) => character.charCodeAt(0)));

export function isPunctuation(code: number): boolean {
  return punctuation.has(code);
}
