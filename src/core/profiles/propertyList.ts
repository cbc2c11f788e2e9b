import { malformed } from './parsedConnection.js';

/** How values with special characters are quoted: ADO.NET's quotes, or the braces of JDBC and Prisma. */
export type PropertyQuoting = 'quotes' | 'braces';

/**
 * Reads `name=value;name=value`. Names come back in lower case without spaces, so that `User ID` is `userid`; the
 * last of equal names counts. Throws `invalid-input` that says which property, and holds nothing of a value.
 */
export function parsePropertyList(text: string, quoting: PropertyQuoting): ReadonlyMap<string, string> {
  const properties = new Map<string, string>();
  let position = 0;
  let previous = 'the beginning';
  while (position < text.length) {
    if (/[;\s]/.test(text.charAt(position))) {
      position += 1;
      continue;
    }
    const equals = text.indexOf('=', position);
    const semicolon = text.indexOf(';', position);
    if (equals === -1 || (semicolon !== -1 && semicolon < equals)) {
      throw malformed(
        previous === 'the beginning' ? previous : `the text after ${previous}`,
        'has a word without a = behind it',
        quoting === 'quotes'
          ? 'A value with ; is written in double quotes.'
          : 'A value with ; is written in braces.',
      );
    }
    const name = text.slice(position, equals).toLowerCase().replace(/\s+/g, '');
    const known = /^[a-z]{2,40}$/.test(name) ? `the value of "${name}"` : 'a value';
    const value = readValue(text, equals + 1, quoting, known);
    properties.set(name, value.text);
    position = value.end;
    previous = known;
  }
  return properties;
}

interface ReadValue {
  readonly text: string;
  readonly end: number;
}

function readValue(text: string, start: number, quoting: PropertyQuoting, part: string): ReadValue {
  let position = start;
  while (/\s/.test(text.charAt(position))) position += 1;
  const opening = text.charAt(position);
  const quotes = quoting === 'quotes' ? ['"', "'"] : ['{'];
  if (!quotes.includes(opening)) {
    const semicolon = text.indexOf(';', position);
    const end = semicolon === -1 ? text.length : semicolon;
    return { text: text.slice(position, end).trimEnd(), end };
  }
  const closing = opening === '{' ? '}' : opening;
  let value = '';
  for (position += 1; position < text.length; position += 1) {
    const character = text.charAt(position);
    if (character === closing) {
      // Doubled, it stands for itself.
      if (text.charAt(position + 1) !== closing) return afterQuote(text, position + 1, value, part);
      position += 1;
    }
    value += character;
  }
  throw malformed(part, `has no closing ${closing}`);
}

function afterQuote(text: string, start: number, value: string, part: string): ReadValue {
  const rest = /\s*(;|$)/y;
  rest.lastIndex = start;
  if (!rest.test(text)) throw malformed(part, 'goes on after its closing quote');
  return { text: value, end: rest.lastIndex };
}
