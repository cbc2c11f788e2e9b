/**
 * Starts a SQL Server in a container (Docker, or what is called like it) and runs the live tests on it.
 * Usage: npm run test:sqlserver -- [2017|2019|2022|2025]; 2022 by default. The container is gone afterwards.
 */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { run } from './processes.mjs';

const execute = promisify(execFile);
const versions = ['2017', '2019', '2022', '2025'];

/** How long the server may take to start, in seconds. */
const patience = 180;

async function docker(...args) {
  try {
    const { stdout, stderr } = await execute('docker', args);
    return { stdout: stdout.trim(), all: stdout + stderr };
  } catch (error) {
    throw error.code === 'ENOENT' ? new Error('This needs Docker, and there is no program `docker`.') : error;
  }
}

async function waitUntilReady(container) {
  for (let second = 0; second < patience; second += 1) {
    const { all } = await docker('logs', container);
    if (all.includes('SQL Server is now ready for client connections')) return;
    await wait(1_000);
  }
  throw new Error(`SQL Server was not ready after ${patience} s; its last words: docker logs ${container}`);
}

async function main() {
  const [version = '2022'] = process.argv.slice(2);
  if (!versions.includes(version)) throw new Error(`${version} is not one of ${versions.join(', ')}`);
  const password = `Aa1-${randomBytes(12).toString('hex')}`;
  const image = `mcr.microsoft.com/mssql/server:${version}-latest`;
  console.log(`Starting ${image}`);
  const { stdout: container } = await docker(
    ...['run', '--detach', '--rm', '--env', 'ACCEPT_EULA=Y', '--env', `MSSQL_SA_PASSWORD=${password}`],
    ...['--publish', '127.0.0.1::1433', image],
  );
  try {
    await waitUntilReady(container);
    const { stdout: address } = await docker('port', container, '1433');
    const url = `mssql://sa:${password}@${address.split('\n')[0]}/master?trustServerCertificate=true`;
    const { code } = await run(
      process.execPath,
      ['scripts/test.mjs', 'integration', 'test/integration/mssql/live.test.ts'],
      { env: { DBVC_TEST_MSSQL_URL: url } },
    );
    process.exitCode = code;
  } finally {
    await docker('stop', container);
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
