import type { SqlRow } from '../../../core/dialect/session.js';

/** A parameter as sessions pass it on; the server infers the type from where it stands. */
export type SqlParameter = string | number | boolean | null;

/**
 * A connection as the session needs it, whatever carries it: a driver over a socket, or an embedded engine. Values come
 * as `Session.query` says (see `valueParsers`). Statements that the server refuses reject with `ServerError`, a
 * connection that ended with anything else.
 */
export interface Wire {
  /** False from the moment that the connection is known to be gone. */
  readonly isOpen: boolean;
  /** Runs exactly one statement. */
  execute(sql: string, parameters: readonly SqlParameter[]): Promise<readonly SqlRow[]>;
  /**
   * Runs several statements without parameters as one message; one list of rows per statement.
   * Rejects with `BatchFailure` when the server refuses one.
   */
  executeMany(statements: readonly string[]): Promise<readonly (readonly SqlRow[])[]>;
  onNotice(listener: (severity: string, message: string) => void): () => void;
  /** Says goodbye and closes. Never rejects. */
  end(): Promise<void>;
  /** Closes at once; statements on their way reject. */
  destroy(): void;
}

/** Stops what a wire is doing, from beside it. */
export interface WireCanceller {
  /** Asks the server to stop the statement. Resolves when the server has been told; rejects when it could not be. */
  cancel(signal: AbortSignal): Promise<void>;
}
