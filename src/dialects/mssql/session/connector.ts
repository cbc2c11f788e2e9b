import type { Connector } from '../../../core/dialect/connector.js';
import type { OpenOptions, Session } from '../../../core/dialect/session.js';
import { DbvcError } from '../../../core/errors.js';
import type { Logger } from '../../../core/logger.js';
import { connectionAddress, type ConnectionSettings } from '../../../core/profiles/connectionSettings.js';
import { connectError } from './connectErrors.js';
import { MssqlSession } from './mssqlSession.js';
import { readServerInfo, serverQuery } from './serverInfo.js';
import { loadDriver, openConnection } from './tediousConnection.js';

/** Makes databases of SQL Server. The driver loads when the first session opens. */
export const mssqlConnector: Connector = {
  database: (settings, labels, logger) => ({
    ...labels,
    address: connectionAddress(settings),
    parallelSessions: true,
    open: (options) => openSession(settings, options, logger),
  }),
};

/** What holds for a session whatever the login's or the server's defaults are. */
function sessionSettings(options: OpenOptions): string {
  const settings = [
    'set xact_abort on',
    'set nocount on',
    'set transaction isolation level read committed',
    `set lock_timeout ${String(options.lockTimeout === undefined || options.lockTimeout === 0 ? -1 : options.lockTimeout)}`,
    'set deadlock_priority low',
    'set language us_english',
  ];
  return settings.join(';\n');
}

async function openSession(
  settings: ConnectionSettings,
  options: OpenOptions,
  logger: Logger,
): Promise<Session> {
  // Trying without one would count as a failed login, and too many of those lock an account.
  if (settings.password === undefined && settings.token === undefined) {
    throw new DbvcError(
      'authentication-failed',
      `The login "${settings.user}" at ${connectionAddress(settings)} needs a password.`,
    );
  }
  const tedious = await loadDriver();
  try {
    const connection = await openConnection(settings, options);
    const unknown = {
      engine: 'mssql',
      version: 0,
      versionText: '',
      database: '',
      user: '',
      identity: '',
    } as const;
    const first = new MssqlSession(connection, tedious, unknown, { ...options, purpose: 'apply' });
    try {
      await first.query(sessionSettings(options), [], options.signal);
      const server = readServerInfo(await first.query(serverQuery, [], options.signal));
      logger.debug(`Connected to ${connectionAddress(settings)} as ${server.user}, ${server.versionText}`);
      return new MssqlSession(connection, tedious, server, options);
    } catch (error) {
      await first.close();
      throw error;
    }
  } catch (error) {
    throw connectError(error, settings);
  }
}
