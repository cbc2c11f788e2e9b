import type { ParsedConnection, PostgresConnection } from './parsedConnection.js';
import type { TlsMode } from './connectionSettings.js';
import type { Profile } from './profile.js';

export type ProfileAddress = Omit<Profile, 'name' | 'environment' | 'readOnly' | 'folder' | 'signIn'>;

/** The parameters that a profile has fields for. */
const fields: readonly string[] = [
  'host',
  'port',
  'dbname',
  'user',
  'role',
  'service',
  'sslmode',
  'sslrootcert',
  'sslcert',
  'sslkey',
];

/**
 * What a pasted string becomes in a profile: fields where there are fields for all that it says, else a URL that says
 * the same. Never holds the password.
 */
export function addressOfConnection(connection: ParsedConnection): ProfileAddress {
  if (connection.engine === 'mssql') {
    const host =
      connection.instance === undefined
        ? connection.host
        : `${connection.host ?? ''}\\${connection.instance}`;
    return {
      engine: 'mssql',
      ...(host === undefined ? {} : { host }),
      ...(connection.port === undefined ? {} : { port: connection.port }),
      ...(connection.database === undefined ? {} : { database: connection.database }),
      ...(connection.user === undefined ? {} : { user: connection.user }),
      ...(connection.tlsMode === undefined ? {} : { tls: { mode: connection.tlsMode } }),
    };
  }
  const hasFields = Object.keys(connection.parameters).every((keyword) => fields.includes(keyword));
  return hasFields ? postgresFields(connection) : { url: postgresUrl(connection) };
}

function postgresFields({ parameters }: PostgresConnection): ProfileAddress {
  const tls = {
    ...(parameters.sslmode === undefined ? {} : { mode: parameters.sslmode as TlsMode }),
    ...(parameters.sslrootcert === undefined ? {} : { rootCertificate: parameters.sslrootcert }),
    ...(parameters.sslcert === undefined ? {} : { certificate: parameters.sslcert }),
    ...(parameters.sslkey === undefined ? {} : { key: parameters.sslkey }),
  };
  return {
    engine: 'postgres',
    ...(parameters.host === undefined ? {} : { host: parameters.host }),
    ...(parameters.port === undefined ? {} : { port: Number(parameters.port) }),
    ...(parameters.dbname === undefined ? {} : { database: parameters.dbname }),
    ...(parameters.user === undefined ? {} : { user: parameters.user }),
    ...(parameters.role === undefined ? {} : { role: parameters.role }),
    ...(parameters.service === undefined ? {} : { service: parameters.service }),
    ...(Object.keys(tls).length === 0 ? {} : { tls }),
  };
}

function postgresUrl({ parameters }: PostgresConnection): string {
  const { host, port, dbname, user, ...others } = parameters;
  const encoded = encodeURIComponent;
  const server = host?.includes(':') === true && !host.startsWith('/') ? `[${host}]` : encoded(host ?? '');
  const query = Object.entries(others)
    .map(([keyword, value]) => `${keyword}=${encoded(value)}`)
    .join('&');
  const login = user === undefined ? '' : `${encoded(user)}@`;
  const at = port === undefined ? '' : `:${port}`;
  return `postgresql://${login}${server}${at}/${encoded(dbname ?? '')}${query === '' ? '' : `?${query}`}`;
}
