import assert from 'node:assert/strict';
import { planScript } from '../../../../src/core/planner/planScript.js';
import { defaultRules } from '../../../../src/core/rules/rules.js';
import { loadDialect } from '../../../../src/dialects/registry.js';
import { connectDatabase } from '../../../support/connectDatabase.js';
import { compareDatabases, planAll, summary } from '../../../support/convergence.js';
import { startPostgres } from '../../../support/postgres/testServer.js';
import { describeConvergence } from './convergenceCases.js';

/** Statements about the database that they run in, called %1$I. */
function own(...statements: readonly string[]): string {
  return statements
    .map((sql) => `do $do$ begin execute format($sql$${sql}$sql$, current_database()); end $do$;`)
    .join(' ');
}

describeConvergence('the database', [
  {
    name: 'sets and resets settings, for everybody and for a role',
    before: own(
      `alter database %1$I set work_mem = '8MB'`,
      `alter database %1$I set gone.setting = 'x'`,
      `alter role current_user in database %1$I set datestyle = 'German'`,
    ),
    after: own(
      `alter database %1$I set work_mem = '9MB'`,
      `alter database %1$I set search_path = "$user", public, "Odd, one""s"`,
      `alter database %1$I set temp_tablespaces = ''`,
      `alter database %1$I set "My.setting" = 'it''s, so'`,
      `alter database %1$I set standard_conforming_strings = off`,
      `alter role current_user in database %1$I set search_path = ''`,
      `alter role current_user in database %1$I set statement_timeout = '1s'`,
    ),
  },
  {
    name: 'changes the comment, the connection limit and the privileges',
    before: own(
      `comment on database %1$I is 'old'`,
      `grant create on database %1$I to pg_monitor with grant option`,
    ),
    after: own(
      `alter database %1$I connection limit 7`,
      `revoke temporary, connect on database %1$I from public`,
      `grant connect on database %1$I to pg_monitor`,
    ),
  },
]);

describe('what belongs to the database', () => {
  it('is not looked at by default, and no secret of it is read', async () => {
    const server = await startPostgres(18);
    const dialect = await loadDialect('postgres');
    const source = await server.createDatabase(
      own(`alter database %1$I set app.jwt_secret = 'hunter2'`, `alter database %1$I set work_mem = '8MB'`),
    );
    const target = await server.createDatabase(own(`alter database %1$I set work_mem = '4MB'`));
    try {
      const sides = [await connectDatabase(source.url), await connectDatabase(target.url)] as const;
      const usual = await compareDatabases(...sides, dialect, defaultRules);
      assert.deepEqual(summary(usual), []);
      assert.deepEqual(usual.hidden, [{ rule: 'database-settings', count: 2 }]);
      const drift = await compareDatabases(...sides, dialect);
      const plan = planAll(drift, dialect);
      assert.match(planScript(plan, dialect), /SET work_mem TO '8MB'/);
      assert.match(plan.leftOut.map(({ reason }) => reason).join(), /secret option values/);
      const read = JSON.stringify([
        planScript(plan, dialect),
        ...drift.source.parts,
        drift.source.uncompared,
      ]);
      assert.doesNotMatch(read, /hunter/);
    } finally {
      await source.drop();
      await target.drop();
    }
  });
});
