import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Database } from '../../../src/core/dialect/session.js';
import { CancelledError } from '../../../src/core/errors.js';
import { silentLogger } from '../../../src/core/logger.js';
import { rememberedAnswers } from '../../../src/core/profiles/sshAnswers.js';
import type { SshHop, SshQuestions, SshRoute } from '../../../src/core/profiles/sshRoute.js';
import { Secret } from '../../../src/core/secret.js';
import { loadDialect } from '../../../src/dialects/registry.js';
import { tunneledDatabase } from '../../../src/ssh/tunneledDatabase.js';
import { freePort } from '../../support/freePort.js';
import { startPostgres, type TestServer } from '../../support/postgres/testServer.js';
import { startSqlServer } from '../../support/sqlServer/sqlServer.js';
import { startSshAgent } from '../../support/sshAgent.js';
import {
  sshKeyPair,
  startSshServer,
  type SshServerOptions,
  type TestSshServer,
} from '../../support/sshServer.js';
import { fakeMachine } from '../../unit/core/profiles/fakeMachine.js';
import { rejectionOf } from '../../unit/core/profiles/errorText.js';
import { createDesk } from '../cli/dbvc.js';
import { settingsOf } from './sessions.js';

describe('a database behind SSH servers', function () {
  this.timeout(60_000);
  let server: TestServer;
  let home: string;
  let asked: string[];
  let secrets: (string | undefined)[];
  let trusts: boolean;
  let env: Record<string, string>;
  const servers: TestSshServer[] = [];

  before(async () => {
    server = await startPostgres(18);
  });
  beforeEach(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'dbvc-ssh-'));
    asked = [];
    secrets = [];
    trusts = false;
    env = {};
  });
  afterEach(async () => {
    for (const one of servers.splice(0)) await one.close();
    await rm(home, { recursive: true, force: true });
  });

  /** A server that is known, unless `known` says otherwise. */
  async function ssh(options: SshServerOptions, known = true): Promise<TestSshServer> {
    const started = await startSshServer(options);
    servers.push(started);
    if (known) await know(started.knownHosts);
    return started;
  }

  async function know(line: string): Promise<void> {
    await mkdir(path.join(home, '.ssh'), { recursive: true });
    await writeFile(path.join(home, '.ssh', 'known_hosts'), line, { flag: 'a' });
  }

  const hop = ({ port }: { readonly port: number }, key?: string): SshHop => ({
    host: '127.0.0.1',
    port,
    user: 'ann',
    ...(key === undefined ? {} : { key }),
  });

  const questions: SshQuestions = {
    secret: (kind, { port }, again) => {
      asked.push(`${kind} ${String(port)}${again ? ' again' : ''}`);
      const secret = secrets.shift();
      return Promise.resolve(secret === undefined ? undefined : new Secret(secret));
    },
    trusts: ({ type, fingerprint }) => {
      asked.push(`${type} ${fingerprint.slice(0, 7)}`);
      return Promise.resolve(trusts);
    },
  };

  const through = (...route: SshRoute): Promise<Database> => throughTo(server.url('postgres'), ...route);

  async function throughTo(url: string, ...route: SshRoute): Promise<Database> {
    const settings = await settingsOf(url);
    return tunneledDatabase({
      route,
      settings,
      labels: { label: 'far' },
      dialect: await loadDialect(settings.engine),
      machine: { ...fakeMachine({ env }), homeDirectory: home },
      questions: rememberedAnswers(questions),
      logger: silentLogger,
    });
  }

  it('is read through one tunnel for all sessions, which ends with them', async () => {
    const bastion = await ssh({ password: 'pw' });
    secrets = ['pw'];
    const database = await through(hop(bastion));
    const sessions = await Promise.all([1, 2, 3].map(() => database.open({ purpose: 'read' })));
    assert.equal(bastion.clients, 1);
    for (const session of sessions) assert.deepEqual(await session.query('select 1 as x'), [{ x: 1 }]);
    for (const session of sessions) await session.close();
    await until(() => bastion.clients === 0);
    assert.match(database.address, /via 127\.0\.0\.1$/);
    // What was given is not asked for again.
    await (await database.open({ purpose: 'read' })).close();
    assert.deepEqual(asked, [`password ${String(bastion.port)}`]);
  });

  it('waits for no acknowledgements on its way through the tunnel', async () => {
    const bastion = await ssh({ password: 'pw' });
    secrets = ['pw'];
    const session = await (await through(hop(bastion))).open({ purpose: 'read' });
    const statement = `select 1 as x /* ${'x'.repeat(90_000)} */`;
    const times: number[] = [];
    for (let run = 0; run < 15; run += 1) {
      const started = performance.now();
      await session.query(statement);
      times.push(performance.now() - started);
    }
    await session.close();
    const median = times.sort((a, b) => a - b)[7] ?? Number.NaN;
    assert.ok(median < 35, `half of the statements took ${median.toFixed(0)} ms and more`);
  });

  it('stops a statement through the tunnel', async () => {
    const bastion = await ssh({ password: 'pw' });
    secrets = ['pw'];
    const session = await (await through(hop(bastion))).open({ purpose: 'read' });
    const stop = new AbortController();
    const sleeping = session.query('select pg_sleep(30)', [], stop.signal);
    setTimeout(() => stop.abort(), 100);
    await assert.rejects(sleeping, CancelledError);
    assert.deepEqual(await session.query('select 1 as x'), [{ x: 1 }]);
    await session.close();
  });

  it('takes a key with a passphrase, and a jump host before', async () => {
    const pair = sshKeyPair('open sesame');
    await writeFile(path.join(home, 'key'), pair.privateKey, { mode: 0o600 });
    const jump = await ssh({ password: 'pw' });
    const bastion = await ssh({ publicKey: pair.publicKey });
    secrets = ['pw', 'wrong', 'open sesame'];
    const session = await (await through(hop(jump), hop(bastion, '~/key'))).open({ purpose: 'read' });
    await session.close();
    const at = String(bastion.port);
    assert.deepEqual(asked, [`password ${String(jump.port)}`, `passphrase ${at}`, `passphrase ${at} again`]);
    assert.deepEqual(jump.log, ['ann by password', `to 127.0.0.1:${at}`]);
    assert.deepEqual(bastion.log, ['ann by publickey', `to ${server.host}:${String(server.port)}`]);
  });

  it("takes the agent's keys before it asks for a password", async () => {
    const pair = sshKeyPair();
    const agent = await startSshAgent(path.join(home, 'agent'), [sshKeyPair().privateKey, pair.privateKey]);
    try {
      env = { SSH_AUTH_SOCK: agent.socket };
      const bastion = await ssh({ publicKey: pair.publicKey });
      const session = await (await through(hop(bastion))).open({ purpose: 'read' });
      assert.deepEqual(await session.query('select 1 as x'), [{ x: 1 }]);
      await session.close();
      assert.equal(bastion.log[0], 'ann by publickey');
      assert.deepEqual(asked, []);
      assert.equal(agent.signatures, 1);
      const other = await ssh({ password: 'pw' });
      secrets = ['pw'];
      await (await (await through(hop(other))).open({ purpose: 'read' })).close();
      assert.deepEqual(asked, [`password ${String(other.port)}`]);
      // A hop may want one of both alone.
      const only = await through({ ...hop(await ssh({ password: 'pw' })), signIn: 'agent' });
      const error = await rejectionOf(only.open({ purpose: 'read' }));
      assert.equal(error.code, 'authentication-failed');
      assert.match(error.details.hint ?? '', /ssh-add -l/);
      assert.equal(asked.length, 1);
      secrets = ['pw'];
      const before = agent.questions;
      const typed = await through({ ...hop(await ssh({ password: 'pw' })), signIn: 'password' });
      await (await typed.open({ purpose: 'read' })).close();
      assert.equal(agent.questions, before);
    } finally {
      await agent.close();
    }
  });

  it('asks for a password where the agent is gone, and says so where only an agent will do', async () => {
    env = { SSH_AUTH_SOCK: path.join(home, 'nobody listens') };
    const bastion = await ssh({ password: 'pw' });
    secrets = ['pw'];
    await (await (await through(hop(bastion))).open({ purpose: 'read' })).close();
    assert.deepEqual(asked, [`password ${String(bastion.port)}`]);
    env = {};
    const only = await through({ ...hop(bastion), signIn: 'agent' });
    const error = await rejectionOf(only.open({ purpose: 'read' }));
    assert.match(error.message, /^There is no SSH agent to log in to ann@127\.0\.0\.1/);
    assert.match(error.details.hint ?? '', /SSH_AUTH_SOCK/);
  });

  it('leads to SQL Server as well', async () => {
    const sqlServer = await startSqlServer();
    try {
      const { url, model } = sqlServer.createDatabase('CREATE TABLE dbo.users (id int NOT NULL)');
      const jump = await ssh({ password: 'pw' });
      const bastion = await ssh({ password: 'pw' });
      secrets = ['pw', 'pw'];
      const database = await throughTo(url, hop(jump), hop(bastion));
      const sessions = await Promise.all([1, 2].map(() => database.open({ purpose: 'read' })));
      for (const session of sessions) assert.equal(session.server.database, model.name);
      for (const session of sessions) await session.close();
      assert.ok(bastion.log.includes(`to 127.0.0.1:${String(sqlServer.tds.port)}`), bastion.log.join());
      await until(() => bastion.clients === 0 && jump.clients === 0);
    } finally {
      await sqlServer.close();
    }
  });

  it('says which server refused the login, and tells nothing of the password', async () => {
    const bastion = await ssh({ password: 'pw' });
    secrets = ['s3cret', 's3cret', 's3cret'];
    const error = await rejectionOf((await through(hop(bastion))).open({ purpose: 'read' }));
    assert.equal(error.code, 'authentication-failed');
    assert.match(error.message, new RegExp(`SSH server ann@127\\.0\\.0\\.1:${String(bastion.port)} refused`));
    assert.equal(asked.length, 3);
    assert.doesNotMatch(JSON.stringify([error.message, error.details]), /s3cret/);
  });

  it('asks about a server that is not known, refuses it on no, and remembers it on yes', async () => {
    const bastion = await ssh({ password: 'pw' }, false);
    secrets = ['pw', 'pw'];
    const database = await through(hop(bastion));
    const error = await rejectionOf(database.open({ purpose: 'read' }));
    assert.match(error.message, /is not known, and was not trusted/);
    trusts = true;
    await (await database.open({ purpose: 'read' })).close();
    const file = path.join(home, '.ssh', 'known_hosts');
    assert.equal(await readFile(file, 'utf8'), bastion.knownHosts);
    assert.equal((await stat(file)).mode & 0o077, 0);
    await (await database.open({ purpose: 'read' })).close();
    assert.equal(asked.filter((one) => one.startsWith('ssh-rsa SHA256:')).length, 2);
    assert.equal(bastion.log.filter((one) => one === 'ann by password').length, 2);
  });

  it('asks a server for the type of key that it is known by, whatever else stands in known_hosts', async () => {
    const bastion = await ssh({ password: 'pw', otherHostKeys: [sshKeyPair().privateKey] });
    const line = bastion.knownHosts.replace(/ ssh-rsa .*/, ' sk-ssh-ed25519@openssh.com AAAA');
    await know(`${line}${bastion.knownHosts}`);
    secrets = ['pw'];
    await (await (await through(hop(bastion))).open({ purpose: 'read' })).close();
    assert.deepEqual(asked, [`password ${String(bastion.port)}`]);
  });

  it('refuses a server whose key has changed without a question, and sends it no password', async () => {
    const bastion = await ssh({ password: 'pw' }, false);
    const other = await startSshServer({});
    servers.push(other);
    await know(other.knownHosts.replace(String(other.port), String(bastion.port)));
    secrets = ['pw'];
    trusts = true;
    const error = await rejectionOf((await through(hop(bastion))).open({ purpose: 'read' }));
    assert.match(error.message, /shows another key than the one it is known by/);
    assert.deepEqual(bastion.log, []);
    assert.ok(!asked.some((one) => one.startsWith('ssh-rsa')));
  });

  it('says which hop cannot be reached, and which one could not go on', async () => {
    const nowhere = await freePort();
    secrets = ['pw', 'pw', 'pw'];
    const first = await rejectionOf((await through(hop({ port: nowhere }))).open({ purpose: 'read' }));
    assert.match(
      first.message,
      new RegExp(`127\\.0\\.0\\.1:${String(nowhere)} cannot be reached: nothing listens`),
    );
    const jump = await ssh({ password: 'pw' });
    const second = await rejectionOf(
      (await through(hop(jump), hop({ port: nowhere }))).open({ purpose: 'read' }),
    );
    assert.match(
      second.message,
      new RegExp(
        `SSH server ann@127\\.0\\.0\\.1:${String(jump.port)} could not connect to 127\\.0\\.0\\.1:${String(nowhere)}`,
      ),
    );
    await until(() => jump.clients === 0);
    const forbids = await ssh({ password: 'pw', forbidsForwarding: true });
    secrets = ['pw'];
    const third = await rejectionOf((await through(hop(forbids))).open({ purpose: 'read' }));
    assert.match(third.message, /could not connect to .*: /);
    assert.match(third.details.hint ?? '', /AllowTcpForwarding/);
  });

  it('loses its sessions when the tunnel is lost, and can be opened again', async () => {
    const bastion = await ssh({ password: 'pw' });
    secrets = ['pw'];
    const database = await through(hop(bastion));
    const session = await database.open({ purpose: 'read' });
    bastion.drop();
    const error = await rejectionOf(session.query('select pg_sleep(5)'));
    assert.equal(error.code, 'connection-lost');
    await session.close();
    await (await database.open({ purpose: 'read' })).close();
  });

  it('is compared by the command line, with the password from the environment', async () => {
    const desk = createDesk();
    const database = await server.createDatabase('create table t (a int)');
    const bastion = await ssh({ password: 's3cret' }, false);
    await mkdir(path.join(desk.directory, '.ssh'));
    await writeFile(path.join(desk.directory, '.ssh', 'known_hosts'), bastion.knownHosts);
    const address = { host: server.host, port: server.port, database: database.name, user: 'postgres' };
    const far = { name: 'far', ...address, ssh: { host: '127.0.0.1', port: bastion.port, user: 'ann' } };
    await writeFile(path.join(desk.directory, '.dbvc.jsonc'), JSON.stringify({ profiles: [far] }));
    const args = ['compare', '--source', database.url, '--target', 'far'];
    const env = { PGPASSWORD: new URL(database.url).password, SSH_AUTH_SOCK: '' };
    const ran = await desk.dbvcWith({ ...env, DBVC_SSH_PASSWORD: 's3cret' }, ...args);
    assert.equal(ran.code, 0, ran.stderr);
    const without = await desk.dbvcWith(env, ...args);
    assert.equal(without.code, 1);
    assert.match(without.stderr, /needs the password/);
    assert.match(without.stderr, /Set DBVC_SSH_PASSWORD/);
    await database.drop();
    await desk.clear();
  });
});

/** Waits for a state that another process or socket brings about. */
async function until(holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 5_000;
  while (!holds()) {
    assert.ok(Date.now() < deadline, 'it did not come about');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
