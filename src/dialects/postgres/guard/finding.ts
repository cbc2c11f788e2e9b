import type { Word } from './word.js';

/** Where in a statement something forbidden stands, and what it would do, e.g. `drops a database`. */
export interface Finding {
  readonly word: Word;
  readonly reason: string;
}
