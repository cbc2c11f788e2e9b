/** What counts as the same text in one engine's language. */
export interface Normalizer {
  /** Loads the lexer; must have ended before {@link canonical} is called. */
  load(): Promise<void>;
  /**
   * One spelling for all texts that differ only in layout (that of comments, too) and the case of what the engine folds.
   * Idempotent. A text that cannot be read as tokens comes back as it is.
   */
  canonical(text: string): string;
}
