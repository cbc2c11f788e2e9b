import { DbvcError } from '../errors.js';
import type { Secret } from '../secret.js';
import type { TlsMode } from './connectionSettings.js';
import type { PostgresParameters } from './postgresParameters.js';

/** What a connection string for PostgreSQL says, before service file, environment and defaults fill the rest. */
export interface PostgresConnection {
  readonly engine: 'postgres';
  readonly parameters: PostgresParameters;
  readonly password?: Secret;
  readonly keyPassword?: Secret;
  /** Parameters that other tools understand and DBVC does not look at. */
  readonly ignored: readonly string[];
}

/** What a connection string for SQL Server says. */
export interface MssqlConnection {
  readonly engine: 'mssql';
  readonly host?: string;
  readonly port?: number;
  readonly instance?: string;
  readonly database?: string;
  readonly user?: string;
  readonly password?: Secret;
  readonly tlsMode?: TlsMode;
  readonly applicationName?: string;
  /** Seconds. */
  readonly connectTimeout?: number;
  readonly ignored: readonly string[];
}

export type ParsedConnection = PostgresConnection | MssqlConnection;

/**
 * The error for a connection string that cannot be read. Names the part that is wrong and never quotes a value: a
 * misplaced character turns a piece of the password into any other part.
 */
export function malformed(part: string, problem: string, hint?: string): DbvcError {
  return new DbvcError(
    'invalid-input',
    `The connection string is malformed: ${part} ${problem}.`,
    hint === undefined ? {} : { hint },
  );
}

/**
 * The error for a role of SQL Server: EXECUTE AS would take away what the login may see beyond the database, and an
 * application role cannot be left again, so that neither is taken on behind a person's back.
 */
export function noRole(): DbvcError {
  return new DbvcError('not-supported', 'DBVC takes on a role on PostgreSQL only.', {
    hint: 'On SQL Server, log in as the user who may change the schema; what is made belongs to its schema.',
  });
}

/** Reads a TCP port. Throws `invalid-input` unless it is a whole number from 1 to 65535. */
export function parsePort(text: string, hint?: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535) throw malformed('the port', 'is not a number from 1 to 65535', hint);
  return port;
}
