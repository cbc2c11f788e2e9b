import type { Token, TokenKind } from './token.js';

/** What one dialect's tokens may differ in and still be the same. */
export interface FoldingRules {
  /** How the engine spells a token of a kind that it folds; kinds without an entry are kept to the letter. */
  readonly fold: Readonly<Partial<Record<TokenKind, (text: string) => string>>>;
  /** Whether a comment means something to the engine (an optimizer hint) and so counts. */
  readonly isMeaningfulComment: (text: string) => boolean;
}

/**
 * One spelling for all texts that differ only in white space, comments, and the case of what the engine folds: the
 * tokens with one blank between them, so that boundaries can't be confused (`< =` is not `<=`), and a newline where
 * the engine needs one to read two literals as one. Idempotent as long as the dialect's lexer finds the same tokens
 * in the result.
 */
export function canonicalText(text: string, tokens: readonly Token[], rules: FoldingRules): string {
  let canonical = '';
  for (const token of tokens) {
    const spelling = text.slice(token.start, token.end);
    if (token.kind === 'comment' && !rules.isMeaningfulComment(spelling)) continue;
    if (canonical !== '') canonical += token.continues === true ? '\n' : ' ';
    const fold = rules.fold[token.kind];
    canonical += fold === undefined ? spelling : fold(spelling);
  }
  return canonical;
}
