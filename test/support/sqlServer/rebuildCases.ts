import type { SqlServerCase } from './moduleCases.js';

/** Tables with all that hangs on them, of which two differ in what only a new table can have. */
function shop(orderIdentity: string, customerIdentity: string, more: string): string {
  return `CREATE ROLE clerks
GO
CREATE FUNCTION dbo.one(@n int) RETURNS int WITH SCHEMABINDING AS BEGIN RETURN 1 END
GO
CREATE TABLE dbo.customers (
  id int ${customerIdentity}NOT NULL,
  name nvarchar(40) NOT NULL,
  CONSTRAINT PK_customers PRIMARY KEY CLUSTERED (id),
  CONSTRAINT UQ_customers UNIQUE NONCLUSTERED (name)
)
GO
CREATE TABLE dbo.orders (
  id int ${orderIdentity}NOT NULL,
  customer int NOT NULL,
  previous int NULL,
  amount decimal(9, 2) NOT NULL CONSTRAINT DF_amount DEFAULT ((0)),
  paid bit NOT NULL DEFAULT ((0)),
  code int NOT NULL DEFAULT ([dbo].[one]((1))),
  twice AS ([amount]*(2)),
  note nvarchar(20) NULL${more},
  changed timestamp NOT NULL,
  CONSTRAINT PK_orders PRIMARY KEY CLUSTERED (id),
  CONSTRAINT CK_amount CHECK ([amount]>=(0)),
  CHECK ([id]>(0)),
  CONSTRAINT FK_orders_customer FOREIGN KEY (customer) REFERENCES dbo.customers (id)
)
GO
ALTER TABLE dbo.orders ADD CONSTRAINT FK_orders_previous FOREIGN KEY (previous) REFERENCES dbo.orders (id)
GO
CREATE TABLE dbo.lines (
  id int NOT NULL,
  orders int NOT NULL,
  CONSTRAINT FK_lines_orders FOREIGN KEY (orders) REFERENCES dbo.orders (id) ON DELETE CASCADE
)
GO
CREATE NONCLUSTERED INDEX IX_customer ON dbo.orders (customer) INCLUDE (amount)
GO
CREATE STATISTICS st_note ON dbo.orders (note, amount)
GO
CREATE VIEW dbo.open_orders WITH SCHEMABINDING AS SELECT id, amount FROM dbo.orders
GO
CREATE VIEW dbo.all_orders AS SELECT * FROM dbo.orders
GO
CREATE TRIGGER dbo.tr_orders ON dbo.orders AFTER INSERT AS SELECT 1
GO
CREATE TRIGGER dbo.tr_last ON dbo.orders AFTER INSERT AS SELECT 2
GO
EXEC sp_settriggerorder N'dbo.tr_last', N'Last', N'INSERT'
GO
EXEC sys.sp_addextendedproperty @name = N'MS_Description', @value = N'what was ordered', @level0type = N'SCHEMA', @level0name = N'dbo', @level1type = N'TABLE', @level1name = N'orders'
GO
EXEC sys.sp_addextendedproperty @name = N'MS_Description', @value = N'in euros', @level0type = N'SCHEMA', @level0name = N'dbo', @level1type = N'TABLE', @level1name = N'orders', @level2type = N'COLUMN', @level2name = N'amount'
GO
GRANT SELECT ON OBJECT::dbo.orders TO clerks
GO
DENY UPDATE ON OBJECT::dbo.orders (amount) TO clerks
GO
${insert('dbo.customers', 'id, name', customerIdentity !== '', "(1, N'Ann'), (5, N'Bob')")}
GO
${insert('dbo.orders', 'id, customer, previous, amount, note', orderIdentity !== '', "(3, 1, NULL, 10.50, N'first'), (8, 5, 3, 7.25, NULL)")}
GO
INSERT INTO dbo.lines (id, orders) VALUES (1, 8)`;
}

function insert(table: string, columns: string, hasIdentity: boolean, values: string): string {
  const statement = `INSERT INTO ${table} (${columns}) VALUES ${values}`;
  return hasIdentity
    ? `SET IDENTITY_INSERT ${table} ON;\n${statement};\nSET IDENTITY_INSERT ${table} OFF`
    : statement;
}

/** What only a new table can have: the old one's rows are copied into it. */
export const rebuildCases: readonly SqlServerCase[] = [
  {
    title: 'identities that come and go on tables with rows, and all that hangs on these',
    before: shop('', 'IDENTITY(1, 1) ', ''),
    after: shop('IDENTITY(100, 10) ', '', ',\n  added int NULL'),
  },
  {
    title: 'identities that count in another way, under names that need quotes',
    before: `CREATE TABLE dbo.[a ']] b] ([i ']] d] bigint IDENTITY(1, 1) NOT NULL, x varchar(10) NULL)
GO
CREATE TABLE dbo.[down] (id decimal(20, 0) IDENTITY(1, 1) NOT NULL, secret varchar(10) MASKED WITH (FUNCTION = 'default()') NULL)
GO
CREATE TABLE dbo.nothing (id int IDENTITY(1, 1) NOT NULL)
GO
INSERT INTO dbo.[a ']] b] (x) VALUES (N'one'), (N'two')
GO
INSERT INTO dbo.[down] (secret) VALUES (N'x')`,
    after: `CREATE TABLE dbo.[a ']] b] ([i ']] d] bigint IDENTITY(1000, 5) NOT NULL, x varchar(20) NULL)
GO
CREATE TABLE dbo.[down] (id decimal(20, 0) IDENTITY(-1, -1) NOT NULL, secret varchar(10) MASKED WITH (FUNCTION = 'default()') NULL)
GO
CREATE TABLE dbo.nothing (id int IDENTITY(7, 1) NOT NULL)
GO
INSERT INTO dbo.[a ']] b] (x) VALUES (N'one'), (N'two')
GO
INSERT INTO dbo.[down] (secret) VALUES (N'x')`,
  },
  {
    title: 'tables and columns under ANSI_NULLS and ANSI_PADDING off, which the server keeps with them',
    before: `CREATE TABLE dbo.modern (a varchar(10) NULL, b int NULL)
GO
SET ANSI_PADDING OFF
GO
CREATE TABLE dbo.legacy (a char(5) NULL, b varchar(10) NOT NULL, c int NOT NULL, d char(3) NOT NULL,
  CONSTRAINT PK_legacy PRIMARY KEY CLUSTERED (c))
GO
SET ANSI_PADDING ON
GO
CREATE NONCLUSTERED INDEX IX_b ON dbo.legacy (b)
GO
CREATE TABLE dbo.grows (a int NULL)
GO
INSERT INTO dbo.modern (a, b) VALUES (N'x', 1)`,
    after: `SET ANSI_NULLS OFF
GO
CREATE TABLE dbo.nulls (a int NULL)
GO
SET ANSI_NULLS ON
GO
SET ANSI_PADDING OFF
GO
CREATE TABLE dbo.modern (a varchar(10) NULL, b int NULL)
GO
CREATE TABLE dbo.parts (a varbinary(5) NULL, b int NULL)
GO
CREATE TABLE dbo.grows (a int NULL, b varchar(5) NOT NULL DEFAULT ('x'))
GO
SET ANSI_PADDING ON
GO
ALTER TABLE dbo.parts ADD c varchar(5) NULL, d nvarchar(max) NULL, e int NOT NULL, CONSTRAINT PK_parts PRIMARY KEY CLUSTERED (e)
GO
SET ANSI_PADDING OFF
GO
ALTER TABLE dbo.parts ADD f char(5) NULL
GO
SET ANSI_PADDING ON
GO
CREATE TABLE dbo.legacy (a char(5) NULL, b varchar(20) NOT NULL, c int NOT NULL, d char(3) NULL,
  CONSTRAINT PK_legacy PRIMARY KEY CLUSTERED (c))
GO
CREATE NONCLUSTERED INDEX IX_b ON dbo.legacy (b)
GO
INSERT INTO dbo.modern (a, b) VALUES (N'x', 1)`,
  },
];
