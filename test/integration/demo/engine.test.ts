import assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { CancelledError, DbvcError } from '../../../src/core/errors.js';
import type { Demo } from '../../../src/demo/demo.js';
import { startDemo } from '../../../src/demo/demo.js';
import { serverErrorOf } from '../../../src/dialects/postgres/errors/serverError.js';
import { builtDemo, openDemo } from '../../support/demo/openDemo.js';

const failure = async (promise: Promise<unknown>): Promise<DbvcError> => {
  const error = await promise.then(
    () => assert.fail('it should have failed'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof DbvcError, String(error));
  return error;
};

describe('The demo databases', () => {
  let demo: Demo;
  before(async () => {
    demo = await openDemo();
  });
  after(() => demo.close());

  it('open in a few seconds of processor time, both together', async () => {
    const before = process.cpuUsage();
    const second = await openDemo();
    try {
      await (await second.target.open({ purpose: 'read' })).close();
      const { user, system } = process.cpuUsage(before);
      // About two on a machine with nothing else to do: a first start with initdb takes twelve.
      assert.ok((user + system) / 1e6 < 8, `it took ${String((user + system) / 1e6)} s of processor time`);
    } finally {
      await second.close();
    }
  });

  it('say who they are', async () => {
    const sessions = [
      await demo.source.open({ purpose: 'read' }),
      await demo.target.open({ purpose: 'read' }),
    ];
    const [source, target] = sessions.map((session) => session.server);
    await Promise.all(sessions.map((session) => session.close()));
    assert.equal(source?.versionText.split('.')[0], 'PostgreSQL 18');
    assert.deepEqual([source.database, target?.database], ['shop_dev', 'shop_prod']);
    assert.notEqual(source.identity, target?.identity);
    assert.equal(demo.target.environment, 'staging');
  });

  it('leave the thread of the caller free while a query runs', async () => {
    const session = await demo.source.open({ purpose: 'read' });
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const started = performance.now();
    const [row] = await session.query('select count(*) as n from generate_series(1, 3000000)');
    const took = performance.now() - started;
    delay.disable();
    await session.close();
    assert.equal(row?.['n'], '3000000');
    assert.ok(took > 200, `the query is long enough to tell: ${String(took)} ms`);
    assert.ok(
      delay.max / 1e6 < took / 2,
      `the longest pause was ${String(delay.max / 1e6)} of ${String(took)} ms`,
    );
  });

  it('refuse to write in a session that reads', async () => {
    const session = await demo.target.open({ purpose: 'read' });
    const error = await failure(session.query('create table public.scratch ()'));
    await session.close();
    assert.equal(error.details.sqlState, '25006');
  });

  it('name the statement of several that failed, with its position and all that the server said', async () => {
    const session = await demo.target.open({ purpose: 'apply' });
    const error = await failure(
      session.queryMany([
        'select 1',
        "select 'é😀' -- comment",
        'select missing from public.orders',
        'select 4',
      ]),
    );
    await session.close();
    assert.equal(error.details.statement, 'select missing from public.orders');
    assert.equal(error.details.position, 8);
    assert.equal(error.details.sqlState, '42703');
    assert.equal(serverErrorOf(error)?.fields.routine, 'errorMissingColumn');
  });

  it('pass on notices to the session that they are for', async () => {
    const session = await demo.target.open({ purpose: 'apply' });
    const notices: string[] = [];
    session.onNotice((severity, message) => notices.push(`${severity}: ${message}`));
    await session.query(`do $$ begin raise warning 'low on tea'; end $$`);
    await session.close();
    const next = await demo.target.open({ purpose: 'apply' });
    await next.query('rollback');
    await next.close();
    assert.deepEqual(notices, ['WARNING: low on tea']);
  });

  it('give one session after the other the engine, fresh each time', async () => {
    const first = await demo.target.open({ purpose: 'apply' });
    await first.query('begin');
    await first.query('create table public.scratch ()');
    await first.query('select pg_advisory_lock(1)');
    await first.query(`set application_name = 'first'`);
    const order: string[] = [];
    const waiting = ['second', 'third'].map(async (name) => {
      const session = await demo.target.open({ purpose: 'read' });
      order.push(name);
      const [row] = await session.query(
        `select to_regclass('public.scratch') as scratch, current_setting('application_name') as name,
                (select count(*) from pg_catalog.pg_locks where locktype = 'advisory') as locks`,
      );
      await session.close();
      return row;
    });
    await first.query('select 1');
    assert.deepEqual(order, [], 'nobody else has got in');
    await first.close();
    const rows = await Promise.all(waiting);
    assert.deepEqual(order, ['second', 'third']);
    assert.deepEqual(rows, [
      { scratch: null, name: '', locks: '0' },
      { scratch: null, name: '', locks: '0' },
    ]);
  });

  it('let go of whoever stops waiting for a session', async () => {
    const first = await demo.target.open({ purpose: 'read' });
    const controller = new AbortController();
    const second = demo.target.open({ purpose: 'read', signal: controller.signal });
    controller.abort();
    await assert.rejects(second, CancelledError);
    await first.close();
    await (await demo.target.open({ purpose: 'read' })).close();
  });

  it('cancel within two seconds, and roll back what was running', async () => {
    const session = await demo.target.open({ purpose: 'apply' });
    await session.query('begin');
    await session.query('create table public.half_done ()');
    const controller = new AbortController();
    const running = session.query('select pg_sleep(4)', [], controller.signal);
    const started = performance.now();
    setTimeout(() => controller.abort(), 50);
    await assert.rejects(running, CancelledError);
    assert.ok(performance.now() - started < 2_500);
    assert.equal((await failure(session.query('select 1'))).code, 'connection-lost');
    const next = await demo.target.open({ purpose: 'read' });
    const [row] = await next.query(`select to_regclass('public.half_done') as found`);
    await Promise.all([session.close(), next.close()]);
    assert.deepEqual(row, { found: null });
  });

  it('keep the session when the cancelled statement ends by itself', async () => {
    const session = await demo.target.open({ purpose: 'apply' });
    await session.query('begin');
    const controller = new AbortController();
    const running = session.query('select 1 as one', [], controller.signal).catch((error: unknown) => error);
    controller.abort();
    const outcome = await running;
    assert.ok(outcome instanceof CancelledError || Array.isArray(outcome));
    await session.query('rollback');
    await session.close();
  });

  it('come back as they were after a reset, which also ends what runs', async () => {
    const before = await demo.target.open({ purpose: 'apply' });
    await before.query('drop table public.reviews cascade');
    const running = failure(before.query('select pg_sleep(60)'));
    const waiting = demo.target.open({ purpose: 'read' });
    await demo.reset();
    assert.equal((await running).code, 'connection-lost');
    const after = await waiting;
    const [row] = await after.query('select count(*)::int4 as n from public.reviews');
    await Promise.all([before.close(), after.close()]);
    assert.deepEqual(row, { n: 8 });
  });

  it('end their threads when they are closed, whatever runs', async () => {
    const threads = (): number =>
      process.getActiveResourcesInfo().filter((resource) => resource === 'MessagePort').length;
    const others = threads();
    const second = await openDemo();
    assert.equal(threads(), others + 2);
    const session = await second.source.open({ purpose: 'read' });
    const running = failure(session.query('select pg_sleep(60)'));
    await second.close();
    assert.equal((await running).code, 'connection-lost');
    assert.equal(threads(), others);
    await session.close();
    assert.equal((await failure(second.source.open({ purpose: 'read' }))).code, 'connection-failed');
  });

  it('say what is wrong when a file is missing', async () => {
    const error = await failure(startDemo({ ...builtDemo(), assetsDirectory: '/nowhere' }));
    assert.equal(error.code, 'connection-failed');
    assert.match(error.message, /nowhere/);
  });
});
