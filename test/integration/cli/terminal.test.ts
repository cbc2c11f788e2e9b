import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer, type Server, type Socket } from 'node:net';
import type { TestDatabase } from '../../support/postgres/testDatabase.js';
import { startPostgres, type TestServer } from '../../support/postgres/testServer.js';
import { cliFile, createDesk, dbvcInTerminal, type Desk } from './dbvc.js';
import { devSchema, prodSchema } from './schemas.js';

describe('dbvc on a terminal', function () {
  // A test starts several processes, and on a busy machine each takes seconds.
  this.timeout(240_000);
  let desk: Desk;
  let server: TestServer;
  let dev: TestDatabase;
  let prod: TestDatabase;
  let sides: string[];
  before(function () {
    // util-linux' script gives the process a terminal; other systems' has other options.
    if (process.platform !== 'linux') this.skip();
  });
  beforeEach(async () => {
    server = await startPostgres(18);
    dev = await server.createDatabase(devSchema);
    prod = await server.createDatabase(prodSchema);
    sides = ['--source', dev.url, '--target', prod.url];
    desk = createDesk();
  });
  afterEach(async () => {
    await desk.clear();
    await dev.drop();
    await prod.drop();
  });

  it('shows colours, unless NO_COLOR is set', async () => {
    const coloured = await dbvcInTerminal(desk, ['compare', ...sides]);
    assert.equal(coloured.code, 2);
    assert.match(coloured.screen, /\u001b\[32mA\u001b\[39m public\.invoices/);
    assert.match(coloured.screen, /\u001b\[33mM\u001b\[39m public\.users/);
    assert.match(coloured.screen, /\u001b\[31mD\u001b\[39m public\.legacy/);
    const plain = await dbvcInTerminal(desk, ['compare', ...sides, '--quiet'], [], { NO_COLOR: '1' });
    assert.doesNotMatch(plain.screen, /\u001b/);
  });

  it('shows no colours in a pipe, on a build server neither', async () => {
    const piped = await desk.dbvcWith({ CI: 'true' }, 'compare', ...sides);
    assert.equal(piped.code, 2);
    assert.doesNotMatch(piped.stdout + piped.stderr, /\u001b/);
  });

  it('asks before it applies, and takes only yes for an answer', async () => {
    const question = /Apply to .*\? \[y\/N\] /;
    const no = await dbvcInTerminal(desk, ['apply', ...sides], [{ after: question, type: 'n\r' }]);
    assert.equal(no.code, 1);
    assert.match(no.screen, /create {2}|create.*1 table/);
    assert.match(no.screen, /Nothing was applied/);
    const endOfInput = await dbvcInTerminal(desk, ['apply', ...sides], [{ after: question, type: '\u0004' }]);
    assert.equal(endOfInput.code, 1);
    const interrupted = await dbvcInTerminal(
      desk,
      ['apply', ...sides],
      [{ after: question, type: '\u0003' }],
    );
    assert.equal(interrupted.code, 130);
    assert.deepEqual(await prod.query("select to_regclass('public.invoices') as found"), [{ found: null }]);
    await prod.close();
    const yes = await dbvcInTerminal(desk, ['apply', ...sides], [{ after: question, type: 'y\r' }]);
    assert.equal(yes.code, 2, yes.screen);
    assert.match(yes.screen, /Left as it is: 3 differences/);
  });

  it('asks for a password without showing it, where the server wants one', async () => {
    const strict = await startPostgres(16, { authentication: 'scram-sha-256' });
    const database = await strict.createDatabase(prodSchema);
    try {
      const login = await strict.createLogin();
      const url = new URL(strict.url(database.name, login));
      url.password = '';
      const ran = await dbvcInTerminal(
        desk,
        ['compare', '--source', dev.url, '--target', url.href],
        [
          { after: /Password of .*: /, type: 'not-this-one\r' },
          { after: /not accepted[\s\S]*Password of .*: /, type: `${login.password}\r` },
        ],
      );
      assert.equal(ran.code, 2, ran.screen);
      assert.doesNotMatch(ran.screen, new RegExp(`${login.password}|not-this-one`));
      const nobody = await desk.dbvc('compare', '--source', dev.url, '--target', url.href);
      assert.equal(nobody.code, 1);
      assert.match(nobody.stderr, /on the target/);
      assert.match(nobody.stderr, /DBVC_TARGET_PASSWORD/);
    } finally {
      await database.drop();
    }
  });
});

describe('Ctrl-C while dbvc compares', function () {
  // A test starts several processes, and on a busy machine each takes seconds.
  this.timeout(240_000);
  let desk: Desk;
  beforeEach(() => {
    desk = createDesk();
  });
  afterEach(() => desk.clear());

  /** Two seconds, and as much more as this machine is too busy to start a process in half a second. */
  async function assertPrompt(milliseconds: number): Promise<void> {
    const started = Date.now();
    await desk.dbvc('--version');
    const allowed = 2000 + Math.max(0, Date.now() - started - 500);
    assert.ok(milliseconds < allowed, `${String(milliseconds)} ms, ${String(allowed)} ms allowed`);
  }

  /** Starts a comparison, interrupts it when `ready` says so; resolves with status and milliseconds from the signal. */
  async function interrupt(
    args: readonly string[],
    ready: () => Promise<void>,
  ): Promise<{ readonly code: number | null; readonly took: number; readonly stderr: string }> {
    const child = spawn(process.execPath, [cliFile(), ...args], { cwd: desk.directory, env: desk.env });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
    await ready();
    const sent = Date.now();
    child.kill('SIGINT');
    const code = await closed;
    return { code, took: Date.now() - sent, stderr };
  }

  it('ends it with 130 within two seconds, and the server is left in peace', async () => {
    const server = await startPostgres(18);
    const dev = await server.createDatabase(devSchema);
    try {
      // Reading a view's definition waits for this lock.
      await dev.query('begin; lock table users in access exclusive mode');
      const waiting = async (): Promise<number> => {
        const rows = await server.query(
          "select 1 from pg_stat_activity where datname = $1 and application_name like 'dbvc%' and wait_event_type = 'Lock'",
          [dev.name],
        );
        return rows.length;
      };
      const until = async (condition: () => Promise<boolean>): Promise<void> => {
        while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 50));
      };
      const args = ['compare', '--source', dev.url, '--target', dev.url, '--lock-timeout', '0'];
      const ended = await interrupt(args, () => until(async () => (await waiting()) > 0));
      assert.equal(ended.code, 130);
      await assertPrompt(ended.took);
      assert.equal(ended.stderr.trim(), 'Interrupted.');
      await until(async () => (await waiting()) === 0);
    } finally {
      await dev.query('rollback');
      await dev.drop();
    }
  });

  it('ends it with 130 while it waits for a server that says nothing', async () => {
    const sockets: Socket[] = [];
    let connected: () => void = () => undefined;
    const isConnected = new Promise<void>((resolve) => (connected = resolve));
    const silent: Server = createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => undefined);
      connected();
    });
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    assert.ok(address !== null && typeof address === 'object');
    const url = `postgresql://u@127.0.0.1:${String(address.port)}/db`;
    try {
      const ended = await interrupt(['compare', '--source', url, '--target', url], () => isConnected);
      assert.equal(ended.code, 130);
      await assertPrompt(ended.took);
    } finally {
      for (const socket of sockets) socket.destroy();
      silent.close();
    }
  });
});
