import { createServer, type IncomingMessage, type Server } from 'node:http';
import * as z from 'zod';
import { POSTGRES_MAJORS } from './serverBinaries.js';
import { startServerProcess, type ServerDescription, type ServerProcess } from './serverProcess.js';

/** Where test processes find the broker of their run. */
export const BROKER_VARIABLE = 'DBVC_TEST_POSTGRES_BROKER';

const requestSchema = z.object({
  major: z.literal([...POSTGRES_MAJORS]),
  options: z
    .object({
      tls: z.enum(['off', 'offered', 'required']).optional(),
      authentication: z.enum(['trust', 'scram-sha-256', 'cert']).optional(),
      settings: z.record(z.string(), z.string()).optional(),
    })
    .optional(),
});

/** Starts servers on demand, one per distinct request, and keeps them until it is closed. */
export interface ServerBroker {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * mocha runs test files in several processes. This broker lives in the parent of them all, so that
 * the whole run shares one server per major, and only the majors that a test asks for are started.
 */
export async function startServerBroker(): Promise<ServerBroker> {
  const servers = new SharedServers();
  const http = createServer((request, response) => {
    handle(servers, request).then(
      (description) => {
        response.setHeader('content-type', 'application/json').end(JSON.stringify(description));
      },
      (error: unknown) => {
        response.writeHead(500).end(error instanceof Error ? error.message : String(error));
      },
    );
  });
  const port = await listen(http);
  return {
    url: `http://127.0.0.1:${String(port)}/`,
    close: async () => {
      http.closeAllConnections();
      await new Promise<void>((resolve) => {
        http.close(() => {
          resolve();
        });
      });
      await servers.stop();
    },
  };
}

/** The servers of one process by what was asked for. */
export class SharedServers {
  readonly #servers = new Map<string, Promise<ServerProcess>>();

  /** The server for a request; started by the first who asks. */
  async get(request: unknown): Promise<ServerDescription> {
    const { major, options } = requestSchema.parse(request);
    const key = JSON.stringify([major, options?.tls, options?.authentication, options?.settings]);
    let server = this.#servers.get(key);
    if (server === undefined) {
      server = startServerProcess(major, withoutUndefined(options ?? {}));
      this.#servers.set(key, server);
    }
    return (await server).description;
  }

  /** Stops every server; one that failed to start has nothing to stop. */
  async stop(): Promise<void> {
    const started = await Promise.allSettled(this.#servers.values());
    this.#servers.clear();
    for (const server of started) {
      if (server.status === 'fulfilled') await server.value.stop();
    }
  }
}

async function handle(servers: SharedServers, request: IncomingMessage): Promise<ServerDescription> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return servers.get(JSON.parse(Buffer.concat(chunks).toString('utf8')));
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('The broker has no port'));
      else resolve(address.port);
    });
  });
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

function withoutUndefined<T extends object>(value: T): Partial<Defined<T>> {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Partial<
    Defined<T>
  >;
}
