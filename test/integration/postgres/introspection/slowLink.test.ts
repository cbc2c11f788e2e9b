import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { silentLogger } from '../../../../src/core/logger.js';
import { postgresDialect } from '../../../../src/dialects/postgres/dialect.js';
import { connectDatabase } from '../../../support/connectDatabase.js';
import { startPostgres } from '../../../support/postgres/testServer.js';
import { startSlowLink } from '../../../support/slowLink.js';

describe('reading over a slow link', () => {
  it('waits for the line and not for answers: at most a dozen round trips on any session', async () => {
    const server = await startPostgres(18);
    const database = await server.createDatabase(
      `create type mood as enum ('a'); create table odd (m mood, w varchar(9)); create index on odd (m, w);`,
    );
    // As many as make more than one session worth while.
    await database.query(
      `do $$ begin for i in 1..900 loop
        execute format('create table t%s (a int primary key, b text default %L, c int references t%s); create index on t%s (b)',
          i, i, greatest(i - 1, 1), i);
      end loop; end $$`,
    );
    const link = await startSlowLink(
      { host: server.host, port: server.port },
      { latency: 10, bandwidth: 10 },
    );
    // Whether what others commit meanwhile was DDL is one question more.
    const stop = new AbortController();
    const others = (async () => {
      while (!stop.signal.aborted) {
        await database.query('select pg_current_xact_id()');
        await sleep(200);
      }
    })();
    try {
      const far = await connectDatabase(database.url.replace(String(server.port), String(link.port)));
      for (const jobs of [1, 4]) {
        const before = link.roundTrips.length;
        const catalog = await postgresDialect.introspector.read(far, { jobs, logger: silentLogger });
        assert.ok(catalog.parts.size > 4000);
        const sessions = link.roundTrips.slice(before);
        assert.equal(sessions.length > 1, jobs > 1);
        assert.ok(Math.max(...sessions) <= 12, `jobs ${String(jobs)}: ${sessions.join(', ')} round trips`);
      }
    } finally {
      stop.abort();
      await others;
      await link.close();
      await database.drop();
    }
  });
});
