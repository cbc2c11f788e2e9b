import { z } from 'zod';
import type { DatabaseLabels } from '../dialect/connector.js';
import { DbvcError } from '../errors.js';
import { parseConnectionString } from './connectionString.js';
import { tlsModes } from './connectionSettings.js';
import { malformed } from './parsedConnection.js';
import type { MssqlConnection, ParsedConnection } from './parsedConnection.js';
import { collectParameters } from './postgresParameters.js';

const text = z.string().trim().min(1, 'must not be empty');

const tlsSchema = z.strictObject({
  mode: z.enum(tlsModes).optional(),
  rootCertificate: text.optional(),
  certificate: text.optional(),
  key: text.optional(),
});

const addressFields = ['engine', 'host', 'port', 'database', 'user', 'service', 'tls'] as const;

/**
 * A saved connection, as `.dbvc.jsonc` and VS Code's setting `dbvc.connections` hold it. Either `url`, or the fields of
 * an address. Never a password: a URL with one and a field for one are refused.
 */
export const profileSchema = z
  .strictObject({
    name: text.regex(/^[^\p{Cc}]+$/u, 'must be on one line'),
    url: text.optional(),
    engine: z.enum(['postgres', 'mssql']).optional(),
    host: text.optional(),
    port: z.int().min(1).max(65_535).optional(),
    database: text.optional(),
    user: text.optional(),
    /** A section of pg_service.conf. */
    service: text.optional(),
    tls: tlsSchema.optional(),
    environment: z.enum(['development', 'staging', 'production']).optional(),
    readOnly: z.boolean().optional(),
    /** The group that lists show the profile in. */
    folder: text.optional(),
  })
  .superRefine((profile, context) => {
    if (profile.url === undefined) return;
    for (const field of addressFields) {
      if (profile[field] !== undefined) {
        context.addIssue({ code: 'custom', path: [field], message: `cannot stand beside "url"` });
      }
    }
    const problem = urlProblem(profile.url);
    if (problem !== undefined) context.addIssue({ code: 'custom', path: ['url'], message: problem });
  });

export type Profile = z.infer<typeof profileSchema>;

/** Profiles with names that differ. */
export const profilesSchema = z.array(profileSchema).superRefine((profiles, context) => {
  const names = new Set<string>();
  for (const [index, { name }] of profiles.entries()) {
    if (names.has(name)) {
      context.addIssue({ code: 'custom', path: [index, 'name'], message: `is the name of two profiles` });
    }
    names.add(name);
  }
});

/** Why a URL may not be saved in a profile; undefined when it may. */
function urlProblem(url: string): string | undefined {
  try {
    return holdsSecret(parseConnectionString(url))
      ? 'holds a password; leave it out, DBVC asks for it or finds it in the environment'
      : undefined;
  } catch (error) {
    if (error instanceof DbvcError) return `cannot be read: ${error.message}`;
    throw error;
  }
}

/** Whether a connection string carries a password, which no file may hold. */
export function holdsSecret(connection: ParsedConnection): boolean {
  return (
    connection.password !== undefined ||
    (connection.engine === 'postgres' && connection.keyPassword !== undefined)
  );
}

/** The connection that a profile describes. Throws `invalid-input` or `not-supported` as parsing its URL does. */
export function profileConnection(profile: Profile): ParsedConnection {
  if (profile.url !== undefined) return parseConnectionString(profile.url);
  if (profile.engine === 'mssql') return mssqlConnection(profile);
  const { tls } = profile;
  const values: Readonly<Record<string, string | undefined>> = {
    host: profile.host,
    port: profile.port === undefined ? undefined : String(profile.port),
    dbname: profile.database,
    user: profile.user,
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

function mssqlConnection(profile: Profile): MssqlConnection {
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

/** What a profile adds to the database it leads to. */
export function profileLabels(profile: Profile): DatabaseLabels {
  return {
    label: profile.name,
    profile: profile.name,
    ...(profile.environment === undefined ? {} : { environment: profile.environment }),
    ...(profile.readOnly === undefined ? {} : { readOnly: profile.readOnly }),
  };
}
