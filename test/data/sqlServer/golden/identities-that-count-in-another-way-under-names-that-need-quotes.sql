-- identities that count in another way, under names that need quotes

-- 1. set aside table [dbo].[a ']] b] (only a new table could change the identity of column [dbo].[a ']] b].[i ']] d])
--   ! table-rewrite: copies all rows of [dbo].[a ']] b] into a new table, under a lock that stops everybody; both take room until it is done
GO
DECLARE @result int;
EXEC @result = sp_rename N'[dbo].[a '']] b]', N'a ''] b_old', N'OBJECT';
IF @result <> 0 THROW 50000, N'sp_rename has refused.', 1
GO

-- 2. set aside table [dbo].[down] (only a new table could change the identity of column [dbo].[down].[id])
--   ! table-rewrite: copies all rows of [dbo].[down] into a new table, under a lock that stops everybody; both take room until it is done
GO
DECLARE @result int;
EXEC @result = sp_rename N'[dbo].[down]', N'down_old', N'OBJECT';
IF @result <> 0 THROW 50000, N'sp_rename has refused.', 1
GO

-- 3. set aside table [dbo].[nothing] (only a new table could change the identity of column [dbo].[nothing].[id])
--   ! table-rewrite: copies all rows of [dbo].[nothing] into a new table, under a lock that stops everybody; both take room until it is done
GO
DECLARE @result int;
EXEC @result = sp_rename N'[dbo].[nothing]', N'nothing_old', N'OBJECT';
IF @result <> 0 THROW 50000, N'sp_rename has refused.', 1
GO

-- 4. create table [dbo].[a ']] b] (only a new table could change the identity of column [dbo].[a ']] b].[i ']] d])
GO
CREATE TABLE [dbo].[a ']] b] (
    [i ']] d] bigint IDENTITY(1000, 5) NOT NULL,
    [x] varchar(20) NULL
)
GO

-- 5. fill table [dbo].[a ']] b] (only a new table could change the identity of column [dbo].[a ']] b].[i ']] d])
GO
IF EXISTS (SELECT 1 FROM sys.triggers WHERE parent_id = OBJECT_ID(N'[dbo].[a '']] b]')) THROW 50000, N'A trigger would act on the rows that are copied into [dbo].[a '']] b].', 1;
SET IDENTITY_INSERT [dbo].[a ']] b] ON;
INSERT INTO [dbo].[a ']] b] ([i ']] d], [x])
SELECT [i ']] d], [x] FROM [dbo].[a ']] b_old] WITH (TABLOCKX, HOLDLOCK);
SET IDENTITY_INSERT [dbo].[a ']] b] OFF;
IF (SELECT COUNT_BIG(*) FROM [dbo].[a ']] b]) <> (SELECT COUNT_BIG(*) FROM [dbo].[a ']] b_old]) THROW 50000, N'Not all rows of [dbo].[a '']] b] were copied.', 1;
GO
DECLARE @last bigint = (SELECT MAX([i ']] d]) FROM [dbo].[a ']] b]);
DECLARE @used bigint = (SELECT CONVERT(bigint, last_value) FROM sys.identity_columns WHERE object_id = OBJECT_ID(N'[dbo].[a '']] b_old]'));
DECLARE @value bigint = (SELECT MAX(v) FROM (VALUES (@last + (5)), (@used + (5)), (1000)) AS counted (v));
DBCC CHECKIDENT (N'[dbo].[a '']] b]', RESEED, @value) WITH NO_INFOMSGS
GO
DROP TABLE [dbo].[a ']] b_old]
GO

-- 6. create table [dbo].[down] (only a new table could change the identity of column [dbo].[down].[id])
GO
CREATE TABLE [dbo].[down] (
    [id] decimal(20, 0) IDENTITY(-1, -1) NOT NULL,
    [secret] varchar(10) MASKED WITH (FUNCTION = 'default()') NULL
)
GO

-- 7. fill table [dbo].[down] (only a new table could change the identity of column [dbo].[down].[id])
GO
IF ISNULL(HAS_PERMS_BY_NAME(QUOTENAME(DB_NAME()), N'DATABASE', N'UNMASK'), 0) = 0 THROW 50000, N'This login sees masks in place of values of [dbo].[down].', 1;
IF EXISTS (SELECT 1 FROM sys.triggers WHERE parent_id = OBJECT_ID(N'[dbo].[down]')) THROW 50000, N'A trigger would act on the rows that are copied into [dbo].[down].', 1;
SET IDENTITY_INSERT [dbo].[down] ON;
INSERT INTO [dbo].[down] ([id], [secret])
SELECT [id], [secret] FROM [dbo].[down_old] WITH (TABLOCKX, HOLDLOCK);
SET IDENTITY_INSERT [dbo].[down] OFF;
IF (SELECT COUNT_BIG(*) FROM [dbo].[down]) <> (SELECT COUNT_BIG(*) FROM [dbo].[down_old]) THROW 50000, N'Not all rows of [dbo].[down] were copied.', 1;
GO
DECLARE @last numeric(38, 0) = (SELECT MIN([id]) FROM [dbo].[down]);
DECLARE @used numeric(38, 0) = (SELECT CONVERT(numeric(38, 0), last_value) FROM sys.identity_columns WHERE object_id = OBJECT_ID(N'[dbo].[down_old]'));
DECLARE @value numeric(38, 0) = (SELECT MIN(v) FROM (VALUES (@last + (-1)), (@used + (-1)), (-1)) AS counted (v));
DBCC CHECKIDENT (N'[dbo].[down]', RESEED, @value) WITH NO_INFOMSGS
GO
DROP TABLE [dbo].[down_old]
GO

-- 8. create table [dbo].[nothing] (only a new table could change the identity of column [dbo].[nothing].[id])
GO
CREATE TABLE [dbo].[nothing] (
    [id] int IDENTITY(7, 1) NOT NULL
)
GO

-- 9. fill table [dbo].[nothing] (only a new table could change the identity of column [dbo].[nothing].[id])
GO
IF EXISTS (SELECT 1 FROM sys.triggers WHERE parent_id = OBJECT_ID(N'[dbo].[nothing]')) THROW 50000, N'A trigger would act on the rows that are copied into [dbo].[nothing].', 1;
SET IDENTITY_INSERT [dbo].[nothing] ON;
INSERT INTO [dbo].[nothing] ([id])
SELECT [id] FROM [dbo].[nothing_old] WITH (TABLOCKX, HOLDLOCK);
SET IDENTITY_INSERT [dbo].[nothing] OFF;
IF (SELECT COUNT_BIG(*) FROM [dbo].[nothing]) <> (SELECT COUNT_BIG(*) FROM [dbo].[nothing_old]) THROW 50000, N'Not all rows of [dbo].[nothing] were copied.', 1;
GO
DECLARE @last bigint = (SELECT MAX([id]) FROM [dbo].[nothing]);
DECLARE @used bigint = (SELECT CONVERT(bigint, last_value) FROM sys.identity_columns WHERE object_id = OBJECT_ID(N'[dbo].[nothing_old]'));
DECLARE @value bigint = (SELECT MAX(v) FROM (VALUES (@last + (1)), (@used + (1)), (7)) AS counted (v));
DBCC CHECKIDENT (N'[dbo].[nothing]', RESEED, @value) WITH NO_INFOMSGS
GO
DROP TABLE [dbo].[nothing_old]
GO

-- And back

-- 1. set aside table [dbo].[a ']] b] (only a new table could change the identity of column [dbo].[a ']] b].[i ']] d])
--   ! table-rewrite: copies all rows of [dbo].[a ']] b] into a new table, under a lock that stops everybody; both take room until it is done
GO
DECLARE @result int;
EXEC @result = sp_rename N'[dbo].[a '']] b]', N'a ''] b_old', N'OBJECT';
IF @result <> 0 THROW 50000, N'sp_rename has refused.', 1
GO

-- 2. set aside table [dbo].[down] (only a new table could change the identity of column [dbo].[down].[id])
--   ! table-rewrite: copies all rows of [dbo].[down] into a new table, under a lock that stops everybody; both take room until it is done
GO
DECLARE @result int;
EXEC @result = sp_rename N'[dbo].[down]', N'down_old', N'OBJECT';
IF @result <> 0 THROW 50000, N'sp_rename has refused.', 1
GO

-- 3. set aside table [dbo].[nothing] (only a new table could change the identity of column [dbo].[nothing].[id])
--   ! table-rewrite: copies all rows of [dbo].[nothing] into a new table, under a lock that stops everybody; both take room until it is done
GO
DECLARE @result int;
EXEC @result = sp_rename N'[dbo].[nothing]', N'nothing_old', N'OBJECT';
IF @result <> 0 THROW 50000, N'sp_rename has refused.', 1
GO

-- 4. create table [dbo].[a ']] b] (only a new table could change the identity of column [dbo].[a ']] b].[i ']] d])
GO
CREATE TABLE [dbo].[a ']] b] (
    [i ']] d] bigint IDENTITY(1, 1) NOT NULL,
    [x] varchar(10) NULL
)
GO

-- 5. fill table [dbo].[a ']] b] (only a new table could change the identity of column [dbo].[a ']] b].[i ']] d])
--   ! may-fail-on-rows: fails if values of [dbo].[a ']] b].[x] do not fit varchar(10)
GO
IF EXISTS (SELECT 1 FROM sys.triggers WHERE parent_id = OBJECT_ID(N'[dbo].[a '']] b]')) THROW 50000, N'A trigger would act on the rows that are copied into [dbo].[a '']] b].', 1;
SET IDENTITY_INSERT [dbo].[a ']] b] ON;
INSERT INTO [dbo].[a ']] b] ([i ']] d], [x])
SELECT [i ']] d], [x] FROM [dbo].[a ']] b_old] WITH (TABLOCKX, HOLDLOCK);
SET IDENTITY_INSERT [dbo].[a ']] b] OFF;
IF (SELECT COUNT_BIG(*) FROM [dbo].[a ']] b]) <> (SELECT COUNT_BIG(*) FROM [dbo].[a ']] b_old]) THROW 50000, N'Not all rows of [dbo].[a '']] b] were copied.', 1;
GO
DECLARE @last bigint = (SELECT MAX([i ']] d]) FROM [dbo].[a ']] b]);
DECLARE @used bigint = (SELECT CONVERT(bigint, last_value) FROM sys.identity_columns WHERE object_id = OBJECT_ID(N'[dbo].[a '']] b_old]'));
DECLARE @value bigint = (SELECT MAX(v) FROM (VALUES (@last + (1)), (@used + (1)), (1)) AS counted (v));
DBCC CHECKIDENT (N'[dbo].[a '']] b]', RESEED, @value) WITH NO_INFOMSGS
GO
DROP TABLE [dbo].[a ']] b_old]
GO

-- 6. create table [dbo].[down] (only a new table could change the identity of column [dbo].[down].[id])
GO
CREATE TABLE [dbo].[down] (
    [id] decimal(20, 0) IDENTITY(1, 1) NOT NULL,
    [secret] varchar(10) MASKED WITH (FUNCTION = 'default()') NULL
)
GO

-- 7. fill table [dbo].[down] (only a new table could change the identity of column [dbo].[down].[id])
GO
IF ISNULL(HAS_PERMS_BY_NAME(QUOTENAME(DB_NAME()), N'DATABASE', N'UNMASK'), 0) = 0 THROW 50000, N'This login sees masks in place of values of [dbo].[down].', 1;
IF EXISTS (SELECT 1 FROM sys.triggers WHERE parent_id = OBJECT_ID(N'[dbo].[down]')) THROW 50000, N'A trigger would act on the rows that are copied into [dbo].[down].', 1;
SET IDENTITY_INSERT [dbo].[down] ON;
INSERT INTO [dbo].[down] ([id], [secret])
SELECT [id], [secret] FROM [dbo].[down_old] WITH (TABLOCKX, HOLDLOCK);
SET IDENTITY_INSERT [dbo].[down] OFF;
IF (SELECT COUNT_BIG(*) FROM [dbo].[down]) <> (SELECT COUNT_BIG(*) FROM [dbo].[down_old]) THROW 50000, N'Not all rows of [dbo].[down] were copied.', 1;
GO
DECLARE @last numeric(38, 0) = (SELECT MAX([id]) FROM [dbo].[down]);
DECLARE @used numeric(38, 0) = (SELECT CONVERT(numeric(38, 0), last_value) FROM sys.identity_columns WHERE object_id = OBJECT_ID(N'[dbo].[down_old]'));
DECLARE @value numeric(38, 0) = (SELECT MAX(v) FROM (VALUES (@last + (1)), (@used + (1)), (1)) AS counted (v));
DBCC CHECKIDENT (N'[dbo].[down]', RESEED, @value) WITH NO_INFOMSGS
GO
DROP TABLE [dbo].[down_old]
GO

-- 8. create table [dbo].[nothing] (only a new table could change the identity of column [dbo].[nothing].[id])
GO
CREATE TABLE [dbo].[nothing] (
    [id] int IDENTITY(1, 1) NOT NULL
)
GO

-- 9. fill table [dbo].[nothing] (only a new table could change the identity of column [dbo].[nothing].[id])
GO
IF EXISTS (SELECT 1 FROM sys.triggers WHERE parent_id = OBJECT_ID(N'[dbo].[nothing]')) THROW 50000, N'A trigger would act on the rows that are copied into [dbo].[nothing].', 1;
SET IDENTITY_INSERT [dbo].[nothing] ON;
INSERT INTO [dbo].[nothing] ([id])
SELECT [id] FROM [dbo].[nothing_old] WITH (TABLOCKX, HOLDLOCK);
SET IDENTITY_INSERT [dbo].[nothing] OFF;
IF (SELECT COUNT_BIG(*) FROM [dbo].[nothing]) <> (SELECT COUNT_BIG(*) FROM [dbo].[nothing_old]) THROW 50000, N'Not all rows of [dbo].[nothing] were copied.', 1;
GO
DECLARE @last bigint = (SELECT MAX([id]) FROM [dbo].[nothing]);
DECLARE @used bigint = (SELECT CONVERT(bigint, last_value) FROM sys.identity_columns WHERE object_id = OBJECT_ID(N'[dbo].[nothing_old]'));
DECLARE @value bigint = (SELECT MAX(v) FROM (VALUES (@last + (1)), (@used + (1)), (1)) AS counted (v));
DBCC CHECKIDENT (N'[dbo].[nothing]', RESEED, @value) WITH NO_INFOMSGS
GO
DROP TABLE [dbo].[nothing_old]
GO
