import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CatalogModel, SqlProblem } from '../../../../support/sqlServer/catalogModel.js';
import { sqlServerCases } from '../../../../support/sqlServer/convergenceCases.js';
import { startSqlServer, type TestSqlServer } from '../../../../support/sqlServer/sqlServer.js';
import { runStatement } from '../../../../support/sqlServer/statements.js';

const golden = path.resolve('test/data/sqlServer/golden');

/** Whatever is in a script is run by the model, whose reader of T-SQL is not the generator. */
describe("the tests' reader of T-SQL", () => {
  let server: TestSqlServer;

  before(async () => {
    server = await startSqlServer();
  });
  after(() => server.close());

  for (const sql of [
    'TRUNCATE TABLE dbo.t',
    'ALTER TABLE dbo.t SWITCH TO dbo.u',
    'ALTER TABLE dbo.t ADD b int NULL WITH VALUES AND MORE',
    'CREATE TABLE dbo.u (a int NOT NULL) TEXTIMAGE_ON [PRIMARY]',
    'ALTER INDEX ALL ON dbo.t REORGANIZE',
    'MERGE dbo.t AS t USING dbo.u AS u ON 1 = 1 WHEN MATCHED THEN DELETE',
    "EXEC sp_unknown N't'",
    "DBCC CHECKIDENT (N'dbo.t', NORESEED)",
    "DECLARE @last bigint = 1; DBCC CHECKIDENT (N'dbo.t', RESEED, @last)",
    'INSERT INTO dbo.t (a) EXEC dbo.p',
    'GRANT SELECT ON ENDPOINT::e TO public',
  ]) {
    it(`refuses what it does not know: ${sql}`, () => {
      const database = server.createDatabase('CREATE TABLE dbo.t (a int IDENTITY(1, 1) NOT NULL)');
      const [problem] = database.runScript(sql);
      assert.ok(problem !== undefined, 'it was taken');
    });
  }

  it('refuses a statement with something behind it', () => {
    const model = new CatalogModel('db');
    const settings = { ansiNulls: true, ansiPadding: true, quotedIdentifier: true };
    assert.throws(() => {
      runStatement('CREATE SCHEMA s AND MORE', model, settings);
    }, SqlProblem);
  });

  it('has run every script that is kept for a person to read', () => {
    const titles = new Set(
      sqlServerCases.map(({ title }) => `${title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.sql`),
    );
    // The pairs of these titles are run, both ways and back, before their scripts are compared.
    assert.deepEqual(readdirSync(golden).sort(), [...titles].sort());
    for (const file of titles) assert.match(readFileSync(path.join(golden, file), 'utf8'), /^GO$/m);
  });
});
