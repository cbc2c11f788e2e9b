import assert from 'node:assert/strict';
import { summary } from '../../../../support/convergence.js';
import { applyPlan, compareSqlServer, planAll } from '../../../../support/sqlServer/convergence.js';
import { startSqlServer, type TestSqlServer } from '../../../../support/sqlServer/sqlServer.js';

const [one, other] = ['Latin1_General_CI_AS', 'SQL_Latin1_General_CP1_CI_AS'];

describe('two databases of different collations', () => {
  let server: TestSqlServer;

  before(async () => {
    server = await startSqlServer();
  });
  after(() => server.close());

  const compare = async (
    source: string,
    target: string,
  ): Promise<{ lines: readonly string[]; sql: readonly string[] }> => {
    const made = [server.createDatabase(source, one), server.createDatabase(target, other)] as const;
    const drift = await compareSqlServer(made[0].url, made[1].url);
    const plan = planAll(drift);
    await applyPlan(plan, made[1].url);
    assert.deepEqual(summary(await compareSqlServer(made[0].url, made[1].url)), []);
    const sql = plan.segments.flatMap(({ steps }) =>
      steps.flatMap((step) => step.statements.map((statement) => statement.sql)),
    );
    return { lines: summary(drift), sql };
  };

  it('are equal where each column has the collation of its database', async () => {
    const script = 'CREATE TABLE dbo.t (a varchar(10) NULL)';
    assert.deepEqual((await compare(script, script)).lines, []);
  });

  it('are equal where a column names what the other database has by itself', async () => {
    const plain = 'CREATE TABLE dbo.t (a varchar(10) NULL)';
    const named = (collation: string): string =>
      `CREATE TABLE dbo.t (a varchar(10) COLLATE ${collation} NULL)`;
    assert.deepEqual((await compare(named(other), plain)).lines, []);
    assert.deepEqual((await compare(plain, named(one))).lines, []);
  });

  it('converge where a new column names what the target has by itself', async () => {
    const { sql } = await compare(
      `CREATE TABLE dbo.t (a int NULL, b varchar(10) COLLATE ${other} NULL, c varchar(10) NULL)`,
      'CREATE TABLE dbo.t (a int NULL)',
    );
    assert.deepEqual(sql, [
      `ALTER TABLE [dbo].[t] ADD [b] varchar(10) COLLATE ${other} NULL`,
      'ALTER TABLE [dbo].[t] ADD [c] varchar(10) NULL',
    ]);
  });

  it('differ where a column has what neither database has by itself', async () => {
    const plain = 'CREATE TABLE dbo.t (a varchar(10) NULL)';
    const { sql } = await compare(
      plain,
      'CREATE TABLE dbo.t (a varchar(10) COLLATE Latin1_General_BIN2 NULL)',
    );
    assert.deepEqual(sql, ['ALTER TABLE [dbo].[t] ALTER COLUMN [a] varchar(10) NULL']);
  });
});
