import type { Unreadable } from '../../../core/normalizer/token.js';
import { postgresLexer } from '../normalizer/lexer.js';
import { parseStatements } from '../normalizer/sqlParser.js';
import { wordsOf, type Word } from './word.js';

/** One statement of a script, without its semicolon, by positions in UTF-16 units. */
export interface ScriptStatement {
  readonly sql: string;
  readonly start: number;
  readonly end: number;
  readonly words: readonly Word[];
}

/** The statements of a script, or from where it can't be read. */
export type SplitScript =
  | { readonly statements: readonly ScriptStatement[]; readonly unreadable?: undefined }
  | { readonly unreadable: Unreadable };

/**
 * Splits a script into its statements at the semicolons that end them. Statements of comments alone are left out.
 * Where a routine has an SQL-standard body (`BEGIN ATOMIC … END`), which has semicolons of its own, PostgreSQL's parser
 * says where it ends: tokens can't (`SELECT 1 case; END`).
 */
export async function splitStatements(sql: string): Promise<SplitScript> {
  const { tokens, unreadable } = postgresLexer().tokens(sql);
  if (unreadable !== undefined) return { unreadable };
  const words = wordsOf(sql, tokens);
  const atomic = words.find(
    (word, index) => word.keyword === 'begin' && words[index + 1]?.keyword === 'atomic',
  );
  if (atomic === undefined) return { statements: atSemicolons(sql, words) };
  const parsed = await parseStatements(sql);
  if ('error' in parsed) {
    const reason = `it can't be told where the routine's body ends: ${parsed.error}`;
    return { unreadable: { position: atomic.token.start, reason } };
  }
  return {
    statements: parsed.flatMap(({ start, end }) =>
      statementOf(
        sql,
        words.filter(({ token }) => token.start >= start && token.end <= end),
      ),
    ),
  };
}

function atSemicolons(sql: string, words: readonly Word[]): readonly ScriptStatement[] {
  const statements: ScriptStatement[] = [];
  let from = 0;
  words.forEach((word, index) => {
    // Inside parentheses they separate the actions of a rule.
    if (word.text !== ';' || word.depth > 0) return;
    statements.push(...statementOf(sql, words.slice(from, index)));
    from = index + 1;
  });
  return [...statements, ...statementOf(sql, words.slice(from))];
}

/** The statement that some words make; none where there are none. */
function statementOf(sql: string, words: readonly Word[]): readonly ScriptStatement[] {
  const [first, last] = [words[0], words.at(-1)];
  if (first === undefined || last === undefined) return [];
  const { start } = first.token;
  const { end } = last.token;
  return [{ sql: sql.slice(start, end), start, end, words }];
}
