import assert from 'node:assert/strict';
import { readTraffic } from '../../../src/core/executor/traffic.js';
import { loadDialect } from '../../../src/dialects/registry.js';
import { connectDatabase } from '../../support/connectDatabase.js';
import { compareDatabases, planAll } from '../../support/convergence.js';
import { startPrivatePostgres } from '../../support/postgres/testServer.js';

describe('who holds the tables of a patch', () => {
  for (const major of [13, 18] as const) {
    it(`are also those who hold partitions, and prepared transactions, on PostgreSQL ${String(major)}`, async () => {
      const server = await startPrivatePostgres(major, { settings: { max_prepared_transactions: '2' } });
      try {
        const dialect = await loadDialect('postgres');
        const tables = (more: string): string =>
          `CREATE TABLE p (a int${more}) PARTITION BY LIST (a); CREATE TABLE q PARTITION OF p DEFAULT; CREATE TABLE t (a int${more})`;
        const source = await server.createDatabase(tables(', b int'));
        const target = await server.createDatabase(tables(''));
        const to = await connectDatabase(target.url);
        const plan = planAll(await compareDatabases(await connectDatabase(source.url), to, dialect), dialect);
        await target.query("BEGIN; LOCK TABLE t IN ACCESS SHARE MODE; PREPARE TRANSACTION 'left over'");
        await target.query('BEGIN; LOCK TABLE q IN ACCESS SHARE MODE');
        const traffic = await readTraffic(plan, to, dialect);
        await target.query('ROLLBACK');
        await target.query("ROLLBACK PREPARED 'left over'");
        assert.ok(traffic?.known === true);
        const holders = traffic.tables.map(({ table, holders: [one] }) => [table.path[1], one?.who ?? '']);
        const [[, ofP = ''] = [], [, ofT = ''] = []] = holders.sort();
        assert.match(ofP, /^pid \d+, .*idle in transaction$/);
        assert.equal(ofT, 'prepared transaction left over, postgres');
      } finally {
        await server.stop();
      }
    });
  }
});
