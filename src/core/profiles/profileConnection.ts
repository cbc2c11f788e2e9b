import { parseConnectionString } from './connectionString.js';
import { fillProfile } from './fillProfile.js';
import type { Machine } from './machine.js';
import { malformed, noRole } from './parsedConnection.js';
import type { MssqlConnection, ParsedConnection } from './parsedConnection.js';
import { collectParameters } from './postgresParameters.js';
import type { FilledProfile, Profile } from './profile.js';

/**
 * The connection that a profile describes, with what the environment has for its variables. Throws `invalid-input` as
 * `fillProfile` does, and `invalid-input` or `not-supported` as parsing its URL does.
 */
export function profileConnection(saved: Profile, env: Machine['env']): ParsedConnection {
  const profile = fillProfile(saved, env);
  if (profile.url !== undefined) return parseConnectionString(profile.url);
  if (profile.engine === 'mssql') return mssqlConnection(profile);
  const { tls } = profile;
  const values: Readonly<Record<string, string | undefined>> = {
    // As the SSH server sees it; a local socket is not what is meant.
    host: profile.host ?? (profile.ssh === undefined ? undefined : 'localhost'),
    port: profile.port === undefined ? undefined : String(profile.port),
    dbname: profile.database,
    user: profile.user,
    role: profile.role,
    service: profile.service,
    sslmode: tls?.mode,
    sslrootcert: tls?.rootCertificate,
    sslcert: tls?.certificate,
    sslkey: tls?.key,
  };
  return collectParameters(
    Object.entries(values).flatMap(([keyword, value]) =>
      value === undefined ? [] : [{ keyword, value, nameable: true }],
    ),
  );
}

function mssqlConnection(profile: FilledProfile): MssqlConnection {
  if (profile.role !== undefined) throw noRole();
  if (profile.service !== undefined) throw malformed('"service"', 'is for PostgreSQL only');
  const [host, instance] = (profile.host ?? '').split('\\');
  return {
    engine: 'mssql',
    ...(host === undefined || host === '' ? {} : { host }),
    ...(instance === undefined || instance === '' ? {} : { instance }),
    ...(profile.port === undefined ? {} : { port: profile.port }),
    ...(profile.database === undefined ? {} : { database: profile.database }),
    ...(profile.user === undefined ? {} : { user: profile.user }),
    ...(profile.tls?.mode === undefined ? {} : { tlsMode: profile.tls.mode }),
    ignored: [],
  };
}
