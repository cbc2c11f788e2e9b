import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { ConnectionOptions } from 'node:tls';
import { Client } from 'pg';
import { comparableDump, pgDump } from '../../support/postgres/pgDump.js';
import { loadScript, runPsql } from '../../support/postgres/psql.js';
import { POSTGRES_MAJORS } from '../../support/postgres/serverBinaries.js';
import type { Row } from '../../support/postgres/testDatabase.js';
import { startPostgres, startPrivatePostgres } from '../../support/postgres/testServer.js';

describe('the PostgreSQL servers of the tests', () => {
  for (const major of POSTGRES_MAJORS) {
    it(`starts PostgreSQL ${String(major)} and gives every test a database of its own`, async () => {
      const server = await startPostgres(major);
      const one = await server.createDatabase('create table t (a int); insert into t values (7)');
      const two = await one.clone();
      try {
        const [version] = await one.query('show server_version');
        assert.match(String(version?.['server_version']), new RegExp(`^${String(major)}\\.`));
        assert.notEqual(one.name, two.name);
        assert.deepEqual(await two.query('select a from t where a = $1', [7]), [{ a: 7 }]);
      } finally {
        await one.drop();
        await two.drop();
      }
    });
  }

  it('shares one server per major within a run', async () => {
    const [one, two] = await Promise.all([startPostgres(18), startPostgres(18)]);
    assert.equal(one.pid, two.pid);
    assert.equal(one.port, two.port);
  });

  it('dumps equal schemas equally, whatever the order of statements and columns', async () => {
    const server = await startPostgres(18);
    const one = await server.createDatabase(
      `create table a (x int default 1, y text check (y <> ',')); create table b (z int);
       create function f(n int) returns int language sql begin atomic select case n when 1 then 2 end; select 3; end;`,
    );
    const two = await server.createDatabase(
      `create function f(n int) returns int language sql begin atomic select case n when 1 then 2 end; select 3; end;
       create table b (z int); create table a (y text check (y <> ','), x int default 1);`,
    );
    try {
      assert.deepEqual(await comparableDump(one.url), await comparableDump(two.url));
      assert.notDeepEqual(await pgDump(one.url), await pgDump(two.url));
      assert.ok((await pgDump(one.url)).some((statement) => /^CREATE FUNCTION[\s\S]*END$/.test(statement)));
    } finally {
      await one.drop();
      await two.drop();
    }
  });

  it('runs scripts with psql and stops at the first error', async () => {
    const server = await startPostgres(13);
    const database = await server.createDatabase();
    try {
      await loadScript(database.url, 'create table t (a int);\n\\copy t from stdin\n1\n\\.\n');
      assert.deepEqual(await database.query('select a from t'), [{ a: 1 }]);
      const failed = await runPsql(database.url, 'select 1/0; drop table t;');
      assert.equal(failed.code, 3);
      assert.match(failed.stderr, /division by zero/);
      assert.deepEqual(await database.query('select a from t'), [{ a: 1 }]);
    } finally {
      await database.drop();
    }
  });

  it('serves TLS only, with passwords, to those who trust its authority', async () => {
    const server = await startPostgres(16, { tls: 'required', authentication: 'scram-sha-256' });
    const login = await server.createLogin();
    const connect = async (url: string, ssl?: ConnectionOptions): Promise<readonly unknown[]> => {
      const client = new Client({ connectionString: url, ...(ssl === undefined ? {} : { ssl }) });
      try {
        await client.connect();
        return (await client.query<Row>('select ssl from pg_stat_ssl where pid = pg_backend_pid()')).rows;
      } finally {
        await client.end();
      }
    };
    assert.ok(server.certificates !== undefined);
    const [ca, otherCa] = await Promise.all([
      readFile(server.certificates.authority, 'utf8'),
      readFile(server.certificates.otherAuthority, 'utf8'),
    ]);
    const url = server.url('postgres', login).replace('127.0.0.1', 'localhost');
    assert.deepEqual(await connect(url, { ca }), [{ ssl: true }]);
    await assert.rejects(connect(url), /no encryption/);
    await assert.rejects(connect(url, { ca: otherCa }), /certificate/);
    await assert.rejects(connect(server.url('postgres', { ...login, password: 'no' }), { ca }), /altname|IP/);
    await assert.rejects(
      connect(url.replace(login.password, 'wrong'), { ca }),
      /password authentication failed/,
    );
  });

  it('stops a private server by itself', async () => {
    const server = await startPrivatePostgres(18);
    await server.query('select 1');
    await server.stop();
    await assert.rejects(server.query('select 1'), /ECONNREFUSED|ENOENT/);
  });
});
