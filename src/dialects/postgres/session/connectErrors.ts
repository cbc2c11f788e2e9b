import { DbvcError } from '../../../core/errors.js';
import type { ErrorCode } from '../../../core/errors.js';
import { connectionAddress, isSocketDirectory } from '../../../core/profiles/connectionSettings.js';
import type { ConnectionSettings } from '../../../core/profiles/connectionSettings.js';
import { ServerError } from '../errors/serverError.js';
import type { ConnectFailure } from './connectFailure.js';

/** A connection that did not come about, in words that say what to look at. `encrypted` is how it was last tried. */
export function connectError(
  failure: ConnectFailure,
  settings: ConnectionSettings,
  encrypted: boolean,
): DbvcError {
  const address = connectionAddress(settings);
  const make = (code: ErrorCode, message: string, hint?: string): DbvcError =>
    new DbvcError(code, message, hint === undefined ? {} : { hint }, { cause: failure.cause ?? failure });
  switch (failure.kind) {
    case 'network':
      return networkError(failure.cause, settings, make);
    case 'timeout':
      return make(
        'connection-failed',
        `${address} did not answer within ${String(settings.connectTimeout / 1000)} seconds.`,
        'Check host and port, and whether a firewall is in between.',
      );
    case 'closed':
      return make(
        'connection-failed',
        `${address} closed the connection before the login was done.`,
        encrypted || isSocketDirectory(settings.host)
          ? 'Check that host and port are those of a PostgreSQL server.'
          : 'Check that host and port are those of a PostgreSQL server, and whether it wants TLS (sslmode=require).',
      );
    case 'not-postgres':
      return make(
        'not-supported',
        `What answers at ${address} is not a PostgreSQL server.`,
        'Check host and port; 5432 is the usual one.',
      );
    case 'tls-refused':
      return make(
        'tls-failed',
        `The server at ${address} does not offer TLS, which sslmode=${settings.tls.mode} asks for.`,
        'Turn on ssl on the server; over a network that you trust, sslmode=prefer or disable connects without.',
      );
    case 'tls-handshake':
      return handshakeError(failure.cause, settings, make);
    case 'tls-files':
      return make(
        'tls-failed',
        `TLS cannot be set up: ${failure.detail ?? 'a file cannot be used'}.`,
        settings.tls.rootCertificate === undefined && settings.tls.mode.startsWith('verify')
          ? 'Name a file with sslrootcert, put it at ~/.postgresql/root.crt, or use sslrootcert=system.'
          : reasonOf(failure.cause),
      );
    case 'login-method':
      return make(
        'authentication-failed',
        `The server at ${address} and DBVC do not agree on how to log in (${failure.detail ?? 'unknown'}).`,
        reasonOf(failure.cause) ?? 'DBVC logs in with passwords (SCRAM, MD5, plain) and client certificates.',
      );
    case 'password-missing':
      return make(
        'authentication-failed',
        `The server at ${address} asks for the password of "${settings.user}", and there is none.`,
        'Give it when asked, or through PGPASSWORD or the password file.',
      );
    case 'channel-binding':
      return make(
        'authentication-failed',
        `The login at ${address} is not bound to the TLS connection, which channel_binding=require asks for.`,
      );
    case 'server':
      return failure.cause instanceof ServerError
        ? refusal(failure.cause, settings, encrypted)
        : make('connection-failed', `The server at ${address} refused the connection.`);
    default:
      return failure.kind satisfies never;
  }
}

type Make = (code: ErrorCode, message: string, hint?: string) => DbvcError;

function reasonOf(cause: unknown): string | undefined {
  return cause instanceof Error ? cause.message : undefined;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function networkError(cause: unknown, settings: ConnectionSettings, make: Make): DbvcError {
  const address = connectionAddress(settings);
  const onSocket = isSocketDirectory(settings.host);
  switch (codeOf(cause)) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_FAIL':
      return make(
        'connection-failed',
        `The host "${settings.host}" is not known.`,
        'Check its spelling and the network.',
      );
    case 'ECONNREFUSED':
      return make(
        'connection-failed',
        `Nothing listens at ${address}.`,
        'Check host and port, and whether the server runs.',
      );
    case 'ENOENT':
      return make(
        'connection-failed',
        `There is no socket of a server at ${address}.`,
        'Check the directory and the port, and whether the server runs.',
      );
    case 'EACCES':
    case 'EPERM':
      return make('connection-failed', `The system does not allow a connection to ${address}.`);
    case 'ETIMEDOUT':
      return make(
        'connection-failed',
        `${address} does not answer.`,
        'Check whether a firewall is in between.',
      );
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EADDRNOTAVAIL':
      return make('connection-failed', `There is no way to ${address} on the network.`);
    case 'ECONNRESET':
    case 'EPIPE':
      return make(
        'connection-failed',
        `${address} closed the connection before the login was done.`,
        onSocket ? undefined : 'Check that host and port are those of a PostgreSQL server.',
      );
    default:
      return make(
        'connection-failed',
        `Connecting to ${address} failed: ${reasonOf(cause) ?? 'no reason given'}.`,
      );
  }
}

function handshakeError(cause: unknown, settings: ConnectionSettings, make: Make): DbvcError {
  const address = connectionAddress(settings);
  switch (codeOf(cause)) {
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return make(
        'tls-failed',
        `The certificate of the server at ${address} is not for the host "${settings.host}".`,
        'Connect with a name that is in the certificate; sslmode=verify-ca does not compare names.',
      );
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'CERT_SIGNATURE_FAILURE':
      return make(
        'tls-failed',
        `The certificate of the server at ${address} is not signed by an authority that is trusted.`,
        `The root certificate in use is ${settings.tls.rootCertificate ?? 'none'}; sslrootcert names another.`,
      );
    case 'CERT_HAS_EXPIRED':
      return make(
        'tls-failed',
        `The certificate of the server at ${address} has expired.`,
        'It has to be renewed on the server.',
      );
    case 'CERT_NOT_YET_VALID':
      return make(
        'tls-failed',
        `The certificate of the server at ${address} is not valid yet.`,
        'Check the clock.',
      );
    default:
      return make('tls-failed', `TLS with ${address} failed: ${reasonOf(cause) ?? 'no reason given'}.`);
  }
}

/** A refusal in the server's own words, under our code and with a hint. */
function refusal(error: ServerError, settings: ConnectionSettings, encrypted: boolean): DbvcError {
  const { sqlState, message, detail } = error.fields;
  const address = connectionAddress(settings);
  const make = (code: ErrorCode, text: string, hint?: string): DbvcError =>
    new DbvcError(
      code,
      text,
      {
        sqlState,
        serverMessage: message,
        ...(hint === undefined ? {} : { hint }),
        ...(detail === undefined ? {} : { lines: [detail] }),
      },
      { cause: error },
    );
  switch (sqlState) {
    case '28P01':
      return make(
        'authentication-failed',
        `The server at ${address} does not accept the password of "${settings.user}".`,
      );
    case '28000':
      return make(
        'authentication-failed',
        `The server at ${address} does not let "${settings.user}" in: ${message}.`,
        encrypted || isSocketDirectory(settings.host)
          ? "The server's pg_hba.conf decides who may log in, from where and how."
          : 'The server may let nobody in without TLS: try sslmode=require. Its pg_hba.conf decides.',
      );
    case '3D000':
      return make('database-not-found', `There is no database "${settings.database}" at ${address}.`);
    case '42501':
      return make(
        'permission-denied',
        `"${settings.user}" may not connect to the database "${settings.database}": ${message}.`,
        `Its owner can allow it: GRANT CONNECT ON DATABASE … TO ….`,
      );
    case '53300':
      return make(
        'connection-failed',
        `The server at ${address} has no connection left: ${message}.`,
        'Close other sessions, or let DBVC open fewer at once (--jobs).',
      );
    case '57P03':
      return make(
        'connection-failed',
        `The server at ${address} does not take connections now: ${message}.`,
        'Try again soon.',
      );
    default:
      // PgBouncer has one SQLSTATE for all its refusals, and words that are never localised.
      if (sqlState === '08P01' && /authentication failed|no such user/i.test(message)) {
        return make(
          'authentication-failed',
          `The connection pooler at ${address} does not let "${settings.user}" in: ${message}.`,
        );
      }
      if (sqlState === '08P01' && /no such database/i.test(message)) {
        return make('database-not-found', `There is no database "${settings.database}" at ${address}.`);
      }
      if (/unsupported startup parameter/i.test(message)) {
        return make(
          'connection-failed',
          `The connection pooler at ${address} refused the connection: ${message}.`,
          'PgBouncer lets through what its ignore_startup_parameters names; leave "options" (PGOPTIONS) out.',
        );
      }
      return make('connection-failed', `The server at ${address} refused the connection: ${message}.`);
  }
}
