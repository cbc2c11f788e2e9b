import { parseConnectionString } from '../../../src/core/profiles/connectionString.js';
import type { ConnectionSettings, TlsSettings } from '../../../src/core/profiles/connectionSettings.js';
import { resolveConnection } from '../../../src/core/profiles/resolveConnection.js';
import type { OpenOptions, Session } from '../../../src/core/dialect/session.js';
import type { Logger } from '../../../src/core/logger.js';
import { silentLogger } from '../../../src/core/logger.js';
import { postgresConnector } from '../../../src/dialects/postgres/session/connector.js';
import { fakeMachine } from '../../unit/core/profiles/fakeMachine.js';

/** The settings that a URL leads to, on a computer with no settings of its own. */
export async function settingsOf(
  url: string,
  changes: Partial<ConnectionSettings> = {},
): Promise<ConnectionSettings> {
  const { settings } = await resolveConnection(parseConnectionString(url), fakeMachine());
  return { ...settings, ...changes };
}

/** Opens a session by a URL. */
export async function openSession(
  url: string,
  options: Partial<OpenOptions> & {
    readonly settings?: Partial<ConnectionSettings>;
    readonly tls?: TlsSettings;
    readonly logger?: Logger;
  } = {},
): Promise<Session> {
  const { settings, tls, logger, ...open } = options;
  const resolved = await settingsOf(url, { ...settings, ...(tls === undefined ? {} : { tls }) });
  return postgresConnector
    .database(resolved, { label: 'test' }, logger ?? silentLogger)
    .open({ purpose: 'read', ...open });
}

/** Runs `work` with a session and closes it. */
export async function withSession<T>(
  url: string,
  work: (session: Session) => Promise<T>,
  options: Parameters<typeof openSession>[1] = {},
): Promise<T> {
  const session = await openSession(url, options);
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}
