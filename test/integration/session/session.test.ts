import assert from 'node:assert/strict';
import { CancelledError, DbvcError } from '../../../src/core/errors.js';
import { serverErrorOf } from '../../../src/dialects/postgres/errors/serverError.js';
import { rejectionOf } from '../../unit/core/profiles/errorText.js';
import { startPostgres } from '../../support/postgres/testServer.js';
import type { TestServer } from '../../support/postgres/testServer.js';
import { openSession, settingsOf, withSession } from './sessions.js';
import { postgresConnector } from '../../../src/dialects/postgres/session/connector.js';
import { silentLogger } from '../../../src/core/logger.js';

for (const major of [13, 16, 18] as const) {
  describe(`A session on PostgreSQL ${String(major)}`, () => {
    let server: TestServer;
    let url: string;
    before(async () => {
      server = await startPostgres(major);
      url = server.url('postgres');
    });

    it('says which server it is on', async () => {
      await withSession(url, (session) => {
        assert.equal(Math.floor(session.server.version / 10_000), major);
        assert.match(session.server.versionText, new RegExp(`^PostgreSQL ${String(major)}\\.\\d+$`));
        assert.equal(session.server.database, 'postgres');
        assert.equal(session.server.user, 'postgres');
        assert.equal(session.server.pooler, undefined);
        return Promise.resolve();
      });
    });

    it('delivers values as promised', async () => {
      const [row] = await withSession(url, (session) =>
        session.query(`
          select true as yes, false as no, null::bool as missing, 1::int2 as small, -2::int4 as medium, 3::int8 as large,
                 4294967295::oid as oid, 1.50::numeric as exact, 'x'::"char" as letter, 'n'::name as name, 'é✓'::text as text,
                 '{"a":[1,null]}'::json as json, '"s"'::jsonb as scalar, 'null'::jsonb as nothing,
                 array['a','b "c" \\,{}','NULL','']::text[] as texts, '{}'::text[] as none, array['n']::name[] as names,
                 array[1,2]::oid[] as oids, array[1,2]::int4[] as ints, '\\x00ff'::bytea as bytes,
                 '2020-01-02 03:04:05+06'::timestamptz as instant, '1 day 2 hours'::interval as span, 0.1::float8 as real,
                 'pg_class'::regclass as class, '[0:1]={a,b}'::text[] as shifted, 12.5::money as money`),
      );
      assert.deepEqual(row, {
        yes: true,
        no: false,
        missing: null,
        small: 1,
        medium: -2,
        large: '3',
        oid: 4294967295,
        exact: '1.50',
        letter: 'x',
        name: 'n',
        text: 'é✓',
        json: { a: [1, null] },
        scalar: 's',
        nothing: null,
        texts: ['a', 'b "c" \\,{}', 'NULL', ''],
        none: [],
        names: ['n'],
        oids: ['1', '2'],
        ints: '{1,2}',
        bytes: '\\x00ff',
        instant: '2020-01-01 21:04:05+00',
        span: '1 day 02:00:00',
        real: '0.1',
        class: 'pg_class',
        shifted: ['a', 'b'],
        money: '$12.50',
      });
    });

    it('passes parameters on', async () => {
      const [row] = await withSession(url, (session) =>
        session.query('select $1::text as a, $2::int4 as b, $3::bool as c, $4::text as d', [
          "o'x",
          7,
          true,
          null,
        ]),
      );
      assert.deepEqual(row, { a: "o'x", b: 7, c: true, d: null });
    });

    it('runs several statements in one message, comments and all', async () => {
      await withSession(url, async (session) => {
        const results = await session.queryMany([
          'select 1 as a -- one',
          'set local jit = off',
          'select 2 as b, 3 as c',
        ]);
        assert.deepEqual(results, [[{ a: 1 }], [], [{ b: 2, c: 3 }]]);
        assert.deepEqual(await session.queryMany([]), []);
        assert.deepEqual(await session.queryMany(['select 5 as e']), [[{ e: 5 }]]);
      });
    });

    it('says which of several statements failed, and where in it', async () => {
      await withSession(url, async (session) => {
        const error = await rejectionOf(
          session.queryMany(["select 'é✓😀'", 'select 1', 'select nowhere', 'select 2']),
        );
        assert.equal(error.details.statement, 'select nowhere');
        assert.equal(error.details.position, 8);
        const late = await rejectionOf(session.queryMany(['select 1', 'select 1/0', 'select 2']));
        assert.equal(late.details.statement, 'select 1/0');
        assert.equal(late.details.sqlState, '22012');
      });
    });

    it('refuses several statements as one', async () => {
      await withSession(url, async (session) => {
        assert.equal((await rejectionOf(session.query('select 1; select 2'))).code, 'statement-failed');
      });
    });

    it('reads names without a search path, and is read-only', async () => {
      await withSession(url, async (session) => {
        const [path] = await session.query(
          "select current_setting('search_path') as path, current_schemas(true)::text as all",
        );
        assert.deepEqual(path, { path: '', all: '{pg_catalog}' });
        const error = await rejectionOf(session.query('create table public.t (a int)'));
        assert.equal(error.details.sqlState, '25006');
      });
    });

    it('writes when it is opened to apply, with its timeouts', async () => {
      const options = { purpose: 'apply', statementTimeout: 0, lockTimeout: 1234 } as const;
      await withSession(
        url,
        async (session) => {
          await session.query('begin');
          await session.query('create table public.t_apply (a int)');
          await session.query('rollback');
          const [row] = await session.query(
            "select current_setting('lock_timeout') as lock, current_setting('application_name') as app",
          );
          assert.deepEqual(row, { lock: '1234ms', app: 'dbvc' });
        },
        options,
      );
    });

    it("is the same database to every role, and another's is not", async () => {
      const login = await server.createLogin();
      const database = await server.createDatabase();
      try {
        const identities = await Promise.all(
          [url, server.url('postgres', login), database.url].map((address) =>
            withSession(address, (session) => Promise.resolve(session.server.identity)),
          ),
        );
        assert.equal(identities[0], identities[1]);
        assert.notEqual(identities[0], identities[2]);
      } finally {
        await database.drop();
      }
    });

    it('translates what the server refuses, with its own error as the cause', async () => {
      const login = await server.createLogin();
      await withSession(server.url('postgres', login), async (session) => {
        const denied = await rejectionOf(session.query('select rolpassword from pg_authid'));
        assert.equal(denied.code, 'permission-denied');
        const failed = await rejectionOf(session.query('select nowhere'));
        assert.equal(failed.code, 'statement-failed');
        assert.equal(failed.details.position, 8);
        assert.equal(serverErrorOf(failed)?.fields.routine, 'errorMissingColumn');
        assert.equal(serverErrorOf(failed)?.fields.severity, 'ERROR');
      });
    });

    it('tells a statement timeout from a lock timeout', async () => {
      await withSession(
        url,
        async (session) => {
          assert.equal((await rejectionOf(session.query('select pg_sleep(30)'))).code, 'statement-timeout');
        },
        { statementTimeout: 200 },
      );
      const database = await server.createDatabase('create table t (a int)');
      try {
        await database.query('begin');
        await database.query('lock table t');
        await withSession(
          database.url,
          async (session) => {
            assert.equal(
              (await rejectionOf(session.query('alter table public.t add b int'))).code,
              'lock-timeout',
            );
          },
          { purpose: 'apply', lockTimeout: 200 },
        );
      } finally {
        await database.drop();
      }
    });

    it('cancels a running statement on the server, and lives on', async () => {
      await withSession(url, async (session) => {
        const stop = new AbortController();
        const started = Date.now();
        const running = session.query("select pg_sleep(30), 'cancelled'", [], stop.signal);
        const waiting = session.query('select 1 as never', [], stop.signal);
        const next = session.query('select 2 as a');
        setTimeout(() => stop.abort(), 100);
        await assert.rejects(running, CancelledError);
        await assert.rejects(waiting, CancelledError);
        assert.deepEqual(await next, [{ a: 2 }]);
        assert.ok(Date.now() - started < 2000);
        const sleeping = await server.query(
          "select 1 from pg_stat_activity where query like '%pg_sleep(30), ''cancelled''%' and state = 'active' and pid <> pg_backend_pid()",
        );
        assert.deepEqual(sleeping, []);
      });
    });

    it('does not start what was cancelled before', async () => {
      await withSession(url, async (session) => {
        await assert.rejects(session.query('select 1', [], AbortSignal.abort()), CancelledError);
        await assert.rejects(session.queryMany(['select 1'], AbortSignal.abort()), CancelledError);
        assert.deepEqual(await session.query('select 1 as a'), [{ a: 1 }]);
      });
      await assert.rejects(openSession(url, { signal: AbortSignal.abort() }), CancelledError);
    });

    it('forwards notices until told to stop', async () => {
      await withSession(url, async (session) => {
        const heard: string[] = [];
        const stop = session.onNotice((severity, message) => heard.push(`${severity}: ${message}`));
        await session.query("do $$ begin raise warning 'one'; raise notice 'two'; end $$");
        stop();
        await session.query("do $$ begin raise notice 'three'; end $$");
        assert.deepEqual(heard, ['WARNING: one', 'NOTICE: two']);
      });
    });

    it('is over once it is closed', async () => {
      const session = await openSession(url);
      await session.close();
      await session.close();
      assert.equal((await rejectionOf(session.query('select 1'))).code, 'connection-lost');
    });

    it('reports a session that the server ended, and the process goes on', async () => {
      const session = await openSession(url);
      const [row] = await session.query('select pg_backend_pid() as pid');
      const running = rejectionOf(session.query('select pg_sleep(30)'));
      await server.query('select pg_terminate_backend($1)', [row?.['pid']]);
      const error = await running;
      assert.equal(error.code, 'connection-lost');
      assert.equal(error.details.sqlState, '57P01');
      assert.equal((await rejectionOf(session.query('select 1'))).code, 'connection-lost');
      await session.close();

      const idle = await openSession(url);
      const [other] = await idle.query('select pg_backend_pid() as pid');
      await server.query('select pg_terminate_backend($1)', [other?.['pid']]);
      assert.equal((await rejectionOf(idle.query('select 1'))).code, 'connection-lost');
      await idle.close();
    });
  });
}

describe('A database', () => {
  it('carries its labels and address, and no password', async () => {
    const settings = await settingsOf('postgresql://u:hunter2@h:1/d');
    const database = postgresConnector.database(
      settings,
      { label: 'prod', profile: 'prod', environment: 'production', readOnly: true },
      silentLogger,
    );
    assert.deepEqual(
      { ...database, open: undefined },
      {
        label: 'prod',
        profile: 'prod',
        environment: 'production',
        readOnly: true,
        address: 'h:1/d',
        parallelSessions: true,
        open: undefined,
      },
    );
    assert.ok(!JSON.stringify(database).includes('hunter2'));
  });

  it('older than 13 is refused, by its version', async () => {
    const server = await startPostgres(12);
    const error = await rejectionOf(openSession(server.url('postgres')));
    assert.ok(error instanceof DbvcError);
    assert.equal(error.code, 'not-supported');
    assert.match(error.message, /PostgreSQL 12\.\d+/);
  });
});
