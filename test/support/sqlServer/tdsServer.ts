import { createServer, type AddressInfo, type Socket } from 'node:net';
import {
  databaseChanged,
  done,
  errorToken,
  loginAck,
  resultSet,
  type ResultSet,
  transactionChanged,
} from './tokenStream.js';
import { type ServerIdentity, startTlsInPackets, type TlsInPackets } from './tlsInPackets.js';

/** What a batch comes to. */
export interface BatchAnswer {
  readonly results: readonly ResultSet[];
  /** The changes of the transaction's state: begun (8), committed (9), rolled back (10). */
  readonly transaction?: readonly (8 | 9 | 10)[];
  readonly error?: { readonly number: number; readonly message: string };
}

/** One logged-in connection, as the engine behind the protocol sees it. */
export interface ServedSession {
  /** Runs a batch. `signal` fires when the client sends an attention. */
  run(sql: string, signal: AbortSignal): Promise<BatchAnswer> | BatchAnswer;
  close(): void;
}

export interface ServedLogin {
  readonly database: string;
  readonly user: string;
  /** What was sent in place of user and password. */
  readonly token?: string;
}

export interface TdsServer {
  readonly port: number;
  /** The batches that arrived since the start, over all connections. */
  readonly batches: readonly string[];
  /** Ends every connection as a server that dies does. */
  dropConnections(): void;
  close(): Promise<void>;
}

const headerLength = 8;
const packet = { batch: 1, rpc: 3, answer: 4, attention: 6, login: 16, prelogin: 18 } as const;

type LogIn = (login: ServedLogin) => ServedSession | { readonly number: number; readonly message: string };

/**
 * A server that speaks TDS 7.4, encrypted where it has an identity: enough for the real driver, and nothing about
 * databases.
 */
export async function startTdsServer(logIn: LogIn, identity?: ServerIdentity): Promise<TdsServer> {
  const open = new Set<Socket>();
  const batches: string[] = [];
  const server = createServer((socket) => {
    open.add(socket);
    socket.setNoDelay(true);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => undefined);
    serve(socket, logIn, batches, identity);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    batches,
    dropConnections: () => {
      for (const socket of open) socket.destroy();
    },
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function serve(socket: Socket, logIn: LogIn, batches: string[], identity: ServerIdentity | undefined): void {
  let tls: TlsInPackets | undefined;
  let buffered = Buffer.alloc(0);
  let message: Buffer[] = [];
  let session: ServedSession | undefined;
  let running: AbortController | undefined;
  socket.on('close', () => {
    running?.abort();
    session?.close();
  });
  socket.on('data', (chunk: Buffer) => {
    // A packet begins with its type, which no record of TLS has.
    if (tls !== undefined && chunk[0] !== packet.prelogin) tls.receive(chunk);
    else receive(chunk);
  });

  function receive(chunk: Buffer): void {
    buffered = Buffer.concat([buffered, chunk]);
    while (buffered.length >= headerLength && buffered.length >= buffered.readUInt16BE(2)) {
      const length = buffered.readUInt16BE(2);
      const [type = 0, status = 0] = buffered;
      message.push(buffered.subarray(headerLength, length));
      buffered = buffered.subarray(length);
      if ((status & 1) === 0) continue;
      const body = Buffer.concat(message);
      message = [];
      take(type, body);
    }
  }

  function take(type: number, body: Buffer): void {
    switch (type) {
      case packet.prelogin:
        if (tls !== undefined) {
          tls.receive(body);
          break;
        }
        // VERSION and ENCRYPTION (on, or not supported), then the end.
        send(
          Buffer.from([
            0,
            0,
            11,
            0,
            6,
            1,
            0,
            17,
            0,
            1,
            0xff,
            15,
            0,
            0,
            0,
            0,
            0,
            identity === undefined ? 2 : 1,
          ]),
        );
        if (identity === undefined) break;
        tls = startTlsInPackets(socket, identity, (bytes) => inPackets(packet.prelogin, bytes), receive);
        break;
      case packet.login: {
        const login = readLogin(body);
        const made = logIn(login);
        if ('run' in made) {
          session = made;
          send(Buffer.concat([databaseChanged(login.database), loginAck(15), done()]));
        } else send(Buffer.concat([errorToken(made.number, made.message), done({ error: true })]));
        break;
      }
      case packet.batch:
        runBatch(body.subarray(body.readUInt32LE(0)).toString('utf16le'));
        break;
      case packet.attention:
        if (running === undefined) send(done({ attention: true }));
        else running.abort();
        break;
      default:
        send(
          Buffer.concat([
            errorToken(50000, `The tests' server does not know message ${String(type)}.`),
            done({ error: true }),
          ]),
        );
    }
  }

  function runBatch(sql: string): void {
    batches.push(sql);
    const controller = new AbortController();
    running = controller;
    const engine = session;
    if (engine === undefined) {
      socket.destroy();
      return;
    }
    const answer = async (): Promise<void> => {
      const { results, transaction = [], error } = await engine.run(sql, controller.signal);
      running = undefined;
      if (controller.signal.aborted) {
        // The answer ends as it is; that the attention was heard is a message of its own.
        send(done());
        send(done({ attention: true }));
        return;
      }
      send(
        Buffer.concat([
          ...results.map(resultSet),
          ...transaction.map(transactionChanged),
          ...(error === undefined ? [] : errorTokens(error.number, error.message)),
          done({ error: error !== undefined }),
        ]),
      );
    };
    answer().catch((error: unknown) => {
      socket.destroy(error instanceof Error ? error : undefined);
    });
  }

  function send(body: Buffer): void {
    if (socket.destroyed) return;
    const bytes = inPackets(packet.answer, body);
    if (tls === undefined) socket.write(bytes);
    else tls.send(bytes);
  }
}

/** What a server says after an error of these numbers, as an error of its own. */
const seePrevious: Readonly<Record<number, readonly [number: number, message: string]>> = {
  1776: [1750, 'Could not create constraint or index. See previous errors.'],
  1785: [1750, 'Could not create constraint or index. See previous errors.'],
  5074: [4922, 'ALTER TABLE failed because one or more objects access this column.'],
};

function errorTokens(number: number, message: string): readonly Buffer[] {
  const next = seePrevious[number];
  return [errorToken(number, message), ...(next === undefined ? [] : [errorToken(...next)])];
}

function inPackets(type: number, body: Buffer): Buffer {
  const room = 4096 - headerLength;
  const message: Buffer[] = [];
  const packets = Math.max(1, Math.ceil(body.length / room));
  for (let at = 0; at < packets; at += 1) {
    const part = body.subarray(at * room, (at + 1) * room);
    const header = Buffer.alloc(headerLength);
    header[0] = type;
    header[1] = at === packets - 1 ? 1 : 0;
    header.writeUInt16BE(part.length + headerLength, 2);
    header[6] = (at + 1) & 0xff;
    message.push(header, part);
  }
  return Buffer.concat(message);
}

/** User, database and token of a LOGIN7 message: places are written as offset and length in characters. */
function readLogin(body: Buffer): ServedLogin {
  const text = (at: number): string => {
    const offset = body.readUInt16LE(at);
    return body.subarray(offset, offset + body.readUInt16LE(at + 2) * 2).toString('utf16le');
  };
  const token = (body.readUInt8(27) & extensions) === 0 ? undefined : tokenIn(body);
  return { user: text(40), database: text(68), ...(token === undefined ? {} : { token }) };
}

/** The flag of LOGIN7 that says that features follow. */
const extensions = 0x10;

/** The token of the feature FEDAUTH (2) with the library SECURITYTOKEN: options, length, text. */
function tokenIn(body: Buffer): string | undefined {
  let at = body.readUInt32LE(body.readUInt16LE(56));
  while (body.readUInt8(at) !== 0xff) {
    const length = body.readUInt32LE(at + 1);
    const data = body.subarray(at + 5, at + 5 + length);
    if (body.readUInt8(at) === 2) return data.subarray(5, 5 + data.readUInt32LE(1)).toString('utf16le');
    at += 5 + length;
  }
  return undefined;
}
