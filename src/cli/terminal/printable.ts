/**
 * A text from a database as a terminal may show it: control characters, which could move the cursor, recolour or
 * retitle the terminal, and those that turn the direction of text around, are written as escapes. Newlines and tabs stay.
 */
export function printable(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]|[\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]/gu, escape);
}

/** The same on one line. */
export function printableLine(text: string): string {
  return printable(text).replace(/[\n\t]/g, escape);
}

function escape(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\t') return '\\t';
  if (character === '\r') return '\\r';
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
