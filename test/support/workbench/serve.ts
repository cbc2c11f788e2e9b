import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../freePort.js';
import { projectRoot } from '../projectRoot.js';
import { startEditorServer } from './editorServer.js';
import { workbenchUrl } from './workbench.js';

/**
 * Serves a workbench with an extension for a person until it is interrupted (see scripts/start.mjs).
 *
 *   node --import tsx test/support/workbench/serve.ts EXTENSION-FOLDER [PORT]
 */
async function serve(): Promise<void> {
  const wanted = Number(process.argv[3] ?? 3000);
  const port = (await isFree(wanted)) ? wanted : await freePort();
  const workspace = await mkdtemp(path.join(tmpdir(), 'dbvc-start-'));
  console.log('Starting VS Code (the first time installs it into .vscode-test)');
  const server = await startEditorServer({ port, linkedExtensions: [process.argv[2] ?? projectRoot()] });
  console.log(`\nOpen ${workbenchUrl(port, workspace, {})}\n\nCtrl-C ends it.`);
  const stop = (): void => {
    void server
      .stop()
      .then(() => rm(workspace, { recursive: true, force: true }))
      .finally(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => {
      resolve(false);
    });
    probe.listen(port, '127.0.0.1', () => {
      probe.close(() => {
        resolve(true);
      });
    });
  });
}

serve().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
