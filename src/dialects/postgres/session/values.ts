import type { SqlValue } from '../../../core/dialect/session.js';
import { DbvcError } from '../../../core/errors.js';

/** Turns a value's text, as the server sends it, into what sessions deliver. */
export type ValueParser = (text: string) => SqlValue;

const json: ValueParser = (text) => {
  const value: unknown = JSON.parse(text);
  // JSON's null becomes the same null as SQL's; all else that JSON.parse gives is a SqlValue.
  return typeof value === 'object' ||
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean'
    ? value
    : null;
};

/**
 * The types that do not come as the server's text, by oid (pg_type.dat; these never change): bool; int2, int4, oid;
 * json, jsonb; name[], text[], oid[].
 */
export const valueParsers: ReadonlyMap<number, ValueParser> = new Map<number, ValueParser>([
  [16, (text) => text === 't'],
  [21, Number],
  [23, Number],
  [26, Number],
  [114, json],
  [3802, json],
  [1003, parseList],
  [1009, parseList],
  [1028, parseList],
]);

/** The parser for a type: the text itself where {@link valueParsers} has none. */
export function valueParser(typeOid: number): ValueParser {
  return valueParsers.get(typeOid) ?? ((text) => text);
}

/**
 * Reads the text of a one-dimensional array: `{a,"b c",NULL}`. Throws `internal` for a NULL in it or a second
 * dimension: a query that can give these must make something else of them first.
 */
export function parseList(text: string): readonly string[] {
  const items: string[] = [];
  // An array that does not start at 1 is written with its bounds: [0:1]={a,b}.
  let position = text.indexOf('{') + 1;
  if (text[position] === '}') return items;
  for (;;) {
    const item = readItem(text, position);
    items.push(item.value);
    if (text[item.end] !== ',') return items;
    position = item.end + 1;
  }
}

function readItem(text: string, start: number): { readonly value: string; readonly end: number } {
  if (text[start] === '{') throw new DbvcError('internal', 'A query gave an array of several dimensions.');
  if (text[start] !== '"') {
    const end = text.slice(start).search(/[,}]/) + start;
    const value = text.slice(start, end);
    if (value === 'NULL') throw new DbvcError('internal', 'A query gave an array with a NULL in it.');
    return { value, end };
  }
  let value = '';
  let position = start + 1;
  while (position < text.length && text[position] !== '"') {
    if (text[position] === '\\') position += 1;
    value += text[position] ?? '';
    position += 1;
  }
  return { value, end: position + 1 };
}
