import { createServer, Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** Where the proxy passes bytes on to: a port, or the path of a Unix socket. */
export type ProxyTarget = { readonly host: string; readonly port: number } | { readonly path: string };

/** What a proxy may do to the bytes of one direction; the default passes them on. */
export type Rewrite = (chunk: Buffer, connection: number) => Buffer;

export interface FaultProxyOptions {
  /** Changes what the server sends. */
  readonly fromServer?: Rewrite;
}

/** A TCP proxy that does to connections what networks do. */
export interface FaultProxy {
  readonly host: string;
  readonly port: number;
  /** How many connections were taken so far. */
  readonly connections: number;
  /** Ends all connections at once, both ways, without a goodbye. */
  cut(): void;
  /** From now on bytes are swallowed in both directions, and connections stay open. */
  stall(): void;
  /** From now on new connections are closed as soon as they are taken. */
  refuse(): void;
  /** Passes everything on again. What was swallowed is gone. */
  heal(): void;
  /** Cuts all connections as soon as the server has sent this many more bytes. */
  cutAfter(bytes: number): void;
  close(): Promise<void>;
}

/** Starts a proxy on a free port of 127.0.0.1. */
export async function startFaultProxy(
  target: ProxyTarget,
  options: FaultProxyOptions = {},
): Promise<FaultProxy> {
  const open = new Set<Socket>();
  let stalled = false;
  let refusing = false;
  let connections = 0;
  let bytesLeft: number | undefined;

  const cut = (): void => {
    for (const socket of open) socket.destroy();
    open.clear();
  };
  const track = (socket: Socket): void => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    // Every end of a connection is seen as its close.
    socket.on('error', () => undefined);
  };

  const server = createServer((client) => {
    connections += 1;
    if (refusing) {
      client.destroy();
      return;
    }
    const number = connections;
    const upstream = new Socket().connect(target);
    track(client);
    track(upstream);
    client.on('data', (chunk: Buffer) => {
      if (!stalled) upstream.write(chunk);
    });
    upstream.on('data', (chunk: Buffer) => {
      if (stalled) return;
      if (bytesLeft !== undefined) {
        bytesLeft -= chunk.length;
        if (bytesLeft <= 0) {
          client.write(chunk.subarray(0, Math.max(0, chunk.length + bytesLeft)), cut);
          return;
        }
      }
      client.write(options.fromServer?.(chunk, number) ?? chunk);
    });
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    get connections() {
      return connections;
    },
    cut,
    stall: () => {
      stalled = true;
    },
    refuse: () => {
      refusing = true;
    },
    heal: () => {
      stalled = false;
      refusing = false;
      bytesLeft = undefined;
    },
    cutAfter: (bytes) => {
      bytesLeft = bytes;
    },
    close: async () => {
      cut();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
