import { DbvcError } from '../errors.js';
import { Secret } from '../secret.js';
import { tlsModes } from './connectionSettings.js';
import { malformed, parsePort } from './parsedConnection.js';
import type { PostgresConnection } from './parsedConnection.js';

/** libpq's parameter keywords that DBVC looks at, passwords left out (those are kept as secrets), and DBVC's own `role`. */
export const postgresKeywords = [
  'host',
  'hostaddr',
  'port',
  'dbname',
  'user',
  'passfile',
  'service',
  'servicefile',
  'sslmode',
  'sslnegotiation',
  'sslrootcert',
  'sslcert',
  'sslkey',
  'channel_binding',
  'connect_timeout',
  'application_name',
  'fallback_application_name',
  'options',
  'role',
] as const;

export type PostgresKeyword = (typeof postgresKeywords)[number];

/** Parameters by libpq's keywords (https://www.postgresql.org/docs/current/libpq-connect.html); never empty strings. */
export type PostgresParameters = Readonly<Partial<Record<PostgresKeyword, string>>>;

/** Keywords of libpq that change nothing for DBVC: it has its own encoding, keepalive and single host. */
const withoutEffect: ReadonlySet<string> = new Set([
  'client_encoding',
  'gssdelegation',
  'gsslib',
  'keepalives',
  'keepalives_count',
  'keepalives_idle',
  'keepalives_interval',
  'krbsrvname',
  'load_balance_hosts',
  'max_protocol_version',
  'min_protocol_version',
  'sslcompression',
  'sslsni',
  'tcp_user_timeout',
]);

/** Keywords that ask for a check which DBVC does not make: leaving it out in silence would weaken the connection. */
const unsupported: ReadonlySet<string> = new Set([
  'replication',
  'require_auth',
  'requirepeer',
  'requiressl',
  'ssl_max_protocol_version',
  'ssl_min_protocol_version',
  'sslcertmode',
  'sslcrl',
  'sslcrldir',
]);

/** Parameters that frameworks add to URLs for themselves (Prisma, node-postgres, Supabase). */
const ofOtherTools: ReadonlySet<string> = new Set([
  'connection_limit',
  'currentSchema',
  'pgbouncer',
  'pool_timeout',
  'schema',
  'socket_timeout',
  'statement_cache_size',
  'supa',
  'target_session_attrs',
  'uselibpqcompat',
]);

/** One parameter as written. `nameable` is false where a slip could have made the keyword a piece of a password. */
export interface ParameterPair {
  readonly keyword: string;
  readonly value: string;
  readonly nameable: boolean;
}

/** Whether libpq knows the keyword, or DBVC refuses or ignores it knowingly. */
export function isPostgresKeyword(keyword: string): boolean {
  return (
    isRead(keyword) ||
    keyword === 'password' ||
    keyword === 'sslpassword' ||
    keyword === 'gssencmode' ||
    withoutEffect.has(keyword) ||
    unsupported.has(keyword)
  );
}

function isRead(keyword: string): keyword is PostgresKeyword {
  return (postgresKeywords as readonly string[]).includes(keyword);
}

/**
 * Checks and collects parameters; of a keyword that comes twice the last counts, and an empty value counts as none,
 * as in libpq. Throws `invalid-input` that names the keyword, and `not-supported` for what DBVC does not do.
 */
export function collectParameters(pairs: readonly ParameterPair[]): PostgresConnection {
  const values = new Map<PostgresKeyword, string>();
  const secrets: { password?: Secret; keyPassword?: Secret } = {};
  const ignored: string[] = [];
  for (const { keyword, value, nameable } of pairs) {
    if (value.includes('\0')) throw malformed(nameable ? `"${keyword}"` : 'a value', 'contains a zero byte');
    if (isRead(keyword)) {
      if (value === '') values.delete(keyword);
      else values.set(keyword, checked(keyword, value));
    } else if (keyword === 'password') {
      if (value === '') delete secrets.password;
      else secrets.password = new Secret(value);
    } else if (keyword === 'sslpassword') {
      if (value === '') delete secrets.keyPassword;
      else secrets.keyPassword = new Secret(value);
    } else if (unsupported.has(keyword) || (keyword === 'gssencmode' && value === 'require')) {
      throw new DbvcError('not-supported', `DBVC does not support the connection parameter "${keyword}".`);
    } else if (ofOtherTools.has(keyword)) {
      if (!(keyword === 'target_session_attrs' && value === 'any')) ignored.push(keyword);
    } else if (!withoutEffect.has(keyword) && keyword !== 'gssencmode') {
      throw malformed(
        nameable ? `the parameter "${keyword}"` : 'one of the parameters',
        'is not one that PostgreSQL knows',
        nameable
          ? undefined
          : 'If the password has special characters, they must be quoted or percent-encoded.',
      );
    }
  }
  return { engine: 'postgres', parameters: Object.fromEntries(values), ...secrets, ignored };
}

const choices: Readonly<Partial<Record<PostgresKeyword, readonly string[]>>> = {
  sslmode: tlsModes,
  sslnegotiation: ['postgres', 'direct'],
  channel_binding: ['disable', 'prefer', 'require'],
};

function checked(keyword: PostgresKeyword, value: string): string {
  const allowed = choices[keyword];
  if (allowed !== undefined && !allowed.includes(value)) {
    throw malformed(`"${keyword}"`, `is none of ${allowed.join(', ')}`);
  }
  if ((keyword === 'host' || keyword === 'hostaddr' || keyword === 'port') && value.includes(',')) {
    throw new DbvcError('not-supported', 'The connection string names several hosts; DBVC connects to one.', {
      hint: 'Name the host whose database is to be compared.',
    });
  }
  if (keyword === 'port') return String(parsePort(value));
  if (keyword === 'connect_timeout' && !/^-?\d{1,9}$/.test(value)) {
    throw malformed('"connect_timeout"', 'is not a whole number of seconds');
  }
  return value;
}
