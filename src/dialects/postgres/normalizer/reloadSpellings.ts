import type { Lexer } from '../../../core/normalizer/token.js';

/**
 * Folds the spellings that the server itself changes when its own text is loaded again, so that a database and its
 * restored copy compare equal. One is known: for `x IN ('a', 'b')` on a varchar column the server prints
 * `(ARRAY['a'::character varying, …])::text[]`, and after a reload `ARRAY[('a'::character varying)::text, …]`. Casting
 * an array is casting its elements, so the first is written as the second.
 * Takes and gives a canonical text: tokens with white space between them.
 */
export function foldReloadSpellings(text: string, lexer: Lexer): string {
  // A newline stands only between the halves of a literal; those texts are left as they are.
  if (!/\barray \[/i.test(text) || text.includes('\n')) return text;
  const words = lexer.tokens(text).tokens.map((token) => text.slice(token.start, token.end));
  const folded = foldArrayCasts(words);
  return folded === undefined ? text : folded.join(' ');
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
