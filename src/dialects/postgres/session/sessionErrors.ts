import { DbvcError } from '../../../core/errors.js';
import type { ErrorCode } from '../../../core/errors.js';
import { ServerError } from '../errors/serverError.js';
import { BatchFailure } from './statementBatch.js';

/** What was going on when a statement failed. */
export interface FailureContext {
  /** The statements that were sent together. */
  readonly statements: readonly string[];
  /** Milliseconds since they were sent, and those that the session allows for a statement (0: any). */
  readonly elapsed: number;
  readonly statementTimeout: number;
}

/**
 * An error of a statement as one of ours, without knowledge of what the statement was for. The server's own error, with
 * all its fields, is the `cause`.
 */
export function sessionError(error: unknown, context: FailureContext): DbvcError {
  if (error instanceof DbvcError) return error;
  if (error instanceof BatchFailure) {
    return fromServer(error.serverError, context.statements[error.index], context);
  }
  if (error instanceof ServerError) return fromServer(error, context.statements[0], context);
  return connectionLost(error);
}

/** The error for a connection that is gone, whatever ended it. */
export function connectionLost(cause: unknown): DbvcError {
  const server = cause instanceof ServerError ? cause.fields : undefined;
  return new DbvcError(
    'connection-lost',
    server === undefined
      ? 'The connection to the server was lost.'
      : `The server ended the connection: ${server.message}.`,
    {
      ...(server === undefined ? {} : { sqlState: server.sqlState, serverMessage: server.message }),
      hint: 'An open transaction was rolled back by the server.',
    },
    { cause },
  );
}

function fromServer(error: ServerError, statement: string | undefined, context: FailureContext): DbvcError {
  const { fields } = error;
  if (endsSession(error)) return connectionLost(error);
  const lines = [fields.detail, fields.where].filter((line) => line !== undefined);
  return new DbvcError(
    codeOf(fields.sqlState, context),
    fields.message,
    {
      ...(statement === undefined ? {} : { statement }),
      ...(fields.position === undefined ? {} : { position: fields.position }),
      sqlState: fields.sqlState,
      serverMessage: fields.message,
      ...(fields.hint === undefined ? {} : { hint: fields.hint }),
      ...(lines.length === 0 ? {} : { lines }),
    },
    { cause: error },
  );
}

/** Whether the server closes the connection after this error. */
export function endsSession(error: ServerError): boolean {
  const { severity, sqlState } = error.fields;
  return (
    severity === 'FATAL' ||
    severity === 'PANIC' ||
    sqlState.startsWith('08') ||
    // admin_shutdown, crash_shutdown, idle_session_timeout, idle_in_transaction_session_timeout, transaction_timeout
    ['57P01', '57P02', '57P05', '25P03', '25P04'].includes(sqlState)
  );
}

function codeOf(sqlState: string, context: FailureContext): ErrorCode {
  switch (sqlState) {
    case '57014': {
      // The server tells a timeout from a cancel request in localised words only.
      const { elapsed, statementTimeout } = context;
      return statementTimeout > 0 && elapsed >= statementTimeout * 0.95
        ? 'statement-timeout'
        : 'statement-failed';
    }
    case '55P03':
      return 'lock-timeout';
    case '42501':
      return 'permission-denied';
    default:
      return 'statement-failed';
  }
}
