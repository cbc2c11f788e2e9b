import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type FaultProxy, startFaultProxy } from '../../support/faultProxy.js';
import type { TestDatabase } from '../../support/postgres/testDatabase.js';
import { startPostgres, type TestServer } from '../../support/postgres/testServer.js';
import { waitsForLock } from '../../support/postgres/waitsForLock.js';
import { cliFile, createDesk, type Desk } from './dbvc.js';

const shared = 'create table customers (id int primary key);';

/** The table is created, and then its foreign key waits for whoever writes to the other. */
const source = `${shared} create table invoices (id int primary key, customer int references customers);`;

/** What a command that was disturbed left behind. */
interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

describe('dbvc, when something breaks in the middle', function () {
  // A test starts several processes, and on a busy machine each takes seconds.
  this.timeout(240_000);
  let desk: Desk;
  let server: TestServer;
  let dev: TestDatabase;
  let prod: TestDatabase;
  let proxy: FaultProxy;
  beforeEach(async () => {
    server = await startPostgres(18);
    dev = await server.createDatabase(source);
    prod = await server.createDatabase(shared);
    desk = createDesk();
    proxy = await startFaultProxy({ host: server.host, port: server.port });
  });
  afterEach(async () => {
    await proxy.close();
    await desk.clear();
    await dev.drop();
    await prod.drop();
  });

  const behind = ({ port }: FaultProxy): string =>
    prod.url.replace(`:${String(server.port)}/`, `:${String(port)}/`);

  /** Runs `dbvc`, and does something to it when it waits for a lock in the target. */
  async function disturb(
    args: readonly string[],
    disturbance: (signal: (name: NodeJS.Signals) => void) => void,
  ): Promise<Ended> {
    const child = spawn(process.execPath, [cliFile(), ...args], { cwd: desk.directory, env: desk.env });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
    await waitsForLock(server, prod);
    disturbance((name) => {
      child.kill(name);
    });
    return { code: await closed, stdout, stderr };
  }

  const applying = (target: string): readonly string[] => [
    ...['apply', '--source', dev.url, '--target', target, '--yes', '--lock-timeout', '0'],
  ];

  async function isThere(): Promise<boolean> {
    const [row] = await prod.query("select to_regclass('public.invoices') is not null as found");
    return row?.['found'] === true;
  }

  /** Ends when the server has ended all sessions of DBVC in the target. */
  async function untilLeft(): Promise<void> {
    const sql = "select 1 from pg_stat_activity where datname = $1 and application_name = 'dbvc'";
    while ((await server.query(sql, [prod.name])).length > 0);
  }

  async function journalStatus(): Promise<unknown> {
    const folder = path.join(desk.stateDirectory, 'dbvc', 'journal');
    const [entry = ''] = await readdir(folder);
    const read: unknown = JSON.parse(await readFile(path.join(folder, entry, 'entry.json'), 'utf8'));
    return read !== null && typeof read === 'object' && 'status' in read ? read.status : undefined;
  }

  it('leaves the target as it was when the connection is lost while it applies, and says so', async () => {
    await prod.query('begin; insert into customers values (1)');
    const ended = await disturb(applying(behind(proxy)), () => {
      proxy.cut();
    });
    assert.equal(ended.code, 1, ended.stdout);
    assert.match(ended.stderr, /^error: .*connection/im);
    assert.match(ended.stderr, /Nothing was changed: everything was rolled back\./);
    assert.doesNotMatch(ended.stderr, /\n\s+at .*:\d+:\d+/);
    await prod.query('rollback');
    await untilLeft();
    assert.equal(await isThere(), false);
    assert.equal(await journalStatus(), 'failed');
  });

  it('says the same when it is lost before anything was executed', async () => {
    await dev.query('alter table customers add column name text');
    await prod.query('begin; lock table customers in exclusive mode');
    const ended = await disturb(applying(behind(proxy)), () => {
      proxy.cut();
    });
    assert.equal(ended.code, 1, ended.stdout);
    assert.match(ended.stderr, /Nothing was changed: everything was rolled back\.\nerror: .*connection/i);
    await prod.query('rollback');
    await untilLeft();
    assert.deepEqual(await prod.query('select * from customers'), []);
    assert.equal(await journalStatus(), 'failed');
  });

  it('rolls back on Ctrl-C while it applies, says so and ends with 130', async () => {
    await prod.query('begin; insert into customers values (1)');
    const ended = await disturb(applying(prod.url), (signal) => {
      signal('SIGINT');
    });
    assert.equal(ended.code, 130, ended.stderr);
    assert.match(ended.stderr, /Stopping; the transaction is rolled back\./);
    assert.match(ended.stderr, /Nothing was changed: everything was rolled back\.\nInterrupted\.\n$/);
    await prod.query('rollback');
    await untilLeft();
    assert.equal(await isThere(), false);
    assert.equal(await journalStatus(), 'cancelled');
    const again = await desk.dbvc(...applying(prod.url));
    assert.equal(again.code, 0, again.stderr);
  });

  it('leaves at once on a second Ctrl-C, and the server rolls back', async () => {
    await prod.query('begin; insert into customers values (1)');
    // Behind a network that stands still, stopping takes as long as a cancellation that reaches nobody.
    const ended = await disturb(applying(behind(proxy)), (signal) => {
      proxy.stall();
      signal('SIGINT');
      setImmediate(() => {
        signal('SIGINT');
      });
    });
    assert.equal(ended.code, 130, ended.stderr);
    await prod.query('rollback');
    await untilLeft();
    assert.equal(await isThere(), false);
  });

  it('says that it does not know when the connection is lost with the COMMIT', async () => {
    let created = false;
    const cutting = await startFaultProxy(
      { host: server.host, port: server.port },
      {
        fromServer: (chunk) => {
          created ||= chunk.includes('CREATE TABLE\0');
          if (!created || !chunk.includes('COMMIT\0')) return chunk;
          cutting.cut();
          return Buffer.alloc(0);
        },
      },
    );
    try {
      const ended = await desk.dbvc(...applying(behind(cutting)));
      assert.equal(ended.code, 1, ended.stdout);
      assert.match(ended.stderr, /may or may not have been applied/);
      assert.match(ended.stderr, /Compare again to see which/);
      assert.doesNotMatch(ended.stderr, /Nothing was changed/);
      assert.equal(await isThere(), true);
      assert.equal(await journalStatus(), 'in-doubt');
    } finally {
      await cutting.close();
    }
  });

  it('names the side whose connection is lost while it reads', async () => {
    await prod.query('create view names as select id from customers');
    await prod.query('begin; lock table customers in access exclusive mode');
    const args = ['compare', '--source', dev.url, '--target', behind(proxy), '--lock-timeout', '0'];
    const ended = await disturb(args, () => {
      proxy.cut();
    });
    assert.equal(ended.code, 1);
    assert.equal(ended.stdout, '');
    assert.match(ended.stderr, /^error: .*connection[\s\S]*on the target/im);
    assert.doesNotMatch(ended.stderr, /\n\s+at .*:\d+:\d+/);
    await prod.query('rollback');
  });
});
