import type { Colors } from './colors.js';

/** What the command line talks to: a terminal, a pipe, or a test. */
export interface Terminal {
  /** Writes a result to standard output. Resolves when it has left the process; a reader that went away is no error. */
  out(text: string): Promise<void>;
  /** Writes anything else to standard error. */
  err(text: string): void;
  readonly outColors: Colors;
  readonly errColors: Colors;
  /** Whether standard error is a terminal, where one line can be written over and over. */
  readonly showsProgress: boolean;
  /** Columns of that terminal. */
  readonly columns: number;
  /** Whether a person is there to answer. */
  readonly isInteractive: boolean;
  /**
   * Asks on standard error. `hidden` does not show what is typed. Throws `CancelledError` on Ctrl-C; undefined means
   * that the input ended (Ctrl-D).
   */
  ask(question: string, options?: { readonly hidden?: boolean }): Promise<string | undefined>;
}
