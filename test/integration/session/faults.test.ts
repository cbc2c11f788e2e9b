import assert from 'node:assert/strict';
import { CancelledError } from '../../../src/core/errors.js';
import type { FaultProxy } from '../../support/faultProxy.js';
import { startFaultProxy } from '../../support/faultProxy.js';
import { startPostgres, startPrivatePostgres } from '../../support/postgres/testServer.js';
import type { TestServer } from '../../support/postgres/testServer.js';
import { rejectionOf } from '../../unit/core/profiles/errorText.js';
import { openSession } from './sessions.js';

describe('A session on a bad network', () => {
  let server: TestServer;
  let proxy: FaultProxy;
  let url: string;
  before(async () => {
    server = await startPostgres(18);
  });
  beforeEach(async () => {
    proxy = await startFaultProxy({ host: server.host, port: server.port });
    url = server.url('postgres').replace(String(server.port), String(proxy.port));
  });
  afterEach(async () => {
    await proxy.close();
  });

  it('reports a cut while a statement runs', async () => {
    const session = await openSession(url);
    const running = rejectionOf(session.query('select pg_sleep(30)'));
    setTimeout(() => proxy.cut(), 50);
    assert.equal((await running).code, 'connection-lost');
    assert.equal((await rejectionOf(session.query('select 1'))).code, 'connection-lost');
    await session.close();
  });

  it('reports a cut in the middle of a result', async () => {
    const session = await openSession(url);
    proxy.cutAfter(5000);
    const error = await rejectionOf(
      session.query("select repeat('x', 1000) as text from generate_series(1, 1000)"),
    );
    assert.equal(error.code, 'connection-lost');
    await session.close();
  });

  it('reports a cut between statements', async () => {
    const session = await openSession(url);
    proxy.cut();
    assert.equal((await rejectionOf(session.query('select 1'))).code, 'connection-lost');
    await session.close();
  });

  it('reports a cut of several statements, and the server rolls back', async () => {
    const database = await server.createDatabase('create table t (a int)');
    try {
      const session = await openSession(database.url.replace(String(server.port), String(proxy.port)), {
        purpose: 'apply',
      });
      await session.query('begin');
      await session.query('insert into public.t values (1)');
      const running = rejectionOf(
        session.queryMany(['insert into public.t values (2)', 'select pg_sleep(30)']),
      );
      setTimeout(() => proxy.cut(), 50);
      assert.equal((await running).code, 'connection-lost');
      await session.close();
      assert.deepEqual(await database.query('select a from t'), []);
    } finally {
      await database.drop();
    }
  });

  it('ends within two seconds when a cancellation cannot reach the server', async () => {
    const session = await openSession(url);
    const stop = new AbortController();
    const running = session.query('select pg_sleep(30)', [], stop.signal);
    proxy.stall();
    const started = Date.now();
    setTimeout(() => stop.abort(), 20);
    await assert.rejects(running, CancelledError);
    assert.ok(Date.now() - started < 2100, `${String(Date.now() - started)} ms`);
    assert.equal((await rejectionOf(session.query('select 1'))).code, 'connection-lost');
    await session.close();
  });

  it('ends at once when no second connection is to be had', async () => {
    const session = await openSession(url);
    const stop = new AbortController();
    proxy.refuse();
    const running = session.query('select pg_sleep(30)', [], stop.signal);
    const started = Date.now();
    setTimeout(() => stop.abort(), 20);
    await assert.rejects(running, CancelledError);
    assert.ok(Date.now() - started < 2100, `${String(Date.now() - started)} ms`);
    await session.close();
  });

  it('gives up on a server that stays silent long after the statement timeout', async () => {
    const session = await openSession(url, { statementTimeout: 100 });
    proxy.stall();
    const started = Date.now();
    assert.equal((await rejectionOf(session.query('select 1'))).code, 'connection-lost');
    assert.ok(Date.now() - started < 7000);
    await session.close();
  });

  it('closes without waiting for a network that is gone', async () => {
    const session = await openSession(url);
    proxy.stall();
    const started = Date.now();
    await session.close();
    assert.ok(Date.now() - started < 1500);
  });

  it('reports a server that was stopped', async () => {
    const mortal = await startPrivatePostgres(18);
    const session = await openSession(mortal.url('postgres'));
    const running = rejectionOf(session.query('select pg_sleep(30)'));
    await mortal.stop();
    assert.equal((await running).code, 'connection-lost');
    await session.close();
  });
});
