import assert from 'node:assert/strict';
import { planScript } from '../../../../src/core/planner/planScript.js';
import { loadDialect } from '../../../../src/dialects/registry.js';
import { connectDatabase } from '../../../support/connectDatabase.js';
import { applyPlan, compareDatabases, planAll, summary } from '../../../support/convergence.js';
import { loadScript } from '../../../support/postgres/psql.js';
import { startPostgres } from '../../../support/postgres/testServer.js';

const otherHeap = 'create access method other_heap type table handler heap_tableam_handler;';

describe('a script and an apply in a database with defaults of its own', () => {
  for (const way of ['the script with psql', 'an apply'] as const) {
    it(`makes what the source has by ${way}`, async () => {
      const server = await startPostgres(18);
      const dialect = await loadDialect('postgres');
      const source = await server.createDatabase(
        `${otherHeap} create table t (a xml default '<a/><b/>'::xml); create index i on t ((a::text));`,
      );
      const target = await server.createDatabase(otherHeap);
      const set = (setting: string): Promise<unknown> =>
        target.query(`alter database ${target.name} set ${setting}`);
      await set('default_transaction_isolation = serializable');
      await set('default_table_access_method = other_heap');
      await set('xmloption = document');
      await set('default_transaction_read_only = on');
      await target.close();
      try {
        const sides = [await connectDatabase(source.url), await connectDatabase(target.url)] as const;
        const plan = planAll(await compareDatabases(...sides, dialect), dialect);
        if (way === 'an apply') await applyPlan(plan, sides[1], dialect);
        else await loadScript(target.url, planScript(plan, dialect));
        assert.deepEqual(summary(await compareDatabases(...sides, dialect)), []);
      } finally {
        await source.drop();
        await target.drop();
      }
    });
  }
});
