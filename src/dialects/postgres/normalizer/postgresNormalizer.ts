import type { Normalizer } from '../../../core/dialect/normalizer.js';
import { canonicalText, type FoldingRules } from '../../../core/normalizer/canonicalText.js';
import type { Token } from '../../../core/normalizer/token.js';
import { postgresLexer } from './lexer.js';
import { foldReloadSpellings } from './reloadSpellings.js';
import { sameButForCasts, sameOnEveryVersion } from './versionSpellings.js';

/** What the server folds: the ASCII letters of unquoted words (downcase_identifier in a UTF-8 database). */
export function foldIdentifier(word: string): string {
  return word.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

const rules: FoldingRules = { fold: { identifier: foldIdentifier } };

/** PostgreSQL's rules for what counts as the same text, in SQL and PL/pgSQL. */
export const postgresNormalizer: Normalizer = {
  load: () => Promise.resolve(),
  canonical: (text) => {
    const { tokens, unreadable } = postgresLexer().tokens(text);
    if (unreadable !== undefined || isReadTwoWays(text, tokens)) return text;
    return foldReloadSpellings(canonicalText(text, tokens, rules), postgresLexer());
  },
  sameMeaning: sameOnEveryVersion,
  sameButForTypes: sameButForCasts,
};

/**
 * Whether standard_conforming_strings decides where the literals of a text end. A routine may have it off by its own
 * settings, its database or the server's, so what is inside a literal is known only if one of the readings fails.
 */
function isReadTwoWays(text: string, tokens: readonly Token[]): boolean {
  if (!text.includes("\\'")) return false;
  const other = postgresLexer(true).tokens(text);
  if (other.unreadable !== undefined) return false;
  // A backslash outside literals and comments is in no statement that the server reads.
  if (other.tokens.some((token) => token.kind === 'other')) return false;
  return (
    other.tokens.length !== tokens.length ||
    other.tokens.some((token, index) => token.end !== tokens[index]?.end)
  );
}
