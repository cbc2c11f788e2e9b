import { Duplex } from 'node:stream';
import type { Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';

/** A server's key and certificate, as PEM. */
export interface ServerIdentity {
  readonly key: string;
  readonly cert: string;
}

/** The server's end of TLS as TDS 7 does it: the handshake inside PRELOGIN packets, everything after it plain TLS. */
export interface TlsInPackets {
  /** Takes what came inside a PRELOGIN packet, or everything once that is over. */
  receive(bytes: Buffer): void;
  /** Sends, encrypted. */
  send(bytes: Buffer): void;
}

/** Begins TLS on a connection; `wrap` puts a piece of the handshake into a packet. */
export function startTlsInPackets(
  socket: Socket,
  identity: ServerIdentity,
  wrap: (bytes: Buffer) => Buffer,
  onBytes: (bytes: Buffer) => void,
): TlsInPackets {
  let isHandshake = true;
  const encrypted = new Duplex({
    read: () => undefined,
    write: (chunk: Buffer, _encoding, written) => {
      socket.write(isHandshake ? wrap(chunk) : chunk);
      written();
    },
  });
  // TDS 7 knows no later version: its handshake ends with a message of the server.
  const secureContext = createSecureContext({ ...identity, maxVersion: 'TLSv1.2' });
  const clear = new TLSSocket(encrypted, { isServer: true, secureContext });
  // A client that does not trust the certificate hangs up.
  clear.on('error', () => socket.destroy());
  clear.on('data', onBytes);
  return {
    receive: (bytes) => {
      // The first record of application data ends the wrapping.
      if (bytes[0] === 0x17) isHandshake = false;
      encrypted.push(bytes);
    },
    send: (bytes) => {
      clear.write(bytes);
    },
  };
}
