import type { PostgresConnection } from './parsedConnection.js';
import { malformed } from './parsedConnection.js';
import { collectParameters, isPostgresKeyword, postgresKeywords } from './postgresParameters.js';
import type { ParameterPair } from './postgresParameters.js';

/** Whether the text begins like libpq's `host=… dbname=…`. */
export function isKeyValueString(text: string): boolean {
  const first = /^\s*([A-Za-z_]+)\s*=/.exec(text);
  return first?.[1] !== undefined && isPostgresKeyword(first[1]);
}

const spaceHint = "A value with spaces is written in single quotes; in it, \\' stands for ' and \\\\ for \\.";

/**
 * Reads libpq's keyword/value strings: values end at white space or stand in single quotes, a backslash takes the next
 * character as it is. Throws `invalid-input` that names the wrong part and holds nothing of the password.
 */
export function parseKeyValueString(text: string): PostgresConnection {
  const pairs: ParameterPair[] = [];
  const keywords = /\s*([^\s=]*)\s*/y;
  let position = 0;
  let previous = '';
  while (text.slice(position).trim() !== '') {
    keywords.lastIndex = position;
    const keyword = keywords.exec(text)?.[1] ?? '';
    const where = previous === '' ? 'the beginning' : `the text after the value of "${previous}"`;
    if (keyword === '') throw malformed(where, 'has a = without a keyword before it');
    if (text[keywords.lastIndex] !== '=')
      throw malformed(where, 'has a word without a = behind it', spaceHint);
    const value = readValue(
      text,
      keywords.lastIndex + 1,
      isPostgresKeyword(keyword) ? `"${keyword}"` : 'a keyword',
    );
    // What follows the password may be the rest of an unquoted one.
    pairs.push({ keyword, value: value.text, nameable: !previous.endsWith('password') });
    previous = isPostgresKeyword(keyword) ? keyword : '';
    position = value.end;
    if (previous === '') break;
  }
  return collectParameters(pairs);
}

function readValue(
  text: string,
  start: number,
  part: string,
): { readonly text: string; readonly end: number } {
  let position = start;
  while (/\s/.test(text[position] ?? '')) position += 1;
  const quoted = text[position] === "'";
  if (quoted) position += 1;
  let value = '';
  for (;;) {
    const character = text[position];
    if (character === undefined) {
      if (quoted) throw malformed(`the value of ${part}`, 'has no closing quote', spaceHint);
      break;
    }
    if (quoted ? character === "'" : /\s/.test(character)) break;
    if (character === '\\') {
      position += 1;
      value += text[position] ?? '';
    } else {
      value += character;
    }
    position += 1;
  }
  return { text: value, end: quoted ? position + 1 : position };
}

/**
 * Writes a connection as a string that {@link parseKeyValueString} reads back as the same. Passwords are left out
 * unless `withPassword` is true.
 */
export function formatKeyValueString(connection: PostgresConnection, withPassword = false): string {
  const parts = postgresKeywords.flatMap((keyword) => {
    const value = connection.parameters[keyword];
    return value === undefined ? [] : [`${keyword}=${quoteValue(value)}`];
  });
  if (withPassword && connection.password !== undefined) {
    parts.push(`password=${quoteValue(connection.password.reveal())}`);
  }
  if (withPassword && connection.keyPassword !== undefined) {
    parts.push(`sslpassword=${quoteValue(connection.keyPassword.reveal())}`);
  }
  return parts.join(' ');
}

function quoteValue(value: string): string {
  if (/^[A-Za-z0-9_./:@+-]+$/.test(value)) return value;
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
