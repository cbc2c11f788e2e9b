import { DbvcError } from '../errors.js';
import { isJdbcPostgresUrl, parseJdbcPostgresUrl } from './jdbcPostgresUrl.js';
import { isKeyValueString, parseKeyValueString } from './keyValueString.js';
import type { ParsedConnection } from './parsedConnection.js';
import { isPostgresUrl, parsePostgresUrl } from './postgresUrl.js';
import { isAdoNetString, isSqlServerUrl, parseAdoNetString, parseSqlServerUrl } from './sqlServerString.js';

const anyScheme = /^\s*(?:jdbc:)?([A-Za-z][A-Za-z0-9+.-]*):\/\//;

/** Whether the text is meant as a URL or connection string rather than as a name or a path. Does no I/O. */
export function isConnectionString(text: string): boolean {
  return anyScheme.test(text) || /^\s*jdbc:/i.test(text) || isKeyValueString(text) || isAdoNetString(text);
}

/**
 * Reads a URL, libpq's key=value form, ADO.NET or JDBC. Does no I/O and fills in no defaults.
 * Throws `invalid-input` that names the wrong part, or `not-supported` for an engine that DBVC does not know. No error
 * holds anything of a password.
 */
export function parseConnectionString(text: string): ParsedConnection {
  const trimmed = text.trim();
  if (isPostgresUrl(trimmed)) return parsePostgresUrl(trimmed);
  if (isJdbcPostgresUrl(trimmed)) return parseJdbcPostgresUrl(trimmed);
  if (isSqlServerUrl(trimmed)) return parseSqlServerUrl(trimmed);
  const scheme = anyScheme.exec(trimmed)?.[1] ?? /^jdbc:([a-z0-9]+):/i.exec(trimmed)?.[1];
  if (scheme !== undefined) {
    throw new DbvcError('not-supported', `DBVC does not know the engine of "${scheme}" URLs.`, {
      hint: 'It compares PostgreSQL (postgresql://…) and SQL Server (mssql://…).',
    });
  }
  if (/^jdbc:/i.test(trimmed)) {
    throw new DbvcError('invalid-input', 'The JDBC URL does not name its engine.', {
      hint: 'Write jdbc:postgresql://host:port/database or jdbc:sqlserver://host:port;databaseName=….',
    });
  }
  // libpq's keywords are in lower case and spaces separate them; ADO.NET's are in any case, with semicolons.
  if (isKeyValueString(trimmed) && !isAdoNetOnly(trimmed)) return parseKeyValueString(trimmed);
  if (isAdoNetString(trimmed)) return parseAdoNetString(trimmed);
  throw new DbvcError('invalid-input', 'This is not a connection string that DBVC can read.', {
    hint: 'Write postgresql://user@host:port/database, or host=… port=… dbname=… user=….',
  });
}

/** `password=x;server=y` begins with a keyword of both. */
function isAdoNetOnly(text: string): boolean {
  return /(?:^|;)\s*(?:server|data source|addr(?:ess)?|network address)\s*=/i.test(text);
}
