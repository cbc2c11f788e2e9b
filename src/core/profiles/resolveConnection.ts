import { Secret } from '../secret.js';
import type { ConnectionSettings } from './connectionSettings.js';
import type { Machine } from './machine.js';
import type { MssqlConnection, ParsedConnection } from './parsedConnection.js';
import { defaultConnectTimeout, ignoredWarning } from './resolvedConnection.js';
import type { ResolvedConnection } from './resolvedConnection.js';
import { resolvePostgres } from './resolvePostgres.js';

export interface ResolveOptions {
  /** Which side it is, for DBVC_SOURCE_PASSWORD and DBVC_TARGET_PASSWORD. */
  readonly side?: 'source' | 'target';
  /** A password that was saved or typed; the connection string's own goes before it. */
  readonly password?: Secret;
}

/**
 * Fills in what a connection leaves open: for PostgreSQL from service file, environment, password file and libpq's
 * defaults, in libpq's order. The password comes from the string; `options.password`; DBVC_SOURCE_PASSWORD or
 * DBVC_TARGET_PASSWORD; the service file; PGPASSWORD or MSSQL_PASSWORD; the password file.
 * Reads files and connects to nothing. Throws `invalid-input` for a service that is not defined or a malformed variable.
 */
export async function resolveConnection(
  connection: ParsedConnection,
  machine: Machine,
  options: ResolveOptions = {},
): Promise<ResolvedConnection> {
  const password = connection.password ?? options.password ?? sidePassword(machine, options.side);
  switch (connection.engine) {
    case 'postgres':
      return resolvePostgres(connection, password, machine);
    case 'mssql':
      return { settings: resolveMssql(connection, password, machine), warnings: ignoredWarning(connection) };
    default:
      return connection satisfies never;
  }
}

function sidePassword(machine: Machine, side: 'source' | 'target' | undefined): Secret | undefined {
  if (side === undefined) return undefined;
  return secretVariable(machine, side === 'source' ? 'DBVC_SOURCE_PASSWORD' : 'DBVC_TARGET_PASSWORD');
}

function secretVariable(machine: Machine, variable: string): Secret | undefined {
  const value = machine.env[variable];
  return value === undefined || value === '' ? undefined : new Secret(value);
}

function resolveMssql(
  connection: MssqlConnection,
  given: Secret | undefined,
  machine: Machine,
): ConnectionSettings {
  const password = given ?? secretVariable(machine, 'MSSQL_PASSWORD');
  return {
    engine: 'mssql',
    host: connection.host ?? 'localhost',
    port: connection.port ?? 1433,
    ...(connection.instance === undefined ? {} : { instance: connection.instance }),
    database: connection.database ?? 'master',
    user: connection.user ?? '',
    ...(password === undefined ? {} : { password }),
    // Encrypt=Mandatory is the default of the drivers since 2022.
    tls: { mode: connection.tlsMode ?? 'verify-full' },
    applicationName: connection.applicationName ?? 'dbvc',
    connectTimeout:
      connection.connectTimeout === undefined ? defaultConnectTimeout : connection.connectTimeout * 1000,
  };
}
