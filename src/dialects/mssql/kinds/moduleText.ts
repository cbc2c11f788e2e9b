import { mssqlLexer } from '../normalizer/lexer.js';
import { unquote } from './expression.js';

/** The words of a module's header after CREATE, as the server's catalog says them. */
export type ModuleWord = 'VIEW' | 'PROCEDURE' | 'FUNCTION' | 'TRIGGER';

/**
 * The text of a module as CREATE with the name that the catalog has: the server keeps the whole batch, with ALTER turned
 * into CREATE, and sp_rename does not change it. Comments before and everything after the name stay as they are.
 * Undefined where the text has no such header.
 */
export function withHeader(
  text: string,
  word: ModuleWord,
  name: string,
  quotedIdentifiers: boolean,
): string | undefined {
  const tokens = mssqlLexer(quotedIdentifiers)
    .tokens(text)
    .tokens.filter(({ kind }) => kind !== 'comment');
  const said = (index: number): string => {
    const token = tokens[index];
    return token === undefined ? '' : text.slice(token.start, token.end);
  };
  let at = 0;
  if (!/^(?:create|alter)$/i.test(said(at))) return undefined;
  at += 1;
  if (/^or$/i.test(said(at)) && /^alter$/i.test(said(at + 1))) at += 2;
  const words = word === 'PROCEDURE' ? /^proc(?:edure)?$/i : new RegExp(`^${word}$`, 'i');
  if (!words.test(said(at))) return undefined;
  at += 1;
  while (said(at + 1) === '.') at += 2;
  const [first, last] = [tokens[0], tokens[at]];
  if (first === undefined || last === undefined) return undefined;
  return `${text.slice(0, first.start)}CREATE ${word} ${name}${text.slice(last.end)}`.trim();
}

/** Whether the text says another name than the catalog: sp_rename changes the catalog alone. */
export function saysOtherName(text: string, name: string, quotedIdentifiers: boolean): boolean {
  const { tokens } = mssqlLexer(quotedIdentifiers).tokens(text);
  const words = tokens
    .filter(({ kind }) => kind !== 'comment')
    .map(({ start, end }) => text.slice(start, end));
  let at = words.findIndex((word) => /^(?:view|proc|procedure|function|trigger)$/i.test(word)) + 1;
  while (words[at + 1] === '.') at += 2;
  return unquote(words[at] ?? '').toLowerCase() !== name.toLowerCase();
}

/** The text with CREATE OR ALTER, which makes what is missing and changes what is there, grants and all. */
export function createOrAlter(text: string): string {
  const create = mssqlLexer()
    .tokens(text)
    .tokens.find(({ kind }) => kind !== 'comment');
  return create === undefined ? text : `${text.slice(0, create.end)} OR ALTER${text.slice(create.end)}`;
}
