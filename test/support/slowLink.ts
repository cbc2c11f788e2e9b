import { createServer, Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { ProxyTarget } from './faultProxy.js';

/** How far away the server is. */
export interface Distance {
  /** Milliseconds that each byte is on its way, in either direction. */
  readonly latency: number;
  /** Megabits per second that all connections share, in each direction. */
  readonly bandwidth: number;
}

/** A line to a server far away. */
export interface SlowLink {
  readonly host: string;
  readonly port: number;
  /** For each connection how often its client waited for an answer after its login, in the order of connecting. */
  readonly roundTrips: readonly number[];
  /** Bytes from the server so far. */
  readonly received: number;
  close(): Promise<void>;
}

/** Passes bytes on in order, one after the other at the line's speed, and late. */
function makeLane({ latency, bandwidth }: Distance): (bytes: number, deliver: () => void) => void {
  let free = 0;
  const onTheirWay: { due: number; deliver: () => void }[] = [];
  /** Timers of different lengths that end at once go off in any order, so that there is one at a time. */
  const wait = (): void => {
    setTimeout(
      () => {
        while (onTheirWay[0] !== undefined && onTheirWay[0].due <= performance.now()) {
          onTheirWay.shift()?.deliver();
        }
        if (onTheirWay.length > 0) wait();
      },
      Math.max(0, (onTheirWay[0]?.due ?? 0) - performance.now()),
    );
  };
  return (bytes, deliver) => {
    free = Math.max(free, performance.now()) + (bytes * 8) / (bandwidth * 1000);
    onTheirWay.push({ due: free + latency, deliver });
    if (onTheirWay.length === 1) wait();
  };
}

/** Starts a line to a PostgreSQL server, on a free port of 127.0.0.1. */
export async function startSlowLink(target: ProxyTarget, distance: Distance): Promise<SlowLink> {
  const roundTrips: number[] = [];
  const open = new Set<Socket>();
  let received = 0;
  const up = makeLane(distance);
  const down = makeLane(distance);
  const server = createServer((client) => {
    const number = roundTrips.push(0) - 1;
    let hasLoggedIn = false;
    let isWaiting = false;
    const upstream = new Socket().connect(target);
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
      // Every end of a connection is seen as its close.
      socket.on('error', () => undefined);
    }
    client.on('data', (chunk: Buffer) => {
      // Q and P begin a statement; before it there is only the login.
      hasLoggedIn ||= chunk[0] === 0x51 || chunk[0] === 0x50;
      isWaiting = hasLoggedIn;
      up(chunk.length, () => upstream.write(chunk));
    });
    upstream.on('data', (chunk: Buffer) => {
      if (isWaiting) roundTrips[number] = (roundTrips[number] ?? 0) + 1;
      isWaiting = false;
      received += chunk.length;
      down(chunk.length, () => client.write(chunk));
    });
    client.on('close', () => up(0, () => upstream.destroy()));
    upstream.on('close', () => down(0, () => client.destroy()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    roundTrips,
    get received() {
      return received;
    },
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
