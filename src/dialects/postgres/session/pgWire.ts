import type { Client, ClientConfig } from 'pg';
import type { SqlRow } from '../../../core/dialect/session.js';
import type { ConnectionSettings } from '../../../core/profiles/connectionSettings.js';
import { ConnectFailure } from './connectFailure.js';
import { serverErrorFrom } from './errorResponse.js';
import type { ProtocolStream } from './protocolStream.js';
import { joinStatements, locateFailure } from './statementBatch.js';
import { valueParser } from './values.js';
import type { SqlParameter, Wire } from './wire.js';

/** How long a goodbye may take, in milliseconds. */
const goodbyeLimit = 1_000;

/** What the login told beside letting us in. */
export interface PgWire extends Wire {
  /** The numbers that a cancel request must hold. */
  readonly key: { readonly pid: number; readonly secret: number } | undefined;
  /** `server_version` as announced. */
  readonly announcedVersion: string | undefined;
}

/** The parts of `pg`'s client that its types leave out. */
interface ClientInternals {
  readonly processID: number | null;
  readonly secretKey: number | null;
  readonly connection: NodeJS.EventEmitter;
  readonly connectionParameters: { options?: string | undefined; replication?: string | undefined };
}

/**
 * Logs in over an open stream with `pg`, which is loaded here and nowhere else. The driver reads no environment
 * variable and no password file: everything comes from the settings.
 * Rejects with `ConnectFailure`, and has closed the stream then.
 */
export async function startPgWire(stream: ProtocolStream, settings: ConnectionSettings): Promise<PgWire> {
  const { default: pg } = await import('pg');
  let failure: unknown;
  const config: ClientConfig & { sslnegotiation: string; enableChannelBinding: boolean } = {
    stream: () => stream,
    host: settings.host,
    port: settings.port,
    user: settings.user,
    database: settings.database,
    application_name: settings.applicationName,
    ssl: false,
    sslnegotiation: 'postgres',
    enableChannelBinding: settings.tls.channelBinding === 'require',
    // A function: without a password, `pg` would look for one in places of its own.
    password: () => {
      const secret = settings.token ?? settings.password;
      if (secret !== undefined) return secret.reveal();
      failure = new ConnectFailure('password-missing');
      throw failure as ConnectFailure;
    },
    types: { getTypeParser: (oid: number) => valueParser(oid) },
  };
  const client = new pg.Client(config);
  const internals = client as unknown as ClientInternals;
  internals.connectionParameters.options = settings.serverOptions;
  internals.connectionParameters.replication = undefined;
  let announcedVersion: string | undefined;
  internals.connection.on('parameterStatus', (status: { parameterName: string; parameterValue: string }) => {
    if (status.parameterName === 'server_version') announcedVersion = status.parameterValue;
  });
  if (settings.tls.channelBinding === 'require') {
    requireChannelBinding(internals.connection, (missing) => {
      failure = missing;
      stream.destroy(missing);
    });
  }
  // An error of an idle client must never become an exception of the process; the next statement reports it.
  const state: ClientState = { open: true, lost: undefined };
  client.on('error', (error: unknown) => {
    state.open = false;
    state.lost ??= error;
  });
  client.on('end', () => {
    state.open = false;
  });
  try {
    await client.connect();
    // The login can be over before the stream has noticed that it was refused here.
    if (failure !== undefined) throw failure as ConnectFailure;
  } catch (error) {
    stream.destroy();
    throw asConnectFailure(failure ?? error);
  }
  const { processID, secretKey } = internals;
  const key = processID === null || secretKey === null ? undefined : { pid: processID, secret: secretKey };
  return makeWire(client, stream, state, key, announcedVersion);
}

interface ClientState {
  open: boolean;
  /** The first sign of the end, which says more than those that follow. */
  lost: unknown;
}

function makeWire(
  client: Client,
  stream: ProtocolStream,
  state: ClientState,
  key: PgWire['key'],
  announcedVersion: string | undefined,
): PgWire {
  let completed = 0;
  (client as unknown as ClientInternals).connection.on('commandComplete', () => {
    completed += 1;
  });
  const translated = (error: unknown): unknown =>
    serverErrorFrom(error) ?? serverErrorFrom(state.lost) ?? error;
  return {
    key,
    announcedVersion,
    get isOpen() {
      return state.open;
    },
    execute: async (sql, parameters: readonly SqlParameter[]) => {
      try {
        const query = { text: sql, values: [...parameters], queryMode: 'extended' };
        return (await client.query<SqlRow>(query)).rows;
      } catch (error) {
        throw translated(error);
      }
    },
    executeMany: async (statements) => {
      completed = 0;
      try {
        // One result, or a list of them, which the driver's types do not say.
        const results: unknown = await client.query(joinStatements(statements));
        return (Array.isArray(results) ? results : [results]).map(
          (result) => (result as { readonly rows: readonly SqlRow[] }).rows,
        );
      } catch (error) {
        const server = serverErrorFrom(error);
        throw server === undefined ? translated(error) : locateFailure(statements, server, completed);
      }
    },
    onNotice: (listener) => {
      const forward = (notice: {
        readonly severity?: string | undefined;
        readonly message?: string | undefined;
      }): void => listener(notice.severity ?? 'NOTICE', notice.message ?? '');
      client.on('notice', forward);
      return () => {
        client.removeListener('notice', forward);
      };
    },
    end: async () => {
      state.open = false;
      const limit = setTimeout(() => stream.destroy(), goodbyeLimit);
      try {
        await client.end();
      } catch {
        stream.destroy();
      } finally {
        clearTimeout(limit);
      }
    },
    destroy: () => {
      state.open = false;
      stream.destroy();
    },
  };
}

/** Reports a login that is not bound to the TLS channel, before anything of the password is sent. */
function requireChannelBinding(
  connection: NodeJS.EventEmitter,
  report: (failure: ConnectFailure) => void,
): void {
  let bound = false;
  const refuse = (): void => report(new ConnectFailure('channel-binding'));
  connection.on('authenticationCleartextPassword', refuse);
  connection.on('authenticationMD5Password', refuse);
  connection.on('authenticationSASL', (message: { readonly mechanisms: readonly string[] }) => {
    if (!message.mechanisms.includes('SCRAM-SHA-256-PLUS')) refuse();
  });
  connection.on('authenticationSASLFinal', () => {
    bound = true;
  });
  connection.on('authenticationOk', () => {
    if (!bound) refuse();
  });
}

function asConnectFailure(error: unknown): ConnectFailure {
  if (error instanceof ConnectFailure) return error;
  const server = serverErrorFrom(error);
  if (server !== undefined) return new ConnectFailure('server', server);
  if (error instanceof Error && 'code' in error) return new ConnectFailure('network', error);
  if (error instanceof Error && error.message.startsWith('SASL')) {
    return new ConnectFailure('login-method', error, 'SCRAM');
  }
  return new ConnectFailure('closed', error);
}
