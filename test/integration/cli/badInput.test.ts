import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:net';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { freePort } from '../../support/freePort.js';
import type { TestDatabase } from '../../support/postgres/testDatabase.js';
import { startPostgres } from '../../support/postgres/testServer.js';
import { createDesk, type Desk } from './dbvc.js';

/** Answers everybody like a web server. */
async function webServer(): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  return { server, port: address.port };
}

describe('dbvc with bad input', function () {
  // A test starts several processes, and on a busy machine each takes seconds.
  this.timeout(240_000);
  let desk: Desk;
  let good: TestDatabase;
  before(async () => {
    good = await (await startPostgres(18)).createDatabase('create table t (a int)');
    desk = createDesk();
  });
  after(async () => {
    await desk.clear();
    await good.drop();
  });

  /** Compares with a target that is wrong; returns what was said. */
  async function refusal(target: string, ...options: readonly string[]): Promise<string> {
    const ran = await desk.dbvc('compare', '--source', good.url, '--target', target, ...options);
    assert.equal(ran.code, 1, ran.stdout);
    assert.equal(ran.stdout, '');
    assert.match(ran.stderr, /^error: /);
    assert.doesNotMatch(ran.stderr, /\n\s+at .*:\d+:\d+|s3cret|postgres-test/);
    return ran.stderr;
  }

  it('says which part of a connection string is wrong', async () => {
    assert.match(await refusal('postgresql://u@127.0.0.1:99999/db'), /the port is not a number/);
    assert.match(await refusal('postgresql://u:s3cret%zz@127.0.0.1/db'), /% that is not followed/);
    assert.match(await refusal('postgresql://u@127.0.0.1/db?sslmode=maybe'), /"sslmode" is none of/);
    assert.match(await refusal("host=127.0.0.1 password='s3cret"), /no closing quote/);
    assert.match(await refusal('mysql://u@h/db'), /does not know the engine/);
    assert.match(await refusal('nobody'), /neither a connection string nor the name of a profile/);
    assert.match(await refusal('./dump.sql'), /looks like a path/);
    assert.match(await refusal('mssql://sa@h/db'), /The source is PostgreSQL and the target is SQL Server/);
  });

  it('names the variable of a profile that is not set, its field and the side', async () => {
    const config = { profiles: [{ name: 'team', host: '${env:TEAM_HOST}', database: 'shop' }] };
    await writeFile(path.join(desk.directory, '.dbvc.jsonc'), JSON.stringify(config));
    const said = await refusal('team');
    await rm(path.join(desk.directory, '.dbvc.jsonc'));
    assert.match(said, /variable TEAM_HOST is not set, which "host" of the connection "team" needs/);
    assert.match(said, /on the target/);
  });

  it('says that nothing listens there', async () => {
    const port = await freePort();
    const said = await refusal(`postgresql://u:s3cret@127.0.0.1:${String(port)}/db`);
    assert.match(said, new RegExp(`127\\.0\\.0\\.1:${String(port)}[\\s\\S]*on the target`));
  });

  it('says that a host has no address', async () => {
    assert.match(await refusal('postgresql://u@nowhere.invalid/db'), /nowhere\.invalid/);
  });

  it('says that a database does not exist', async () => {
    const url = new URL(good.url);
    url.pathname = '/no_such_database';
    assert.match(await refusal(url.href), /no_such_database/);
  });

  it('says that a password is wrong', async () => {
    const server = await startPostgres(16, { authentication: 'scram-sha-256' });
    const login = await server.createLogin();
    const said = await refusal(server.url('postgres', { ...login, password: 's3cret' }));
    assert.match(said, /password/i);
    assert.match(said, new RegExp(login.name));
  });

  it('refuses a server that is too old, and names its version', async () => {
    const old = await startPostgres(12);
    assert.match(await refusal(old.url('postgres')), /12/);
  });

  it('says that something else than PostgreSQL answers', async () => {
    const { server, port } = await webServer();
    try {
      assert.match(
        await refusal(`postgresql://u@127.0.0.1:${String(port)}/db?sslmode=disable`),
        /PostgreSQL/,
      );
    } finally {
      server.close();
    }
  });

  it('says what is wrong in a configuration, and where', async () => {
    await writeFile(
      path.join(desk.directory, 'broken.jsonc'),
      '{\n  "comparison": {\n    "sauce": "x"\n  }\n}\n',
    );
    assert.match(await refusal('x', '--config', 'broken.jsonc'), /broken\.jsonc:3:\d+/);
    assert.match(await refusal('x', '--config', 'missing.jsonc'), /no file missing\.jsonc/);
    const secret = '{ "profiles": [{ "name": "x", "password": "s3cret" }] }';
    await writeFile(path.join(desk.directory, 'secret.jsonc'), secret);
    assert.match(await refusal('x', '--config', 'secret.jsonc'), /must not be in this file/);
  });

  it('refuses patterns, rules and numbers that mean nothing, before it connects', async () => {
    const nowhere = 'postgresql://u@127.0.0.1:1/db';
    assert.match(
      await refusal(nowhere, '--ignore', 'owner'),
      /no ignore rule "owner"[\s\S]*Did you mean owners/,
    );
    assert.match(await refusal(nowhere, '--include', 'a..b'), /empty name/);
    assert.match(await refusal(nowhere, '--include', 'tabel:x'), /Did you mean table/);
    assert.match(await refusal(nowhere, '--jobs', 'many'), /--jobs needs a number/);
    assert.match(
      await refusal(nowhere, '--statement-timeout', 'soon'),
      /--statement-timeout needs a duration/,
    );
  });

  it('compares databases without any object', async () => {
    const server = await startPostgres(18);
    // Without the schema that every new database has there is nothing at all.
    const sides = [
      await server.createDatabase('drop schema public; drop extension plpgsql'),
      await server.createDatabase('drop schema public; drop extension plpgsql'),
    ] as const;
    try {
      const ran = await desk.dbvc('compare', '--source', sides[0].url, '--target', sides[1].url);
      assert.equal(ran.code, 0, ran.stderr);
      assert.match(ran.stdout, /The target equals the source: 0 objects compared, no differences\./);
      const planned = await desk.dbvc('plan', '--source', sides[0].url, '--target', sides[1].url);
      assert.equal(planned.code, 0, planned.stderr);
      const applied = await desk.dbvc('apply', '--source', sides[0].url, '--target', sides[1].url, '--yes');
      assert.equal(applied.code, 0, applied.stderr);
      assert.match(applied.stdout, /nothing to apply/);
    } finally {
      for (const database of sides) await database.drop();
    }
  });

  it('prints odd names as they are, and nothing that a terminal would obey', async () => {
    const server = await startPostgres(18);
    const names = [
      'with "quotes"',
      'with.dot',
      'with space',
      '😀',
      'select',
      'x'.repeat(63),
      "it's",
      'a\u001b[31mb',
    ];
    const create = names.map((name) => `create table "${name.replaceAll('"', '""')}" (a int);`).join('\n');
    const odd = await server.createDatabase(create);
    try {
      const ran = await desk.dbvc('compare', '--source', odd.url, '--target', good.url);
      assert.equal(ran.code, 2, ran.stderr);
      for (const name of names.slice(0, -1)) assert.ok(ran.stdout.includes(`A public.${name}`), name);
      assert.ok(ran.stdout.includes('A public.a\\u001b[31mb'));
      assert.ok(!ran.stdout.includes('\u001b'));
      const one = await desk.dbvc(
        ...['compare', '--source', odd.url, '--target', good.url, '--include', 'public."with.dot"'],
      );
      assert.match(one.stdout, /1 difference: 1 missing/);
    } finally {
      await odd.drop();
    }
  });
});
