import { fulltextCases } from './fulltextCases.js';
import { indexCases } from './indexCases.js';
import { moduleCases, type SqlServerCase } from './moduleCases.js';
import { placeCases } from './placeCases.js';
import { principalCases } from './principalCases.js';
import { rebuildCases } from './rebuildCases.js';
import { securityCases } from './securityCases.js';
import { storageCases } from './storageCases.js';
import { temporalCases } from './temporalCases.js';

const tables = `
CREATE TABLE dbo.customers (
  id int IDENTITY(1, 1) NOT NULL CONSTRAINT_PK
  email nvarchar(80) NOT NULL,
  status varchar(20) NULL
);`.replace('CONSTRAINT_PK', ',');

/** Pairs that converge both ways: on a model of the catalog, and on a real server where there is one. */
export const sqlServerCases: readonly SqlServerCase[] = [
  {
    title: 'schemas and what is in them',
    before: tables,
    after: `${tables}
GO
CREATE SCHEMA sales
GO
CREATE TABLE sales.orders (id int NOT NULL, CONSTRAINT PK_orders PRIMARY KEY (id))`,
  },
  {
    title: 'columns that come, go and change',
    before: `CREATE TABLE dbo.t (a int NOT NULL, b nvarchar(10) NULL, c decimal(10, 2) NULL, d datetime2(3) NULL)`,
    after: `CREATE TABLE dbo.t (a bigint NOT NULL, b nvarchar(50) NOT NULL, c decimal(18, 4) NULL, e uniqueidentifier NOT NULL CONSTRAINT DF_e DEFAULT (newid()))`,
  },
  {
    title: 'a column with all that hangs on it changes',
    before: `
CREATE TABLE dbo.t (id int NOT NULL, code varchar(10) NOT NULL CONSTRAINT DF_code DEFAULT ('x'), n int NULL,
  CONSTRAINT PK_t PRIMARY KEY (id), CONSTRAINT UQ_code UNIQUE (code), CONSTRAINT CK_code CHECK ([code]<>''))
GO
CREATE TABLE dbo.u (t int NOT NULL, CONSTRAINT FK_u FOREIGN KEY (t) REFERENCES dbo.t (id) ON DELETE CASCADE)
GO
CREATE NONCLUSTERED INDEX IX_code ON dbo.t (code DESC) INCLUDE (n) WHERE ([code]>'a')
GO
CREATE VIEW dbo.bound WITH SCHEMABINDING AS SELECT id, code FROM dbo.t
GO
CREATE UNIQUE CLUSTERED INDEX IX_bound ON dbo.bound (id)`,
    after: `
CREATE TABLE dbo.t (id bigint NOT NULL, code nvarchar(20) NOT NULL CONSTRAINT DF_code DEFAULT ('x'), n int NULL,
  CONSTRAINT PK_t PRIMARY KEY (id), CONSTRAINT UQ_code UNIQUE (code), CONSTRAINT CK_code CHECK ([code]<>''))
GO
CREATE TABLE dbo.u (t bigint NOT NULL, CONSTRAINT FK_u FOREIGN KEY (t) REFERENCES dbo.t (id) ON DELETE CASCADE)
GO
CREATE NONCLUSTERED INDEX IX_code ON dbo.t (code DESC) INCLUDE (n) WHERE ([code]>'a')
GO
CREATE VIEW dbo.bound WITH SCHEMABINDING AS SELECT id, code FROM dbo.t
GO
CREATE UNIQUE CLUSTERED INDEX IX_bound ON dbo.bound (id)`,
  },
  {
    title: 'defaults and constraints that the server named',
    before: `CREATE TABLE dbo.t (a int NOT NULL DEFAULT ((0)), b int NULL DEFAULT ((1)), CHECK ([a]>(0)), UNIQUE (b), PRIMARY KEY (a))`,
    after: `CREATE TABLE dbo.t (a int NOT NULL DEFAULT ((5)), b int NULL, CHECK ([a]>(1)), UNIQUE (b, a), PRIMARY KEY (a))`,
  },
  {
    title: 'constraints that the server named, with others that begin alike',
    before: `
CREATE TABLE dbo.r (a int NOT NULL PRIMARY KEY (a))
GO
CREATE TABLE dbo.s (a int NOT NULL PRIMARY KEY (a))
GO
CREATE TABLE dbo.t (a int NULL, b int NULL, UNIQUE (a, b), UNIQUE (a), FOREIGN KEY (a) REFERENCES dbo.r (a), FOREIGN KEY (a) REFERENCES dbo.s (a))`.replaceAll(
      'NOT NULL PRIMARY',
      'NOT NULL, PRIMARY',
    ),
    after: `
CREATE TABLE dbo.r (a int NOT NULL PRIMARY KEY (a))
GO
CREATE TABLE dbo.s (a int NOT NULL PRIMARY KEY (a))
GO
CREATE TABLE dbo.t (a int NULL, b int NULL, UNIQUE (a, b), FOREIGN KEY (a) REFERENCES dbo.r (a))`.replaceAll(
      'NOT NULL PRIMARY',
      'NOT NULL, PRIMARY',
    ),
  },
  {
    title: 'defaults with names, and without one',
    before: `CREATE TABLE dbo.t (a int NOT NULL CONSTRAINT DF_old DEFAULT ((0)), b int NOT NULL DEFAULT ((0)))`,
    after: `CREATE TABLE dbo.t (a int NOT NULL CONSTRAINT DF_new DEFAULT ((0)), b int NOT NULL CONSTRAINT DF_b DEFAULT ((0)))`,
  },
  {
    title: 'a column with a default goes',
    before: `CREATE TABLE dbo.t (a int NOT NULL, b int NOT NULL DEFAULT ((0)))`,
    after: `CREATE TABLE dbo.t (a int NOT NULL)`,
  },
  {
    title: 'identity columns and constraints that replication may pass',
    before: `
CREATE TABLE dbo.t (a int IDENTITY(1, 1) NOT NULL, b int NOT NULL, CONSTRAINT CK_b CHECK ([b]>(0)))
GO
CREATE TABLE dbo.u (a bigint IDENTITY(-5, 2) NOT FOR REPLICATION NOT NULL)`,
    after: `
CREATE TABLE dbo.t (a int IDENTITY(1, 1) NOT FOR REPLICATION NOT NULL, b int NOT NULL, CONSTRAINT CK_b CHECK NOT FOR REPLICATION ([b]>(0)))
GO
CREATE TABLE dbo.u (a bigint IDENTITY(-5, 2) NOT NULL)`,
  },
  {
    title: 'computed columns, persisted or not',
    before: `CREATE TABLE dbo.t (a int NOT NULL, b AS ([a]*(2)), c AS ([a]+(1)) PERSISTED NOT NULL)`,
    after: `CREATE TABLE dbo.t (a int NOT NULL, b AS ([a]*(3)) PERSISTED, c AS ([a]+(1)))`,
  },
  {
    title: 'the column under a computed one changes',
    before: `CREATE TABLE dbo.t (a int NOT NULL, b AS ([a]*(2)))`,
    after: `CREATE TABLE dbo.t (a bigint NOT NULL, b AS ([a]*(2)))`,
  },
  {
    title: 'masks, sparse columns, row guids and collations',
    before: `CREATE TABLE dbo.t (a int SPARSE NULL, b varchar(10) COLLATE Latin1_General_BIN2 NULL, c uniqueidentifier NOT NULL)`,
    after: `CREATE TABLE dbo.t (a int NULL, b varchar(10) NULL, c uniqueidentifier NOT NULL ROWGUIDCOL)`,
  },
  {
    title: 'columns that keep their mask, sparseness or row guid when they change, and masks that change',
    before: `
CREATE TABLE dbo.t (a varchar(10) MASKED WITH (FUNCTION = 'default()') NULL, b int SPARSE NULL, c uniqueidentifier NOT NULL ROWGUIDCOL,
  d varchar(10) MASKED WITH (FUNCTION = 'default()') NOT NULL, e int NULL)
GO
CREATE INDEX IX_d ON dbo.t (d)
GO
CREATE INDEX IX_e ON dbo.t (e)`,
    after: `
CREATE TABLE dbo.t (a varchar(20) MASKED WITH (FUNCTION = 'default()') NULL, b bigint SPARSE NULL, c uniqueidentifier NULL ROWGUIDCOL,
  d varchar(10) MASKED WITH (FUNCTION = 'partial(1,"x",0)') NOT NULL, e int MASKED WITH (FUNCTION = 'random(1,9)') NULL)
GO
CREATE INDEX IX_d ON dbo.t (d)
GO
CREATE INDEX IX_e ON dbo.t (e)`,
  },
  {
    title: 'constraints that are disabled or not trusted',
    before: `
CREATE TABLE dbo.t (a int NOT NULL, CONSTRAINT CK_a CHECK ([a]>(0)), CONSTRAINT CK_b CHECK ([a]>(1)), CONSTRAINT CK_c CHECK ([a]>(2)))
GO
ALTER TABLE dbo.t NOCHECK CONSTRAINT CK_b`,
    after: `
CREATE TABLE dbo.t (a int NOT NULL, CONSTRAINT CK_a CHECK ([a]>(0)), CONSTRAINT CK_b CHECK ([a]>(1)))
GO
ALTER TABLE dbo.t NOCHECK CONSTRAINT CK_a
GO
ALTER TABLE dbo.t WITH NOCHECK ADD CONSTRAINT CK_c CHECK ([a]>(2))`,
  },
  {
    title: 'keys: name, columns, clustered or not, options',
    before: `CREATE TABLE dbo.t (a int NOT NULL, b int NOT NULL, CONSTRAINT PK_old PRIMARY KEY CLUSTERED (a), CONSTRAINT UQ_t UNIQUE (b) WITH (FILLFACTOR = 80))`,
    after: `CREATE TABLE dbo.t (a int NOT NULL, b int NOT NULL, CONSTRAINT PK_new PRIMARY KEY NONCLUSTERED (a, b), CONSTRAINT UQ_t UNIQUE (b) WITH (IGNORE_DUP_KEY = ON))`,
  },
  {
    title: 'a key of another name',
    before: `CREATE TABLE dbo.t (a int NOT NULL, CONSTRAINT PK_old PRIMARY KEY (a))
GO
CREATE TABLE dbo.u (a int NULL, CONSTRAINT FK_u FOREIGN KEY (a) REFERENCES dbo.t (a))`,
    after: `CREATE TABLE dbo.t (a int NOT NULL, CONSTRAINT PK_new PRIMARY KEY (a))
GO
CREATE TABLE dbo.u (a int NULL, CONSTRAINT FK_u FOREIGN KEY (a) REFERENCES dbo.t (a))`,
  },
  {
    title: 'foreign keys in a circle',
    before: `CREATE TABLE dbo.x (a int NULL)`,
    after: `
CREATE TABLE dbo.a (id int NOT NULL PRIMARY KEY (id), b int NULL)
GO
CREATE TABLE dbo.b (id int NOT NULL PRIMARY KEY (id), a int NULL CONSTRAINT_NONE)
GO
ALTER TABLE dbo.a ADD CONSTRAINT FK_a FOREIGN KEY (b) REFERENCES dbo.b (id)
GO
ALTER TABLE dbo.b ADD CONSTRAINT FK_b FOREIGN KEY (a) REFERENCES dbo.a (id) ON DELETE SET NULL ON UPDATE CASCADE`
      .replaceAll('PRIMARY KEY (id),', ', PRIMARY KEY (id),')
      .replace(' CONSTRAINT_NONE', ''),
  },
  ...indexCases,
  ...moduleCases,
  ...storageCases,
  ...placeCases,
  ...principalCases,
  ...temporalCases,
  ...rebuildCases,
  ...securityCases,
  ...fulltextCases,
  {
    title: 'alias types and what uses them',
    before: `CREATE TYPE dbo.Email FROM nvarchar(100) NOT NULL`,
    after: `
CREATE TYPE dbo.Email FROM nvarchar(100) NOT NULL
GO
CREATE TYPE dbo.Code FROM varchar(10) NULL
GO
CREATE TABLE dbo.t (a dbo.Email NOT NULL, b dbo.Code NULL)
GO
CREATE PROCEDURE dbo.p @code dbo.Code AS SELECT @code`,
  },
  {
    title: 'statistics that people made, and columns that they stand on',
    before: `
CREATE TABLE dbo.t (a int NULL, b varchar(20) NULL, c int NULL)
GO
CREATE STATISTICS s1 ON dbo.t (a, b)
GO
CREATE STATISTICS s2 ON dbo.t (c)
GO
CREATE STATISTICS gone ON dbo.t (c) WHERE ([a] IS NOT NULL)`,
    after: `
CREATE TABLE dbo.t (a int NULL, b nvarchar(10) NULL)
GO
CREATE STATISTICS s1 ON dbo.t (a, b)
GO
CREATE STATISTICS s2 ON dbo.t (b) WITH NORECOMPUTE
GO
CREATE STATISTICS [odd one] ON dbo.t (b, a) WHERE ([a]>(1))`,
  },
  {
    title: 'table types and what takes them',
    before: `
CREATE TYPE dbo.Lines AS TABLE ([no] int NOT NULL, item nvarchar(40) NULL, PRIMARY KEY CLUSTERED ([no]))
GO
CREATE TYPE dbo.Gone AS TABLE (id int NULL)
GO
CREATE PROCEDURE dbo.take @lines dbo.Lines READONLY AS SELECT [no] FROM @lines
GO
CREATE PROCEDURE dbo.fill AS BEGIN DECLARE @lines dbo.Lines; SELECT [no] FROM @lines END
GO
EXEC sys.sp_addextendedproperty @name = N'MS_Description', @value = N'lines of an order', @level0type = N'SCHEMA', @level0name = N'dbo', @level1type = N'TYPE', @level1name = N'Lines'`,
    after: `
CREATE TYPE dbo.Code FROM varchar(10) NULL
GO
CREATE TYPE dbo.Lines AS TABLE ([no] int NOT NULL DEFAULT ((1)), item nvarchar(80) NULL, code dbo.Code NULL, total AS ([no]*(2)),
  PRIMARY KEY CLUSTERED ([no]), CHECK ([no]>(0)), UNIQUE NONCLUSTERED (item))
GO
CREATE PROCEDURE dbo.take @lines dbo.Lines READONLY AS SELECT [no] FROM @lines
GO
CREATE PROCEDURE dbo.fill AS BEGIN DECLARE @lines dbo.Lines; SELECT [no] FROM @lines END
GO
CREATE TYPE dbo.[odd type] AS TABLE (id int NOT NULL)
GO
EXEC sys.sp_addextendedproperty @name = N'MS_Description', @value = N'lines of an order', @level0type = N'SCHEMA', @level0name = N'dbo', @level1type = N'TYPE', @level1name = N'Lines'`,
  },
  {
    title: 'sequences and synonyms',
    before: `
CREATE SEQUENCE dbo.s AS bigint START WITH 1 INCREMENT BY 1 MINVALUE 1 MAXVALUE 1000 NO CYCLE CACHE 50
GO
CREATE SYNONYM dbo.other FOR [elsewhere].[dbo].[t]`,
    after: `
CREATE SEQUENCE dbo.s AS bigint START WITH 1 INCREMENT BY 5 MINVALUE -10 MAXVALUE 1000 CYCLE NO CACHE
GO
CREATE SEQUENCE dbo.s2 AS int START WITH 7 INCREMENT BY 1 MINVALUE 1 MAXVALUE 99 NO CYCLE CACHE
GO
CREATE SYNONYM dbo.other FOR [dbo].[t2]`,
  },
  {
    title: 'extended properties of everything',
    before: `
CREATE SCHEMA s
GO
CREATE TABLE s.t (a int NOT NULL, b int NULL, CONSTRAINT PK_t PRIMARY KEY (a))
GO
CREATE NONCLUSTERED INDEX IX_t ON s.t (b)
GO
EXEC sys.sp_addextendedproperty @name = N'MS_Description', @value = N'old', @level0type = N'SCHEMA', @level0name = N's', @level1type = N'TABLE', @level1name = N't'
GO
EXEC sys.sp_addextendedproperty @name = N'gone', @value = N'x', @level0type = N'SCHEMA', @level0name = N's'`,
    after: `
CREATE SCHEMA s
GO
CREATE TABLE s.t (a int NOT NULL, b int NULL, CONSTRAINT PK_t PRIMARY KEY (a))
GO
CREATE NONCLUSTERED INDEX IX_t ON s.t (b)
GO
EXEC sys.sp_addextendedproperty @name = N'MS_Description', @value = N'it''s new', @level0type = N'SCHEMA', @level0name = N's', @level1type = N'TABLE', @level1name = N't'
GO
EXEC sys.sp_addextendedproperty @name = N'MS_Description', @value = N'c', @level0type = N'SCHEMA', @level0name = N's', @level1type = N'TABLE', @level1name = N't', @level2type = N'COLUMN', @level2name = N'a'
GO
EXEC sys.sp_addextendedproperty @name = N'MS_Description', @value = N'i', @level0type = N'SCHEMA', @level0name = N's', @level1type = N'TABLE', @level1name = N't', @level2type = N'INDEX', @level2name = N'IX_t'
GO
EXEC sys.sp_addextendedproperty @name = N'MS_Description', @value = N'k', @level0type = N'SCHEMA', @level0name = N's', @level1type = N'TABLE', @level1name = N't', @level2type = N'CONSTRAINT', @level2name = N'PK_t'`,
  },
  {
    title: 'names that are spelled in another case, and names with brackets and quotes',
    before: `
CREATE TABLE dbo.Customers (Id int NOT NULL, [odd]]na'me] int NULL)
GO
CREATE NONCLUSTERED INDEX IX_Id ON dbo.Customers (Id)
GO
CREATE VIEW dbo.V AS SELECT Id FROM dbo.Customers
GO
CREATE TABLE dbo.Held (Id int NOT NULL, Twice AS ([Id]*(2)), CONSTRAINT CK_Id CHECK ([Id]>(0)))
GO
CREATE NONCLUSTERED INDEX IX_Held ON dbo.Held (Id) WHERE ([Id]>(1))
GO
CREATE VIEW dbo.bound WITH SCHEMABINDING AS SELECT Id FROM dbo.Held`,
    after: `
CREATE TABLE dbo.customers (ID int NOT NULL, [odd]]na'me] int NOT NULL DEFAULT ((0)))
GO
CREATE NONCLUSTERED INDEX ix_id ON dbo.customers (ID)
GO
CREATE VIEW dbo.v AS SELECT Id FROM dbo.Customers
GO
CREATE TABLE dbo.held (id int NOT NULL, Twice AS ([id]*(2)), CONSTRAINT CK_Id CHECK ([id]>(0)))
GO
CREATE NONCLUSTERED INDEX IX_Held ON dbo.held (id) WHERE ([id]>(1))
GO
CREATE VIEW dbo.bound WITH SCHEMABINDING AS SELECT Id FROM dbo.Held`,
  },
  {
    title: 'texts that hold what a client takes for itself',
    before: `CREATE TABLE dbo.t (a varchar(20) NULL)`,
    after: `
CREATE TABLE dbo.t (a varchar(20) NULL CONSTRAINT DF_a DEFAULT ('$(x)'))
GO
CREATE PROCEDURE dbo.p AS SELECT '
  go 2
' AS a /*
:r x
exit (1)
go -- on
!!dir */`,
  },
  {
    title: 'settings of tables',
    before: `CREATE TABLE dbo.t (a int NOT NULL)`,
    after: `
CREATE TABLE dbo.t (a int NOT NULL)
GO
ALTER TABLE dbo.t SET (LOCK_ESCALATION = AUTO)`,
  },
];
