import assert from 'node:assert/strict';
import { loadDialect } from '../../../src/dialects/registry.js';
import { startFaultProxy } from '../../support/faultProxy.js';
import { loadScript, runPsql } from '../../support/postgres/psql.js';
import type { TestDatabase } from '../../support/postgres/testDatabase.js';
import { startPostgres, type TestLogin, type TestServer } from '../../support/postgres/testServer.js';
import { rejectionOf } from '../../unit/core/profiles/errorText.js';
import { createDesk, type Desk } from '../cli/dbvc.js';
import { openSession, withSession } from './sessions.js';

describe('a connection that takes on a role', function () {
  this.timeout(120_000);
  let server: TestServer;
  let database: TestDatabase;
  let source: TestDatabase;
  let login: TestLogin;
  let desk: Desk;
  let owner: string;
  const urlOf = (role: string, port = server.port): string =>
    `postgresql://${login.name}:${login.password}@${server.host}:${String(port)}/` +
    `${new URL(database.url).pathname.slice(1)}?role=${encodeURIComponent(role)}`;

  before(async () => {
    server = await startPostgres(18);
    desk = createDesk();
    login = await server.createLogin();
    // A name that has to be quoted wherever it stands.
    owner = `${login.name} "O'wner"`;
    const quoted = `"${owner.replaceAll('"', '""')}"`;
    await server.query(`create role ${quoted}; grant ${quoted} to ${login.name}`);
    database = await server.createDatabase(`alter schema public owner to ${quoted}`);
    source = await server.createDatabase(
      'create table made (id int primary key); create view seen as select 1 as x',
    );
  });
  after(async () => {
    await desk.clear();
    await source.drop();
    await database.drop();
    await server.query(`drop role "${owner.replaceAll('"', '""')}"`);
  });

  it('has the rights of the role in every session, and says who it is', async () => {
    for (const purpose of ['read', 'apply'] as const) {
      await withSession(
        urlOf(owner),
        async (session) => {
          assert.equal(session.server.role, owner);
          assert.equal(session.server.user, owner);
          const [row] = await session.query('select current_user::text as now, session_user::text as login');
          assert.deepEqual(row, { now: owner, login: login.name });
        },
        { purpose },
      );
    }
  });

  it('says that the login is no member of the role', async () => {
    const error = await rejectionOf(openSession(urlOf('postgres')));
    assert.equal(error.code, 'permission-denied');
    assert.match(error.message, new RegExp(`"${login.name}" may not take on the role "postgres"`));
    assert.match(error.details.hint ?? '', /GRANT/);
  });

  it('says that there is no such role', async () => {
    const error = await rejectionOf(openSession(urlOf('nobody')));
    assert.equal(error.code, 'invalid-input');
    assert.match(error.message, /There is no role "nobody"/);
  });

  it('takes the role on in each transaction behind a pooler, leaves nothing behind, and does not apply', async () => {
    const proxy = await startFaultProxy(
      { host: server.host, port: server.port },
      {
        // Makes up the process id of BackendKeyData, as poolers do.
        fromServer: (chunk) => {
          const at = chunk.indexOf(Buffer.from([0x4b, 0, 0, 0, 12]));
          if (at === -1) return chunk;
          const changed = Buffer.from(chunk);
          changed.writeInt32BE(1_234_567, at + 5);
          return changed;
        },
      },
    );
    try {
      const url = urlOf(owner, proxy.port);
      const who = 'select current_user::text as now';
      await withSession(url, async (session) => {
        const results = await session.queryMany(['BEGIN', who, 'COMMIT']);
        assert.deepEqual(results[1], [{ now: owner }]);
        assert.deepEqual(await session.query(who), [{ now: login.name }]);
      });
      const refused = await rejectionOf(openSession(url, { purpose: 'apply' }));
      assert.match(refused.message, /cannot be kept through a connection pooler/);
      const none = await rejectionOf(openSession(urlOf('nobody', proxy.port)));
      assert.match(none.message, /There is no role "nobody"/);
    } finally {
      await proxy.close();
    }
  });

  it('makes objects that belong to the role, and is named in the summary and the script', async () => {
    const sides = ['--source', source.url, '--target', urlOf(owner)];
    const planned = await desk.dbvc('plan', ...sides);
    const quoted = `"${owner.replaceAll('"', '""')}"`;
    assert.ok(planned.stdout.includes(`;\nSET LOCAL ROLE ${quoted};\n`), planned.stdout);
    const dry = await desk.dbvc('apply', ...sides, '--dry-run');
    assert.match(dry.stderr, new RegExp(`as the role ${owner}`));
    const owners = (): Promise<readonly unknown[]> =>
      database.query(
        `select relname, relowner::regrole::text as owner from pg_class where relname in ('made', 'seen') order by 1`,
      );
    const expected = [
      { relname: 'made', owner: quoted },
      { relname: 'seen', owner: quoted },
    ];
    const applied = await desk.dbvc('apply', ...sides, '--yes');
    assert.equal(applied.code, 0, applied.stderr);
    assert.deepEqual(await owners(), expected);
    await database.query('drop view seen; drop table made');
    // Whoever logs in with another client may be a member of the role without being it.
    await loadScript(urlOf(owner).replace(/\?.*$/, ''), planned.stdout);
    assert.deepEqual(await owners(), expected);
    // Also in a client that goes on after errors, a login that may not be the role makes nothing as itself.
    await database.query('drop view seen; drop table made; grant create on schema public to public');
    const stranger = await server.createLogin();
    const { stderr } = await runPsql(
      server.url(database.name, stranger),
      `\\unset ON_ERROR_STOP\n${planned.stdout}`,
    );
    assert.match(stderr, /permission denied to set role/);
    assert.deepEqual(await owners(), []);
    // What a person made of the script acts as the same role; another one is a statement of theirs, which the guard refuses.
    const { executor } = await loadDialect('postgres');
    const first = async (role: string): Promise<string> =>
      (await executor.readScript(planned.stdout, [], role))[0]?.[0]?.sql ?? '';
    assert.match(await first(owner), /^CREATE TABLE public\.made/);
    const [violation] = await executor.guard(await first('another'), 'edited');
    assert.match(violation?.reason ?? '', /role/i);
  });
});
