import { DbvcError, type ErrorCode } from '../../../core/errors.js';
import { serverErrorOf } from '../errors/serverError.js';

interface Circumstances {
  readonly statement: string;
  /** Milliseconds. */
  readonly elapsed: number;
  readonly isOpen: boolean;
}

/** The codes of errors that need no object to be understood, by the server's number. */
const codes: ReadonlyMap<number, ErrorCode> = new Map([
  [229, 'permission-denied'],
  [230, 'permission-denied'],
  [262, 'permission-denied'],
  [297, 'permission-denied'],
  [300, 'permission-denied'],
  [371, 'permission-denied'],
  [1222, 'lock-timeout'],
  [15247, 'permission-denied'],
]);

/** The error for a session whose connection is gone. */
export function connectionLost(cause: unknown): DbvcError {
  return new DbvcError(
    'connection-lost',
    'The connection to the server was lost.',
    { hint: 'An open transaction was rolled back by the server.' },
    { cause },
  );
}

/** What the driver reported while a batch ran, as one of ours. The server's own error stays the cause. */
export function sessionError(error: unknown, { statement, elapsed, isOpen }: Circumstances): DbvcError {
  if (error instanceof DbvcError) return error;
  const server = serverErrorOf(error);
  if (server !== undefined) {
    return new DbvcError(
      codes.get(server.number) ?? 'statement-failed',
      server.message,
      { statement, sqlState: String(server.number), serverMessage: server.message },
      { cause: error },
    );
  }
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  if (code === 'ETIMEOUT') {
    const seconds = (elapsed / 1000).toFixed(1);
    return new DbvcError(
      'statement-timeout',
      `A statement was stopped after ${seconds} s.`,
      { statement, hint: 'A longer --statement-timeout lets it go on.' },
      { cause: error },
    );
  }
  if (!isOpen || code === 'ESOCKET' || code === 'ECONNCLOSED' || code === 'ECLOSE')
    return connectionLost(error);
  const message = error instanceof Error ? error.message : String(error);
  return new DbvcError('statement-failed', message, { statement }, { cause: error });
}
