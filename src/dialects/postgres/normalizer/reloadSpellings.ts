import type { Lexer } from '../../../core/normalizer/token.js';

/**
 * Folds the spellings that the server itself changes when its own text is loaded again, so that a database and its
 * restored copy compare equal. Two are known. For `x IN ('a', 'b')` on a varchar column the server prints
 * `(ARRAY['a'::character varying, …])::text[]`, and after a reload `ARRAY[('a'::character varying)::text, …]`. Casting
 * an array is casting its elements, so the first is written as the second. And for `(SELECT 'a')` it prints
 * `(SELECT 'a'::text)`, which it names after the type when it reads it: `(SELECT 'a'::text AS text)` after a reload.
 * Takes and gives a canonical text: tokens with white space between them.
 */
export function foldReloadSpellings(text: string, lexer: Lexer): string {
  // A newline stands only between the halves of a literal; those texts are left as they are.
  const hasArrays = /\barray \[/i.test(text);
  const hasNames = /' :: [^()',]+ as /i.test(text);
  if ((!hasArrays && !hasNames) || text.includes('\n')) return text;
  const words = lexer.tokens(text).tokens.map((token) => text.slice(token.start, token.end));
  const named = hasNames ? foldConstantNames(words) : words;
  const folded = (hasArrays ? foldArrayCasts(named) : undefined) ?? named;
  return folded.length === words.length && folded === words ? text : folded.join(' ');
}

/** What the server calls the column of a constant of a type that it prints in other words. */
const columnNames: Readonly<Record<string, string>> = {
  integer: 'int4',
  bigint: 'int8',
  smallint: 'int2',
  'double precision': 'float8',
  real: 'float4',
  boolean: 'bool',
  'character varying': 'varchar',
  character: 'bpchar',
  'timestamp with time zone': 'timestamptz',
  'timestamp without time zone': 'timestamp',
  'time with time zone': 'timetz',
  'time without time zone': 'time',
};

/**
 * The words without the names of constants that they have by themselves. Not those of the columns of a view: whether
 * one is called `text` or `?column?` is all the difference there is.
 */
function foldConstantNames(words: readonly string[]): readonly string[] {
  const kept: string[] = [];
  let depth = 0;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (word === '(' || word.toLowerCase() === 'atomic') depth += 1;
    if (word === ')') depth -= 1;
    const name = words[index + 1];
    if (word.toLowerCase() === 'as' && depth > 0 && name !== undefined && isOwnName(kept, name)) index += 1;
    else kept.push(word);
  }
  return kept.length === words.length ? words : kept;
}

/** Whether words end with a constant that is called so by itself: `'a' :: text`, `'-1' :: integer`. */
function isOwnName(words: readonly string[], name: string): boolean {
  const at = words.lastIndexOf('::');
  if (at < 1 || !(words[at - 1] ?? '').endsWith("'")) return false;
  const type = words.slice(at + 1);
  const isQualified = type.length > 1 && type[type.length - 2] === '.';
  const usual = isQualified ? type.at(-1) : (columnNames[type.join(' ').toLowerCase()] ?? type.join(' '));
  return usual === name || usual === name.replaceAll('"', '');
}

/** The words with every cast of a whole array pushed into its elements; undefined where there is none. */
function foldArrayCasts(words: readonly string[]): readonly string[] | undefined {
  for (let start = 0; start + 2 < words.length; start += 1) {
    if (words[start] !== '(' || words[start + 1]?.toLowerCase() !== 'array' || words[start + 2] !== '[')
      continue;
    const close = closingBracket(words, start + 2);
    if (close === undefined || words[close + 1] !== ')' || words[close + 2] !== '::') continue;
    const type = arrayElementType(words, close + 3);
    if (type === undefined) continue;
    const elements = splitElements(words.slice(start + 3, close));
    const cast = elements.flatMap((element, index) => [
      ...(index === 0 ? [] : [',']),
      ...['(', ...element, ')', '::', ...type],
    ]);
    const rest = [
      ...words.slice(0, start),
      'array',
      '[',
      ...cast,
      ']',
      ...words.slice(close + 5 + type.length),
    ];
    return foldArrayCasts(rest) ?? rest;
  }
  return undefined;
}

function closingBracket(words: readonly string[], open: number): number | undefined {
  let depth = 0;
  for (let index = open; index < words.length; index += 1) {
    if (words[index] === '[' || words[index] === '(') depth += 1;
    if (words[index] === ']' || words[index] === ')') depth -= 1;
    if (depth === 0) return index;
  }
  return undefined;
}

/** The words of a type before `[ ]`, e.g. `character varying`; undefined where no array type of one dimension stands. */
function arrayElementType(words: readonly string[], start: number): readonly string[] | undefined {
  let end = start;
  while (end < words.length && /^[\w".$]/u.test(words[end] ?? '')) end += 1;
  if (words[end] === '(') end = (closingBracket(words, end) ?? end) + 1;
  if (end === start || words[end] !== '[' || words[end + 1] !== ']' || words[end + 2] === '[')
    return undefined;
  return words.slice(start, end);
}

function splitElements(words: readonly string[]): readonly (readonly string[])[] {
  const elements: string[][] = [[]];
  let depth = 0;
  for (const word of words) {
    if (word === '(' || word === '[') depth += 1;
    if (word === ')' || word === ']') depth -= 1;
    if (word === ',' && depth === 0) elements.push([]);
    else elements.at(-1)?.push(word);
  }
  return elements;
}
