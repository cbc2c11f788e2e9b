import { parentPort, workerData } from 'node:worker_threads';
import { EmbeddedPostgres } from './embeddedPostgres.js';
import type { EngineFiles, EngineMessage, EngineRequest } from './messages.js';

/** The program of a worker thread: one PostgreSQL that answers one request after the other. */
async function main(): Promise<void> {
  const port = parentPort;
  if (port === null) return;
  const post = (message: EngineMessage): void => port.postMessage(message);
  const postgres = await EmbeddedPostgres.open(workerData as EngineFiles, (severity, message) =>
    post({ type: 'notice', severity, message }),
  );
  port.on('message', (request: EngineRequest) => {
    void postgres.answer(request).then(post);
  });
  post({ type: 'ready' });
}

void main();
