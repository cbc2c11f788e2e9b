import { mssqlDialect } from '../../src/dialects/mssql/dialect.js';
import { connectSqlServer } from '../support/sqlServer/convergence.js';
import { startSqlServer, type TestSqlServer } from '../support/sqlServer/sqlServer.js';
import { describeDialectContract } from './dialectContract.js';

const source = `
CREATE TABLE dbo.customers (id int NOT NULL, email nvarchar(80) NOT NULL, status nvarchar(20) NULL,
  CONSTRAINT PK_customers PRIMARY KEY (id))
GO
CREATE VIEW dbo.emails WITH SCHEMABINDING AS SELECT id, email FROM dbo.customers
GO
CREATE FUNCTION dbo.total (@a int) RETURNS int AS BEGIN RETURN @a + 1 END
GO
CREATE TABLE dbo.orders (id int NOT NULL, customer int NULL, CONSTRAINT PK_orders PRIMARY KEY (id),
  CONSTRAINT FK_orders FOREIGN KEY (customer) REFERENCES dbo.customers (id))`;

const target = `
CREATE TABLE dbo.customers (id int NOT NULL, email nvarchar(max) NOT NULL, CONSTRAINT PK_customers PRIMARY KEY (id))
GO
CREATE VIEW dbo.emails WITH SCHEMABINDING AS SELECT id, email FROM dbo.customers
GO
EXEC sys.sp_addextendedproperty @name = N'MS_Description', @value = N'kept through the rebuild',
  @level0type = N'SCHEMA', @level0name = N'dbo', @level1type = N'VIEW', @level1name = N'emails'
GO
CREATE FUNCTION dbo.total (@a int) RETURNS int AS BEGIN RETURN @a END
GO
CREATE TABLE dbo.leftovers (id int NULL)`;

let server: Promise<TestSqlServer> | undefined;

describeDialectContract({
  name: 'SQL Server, on a model of its catalog',
  dialect: () => Promise.resolve(mssqlDialect),
  pair: async () => {
    server ??= startSqlServer();
    const started = await server;
    const databases = [started.createDatabase(source), started.createDatabase(target)] as const;
    return {
      source: await connectSqlServer(databases[0].url),
      target: await connectSqlServer(databases[1].url),
      dispose: () => {
        for (const database of databases) database.drop();
        return Promise.resolve();
      },
    };
  },
  texts: {
    same: ['SELECT a, /*  why */ B FROM [T]', 'select\n  A , /* why */\n b\nfrom [t]'],
    different: "SELECT a, b FROM t WHERE 'x' = 'X'",
  },
  forbidden: [
    'DROP DATABASE x',
    'drop /**/ schema dbo',
    'SELECT 1 COMMIT',
    "EXEC master..xp_cmdshell N'dir'",
    "EXEC ('DROP TABLE t')",
    'RECONFIGURE',
  ],
  harmless: [
    "EXEC sys.sp_addextendedproperty @name = N'x', @value = N'DROP DATABASE x'",
    'CREATE TABLE [drop database] (id int)',
    "CREATE PROCEDURE dbo.p AS EXEC ('SELECT 1')",
  ],
  slow: "WAITFOR DELAY '00:00:10'",
  write: 'CREATE TABLE dbo.nope (id int)',
});

after(async () => {
  await (await server)?.close();
});
