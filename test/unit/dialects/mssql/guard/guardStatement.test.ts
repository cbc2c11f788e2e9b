import assert from 'node:assert/strict';
import { guardStatement } from '../../../../../src/dialects/mssql/guard/guardStatement.js';

const always: readonly string[] = [
  'DROP DATABASE x',
  'drop /* not */ database x',
  'SELECT 1 DROP DATABASE x',
  'SET NOCOUNT ON DROP DATABASE x',
  'SET XACT_ABORT ON COMMIT',
  'BEGIN TRAN',
  'ROLLBACK',
  'SAVE TRANSACTION a',
  'USE master',
  'RECONFIGURE',
  "BACKUP DATABASE x TO DISK = N'x'",
  "RESTORE DATABASE x FROM DISK = N'x'",
  'SHUTDOWN',
  'KILL 53',
  'ALTER DATABASE CURRENT SET SINGLE_USER',
  "EXEC xp_cmdshell 'dir'",
  "EXEC master..xp_cmdshell 'dir'",
  "EXECUTE [master].[dbo].[xp_cmdshell] 'dir'",
  "xp_cmdshell 'dir'",
  "DECLARE @r int; EXEC @r = sp_configure 'show advanced options', 1",
  "EXEC sp_releaseapplock N'dbvc', N'Session'",
  "CREATE LOGIN x WITH PASSWORD = N'y'",
  'ALTER ROLE db_owner ADD MEMBER x',
  "EXECUTE AS USER = N'dbo'",
  'CREATE FULLTEXT CATALOG x',
  'ALTER AUTHORIZATION ON DATABASE::shop TO sa',
  "EXEC sp_addrole N'r'",
  "EXEC sp_setapprole N'r', N'secret'",
  "EXEC sp_changedbowner N'sa'",
  "EXEC msdb.dbo.sp_start_job N'nightly'",
  "EXEC sp_execute_external_script N'Python', N'x'",
  'DROP SCHEMA dbo',
  "SELECT 'not closed",
];

const edited: readonly string[] = [
  "EXEC ('DROP TABLE t')",
  'EXEC (@statement)',
  'EXEC @procedure',
  "EXEC sys.sp_executesql N'SELECT 1'",
  "EXEC sp_MSforeachtable 'DROP TABLE ?'",
  "EXEC sp_cursoropen @c OUTPUT, N'DROP TABLE t'",
  "EXEC sp_prepexec @h OUTPUT, NULL, N'DROP TABLE t'",
  "INSERT INTO t SELECT * FROM OPENQUERY(far, 'DELETE FROM t')",
  "SELECT * FROM OPENROWSET('SQLNCLI', 'Server=far', 'DELETE FROM t') AS x",
  'DROP SCHEMA [s]',
  'CREATE ROLE [r]',
  'ALTER ROLE [r] ADD MEMBER [m]',
  'CREATE FULLTEXT CATALOG [c] AS DEFAULT',
  'DROP FULLTEXT INDEX ON [dbo].[t]',
];

const harmless: readonly string[] = [
  "SELECT 'DROP DATABASE x' -- COMMIT",
  'CREATE TABLE [drop database] ([commit] int, [use] int)',
  'ALTER TABLE [a].[kill] ADD [x] int',
  "CREATE PROCEDURE dbo.p AS BEGIN TRAN; EXEC ('DROP DATABASE x'); COMMIT",
  '/* for later */ CREATE OR ALTER TRIGGER dbo.t ON dbo.x AFTER INSERT AS ROLLBACK',
  "EXEC sp_rename N'[dbo].[a]', N'b', N'OBJECT'",
  'CREATE TABLE dbo.openquery ([openrowset] int)',
  'ALTER AUTHORIZATION ON SCHEMA::[s] TO [dbo]',
  '',
];

describe("SQL Server's guard", () => {
  for (const sql of always) {
    it(`refuses, whoever wrote it: ${sql}`, async () => {
      for (const origin of ['generated', 'edited'] as const) {
        assert.notDeepEqual(await guardStatement(sql, origin), []);
      }
    });
  }
  for (const sql of edited) {
    it(`refuses in a patch that a person edited, but not in a plan: ${sql}`, async () => {
      assert.notDeepEqual(await guardStatement(sql, 'edited'), []);
      assert.deepEqual(await guardStatement(sql, 'generated'), []);
    });
  }
  for (const sql of harmless) {
    it(`lets pass: ${sql}`, async () => {
      assert.deepEqual(await guardStatement(sql, 'edited'), []);
    });
  }

  it('says where', async () => {
    const [violation] = await guardStatement('SELECT 1;\nDROP DATABASE x', 'generated');
    assert.deepEqual(violation, { reason: 'drops a database', position: 11 });
  });
});
