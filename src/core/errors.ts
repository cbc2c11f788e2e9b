/**
 * What went wrong, as a code that front ends and tests match on. Sentences are made by whoever throws, in plain
 * words; codes never change their meaning.
 */
export type ErrorCode =
  | 'invalid-input' // a malformed connection string, pattern, option or file
  | 'connection-failed' // unreachable, refused, reset before the session stood
  | 'connection-lost' // the session died in the middle
  | 'authentication-failed'
  | 'tls-failed'
  | 'database-not-found'
  | 'permission-denied'
  | 'not-supported' // a server too old, not this engine, a feature that the target lacks
  | 'engines-differ'
  | 'same-database'
  | 'read-only-profile'
  | 'statement-forbidden' // by the guard
  | 'target-changed' // since the comparison
  | 'lock-timeout'
  | 'statement-timeout'
  | 'statement-failed'
  | 'verification-failed'
  | 'consent-missing' // drops, data loss or production were not confirmed
  | 'busy' // another DBVC applies to the same database
  | 'internal'; // a defect of DBVC

/** Facts about an error, all optional, none of them secret. */
export interface ErrorDetails {
  /** Which side it happened on. */
  readonly side?: 'source' | 'target';
  /** The object or part that it is about, as a person reads it, e.g. `table public.users`. */
  readonly object?: string;
  /** The id of the object, for front ends that mark its row. */
  readonly objectId?: string;
  /** The statement that failed, and the 1-based character position in it. */
  readonly statement?: string;
  readonly position?: number;
  /** SQLSTATE or the engine's error number. */
  readonly sqlState?: string;
  /** The server's own words where `message` is a translation. */
  readonly serverMessage?: string;
  /** What to do about it, in plain words. */
  readonly hint?: string;
  /** Further lines, e.g. what has changed on the target. */
  readonly lines?: readonly string[];
}

/** The one family of errors that core and dialects throw. */
export class DbvcError extends Error {
  override readonly name = 'DbvcError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: ErrorDetails = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** The same error with more facts. */
  with(details: ErrorDetails): DbvcError {
    return new DbvcError(
      this.code,
      this.message,
      { ...this.details, ...details },
      { cause: this.cause ?? this },
    );
  }
}

/** A person or program stopped the work. Not an error: front ends end quietly (the command line with status 130). */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';

  constructor() {
    super('Cancelled');
  }
}

/** Throws {@link CancelledError} if the work was cancelled. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new CancelledError();
}
