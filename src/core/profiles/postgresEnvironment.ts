import { Secret } from '../secret.js';
import { collectParameters } from './postgresParameters.js';
import type { ParameterPair } from './postgresParameters.js';
import type { PostgresConnection } from './parsedConnection.js';
import { DbvcError } from '../errors.js';
import type { Machine } from './machine.js';

/** libpq's variables (https://www.postgresql.org/docs/current/libpq-envars.html) by keyword. */
const keywordOfVariable: Readonly<Record<string, string>> = {
  PGHOST: 'host',
  PGHOSTADDR: 'hostaddr',
  PGPORT: 'port',
  PGDATABASE: 'dbname',
  PGUSER: 'user',
  PGPASSFILE: 'passfile',
  PGSERVICE: 'service',
  PGSERVICEFILE: 'servicefile',
  PGSSLMODE: 'sslmode',
  PGSSLNEGOTIATION: 'sslnegotiation',
  PGSSLROOTCERT: 'sslrootcert',
  PGSSLCERT: 'sslcert',
  PGSSLKEY: 'sslkey',
  PGCHANNELBINDING: 'channel_binding',
  PGCONNECT_TIMEOUT: 'connect_timeout',
  PGAPPNAME: 'application_name',
  PGOPTIONS: 'options',
  PGREQUIREAUTH: 'require_auth',
  PGSSLCRL: 'sslcrl',
  PGSSLCRLDIR: 'sslcrldir',
  PGREQUIREPEER: 'requirepeer',
  PGSSLMINPROTOCOLVERSION: 'ssl_min_protocol_version',
};

/** The connection that the environment describes. Throws `invalid-input` that names the variable. */
export function environmentConnection(env: Machine['env']): PostgresConnection {
  const found: ParameterPair[] = [];
  for (const [variable, keyword] of Object.entries(keywordOfVariable)) {
    const value = env[variable];
    if (value === undefined || value === '') continue;
    const pair: ParameterPair = { keyword, value, nameable: true };
    try {
      collectParameters([pair]);
    } catch (error) {
      if (!(error instanceof DbvcError)) throw error;
      throw new DbvcError(
        error.code,
        `The environment variable ${variable} is wrong. ${error.message}`,
        error.details,
      );
    }
    found.push(pair);
  }
  const password = env['PGPASSWORD'];
  return {
    ...collectParameters(found),
    ...(password === undefined || password === '' ? {} : { password: new Secret(password) }),
  };
}
