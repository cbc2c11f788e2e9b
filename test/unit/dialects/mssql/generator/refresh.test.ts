import assert from 'node:assert/strict';
import { stepsOf } from '../../../../../src/core/planner/plan.js';
import { applyPlan, compareSqlServer, planAll } from '../../../../support/sqlServer/convergence.js';
import {
  startSqlServer,
  type TestSqlDatabase,
  type TestSqlServer,
} from '../../../../support/sqlServer/sqlServer.js';

const views = `
CREATE VIEW dbo.b AS SELECT * FROM dbo.t
GO
CREATE VIEW dbo.a AS SELECT * FROM dbo.b
GO
CREATE VIEW dbo.names_what_goes AS SELECT gone FROM dbo.t
GO
CREATE VIEW dbo.apart AS SELECT * FROM dbo.other
GO
CREATE PROCEDURE dbo.p AS SELECT * FROM dbo.t`;

function columnsOf(database: TestSqlDatabase, view: string): readonly unknown[] {
  const id = database.model.object('dbo', view)?.['object_id'];
  return database.model
    .rows('columns')
    .filter((row) => row['object_id'] === id)
    .map((row) => row['name']);
}

describe('what keeps the columns of a changed table of SQL Server', () => {
  let server: TestSqlServer;

  before(async () => {
    server = await startSqlServer();
  });
  after(() => server.close());

  it('is read again at the end, each view after what it reads, and nothing else is', async () => {
    const tables = (columns: string): string =>
      `CREATE TABLE dbo.t (${columns})\nGO\nCREATE TABLE dbo.other (x int NULL)\nGO${views}`;
    const target = server.createDatabase(tables('id int NOT NULL, gone int NULL'));
    const source = server.createDatabase(tables('id int NOT NULL, added int NULL, gone int NULL'));
    source.runScript(
      'DROP VIEW dbo.names_what_goes\nGO\nALTER TABLE dbo.t DROP COLUMN gone\nGO\nCREATE VIEW dbo.names_what_goes AS SELECT gone FROM dbo.t',
    );
    const plan = planAll(await compareSqlServer(source.url, target.url));
    assert.deepEqual(
      stepsOf(plan)
        .slice(-2)
        .map(({ title, statements }) => [title, statements.map(({ sql }) => sql).join()]),
      [
        ['refresh view [dbo].[b]', "EXEC sys.sp_refreshsqlmodule N'[dbo].[b]'"],
        ['refresh view [dbo].[a]', "EXEC sys.sp_refreshsqlmodule N'[dbo].[a]'"],
      ],
    );
    assert.equal(stepsOf(plan).filter(({ title }) => title.startsWith('refresh')).length, 2);
    await applyPlan(plan, target.url);
    for (const view of ['a', 'b']) assert.deepEqual(columnsOf(target, view), ['id', 'added']);
  });

  it('is made again with its own name where it was renamed, which its text does not know', async () => {
    const script = 'CREATE TABLE dbo.t (a int NULL)\nGO\nCREATE VIEW dbo.old AS SELECT * FROM dbo.t';
    const [source, target] = [server.createDatabase(script), server.createDatabase(script)];
    for (const database of [source, target])
      database.runScript("EXEC sp_rename N'dbo.old', N'new', N'OBJECT'");
    source.runScript('ALTER TABLE dbo.t ADD b int NULL');
    const plan = planAll(await compareSqlServer(source.url, target.url));
    assert.equal(
      stepsOf(plan).at(-1)?.statements[0]?.sql,
      'CREATE OR ALTER VIEW [dbo].[new] AS SELECT * FROM dbo.t',
    );
    await applyPlan(plan, target.url);
    assert.deepEqual(columnsOf(target, 'new'), ['a', 'b']);
  });
});
