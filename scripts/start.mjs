/**
 * Opens VS Code with DBVC and its demo, from a fresh clone too: it needs nothing but Node.js. The desktop
 * VS Code where `code` is on the PATH; otherwise a VS Code server from npm, on 127.0.0.1.
 *
 *   npm start [-- --server] [-- --no-demo] [-- --port N]
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { makeStartFolder } from './startFolder.mjs';
import { installDependencies, npm, run } from './processes.mjs';

const { values } = parseArgs({
  options: {
    server: { type: 'boolean', default: false },
    'no-demo': { type: 'boolean', default: false },
    port: { type: 'string', default: '3000' },
  },
});

/** The extension starts its demo when it is activated with this; the start folder activates it at once. */
const env = values['no-demo'] ? {} : { DBVC_START_DEMO: '1' };

/** Inside a window of VS Code, `code` belongs to that window, remote or not, and cannot open a development host. */
function hasDesktopEditor() {
  if (values.server || process.env.VSCODE_IPC_HOOK_CLI || process.env.REMOTE_CONTAINERS) return false;
  const { status } = spawnSync('code', ['--version'], {
    stdio: 'ignore',
    shell: process.platform === 'win32',
  });
  return status === 0;
}

async function main() {
  await installDependencies();
  const { code } = await npm('run', '--silent', 'build');
  if (code !== 0) throw new Error('The build failed');
  const extension = makeStartFolder();
  if (hasDesktopEditor()) {
    const profile = mkdtempSync(path.join(tmpdir(), 'dbvc-start-'));
    console.log('Opening VS Code with DBVC');
    const shell = process.platform === 'win32';
    const quoted = (argument) => (shell ? `"${argument}"` : argument);
    // A window of its own with its own profile: an editor that runs already would not see the environment.
    const editor = await run(
      'code',
      [`--extensionDevelopmentPath=${extension}`, `--user-data-dir=${profile}`, '--new-window'].map(quoted),
      { env, shell },
    );
    process.exitCode = editor.code;
    return;
  }
  const server = await run(
    process.execPath,
    ['--import', 'tsx', 'test/support/workbench/serve.ts', extension, values.port],
    { env },
  );
  process.exitCode = server.code;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
