-- identities that come and go on tables with rows, and all that hangs on these

-- 1. drop trigger [dbo].[tr_last] (only a new table could change the identity of column [dbo].[orders].[id])
GO
DROP TRIGGER [dbo].[tr_last]
GO

-- 2. drop trigger [dbo].[tr_orders] (only a new table could change the identity of column [dbo].[orders].[id])
GO
DROP TRIGGER [dbo].[tr_orders]
GO

-- 3. drop foreign key [FK_lines_orders] of [dbo].[lines] (rebuilt around primary key [PK_orders] of [dbo].[orders])
GO
ALTER TABLE [dbo].[lines] DROP CONSTRAINT [FK_lines_orders]
GO

-- 4. drop foreign key [FK_orders_customer] of [dbo].[orders] (rebuilt around primary key [PK_customers] of [dbo].[customers])
GO
ALTER TABLE [dbo].[orders] DROP CONSTRAINT [FK_orders_customer]
GO

-- 5. drop foreign key [FK_orders_previous] of [dbo].[orders] (rebuilt around primary key [PK_orders] of [dbo].[orders])
GO
ALTER TABLE [dbo].[orders] DROP CONSTRAINT [FK_orders_previous]
GO

-- 6. drop view [dbo].[all_orders] (rebuilt around table [dbo].[orders])
GO
DROP VIEW [dbo].[all_orders]
GO

-- 7. drop view [dbo].[open_orders] (rebuilt around column [dbo].[orders].[id])
GO
DROP VIEW [dbo].[open_orders]
GO

-- 8. drop check [CK_amount] of [dbo].[orders] (rebuilt around column [dbo].[orders].[amount])
GO
ALTER TABLE [dbo].[orders] DROP CONSTRAINT [CK_amount]
GO

-- 9. drop default of [dbo].[orders].[amount] (only a new table could change the identity of column [dbo].[orders].[id])
GO
ALTER TABLE [dbo].[orders] DROP CONSTRAINT [DF_amount]
GO

-- 10. set aside table [dbo].[customers] (only a new table could change the identity of column [dbo].[customers].[id])
--   ! table-rewrite: copies all rows of [dbo].[customers] into a new table, under a lock that stops everybody; both take room until it is done
GO
DECLARE @result int;
EXEC @result = sp_rename N'[dbo].[PK_customers]', N'PK_customers_old', N'OBJECT';
IF @result <> 0 THROW 50000, N'sp_rename has refused.', 1
GO
DECLARE @result int;
EXEC @result = sp_rename N'[dbo].[UQ_customers]', N'UQ_customers_old', N'OBJECT';
IF @result <> 0 THROW 50000, N'sp_rename has refused.', 1
GO
DECLARE @result int;
EXEC @result = sp_rename N'[dbo].[customers]', N'customers_old', N'OBJECT';
IF @result <> 0 THROW 50000, N'sp_rename has refused.', 1
GO

-- 11. set aside table [dbo].[orders] (only a new table could change the identity of column [dbo].[orders].[id])
--   ! table-rewrite: copies all rows of [dbo].[orders] into a new table, under a lock that stops everybody; both take room until it is done
GO
DECLARE @result int;
EXEC @result = sp_rename N'[dbo].[PK_orders]', N'PK_orders_old', N'OBJECT';
IF @result <> 0 THROW 50000, N'sp_rename has refused.', 1
GO
DECLARE @result int;
EXEC @result = sp_rename N'[dbo].[orders]', N'orders_old', N'OBJECT';
IF @result <> 0 THROW 50000, N'sp_rename has refused.', 1
GO

-- 12. create table [dbo].[customers] (only a new table could change the identity of column [dbo].[customers].[id])
GO
CREATE TABLE [dbo].[customers] (
    [id] int NOT NULL,
    [name] nvarchar(40) NOT NULL,
    CONSTRAINT [PK_customers] PRIMARY KEY CLUSTERED ([id]),
    CONSTRAINT [UQ_customers] UNIQUE NONCLUSTERED ([name])
)
GO

-- 13. fill table [dbo].[customers] (only a new table could change the identity of column [dbo].[customers].[id])
GO
IF EXISTS (SELECT 1 FROM sys.triggers WHERE parent_id = OBJECT_ID(N'[dbo].[customers]')) THROW 50000, N'A trigger would act on the rows that are copied into [dbo].[customers].', 1;
INSERT INTO [dbo].[customers] ([id], [name])
SELECT [id], [name] FROM [dbo].[customers_old] WITH (TABLOCKX, HOLDLOCK);
IF (SELECT COUNT_BIG(*) FROM [dbo].[customers]) <> (SELECT COUNT_BIG(*) FROM [dbo].[customers_old]) THROW 50000, N'Not all rows of [dbo].[customers] were copied.', 1;
GO
DROP TABLE [dbo].[customers_old]
GO

-- 14. create table [dbo].[orders] (only a new table could change the identity of column [dbo].[orders].[id])
GO
CREATE TABLE [dbo].[orders] (
    [id] int IDENTITY(100, 10) NOT NULL,
    [customer] int NOT NULL,
    [previous] int NULL,
    [amount] decimal(9, 2) NOT NULL CONSTRAINT [DF_amount] DEFAULT ((0)),
    [paid] bit NOT NULL DEFAULT ((0)),
    [code] int NOT NULL DEFAULT ([dbo].[one]((1))),
    [twice] AS ([amount]*(2)),
    [note] nvarchar(20) NULL,
    [changed] timestamp NOT NULL,
    [added] int NULL,
    CONSTRAINT [PK_orders] PRIMARY KEY CLUSTERED ([id]),
    CHECK ([id]>(0)),
    CONSTRAINT [CK_amount] CHECK ([amount]>=(0))
)
GO

-- 15. fill table [dbo].[orders] (only a new table could change the identity of column [dbo].[orders].[id])
--   ! irreversible: all rows of [dbo].[orders] get new values of [changed]
GO
IF EXISTS (SELECT 1 FROM sys.triggers WHERE parent_id = OBJECT_ID(N'[dbo].[orders]')) THROW 50000, N'A trigger would act on the rows that are copied into [dbo].[orders].', 1;
SET IDENTITY_INSERT [dbo].[orders] ON;
INSERT INTO [dbo].[orders] ([id], [customer], [previous], [amount], [paid], [code], [note])
SELECT [id], [customer], [previous], [amount], [paid], [code], [note] FROM [dbo].[orders_old] WITH (TABLOCKX, HOLDLOCK);
SET IDENTITY_INSERT [dbo].[orders] OFF;
IF (SELECT COUNT_BIG(*) FROM [dbo].[orders]) <> (SELECT COUNT_BIG(*) FROM [dbo].[orders_old]) THROW 50000, N'Not all rows of [dbo].[orders] were copied.', 1;
GO
DECLARE @last bigint = (SELECT MAX([id]) FROM [dbo].[orders]);
DECLARE @used bigint = (SELECT CONVERT(bigint, last_value) FROM sys.identity_columns WHERE object_id = OBJECT_ID(N'[dbo].[orders_old]'));
DECLARE @value bigint = (SELECT MAX(v) FROM (VALUES (@last + (10)), (@used + (10)), (100)) AS counted (v));
DBCC CHECKIDENT (N'[dbo].[orders]', RESEED, @value) WITH NO_INFOMSGS
GO
DROP TABLE [dbo].[orders_old]
GO

-- 16. create view [dbo].[all_orders] (rebuilt around table [dbo].[orders])
GO
CREATE VIEW [dbo].[all_orders] AS SELECT * FROM dbo.orders
GO

-- 17. create view [dbo].[open_orders] (rebuilt around column [dbo].[orders].[id])
GO
CREATE VIEW [dbo].[open_orders] WITH SCHEMABINDING AS SELECT id, amount FROM dbo.orders
GO

-- 18. create index [IX_customer] on [dbo].[orders] (rebuilt around column [dbo].[orders].[customer])
--   ! index-build: builds index [IX_customer] on [dbo].[orders] under a lock that stops writers
GO
CREATE NONCLUSTERED INDEX [IX_customer] ON [dbo].[orders] ([customer]) INCLUDE ([amount])
GO

-- 19. create statistics [st_note] on [dbo].[orders] (rebuilt around column [dbo].[orders].[amount])
GO
CREATE STATISTICS [st_note] ON [dbo].[orders] ([note], [amount])
GO

-- 20. create foreign key [FK_lines_orders] of [dbo].[lines] (rebuilt around primary key [PK_orders] of [dbo].[orders])
--   ! may-fail-on-rows: fails if rows do not keep foreign key [FK_lines_orders] of [dbo].[lines]
GO
ALTER TABLE [dbo].[lines] WITH CHECK ADD CONSTRAINT [FK_lines_orders] FOREIGN KEY ([orders]) REFERENCES [dbo].[orders] ([id]) ON DELETE CASCADE
GO

-- 21. create foreign key [FK_orders_customer] of [dbo].[orders] (rebuilt around primary key [PK_customers] of [dbo].[customers])
--   ! may-fail-on-rows: fails if rows do not keep foreign key [FK_orders_customer] of [dbo].[orders]
GO
ALTER TABLE [dbo].[orders] WITH CHECK ADD CONSTRAINT [FK_orders_customer] FOREIGN KEY ([customer]) REFERENCES [dbo].[customers] ([id])
GO

-- 22. create foreign key [FK_orders_previous] of [dbo].[orders] (rebuilt around primary key [PK_orders] of [dbo].[orders])
--   ! may-fail-on-rows: fails if rows do not keep foreign key [FK_orders_previous] of [dbo].[orders]
GO
ALTER TABLE [dbo].[orders] WITH CHECK ADD CONSTRAINT [FK_orders_previous] FOREIGN KEY ([previous]) REFERENCES [dbo].[orders] ([id])
GO

-- 23. create trigger [dbo].[tr_last] (only a new table could change the identity of column [dbo].[orders].[id])
GO
CREATE TRIGGER [dbo].[tr_last] ON dbo.orders AFTER INSERT AS SELECT 2
GO

-- 24. create trigger [dbo].[tr_orders] (only a new table could change the identity of column [dbo].[orders].[id])
GO
CREATE TRIGGER [dbo].[tr_orders] ON dbo.orders AFTER INSERT AS SELECT 1
GO

-- 25. create permission UPDATE on OBJECT::[dbo].[orders] ([amount]) of [clerks] (only a new table could change the identity of column [dbo].[orders].[id])
GO
DENY UPDATE ON OBJECT::[dbo].[orders] ([amount]) TO [clerks]
GO

-- 26. create permission SELECT on OBJECT::[dbo].[orders] of [clerks] (only a new table could change the identity of column [dbo].[orders].[id])
GO
GRANT SELECT ON OBJECT::[dbo].[orders] TO [clerks]
GO

-- 27. create extended property MS_Description of column dbo.orders.amount (only a new table could change the identity of column [dbo].[orders].[id])
GO
DECLARE @result int;
EXEC @result = sys.sp_addextendedproperty @name = N'MS_Description', @value = N'in euros', @level0type = N'SCHEMA', @level0name = N'dbo', @level1type = N'TABLE', @level1name = N'orders', @level2type = N'COLUMN', @level2name = N'amount';
IF @result <> 0 THROW 50000, N'sp_addextendedproperty has refused.', 1
GO

-- 28. create extended property MS_Description of table dbo.orders (only a new table could change the identity of column [dbo].[orders].[id])
GO
DECLARE @result int;
EXEC @result = sys.sp_addextendedproperty @name = N'MS_Description', @value = N'what was ordered', @level0type = N'SCHEMA', @level0name = N'dbo', @level1type = N'TABLE', @level1name = N'orders';
IF @result <> 0 THROW 50000, N'sp_addextendedproperty has refused.', 1
GO

-- 29. create place "Last INSERT" of trigger [dbo].[tr_last] (only a new table could change the identity of column [dbo].[orders].[id])
GO
DECLARE @result int;
EXEC @result = sp_settriggerorder N'[dbo].[tr_last]', N'Last', N'INSERT';
IF @result <> 0 THROW 50000, N'sp_settriggerorder has refused.', 1
GO

-- And back

-- 1. drop trigger [dbo].[tr_last] (only a new table could change the identity of column [dbo].[orders].[id])
GO
DROP TRIGGER [dbo].[tr_last]
GO

-- 2. drop trigger [dbo].[tr_orders] (only a new table could change the identity of column [dbo].[orders].[id])
GO
DROP TRIGGER [dbo].[tr_orders]
GO

-- 3. drop foreign key [FK_lines_orders] of [dbo].[lines] (rebuilt around primary key [PK_orders] of [dbo].[orders])
GO
ALTER TABLE [dbo].[lines] DROP CONSTRAINT [FK_lines_orders]
GO

-- 4. drop foreign key [FK_orders_customer] of [dbo].[orders] (rebuilt around primary key [PK_customers] of [dbo].[customers])
GO
ALTER TABLE [dbo].[orders] DROP CONSTRAINT [FK_orders_customer]
GO

-- 5. drop foreign key [FK_orders_previous] of [dbo].[orders] (rebuilt around primary key [PK_orders] of [dbo].[orders])
GO
ALTER TABLE [dbo].[orders] DROP CONSTRAINT [FK_orders_previous]
GO

-- 6. drop view [dbo].[all_orders] (rebuilt around table [dbo].[orders])
GO
DROP VIEW [dbo].[all_orders]
GO

-- 7. drop view [dbo].[open_orders] (rebuilt around column [dbo].[orders].[id])
GO
DROP VIEW [dbo].[open_orders]
GO

-- 8. drop check [CK_amount] of [dbo].[orders] (rebuilt around column [dbo].[orders].[amount])
GO
ALTER TABLE [dbo].[orders] DROP CONSTRAINT [CK_amount]
GO

-- 9. drop default of [dbo].[orders].[amount] (only a new table could change the identity of column [dbo].[orders].[id])
GO
ALTER TABLE [dbo].[orders] DROP CONSTRAINT [DF_amount]
GO

-- 10. set aside table [dbo].[customers] (only a new table could change the identity of column [dbo].[customers].[id])
--   ! table-rewrite: copies all rows of [dbo].[customers] into a new table, under a lock that stops everybody; both take room until it is done
GO
DECLARE @result int;
EXEC @result = sp_rename N'[dbo].[PK_customers]', N'PK_customers_old', N'OBJECT';
IF @result <> 0 THROW 50000, N'sp_rename has refused.', 1
GO
DECLARE @result int;
EXEC @result = sp_rename N'[dbo].[UQ_customers]', N'UQ_customers_old', N'OBJECT';
IF @result <> 0 THROW 50000, N'sp_rename has refused.', 1
GO
DECLARE @result int;
EXEC @result = sp_rename N'[dbo].[customers]', N'customers_old', N'OBJECT';
IF @result <> 0 THROW 50000, N'sp_rename has refused.', 1
GO

-- 11. set aside table [dbo].[orders] (only a new table could change the identity of column [dbo].[orders].[id])
--   ! table-rewrite: copies all rows of [dbo].[orders] into a new table, under a lock that stops everybody; both take room until it is done
GO
DECLARE @result int;
EXEC @result = sp_rename N'[dbo].[PK_orders]', N'PK_orders_old', N'OBJECT';
IF @result <> 0 THROW 50000, N'sp_rename has refused.', 1
GO
DECLARE @result int;
EXEC @result = sp_rename N'[dbo].[orders]', N'orders_old', N'OBJECT';
IF @result <> 0 THROW 50000, N'sp_rename has refused.', 1
GO

-- 12. create table [dbo].[customers] (only a new table could change the identity of column [dbo].[customers].[id])
GO
CREATE TABLE [dbo].[customers] (
    [id] int IDENTITY(1, 1) NOT NULL,
    [name] nvarchar(40) NOT NULL,
    CONSTRAINT [PK_customers] PRIMARY KEY CLUSTERED ([id]),
    CONSTRAINT [UQ_customers] UNIQUE NONCLUSTERED ([name])
)
GO

-- 13. fill table [dbo].[customers] (only a new table could change the identity of column [dbo].[customers].[id])
GO
IF EXISTS (SELECT 1 FROM sys.triggers WHERE parent_id = OBJECT_ID(N'[dbo].[customers]')) THROW 50000, N'A trigger would act on the rows that are copied into [dbo].[customers].', 1;
SET IDENTITY_INSERT [dbo].[customers] ON;
INSERT INTO [dbo].[customers] ([id], [name])
SELECT [id], [name] FROM [dbo].[customers_old] WITH (TABLOCKX, HOLDLOCK);
SET IDENTITY_INSERT [dbo].[customers] OFF;
IF (SELECT COUNT_BIG(*) FROM [dbo].[customers]) <> (SELECT COUNT_BIG(*) FROM [dbo].[customers_old]) THROW 50000, N'Not all rows of [dbo].[customers] were copied.', 1;
GO
DECLARE @last bigint = (SELECT MAX([id]) FROM [dbo].[customers]);
DECLARE @used bigint = (SELECT CONVERT(bigint, last_value) FROM sys.identity_columns WHERE object_id = OBJECT_ID(N'[dbo].[customers_old]'));
DECLARE @value bigint = (SELECT MAX(v) FROM (VALUES (@last + (1)), (@used + (1)), (1)) AS counted (v));
DBCC CHECKIDENT (N'[dbo].[customers]', RESEED, @value) WITH NO_INFOMSGS
GO
DROP TABLE [dbo].[customers_old]
GO

-- 14. create table [dbo].[orders] (only a new table could change the identity of column [dbo].[orders].[id])
GO
CREATE TABLE [dbo].[orders] (
    [id] int NOT NULL,
    [customer] int NOT NULL,
    [previous] int NULL,
    [amount] decimal(9, 2) NOT NULL CONSTRAINT [DF_amount] DEFAULT ((0)),
    [paid] bit NOT NULL DEFAULT ((0)),
    [code] int NOT NULL DEFAULT ([dbo].[one]((1))),
    [twice] AS ([amount]*(2)),
    [note] nvarchar(20) NULL,
    [changed] timestamp NOT NULL,
    CONSTRAINT [PK_orders] PRIMARY KEY CLUSTERED ([id]),
    CHECK ([id]>(0)),
    CONSTRAINT [CK_amount] CHECK ([amount]>=(0))
)
GO

-- 15. fill table [dbo].[orders] (only a new table could change the identity of column [dbo].[orders].[id])
--   ! data-loss: drops the values of column [dbo].[orders].[added]
--   ! irreversible: all rows of [dbo].[orders] get new values of [changed]
GO
IF EXISTS (SELECT 1 FROM sys.triggers WHERE parent_id = OBJECT_ID(N'[dbo].[orders]')) THROW 50000, N'A trigger would act on the rows that are copied into [dbo].[orders].', 1;
INSERT INTO [dbo].[orders] ([id], [customer], [previous], [amount], [paid], [code], [note])
SELECT [id], [customer], [previous], [amount], [paid], [code], [note] FROM [dbo].[orders_old] WITH (TABLOCKX, HOLDLOCK);
IF (SELECT COUNT_BIG(*) FROM [dbo].[orders]) <> (SELECT COUNT_BIG(*) FROM [dbo].[orders_old]) THROW 50000, N'Not all rows of [dbo].[orders] were copied.', 1;
GO
DROP TABLE [dbo].[orders_old]
GO

-- 16. create view [dbo].[all_orders] (rebuilt around table [dbo].[orders])
GO
CREATE VIEW [dbo].[all_orders] AS SELECT * FROM dbo.orders
GO

-- 17. create view [dbo].[open_orders] (rebuilt around column [dbo].[orders].[id])
GO
CREATE VIEW [dbo].[open_orders] WITH SCHEMABINDING AS SELECT id, amount FROM dbo.orders
GO

-- 18. create index [IX_customer] on [dbo].[orders] (rebuilt around column [dbo].[orders].[customer])
--   ! index-build: builds index [IX_customer] on [dbo].[orders] under a lock that stops writers
GO
CREATE NONCLUSTERED INDEX [IX_customer] ON [dbo].[orders] ([customer]) INCLUDE ([amount])
GO

-- 19. create statistics [st_note] on [dbo].[orders] (rebuilt around column [dbo].[orders].[amount])
GO
CREATE STATISTICS [st_note] ON [dbo].[orders] ([note], [amount])
GO

-- 20. create foreign key [FK_lines_orders] of [dbo].[lines] (rebuilt around primary key [PK_orders] of [dbo].[orders])
--   ! may-fail-on-rows: fails if rows do not keep foreign key [FK_lines_orders] of [dbo].[lines]
GO
ALTER TABLE [dbo].[lines] WITH CHECK ADD CONSTRAINT [FK_lines_orders] FOREIGN KEY ([orders]) REFERENCES [dbo].[orders] ([id]) ON DELETE CASCADE
GO

-- 21. create foreign key [FK_orders_customer] of [dbo].[orders] (rebuilt around primary key [PK_customers] of [dbo].[customers])
--   ! may-fail-on-rows: fails if rows do not keep foreign key [FK_orders_customer] of [dbo].[orders]
GO
ALTER TABLE [dbo].[orders] WITH CHECK ADD CONSTRAINT [FK_orders_customer] FOREIGN KEY ([customer]) REFERENCES [dbo].[customers] ([id])
GO

-- 22. create foreign key [FK_orders_previous] of [dbo].[orders] (rebuilt around primary key [PK_orders] of [dbo].[orders])
--   ! may-fail-on-rows: fails if rows do not keep foreign key [FK_orders_previous] of [dbo].[orders]
GO
ALTER TABLE [dbo].[orders] WITH CHECK ADD CONSTRAINT [FK_orders_previous] FOREIGN KEY ([previous]) REFERENCES [dbo].[orders] ([id])
GO

-- 23. create trigger [dbo].[tr_last] (only a new table could change the identity of column [dbo].[orders].[id])
GO
CREATE TRIGGER [dbo].[tr_last] ON dbo.orders AFTER INSERT AS SELECT 2
GO

-- 24. create trigger [dbo].[tr_orders] (only a new table could change the identity of column [dbo].[orders].[id])
GO
CREATE TRIGGER [dbo].[tr_orders] ON dbo.orders AFTER INSERT AS SELECT 1
GO

-- 25. create permission UPDATE on OBJECT::[dbo].[orders] ([amount]) of [clerks] (only a new table could change the identity of column [dbo].[orders].[id])
GO
DENY UPDATE ON OBJECT::[dbo].[orders] ([amount]) TO [clerks]
GO

-- 26. create permission SELECT on OBJECT::[dbo].[orders] of [clerks] (only a new table could change the identity of column [dbo].[orders].[id])
GO
GRANT SELECT ON OBJECT::[dbo].[orders] TO [clerks]
GO

-- 27. create extended property MS_Description of column dbo.orders.amount (only a new table could change the identity of column [dbo].[orders].[id])
GO
DECLARE @result int;
EXEC @result = sys.sp_addextendedproperty @name = N'MS_Description', @value = N'in euros', @level0type = N'SCHEMA', @level0name = N'dbo', @level1type = N'TABLE', @level1name = N'orders', @level2type = N'COLUMN', @level2name = N'amount';
IF @result <> 0 THROW 50000, N'sp_addextendedproperty has refused.', 1
GO

-- 28. create extended property MS_Description of table dbo.orders (only a new table could change the identity of column [dbo].[orders].[id])
GO
DECLARE @result int;
EXEC @result = sys.sp_addextendedproperty @name = N'MS_Description', @value = N'what was ordered', @level0type = N'SCHEMA', @level0name = N'dbo', @level1type = N'TABLE', @level1name = N'orders';
IF @result <> 0 THROW 50000, N'sp_addextendedproperty has refused.', 1
GO

-- 29. create place "Last INSERT" of trigger [dbo].[tr_last] (only a new table could change the identity of column [dbo].[orders].[id])
GO
DECLARE @result int;
EXEC @result = sp_settriggerorder N'[dbo].[tr_last]', N'Last', N'INSERT';
IF @result <> 0 THROW 50000, N'sp_settriggerorder has refused.', 1
GO
