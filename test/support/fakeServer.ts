import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

export interface FakeServer {
  readonly host: string;
  readonly port: number;
  close(): Promise<void>;
}

/** A server that answers as the function says, and knows nothing by itself. */
export async function startFakeServer(serve: (socket: Socket) => void): Promise<FakeServer> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => undefined);
    serve(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** A message of PostgreSQL's protocol: its letter, its length, its content. */
export function protocolMessage(letter: string, ...content: readonly (string | number | Buffer)[]): Buffer {
  const body = Buffer.concat(
    content.map((part) => {
      if (typeof part === 'string') return Buffer.from(`${part}\0`);
      if (Buffer.isBuffer(part)) return part;
      const number = Buffer.alloc(4);
      number.writeInt32BE(part);
      return number;
    }),
  );
  const head = Buffer.alloc(5);
  head.write(letter);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** An ErrorResponse. */
export function errorResponse(sqlState: string, message: string, severity = 'FATAL'): Buffer {
  return protocolMessage(
    'E',
    `S${severity}`,
    `V${severity}`,
    `C${sqlState}`,
    `M${message}`,
    Buffer.from([0]),
  );
}

/** Says no to TLS, and answers the startup message that follows. */
export function answerStartup(socket: Socket, answer: (socket: Socket) => void): void {
  socket.on('data', (chunk: Buffer) => {
    if (chunk.length === 8 && chunk.readInt32BE(4) === 80_877_103) socket.write('N');
    else answer(socket);
  });
}
