import { isIP } from 'node:net';
import type * as Tedious from 'tedious';
import type { Connection, ConnectionConfiguration } from 'tedious';
import { CancelledError } from '../../../core/errors.js';
import type { ConnectionSettings } from '../../../core/profiles/connectionSettings.js';
import type { OpenOptions } from '../../../core/dialect/session.js';
import { openEncryptedSocket, openSocket, type SocketAddress } from './encryptedSocket.js';

/** The driver, when it is first needed. A CommonJS package: a bundler has its names behind `default`, a loader may not. */
export async function loadDriver(): Promise<typeof Tedious> {
  const loaded: typeof Tedious & { readonly default?: typeof Tedious } = await import('tedious');
  return loaded.default ?? loaded;
}

/** The settings as the driver wants them. Times that are 0 mean none, as they do here. */
export function driverConfiguration(
  settings: ConnectionSettings,
  options: OpenOptions,
): ConnectionConfiguration {
  const { mode } = settings.tls;
  const verifies = mode === 'verify-full' || mode === 'verify-ca';
  return {
    server: settings.host,
    authentication:
      settings.token === undefined
        ? {
            type: 'default',
            options: { userName: settings.user, password: settings.password?.reveal() ?? '' },
          }
        : {
            type: 'azure-active-directory-access-token',
            options: { token: settings.token.reveal() },
          },
    options: {
      // A named instance is found by the browser service; the driver takes a port or an instance.
      ...(settings.instance === undefined ? { port: settings.port } : { instanceName: settings.instance }),
      database: settings.database,
      appName: settings.applicationName,
      encrypt: mode !== 'disable',
      connector: connectorOf(settings),
      trustServerCertificate: !verifies,
      // TLS announces names only; where no certificate is checked, any will do for an address.
      ...(isIP(settings.host) !== 0 && !verifies ? { serverName: 'localhost' } : {}),
      connectTimeout: settings.connectTimeout,
      requestTimeout: options.statementTimeout ?? 0,
      cancelTimeout: 1_500,
      abortTransactionOnError: true,
      // What is compiled must see the same settings whatever the driver's defaults are.
      enableAnsiNull: true,
      enableAnsiNullDefault: true,
      enableAnsiPadding: true,
      enableAnsiWarnings: true,
      enableArithAbort: true,
      enableConcatNullYieldsNull: true,
      enableImplicitTransactions: false,
      enableNumericRoundabort: false,
      enableQuotedIdentifier: true,
      // Most batches in one packet.
      packetSize: 16_383,
      maxRetriesOnTransientErrors: 0,
      useColumnNames: false,
      rowCollectionOnDone: false,
      rowCollectionOnRequestCompletion: false,
    },
  };
}

/** How to open the socket, to the server itself or through a tunnel. */
function connectorOf({ host, port, via, tls }: ConnectionSettings) {
  const open = tls.mode === 'disable' ? openSocket : openEncryptedSocket;
  // The driver hands over the address, which its types do not tell.
  return (address: SocketAddress = { host, port }, _lookup?: unknown, signal?: AbortSignal) =>
    open(via ?? address, signal);
}

/** Connects and logs in. Rejects with the driver's error, or `CancelledError`; nothing is left open then. */
export async function openConnection(
  settings: ConnectionSettings,
  options: OpenOptions,
): Promise<Connection> {
  const tedious = await loadDriver();
  const connection = new tedious.Connection(driverConfiguration(settings, options));
  // The driver also emits what a request or the connecting reports by itself.
  connection.on('error', () => undefined);
  return new Promise((resolve, reject) => {
    const cancel = (): void => {
      connection.close();
      reject(new CancelledError());
    };
    if (options.signal?.aborted === true) {
      cancel();
      return;
    }
    options.signal?.addEventListener('abort', cancel, { once: true });
    connection.connect((error) => {
      options.signal?.removeEventListener('abort', cancel);
      if (error === undefined) {
        resolve(connection);
        return;
      }
      connection.close();
      reject(error);
    });
  });
}
