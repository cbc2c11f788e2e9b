import type { Token, TokenKind } from './token.js';

/** What one dialect's tokens may differ in and still be the same. */
export interface FoldingRules {
  /** How the engine spells a token of a kind that it folds; kinds without an entry are kept to the letter. */
  readonly fold: Readonly<Partial<Record<TokenKind, (text: string) => string>>>;
}

/**
 * One spelling for all texts that differ only in white space, the layout of comments, and the case of what the engine
 * folds: the tokens with one blank between them, so that boundaries can't be confused (`< =` is not `<=`), and a
 * newline where the engine needs one: after a line comment, and to read two literals as one. What a comment says
 * counts; whoever changed it changed the source. Idempotent as long as the dialect's lexer finds the same tokens in
 * the result.
 */
export function canonicalText(text: string, tokens: readonly Token[], rules: FoldingRules): string {
  let canonical = '';
  let afterLineComment = false;
  for (const token of tokens) {
    const spelling = text.slice(token.start, token.end);
    if (canonical !== '') canonical += token.continues === true || afterLineComment ? '\n' : ' ';
    const isComment = token.kind === 'comment';
    const fold = isComment ? foldComment : rules.fold[token.kind];
    canonical += fold === undefined ? spelling : fold(spelling);
    afterLineComment = isComment && !spelling.startsWith('/*');
  }
  return canonical;
}

function foldComment(comment: string): string {
  return comment.replaceAll(/\s+/g, ' ').trimEnd();
}
