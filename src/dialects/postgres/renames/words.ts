import { quoteIdentifier, quoteLiteral } from '../generator/quoting.js';
import { postgresLexer } from '../normalizer/lexer.js';

/** A token of a text that the server printed. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** What it names, where it can be a name: the server prints names in lower case or in quotes, and keywords in upper case. */
  readonly name?: string;
  /** The value of a plain literal. */
  readonly literal?: string;
}

/** The tokens of a text, comments left out; undefined where it cannot be read. */
export function wordsOf(text: string): readonly Word[] | undefined {
  const { tokens, unreadable } = postgresLexer().tokens(text);
  if (unreadable !== undefined) return undefined;
  return tokens.flatMap(({ kind, start, end }): readonly Word[] => {
    const word = { text: text.slice(start, end), start, end };
    if (kind === 'comment') return [];
    if (kind === 'identifier') return /[A-Z]/.test(word.text) ? [word] : [{ ...word, name: word.text }];
    if (kind === 'quoted-identifier' && word.text.startsWith('"')) {
      return [{ ...word, name: word.text.slice(1, -1).replaceAll('""', '"') }];
    }
    if (kind === 'string' && word.text.startsWith("'")) {
      return [{ ...word, literal: word.text.slice(1, -1).replaceAll("''", "'") }];
    }
    return [word];
  });
}

/** A piece of a text and what comes in its place. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A text with edits, which do not overlap. */
export function edited(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** A name in the place of a word. */
export function nameInstead(word: Word, name: string): Edit {
  return { start: word.start, end: word.end, text: quoteIdentifier(name) };
}

/** A literal in the place of a word. */
export function literalInstead(word: Word, value: string): Edit {
  return { start: word.start, end: word.end, text: quoteLiteral(value) };
}

const nameTypes = new Set(['regclass', 'regtype', 'regproc', 'regprocedure']);

/** Whether the word at a place is a literal in which the server prints the name of what it refers to: `'public.s'::regclass`. */
export function isNameLiteral(words: readonly Word[], at: number): boolean {
  return (
    words[at]?.literal !== undefined &&
    words[at + 1]?.text === '::' &&
    nameTypes.has(words[at + 2]?.text ?? '')
  );
}
