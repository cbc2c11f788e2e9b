import { CancelledError, DbvcError } from '../../../core/errors.js';
import { connectionAddress, type ConnectionSettings } from '../../../core/profiles/connectionSettings.js';

/** What went wrong while connecting, in words and with what to do about it. */
export function connectError(error: unknown, settings: ConnectionSettings): Error {
  if (error instanceof CancelledError || error instanceof DbvcError) return error;
  const address = connectionAddress(settings);
  const message = error instanceof Error ? error.message : String(error);
  const facts = { serverMessage: message };
  const cause = { cause: error };
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  // Whatever the network or the server does has a code: this is a mistake in the program.
  if (code === undefined && (error instanceof TypeError || error instanceof ReferenceError)) {
    return new DbvcError('internal', `DBVC failed while connecting to ${address}: ${message}`, {}, cause);
  }
  // The driver passes no number on. In every language the name of the database stands in the one message, that of the
  // login in the other.
  if (
    code === 'ELOGIN' &&
    message.includes(`"${settings.database}"`) &&
    !message.includes(`'${settings.user}'`)
  ) {
    return new DbvcError(
      'database-not-found',
      `The database "${settings.database}" does not exist at ${address}, or the login may not open it.`,
      facts,
      cause,
    );
  }
  if (code === 'ELOGIN') {
    return new DbvcError(
      'authentication-failed',
      `The server refused the login of "${settings.user}" at ${address}.`,
      { ...facts, hint: 'Check user and password, and whether the server allows SQL logins.' },
      cause,
    );
  }
  if (/certificate|self.signed|TLS|SSL|ERR_TLS/i.test(message)) {
    return new DbvcError(
      'tls-failed',
      `The encrypted connection to ${address} failed: ${message}.`,
      {
        ...facts,
        hint: 'TrustServerCertificate=true accepts a certificate that nobody vouches for; Encrypt=false does without.',
      },
      cause,
    );
  }
  const how = /timeout|Failed to connect .* in \d+ms/i.test(message)
    ? 'did not answer in time'
    : 'could not be reached';
  return new DbvcError(
    'connection-failed',
    `The server at ${address} ${how}.`,
    { ...facts, hint: 'Check host and port, that TCP/IP is enabled, and that nothing is in between.' },
    cause,
  );
}
