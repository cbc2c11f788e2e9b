import type { Connection, ConnectionConfiguration } from 'tedious';
import { CancelledError } from '../../../core/errors.js';
import type { ConnectionSettings } from '../../../core/profiles/connectionSettings.js';
import type { OpenOptions } from '../../../core/dialect/session.js';

/** The settings as the driver wants them. Times that are 0 mean none, as they do here. */
export function driverConfiguration(
  settings: ConnectionSettings,
  options: OpenOptions,
): ConnectionConfiguration {
  const { mode } = settings.tls;
  return {
    server: settings.host,
    authentication: {
      type: 'default',
      options: { userName: settings.user, password: settings.password?.reveal() ?? '' },
    },
    options: {
      // A named instance is found by the browser service; the driver takes a port or an instance.
      ...(settings.instance === undefined ? { port: settings.port } : { instanceName: settings.instance }),
      database: settings.database,
      appName: settings.applicationName,
      encrypt: mode !== 'disable',
      trustServerCertificate: mode !== 'verify-full' && mode !== 'verify-ca',
      connectTimeout: settings.connectTimeout,
      requestTimeout: options.statementTimeout ?? 0,
      cancelTimeout: 1_500,
      // Also lets a readable secondary answer.
      readOnlyIntent: options.purpose === 'read',
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
      // A batch in one packet: each further one would wait for the first's acknowledgement.
      packetSize: 16_383,
      maxRetriesOnTransientErrors: 0,
      useColumnNames: false,
      rowCollectionOnDone: false,
      rowCollectionOnRequestCompletion: false,
    },
  };
}

/** Connects and logs in. Rejects with the driver's error, or `CancelledError`; nothing is left open then. */
export async function openConnection(
  settings: ConnectionSettings,
  options: OpenOptions,
): Promise<Connection> {
  const tedious = await import('tedious');
  const connection = new tedious.Connection(driverConfiguration(settings, options));
  // The driver also emits what a request or the connecting reports by itself.
  connection.on('error', () => undefined);
  let isEncrypted = false;
  connection.on('secure', () => {
    isEncrypted = true;
  });
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
      if (error === undefined && (isEncrypted || settings.tls.mode === 'disable')) {
        resolve(connection);
        return;
      }
      connection.close();
      // The driver goes on in plain text with a server that offers no encryption.
      reject(error ?? new Error('the server offers no TLS'));
    });
  });
}
