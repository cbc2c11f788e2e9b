import { createServer, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Client } from 'ssh2';
import { DbvcError } from '../core/errors.js';
import { hopName, type SshRoute } from '../core/profiles/sshRoute.js';
import { connectHop, type HopContext } from './connectHop.js';

/** The near end of a way through SSH servers. */
export interface Tunnel {
  readonly host: string;
  readonly port: number;
  /** Why the last connection through it came to nothing; undefined where none did. */
  readonly failure: DbvcError | undefined;
  /** False from the moment that a server of the route is known to be gone, or that it was closed. */
  readonly isOpen: boolean;
  /** Whether no connection goes through it now. */
  readonly isIdle: boolean;
  /** Calls back when the last connection through it has ended. */
  onIdle(listener: () => void): void;
  close(): void;
}

/**
 * Opens a way to `host:port` as the last server of the route sees it, with a listener on this computer's loopback address
 * as its near end. Throws `DbvcError` that names the hop that failed, or `CancelledError`; nothing is left open then.
 */
export async function openTunnel(
  route: SshRoute,
  to: { readonly host: string; readonly port: number },
  context: HopContext,
): Promise<Tunnel> {
  const clients: Client[] = [];
  const end = (): void => {
    for (const client of clients.toReversed()) client.end();
  };
  try {
    for (const hop of route) {
      const before = clients.at(-1);
      const socket =
        before === undefined
          ? undefined
          : () => forward(before, hop.host, hop.port, route, clients.length - 1);
      clients.push(await connectHop(hop, socket, context));
    }
    const last = clients.at(-1);
    if (last === undefined) throw new DbvcError('internal', 'A tunnel without a server.');
    let failure: DbvcError | undefined;
    const sockets = new Set<Socket>();
    let idle = (): void => undefined;
    const server = createServer({ noDelay: true }, (socket) => {
      sockets.add(socket);
      socket.once('close', () => {
        sockets.delete(socket);
        if (sockets.size === 0) idle();
      });
      socket.on('error', () => undefined);
      forward(last, to.host, to.port, route, route.length - 1).then(
        (stream) => {
          stream.on('error', () => socket.destroy());
          stream.once('close', () => socket.destroy());
          socket.once('close', () => stream.destroy());
          socket.pipe(stream).pipe(socket);
        },
        (error: unknown) => {
          failure = error instanceof DbvcError ? error : undefined;
          socket.destroy();
        },
      );
    });
    const port = await listen(server);
    let isOpen = true;
    const close = (): void => {
      isOpen = false;
      server.close();
      for (const socket of sockets) socket.destroy();
      end();
    };
    for (const [index, client] of clients.entries()) {
      client.once('close', () => {
        const hop = route[index];
        if (hop !== undefined) failure ??= lost(hopName(hop));
        close();
      });
    }
    return {
      host: '127.0.0.1',
      port,
      get failure() {
        return failure;
      },
      get isOpen() {
        return isOpen;
      },
      get isIdle() {
        return sockets.size === 0;
      },
      onIdle: (listener) => {
        idle = listener;
      },
      close,
    };
  } catch (error) {
    end();
    throw error;
  }
}

function lost(hop: string): DbvcError {
  return new DbvcError('connection-lost', `The connection to the SSH server ${hop} was lost.`);
}

/** A stream to an address as a server of the route sees it. */
function forward(
  client: Client,
  host: string,
  port: number,
  route: SshRoute,
  index: number,
): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    client.forwardOut('127.0.0.1', 0, host, port, (error, stream) => {
      if (error === undefined) {
        resolve(stream);
        return;
      }
      const hop = route[index];
      const name = hop === undefined ? '' : ` ${hopName(hop)}`;
      reject(
        new DbvcError(
          'connection-failed',
          `The SSH server${name} could not connect to ${host}:${String(port)}: ${error.message}.`,
          {
            hint: 'Host and port are as that server sees them; it may also forbid forwarding (AllowTcpForwarding).',
          },
          { cause: error },
        ),
      );
    });
  });
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}
