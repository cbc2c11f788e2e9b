import type { Connector } from '../../../core/dialect/connector.js';
import type { OpenOptions, Session } from '../../../core/dialect/session.js';
import { CancelledError, DbvcError } from '../../../core/errors.js';
import type { Logger } from '../../../core/logger.js';
import { connectionAddress } from '../../../core/profiles/connectionSettings.js';
import type { ConnectionSettings } from '../../../core/profiles/connectionSettings.js';
import { createCanceller } from './canceller.js';
import { connect } from './connect.js';
import type { PgWire } from './pgWire.js';
import { detectPooler, poolerProblems } from './pooler.js';
import { PostgresSession } from './postgresSession.js';
import { readServerFacts, refuseOldVersion } from './serverInfo.js';
import { sessionError } from './sessionErrors.js';
import { applySettings, sessionSettings } from './settings.js';
import { takeOnRole } from './takeOnRole.js';

/** Makes databases that are reached over a socket. The driver loads when the first session opens. */
export const postgresConnector: Connector = {
  database: (settings, labels, logger) => ({
    ...labels,
    address: connectionAddress(settings),
    parallelSessions: true,
    open: (options) => openSession(settings, options, logger),
  }),
};

/** Opens a session that is set up for its purpose. Throws `DbvcError` or `CancelledError`, and leaves nothing open then. */
async function openSession(
  settings: ConnectionSettings,
  options: OpenOptions,
  logger: Logger,
): Promise<Session> {
  const { wire, encrypted } = await connect(settings, options.signal);
  const cancel = (): void => wire.destroy();
  options.signal?.addEventListener('abort', cancel, { once: true });
  try {
    const session = await setUp(wire, settings, options, logger);
    const inRole = settings.role === undefined ? '' : ` in the role ${settings.role}`;
    logger.debug(
      `Connected to ${connectionAddress(settings)} as ${settings.user}${inRole}, ${session.server.versionText}, ` +
        (encrypted ? 'with TLS' : 'without TLS'),
    );
    return session;
  } catch (error) {
    wire.destroy();
    if (options.signal?.aborted === true) throw new CancelledError();
    throw error instanceof DbvcError
      ? error
      : sessionError(error, { statements: [], elapsed: 0, statementTimeout: 0 });
  } finally {
    options.signal?.removeEventListener('abort', cancel);
  }
}

async function setUp(
  wire: PgWire,
  settings: ConnectionSettings,
  options: OpenOptions,
  logger: Logger,
): Promise<Session> {
  if (wire.announcedVersion !== undefined) refuseOldVersion(wire.announcedVersion);
  const { info, backendPid, description } = await readServerFacts(wire);
  const pooler = detectPooler(settings, { announcedPid: wire.key?.pid, backendPid });
  const wanted = sessionSettings(options, { version: info.version, description });
  // A pooler would hand a changed session on to somebody else, read-only and all: there, each transaction is set up.
  if (pooler === undefined) await wire.execute(applySettings(wanted), []);
  else logger.warn(poolerProblems(pooler));
  const { role } = settings;
  const roleSettings = role === undefined ? [] : await takeOnRole(wire, role, settings, options, pooler);
  return new PostgresSession(wire, {
    server: {
      ...info,
      ...(role === undefined ? {} : { user: role, role }),
      ...(pooler === undefined ? {} : { pooler }),
    },
    canceller: createCanceller(settings, wire.key, backendPid),
    statementTimeout: options.statementTimeout ?? 0,
    ...(pooler === undefined ? {} : { localSettings: [...wanted, ...roleSettings] }),
  });
}
