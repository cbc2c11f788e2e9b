/** What counts as the same text in one engine's language. */
export interface Normalizer {
  /** Loads the lexer; must have ended before {@link canonical} is called. */
  load(): Promise<void>;
  /**
   * One spelling for all texts that differ only in layout (that of comments, too) and the case of what the engine folds.
   * Idempotent. A text that cannot be read as tokens comes back as it is.
   */
  canonical(text: string): string;
  /**
   * For each pair of canonical texts that servers printed: whether they are two spellings of the same thing, as two versions of the
   * engine print it, of which `oldest` is the older one's number. Undefined: the versions of the engine print alike.
   */
  sameMeaning?(pairs: readonly (readonly [string, string])[], oldest: number): Promise<readonly boolean[]>;
  /**
   * For each pair of canonical texts that a server printed: whether the second can be the first after something that it
   * reads got another type. Undefined: the engine keeps the texts as they were written.
   */
  sameButForTypes?(pairs: readonly (readonly [string, string])[]): Promise<readonly boolean[]>;
  /** Whether two databases of one version print some things in two ways as well, by what they are set to. */
  readonly dependsOnDatabase?: true;
}
