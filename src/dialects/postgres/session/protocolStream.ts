import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import type { PeerCertificate } from 'node:tls';
import { ConnectFailure } from './connectFailure.js';

/** Authentication requests that the driver answers: ok, cleartext, MD5, and SASL in three steps. */
const knownLogins: ReadonlySet<number> = new Set([0, 3, 5, 10, 11, 12]);

const loginNames: ReadonlyMap<number, string> = new Map([
  [2, 'Kerberos'],
  [7, 'GSSAPI'],
  [9, 'SSPI'],
]);

/**
 * An open socket as the driver wants to have it: one that it believes to connect itself. Looks at the first answer, so
 * that something else than PostgreSQL, or a login that the driver does not know, is an error rather than an exception in
 * the driver's parser; and turns any exception of that parser into an error of the stream.
 */
export class ProtocolStream extends Duplex {
  readonly #socket: Socket;
  #checked = false;

  constructor(socket: Socket) {
    super();
    this.#socket = socket;
    // What goes wrong before the driver listens is kept for it (see `connect`), and is no exception of the process.
    this.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('end', () => this.push(null));
    socket.on('error', (error) => this.destroy(error));
    socket.on('close', () => this.destroy());
    if (socket.destroyed) this.destroy();
  }

  /** The driver's request to connect: that is done already, or over already, which it has not heard yet. */
  connect(): this {
    process.nextTick(() => {
      if (!this.destroyed) {
        this.emit('connect');
        return;
      }
      if (this.errored !== null) this.emit('error', this.errored);
      this.emit('close');
    });
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    this.#socket.ref();
    return this;
  }

  unref(): this {
    this.#socket.unref();
    return this;
  }

  /** For channel binding. */
  getPeerCertificate(): PeerCertificate | undefined {
    return this.#socket instanceof TLSSocket ? this.#socket.getPeerCertificate() : undefined;
  }

  override emit(event: string | symbol, ...values: unknown[]): boolean {
    if (event !== 'data') return super.emit(event, ...values);
    try {
      return super.emit(event, ...values);
    } catch (error) {
      this.destroy(error instanceof Error ? error : new Error('The answer cannot be read', { cause: error }));
      return true;
    }
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, callback: (error?: Error | null) => void): void {
    this.#socket.write(chunk, callback);
  }

  override _writev(
    chunks: readonly { readonly chunk: Buffer }[],
    callback: (error?: Error | null) => void,
  ): void {
    this.#socket.write(Buffer.concat(chunks.map(({ chunk }) => chunk)), callback);
  }

  override _final(callback: (error?: Error | null) => void): void {
    this.#socket.end(() => callback());
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#socket.destroy();
    callback(error);
  }

  #receive(chunk: Buffer): void {
    if (!this.#checked) {
      this.#checked = true;
      const failure = checkFirstAnswer(chunk);
      if (failure !== undefined) {
        this.destroy(failure);
        return;
      }
    }
    if (!this.push(chunk)) this.#socket.pause();
  }
}

/** What is wrong with the answer to the startup message; undefined when it is PostgreSQL's and can be dealt with. */
export function checkFirstAnswer(chunk: Buffer): ConnectFailure | undefined {
  const kind = String.fromCharCode(chunk[0] ?? 0);
  const length = chunk.length >= 5 ? chunk.readInt32BE(1) : 8;
  switch (kind) {
    case 'R': {
      if (length < 8 || length > 30_000) return new ConnectFailure('not-postgres');
      const login = chunk.length >= 9 ? chunk.readInt32BE(5) : 0;
      if (knownLogins.has(login)) return undefined;
      return new ConnectFailure(
        'login-method',
        undefined,
        loginNames.get(login) ?? `method ${String(login)}`,
      );
    }
    case 'E':
    case 'N':
      // MySQL's greeting can begin with an N and a length, but not with a severity after it.
      return length >= 8 && length <= 30_000 && (chunk.length < 6 || chunk[5] === 0x53)
        ? undefined
        : new ConnectFailure('not-postgres');
    case 'v':
      return length >= 8 && length <= 30_000 ? undefined : new ConnectFailure('not-postgres');
    default:
      return new ConnectFailure('not-postgres');
  }
}
