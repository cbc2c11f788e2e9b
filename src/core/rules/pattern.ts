import picomatch from 'picomatch';
import { DbvcError } from '../errors.js';

/** One piece of a pattern between dots: does it match a name? */
type NameTest = (name: string) => boolean;

/** A pattern `[kind:]schema.name`, ready to be compared with objects. */
export interface Pattern {
  readonly text: string;
  /** The kind as written, a glob; undefined where the pattern names none. */
  readonly kind?: string;
  matches(kind: string, path: readonly string[]): boolean;
}

/**
 * Reads a pattern. `*`, `?`, `[a-z]` and `{a,b}` are globs; what stands in double quotes is a name as it is (a quote in
 * it is doubled); dots and brackets in an argument list belong to it. Case counts, as it does to the server.
 *
 * A pattern without a dot matches names in every schema, and the names of kinds that live in none. A pattern that
 * matches a table matches what hangs on it too (`public.users` also its triggers). A name without an argument list
 * matches every overload.
 *
 * Throws `invalid-input` that quotes the pattern.
 */
export function parsePattern(text: string): Pattern {
  const wrong = (problem: string): DbvcError =>
    new DbvcError('invalid-input', `The pattern ${JSON.stringify(text)} ${problem}.`, {
      hint: 'Patterns look like public.users, sales.*, view:*, or public."Odd.Name".',
    });
  const prefix = /^([A-Za-z*?][A-Za-z*?_ -]*):/.exec(text);
  const kind = prefix?.[1];
  const segments = splitSegments(text.slice(prefix?.[0].length ?? 0), wrong);
  if (segments.length > 3) throw wrong('has more than three names');
  const tests = segments.map((segment) => nameTest(segment, wrong));
  const kindTest = kind === undefined ? undefined : globTest(kind.toLowerCase().replace(/[_ ]/g, '-'));
  return {
    text,
    ...(kind === undefined ? {} : { kind }),
    matches: (objectKind, path) =>
      (kindTest === undefined || kindTest(objectKind)) && matchesPath(tests, path),
  };
}

/** The pattern that matches one object and what hangs on it, whatever characters are in its names. */
export function exactPattern(kind: string, path: readonly string[]): string {
  return `${kind}:${path.map(exactName).join('.')}`;
}

function exactName(name: string): string {
  return /^[\p{L}\p{N}_$]+$/u.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

function matchesPath(tests: readonly NameTest[], path: readonly string[]): boolean {
  const [first, second, third] = tests;
  const [schema, ...names] = path;
  if (first === undefined || schema === undefined) return false;
  if (names.length === 0) return second === undefined && first(schema);
  if (second === undefined) return isNamed(names, first);
  if (!first(schema)) return false;
  if (third === undefined) return isNamed(names, second);
  return names.length > 1 && isCalled(names[0] ?? '', second) && isCalled(names.at(-1) ?? '', third);
}

/** By its own name, or by that of the relation it hangs on. */
function isNamed(names: readonly string[], test: NameTest): boolean {
  return isCalled(names[0] ?? '', test) || isCalled(names.at(-1) ?? '', test);
}

function isCalled(name: string, test: NameTest): boolean {
  if (test(name)) return true;
  const open = name.endsWith(')') ? name.indexOf('(') : -1;
  return open > 0 && test(name.slice(0, open));
}

interface Character {
  readonly text: string;
  /** Stands for itself, whatever globs make of it. */
  readonly literal: boolean;
}

function splitSegments(
  text: string,
  wrong: (problem: string) => DbvcError,
): readonly (readonly Character[])[] {
  const segments: Character[][] = [[]];
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (quoted) {
      if (character !== '"') segments.at(-1)?.push({ text: character, literal: true });
      else if (text.charAt(at + 1) === '"') {
        segments.at(-1)?.push({ text: '"', literal: true });
        at++;
      } else quoted = false;
      continue;
    }
    if (character === '"') quoted = true;
    else if (character === '.' && depth === 0) segments.push([]);
    else {
      if (character === '(') depth++;
      if (character === ')') depth = Math.max(0, depth - 1);
      const isGlob = depth === 0 ? '*?[]{},-!'.includes(character) : '*?'.includes(character);
      segments.at(-1)?.push({ text: character, literal: !isGlob });
    }
  }
  if (quoted) throw wrong('has a quote that is not closed');
  return segments;
}

function nameTest(segment: readonly Character[], wrong: (problem: string) => DbvcError): NameTest {
  if (segment.length === 0) throw wrong('has an empty name');
  // Without its other half a bracket would match nothing, and leave everything out.
  const globs = segment.filter(({ literal }) => !literal).map(({ text }) => text);
  for (const [open, close] of ['[]', '{}']) {
    if (globs.lastIndexOf(open ?? '') > globs.lastIndexOf(close ?? ''))
      throw wrong('has a bracket that is not closed');
  }
  if (segment.every((character) => character.literal || !'*?[]{}'.includes(character.text))) {
    const name = segment.map((character) => character.text).join('');
    return (other) => other === name;
  }
  return globTest(
    segment
      .map(({ text, literal }) => (literal && /[^\p{L}\p{N}_\s]/u.test(text) ? escapeGlob(text) : text))
      .join(''),
  );
}

// Names are no paths: these two characters mean something to picomatch that they don't mean here.
const stand = { '/': '\uf8f0', '.': '\uf8f1' } as const;

function escapeGlob(character: string): string {
  return character === '/' || character === '.' ? stand[character] : `\\${character}`;
}

function globTest(glob: string): NameTest {
  const matches = picomatch(glob, {
    dot: true,
    windows: false,
    noextglob: true,
    nonegate: true,
    noglobstar: true,
  });
  return (name) => matches(name.replaceAll('/', stand['/']).replaceAll('.', stand['.']));
}
