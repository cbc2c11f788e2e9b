import { setTimeout as delay } from 'node:timers/promises';
import { connectionLost } from './sessionErrors.js';
import type { ConnectionSettings } from '../../../core/profiles/connectionSettings.js';
import { connect, transportModes } from './connect.js';
import type { PgWire } from './pgWire.js';
import { openTransport } from './transport.js';
import type { WireCanceller } from './wire.js';

/** How long the server has to obey a cancel request before a second session asks again, in milliseconds. */
const patience = 600;

/** How long opening the way for a cancel request may take, in milliseconds. */
const reachLimit = 1_500;

/**
 * Stops statements of one connection from beside it: with a cancel request over a socket (and TLS) of its own, which
 * needs no login and reaches the right server through poolers; and where that changes nothing, because something in
 * between does not pass it on, with pg_cancel_backend from a second session.
 */
export function createCanceller(
  settings: ConnectionSettings,
  key: PgWire['key'],
  backendPid: number,
): WireCanceller {
  return {
    cancel: async (finished) => {
      let told = false;
      const ended = (): boolean => finished.aborted;
      if (key !== undefined) {
        told = await sendCancelRequest(settings, key, finished);
        if (ended()) return;
        await delay(patience, undefined, { signal: finished }).catch(() => undefined);
        if (ended()) return;
      }
      // Behind a pooler the process id may be somebody else's by now; it is ours while it is the announced one.
      if (key?.pid === backendPid) told = (await cancelBackend(settings, backendPid, finished)) || told;
      if (!told) throw connectionLost(undefined);
    },
  };
}

/** Sends CancelRequest; true when the server has taken it, which it shows by closing the connection. */
async function sendCancelRequest(
  settings: ConnectionSettings,
  key: NonNullable<PgWire['key']>,
  finished: AbortSignal,
): Promise<boolean> {
  const [mode] = transportModes(settings);
  const limit = AbortSignal.timeout(reachLimit);
  try {
    const { socket } = await openTransport(settings, mode, AbortSignal.any([finished, limit]));
    const message = Buffer.alloc(16);
    message.writeInt32BE(16, 0);
    message.writeInt32BE(80_877_102, 4);
    message.writeInt32BE(key.pid, 8);
    message.writeInt32BE(key.secret, 12);
    const closed = new Promise<void>((resolve) => {
      socket.once('close', () => resolve());
    });
    socket.on('error', () => undefined);
    socket.resume();
    socket.write(message);
    // From here on the request cannot be taken back: wait for it, so that it cannot hit a later statement.
    await Promise.race([closed, delay(patience, undefined, { ref: false })]);
    socket.destroy();
    return true;
  } catch {
    return false;
  }
}

async function cancelBackend(
  settings: ConnectionSettings,
  pid: number,
  finished: AbortSignal,
): Promise<boolean> {
  try {
    const { wire } = await connect({ ...settings, connectTimeout: reachLimit }, finished);
    try {
      const [row] = await wire.execute('select pg_catalog.pg_cancel_backend($1) as told', [pid]);
      return row?.['told'] === true;
    } finally {
      await wire.end();
    }
  } catch {
    return false;
  }
}
