import { CancelledError } from '../../../core/errors.js';
import { isSocketDirectory } from '../../../core/profiles/connectionSettings.js';
import type { ConnectionSettings } from '../../../core/profiles/connectionSettings.js';
import { ServerError } from '../errors/serverError.js';
import { connectError } from './connectErrors.js';
import { ConnectFailure } from './connectFailure.js';
import { startPgWire } from './pgWire.js';
import type { PgWire } from './pgWire.js';
import { ProtocolStream } from './protocolStream.js';
import { openTransport } from './transport.js';
import type { TransportMode } from './transport.js';

/** A connection that is logged in. */
export interface Connected {
  readonly wire: PgWire;
  readonly encrypted: boolean;
}

/** In which ways a connection is tried, one after the other, with libpq's meanings of sslmode. */
export function transportModes(settings: ConnectionSettings): readonly [TransportMode, ...TransportMode[]] {
  if (isSocketDirectory(settings.host)) return ['plain'];
  if (settings.tls.negotiation === 'direct') return ['tls'];
  switch (settings.tls.mode) {
    case 'disable':
      return ['plain'];
    case 'allow':
      return ['plain', 'tls'];
    case 'prefer':
      return ['tls-if-offered', 'plain'];
    case 'require':
    case 'verify-ca':
    case 'verify-full':
      return ['tls'];
    default:
      return settings.tls.mode satisfies never;
  }
}

/**
 * Connects and logs in. Throws `DbvcError` with a hint, or `CancelledError` when `signal` fired; nothing is left open
 * then. The connect timeout counts for each way that is tried.
 */
export async function connect(settings: ConnectionSettings, signal?: AbortSignal): Promise<Connected> {
  const [first, ...others] = transportModes(settings);
  try {
    return await attempt(settings, first, signal);
  } catch (error) {
    const [second] = others;
    if (!(error instanceof Attempt)) throw error;
    if (second === undefined || !anotherWayMayHelp(error, first)) throw sentence(error, settings);
    try {
      return await attempt(settings, second, signal);
    } catch (again) {
      if (!(again instanceof Attempt)) throw again;
      throw sentence(tellsMore(error, again), settings);
    }
  }
}

/** A way that failed. */
class Attempt extends Error {
  constructor(
    readonly failure: ConnectFailure,
    readonly encrypted: boolean,
  ) {
    super(failure.message, { cause: failure });
  }
}

async function attempt(
  settings: ConnectionSettings,
  mode: TransportMode,
  signal: AbortSignal | undefined,
): Promise<Connected> {
  const stop = new AbortController();
  const cancel = (): void => stop.abort(new CancelledError());
  if (signal?.aborted === true) cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  const timeout =
    settings.connectTimeout > 0
      ? setTimeout(() => stop.abort(new ConnectFailure('timeout')), settings.connectTimeout)
      : undefined;
  let encrypted = mode === 'tls';
  try {
    const transport = await openTransport(settings, mode, stop.signal);
    encrypted = transport.encrypted;
    const stream = new ProtocolStream(transport.socket);
    const aborted = new Promise<never>((_resolve, reject) => {
      const abort = (): void => {
        stream.destroy();
        reject(new ConnectFailure('closed'));
      };
      stop.signal.addEventListener('abort', abort, { once: true });
      if (stop.signal.aborted) abort();
    });
    return { wire: await Promise.race([startPgWire(stream, settings), aborted]), encrypted };
  } catch (error) {
    const reason: unknown = stop.signal.aborted ? stop.signal.reason : error;
    throw reason instanceof ConnectFailure ? new Attempt(reason, encrypted) : reason;
  } finally {
    clearTimeout(timeout);
    signal?.removeEventListener('abort', cancel);
  }
}

/**
 * Whether prefer or allow goes on to its second way: after a failed handshake, and when pg_hba.conf has no line for this
 * one. Unlike libpq, not after a wrong password, which would only be sent once more with less protection.
 */
function anotherWayMayHelp({ failure, encrypted }: Attempt, mode: TransportMode): boolean {
  if (failure.kind === 'tls-handshake') return true;
  if (failure.kind === 'closed' || failure.kind === 'network') {
    // A server that hangs up on SSLRequest, or during TLS.
    return mode === 'tls-if-offered' && isHangUp(failure);
  }
  const sqlState = failure.cause instanceof ServerError ? failure.cause.fields.sqlState : undefined;
  return failure.kind === 'server' && sqlState === '28000' && (encrypted || mode === 'plain');
}

function isHangUp(failure: ConnectFailure): boolean {
  if (failure.kind === 'closed') return true;
  return failure.cause instanceof Error && 'code' in failure.cause && failure.cause.code === 'ECONNRESET';
}

/** Of two failures, the one to report: the second, unless it only says that the way itself is not allowed. */
function tellsMore(first: Attempt, second: Attempt): Attempt {
  const notAllowed = (one: Attempt): boolean =>
    one.failure.kind === 'tls-refused' ||
    (one.failure.cause instanceof ServerError && one.failure.cause.fields.sqlState === '28000');
  if (first.failure.kind === 'tls-handshake' && notAllowed(second)) return first;
  return notAllowed(second) && notAllowed(first) ? first : second;
}

function sentence(attemptFailed: Attempt, settings: ConnectionSettings): Error {
  return connectError(attemptFailed.failure, settings, attemptFailed.encrypted);
}
