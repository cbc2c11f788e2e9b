import * as net from 'node:net';
import * as tls from 'node:tls';
import { isSocketDirectory } from '../../../core/profiles/connectionSettings.js';
import type { ConnectionSettings } from '../../../core/profiles/connectionSettings.js';
import { ConnectFailure } from './connectFailure.js';
import { parseErrorResponse } from './errorResponse.js';
import { tlsOptions } from './tlsOptions.js';

/** SSLRequest: length 8, and the number that no protocol version has. */
const sslRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

/** How the connection is to be made: without TLS, with it, or with it if the server answers that it can. */
export type TransportMode = 'plain' | 'tls' | 'tls-if-offered';

export interface Transport {
  readonly socket: net.Socket;
  readonly encrypted: boolean;
}

/**
 * Opens a socket and agrees on TLS, so far that the startup message can be sent. The driver's own negotiation is not
 * used: it cannot go on in plain text on the same connection, and does not say what went wrong.
 * Rejects with `ConnectFailure`; with the signal's reason when it fires.
 */
export async function openTransport(
  settings: ConnectionSettings,
  mode: TransportMode,
  signal: AbortSignal,
): Promise<Transport> {
  signal.throwIfAborted();
  const options = mode === 'plain' ? undefined : await tlsOptions(settings);
  const socket = new net.Socket();
  // Each stage below reports errors by itself; between two of them nobody listens.
  socket.on('error', () => undefined);
  const abort = (): void => {
    socket.destroy();
  };
  signal.addEventListener('abort', abort, { once: true });
  try {
    await connect(socket, settings);
    socket.setNoDelay(true);
    // A network that went away in silence is noticed by the system rather than never.
    socket.setKeepAlive(true, 10_000);
    if (options === undefined) return { socket, encrypted: false };
    if (settings.tls.negotiation !== 'direct') {
      const offered = await asksForTls(socket);
      if (!offered && mode === 'tls') throw new ConnectFailure('tls-refused');
      if (!offered) return { socket, encrypted: false };
    }
    return { socket: await handshake(socket, options), encrypted: true };
  } catch (error) {
    socket.destroy();
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

function connect(socket: net.Socket, settings: ConnectionSettings): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => reject(new ConnectFailure('network', error));
    const close = (): void => reject(new ConnectFailure('closed'));
    socket.once('error', fail);
    socket.once('close', close);
    socket.once('connect', () => {
      socket.off('error', fail);
      socket.off('close', close);
      resolve();
    });
    if (isSocketDirectory(settings.host)) {
      const directory = settings.host.startsWith('@') ? `\0${settings.host.slice(1)}` : settings.host;
      socket.connect({ path: `${directory}/.s.PGSQL.${String(settings.port)}` });
    } else {
      socket.connect(settings.via ?? { host: settings.hostAddress ?? settings.host, port: settings.port });
    }
  });
}

/** Sends SSLRequest and reads the one byte that answers it. */
async function asksForTls(socket: net.Socket): Promise<boolean> {
  const answer = await new Promise<Buffer>((resolve, reject) => {
    const settle = (act: () => void): void => {
      socket.off('data', data);
      socket.off('error', fail);
      socket.off('close', close);
      act();
    };
    const data = (chunk: Buffer): void => {
      socket.pause();
      settle(() => resolve(chunk));
    };
    const fail = (error: Error): void => settle(() => reject(new ConnectFailure('network', error)));
    const close = (): void => settle(() => reject(new ConnectFailure('closed')));
    socket.on('data', data);
    socket.on('error', fail);
    socket.on('close', close);
    socket.write(sslRequest);
  });
  const byte = String.fromCharCode(answer[0] ?? 0);
  // Bytes after the answer would be taken for decrypted ones (CVE-2021-23222).
  if (answer.length === 1 && (byte === 'S' || byte === 'N')) return byte === 'S';
  const refusal = byte === 'E' ? parseErrorResponse(answer) : undefined;
  throw refusal === undefined ? new ConnectFailure('not-postgres') : new ConnectFailure('server', refusal);
}

function handshake(socket: net.Socket, options: tls.ConnectionOptions): Promise<tls.TLSSocket> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      secure.destroy();
      reject(new ConnectFailure('tls-handshake', error));
    };
    const secure = tls.connect({ ...options, socket });
    secure.on('error', () => undefined);
    secure.once('error', fail);
    secure.once('close', () => reject(new ConnectFailure('closed')));
    secure.once('secureConnect', () => {
      secure.off('error', fail);
      resolve(secure);
    });
  });
}
