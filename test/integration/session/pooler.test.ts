import assert from 'node:assert/strict';
import { CancelledError } from '../../../src/core/errors.js';
import { silentLogger } from '../../../src/core/logger.js';
import type { FaultProxy } from '../../support/faultProxy.js';
import { startFaultProxy } from '../../support/faultProxy.js';
import { startPostgres } from '../../support/postgres/testServer.js';
import type { TestServer } from '../../support/postgres/testServer.js';
import { openSession, withSession } from './sessions.js';

/** Makes up the process id of BackendKeyData, as poolers do. */
function disguise(chunk: Buffer): Buffer {
  // K, length 12, process id, secret.
  const at = chunk.indexOf(Buffer.from([0x4b, 0, 0, 0, 12]));
  if (at === -1) return chunk;
  const changed = Buffer.from(chunk);
  changed.writeInt32BE(1_234_567, at + 5);
  return changed;
}

describe('A session through a pooler', () => {
  let server: TestServer;
  let proxy: FaultProxy;
  let url: string;
  before(async () => {
    server = await startPostgres(18);
    proxy = await startFaultProxy({ host: server.host, port: server.port }, { fromServer: disguise });
    url = server.url('postgres').replace(String(server.port), String(proxy.port));
  });
  after(async () => {
    await proxy.close();
  });

  it('is noticed, and what breaks is said', async () => {
    const warnings: string[] = [];
    const logger = { ...silentLogger, warn: (message: string) => warnings.push(message) };
    const pooler = await withSession(url, (session) => Promise.resolve(session.server.pooler), { logger });
    assert.match(pooler ?? '', /pooler/);
    assert.match(warnings.join('\n'), /two DBVCs from patching one database/);
  });

  it('leaves no setting behind in the session that others will get', async () => {
    await withSession(url, async (session) => {
      const [row] = await session.query(
        "select current_setting('default_transaction_read_only') as ro, current_setting('search_path') as path",
      );
      assert.deepEqual(row, { ro: 'off', path: '"$user", public' });
    });
  });

  const settings = `select current_setting('transaction_read_only') as ro, current_setting('TimeZone') as zone,
                           pg_catalog.current_schemas(true)::text as path`;
  const fixed = { ro: 'on', zone: 'UTC', path: '{pg_catalog}' };

  it('is set up within each transaction', async () => {
    await withSession(url, async (session) => {
      await session.query('begin isolation level repeatable read read only');
      assert.deepEqual(await session.query(settings), [fixed]);
      await session.query('commit');
      const results = await session.queryMany(['BEGIN', settings, 'COMMIT']);
      assert.deepEqual(results, [[], [fixed], []]);
    });
  });

  it('can still share a snapshot', async () => {
    const first = await openSession(url);
    const second = await openSession(url);
    try {
      await first.query('begin isolation level repeatable read read only');
      const [row] = await first.query('select pg_export_snapshot() as id');
      const id = row?.['id'];
      assert.ok(typeof id === 'string');
      await second.queryMany([
        'begin isolation level repeatable read read only',
        `set transaction snapshot '${id}'`,
      ]);
      assert.deepEqual(await second.query(settings), [fixed]);
    } finally {
      await Promise.all([first.close(), second.close()]);
    }
  });

  it('ends when its statement cannot be cancelled otherwise', async () => {
    const session = await openSession(url);
    const stop = new AbortController();
    const running = session.query('select pg_sleep(30)', [], stop.signal);
    const started = Date.now();
    setTimeout(() => stop.abort(), 20);
    await assert.rejects(running, CancelledError);
    assert.ok(Date.now() - started < 2100);
    await session.close();
  });
});
