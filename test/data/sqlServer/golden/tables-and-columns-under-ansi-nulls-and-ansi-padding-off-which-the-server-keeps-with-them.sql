-- tables and columns under ANSI_NULLS and ANSI_PADDING off, which the server keeps with them

-- 1. set aside table [dbo].[modern] (only a new table could have column [dbo].[modern].[a] under ANSI_PADDING OFF, as the source has it)
--   ! table-rewrite: copies all rows of [dbo].[modern] into a new table, under a lock that stops everybody; both take room until it is done
GO
DECLARE @result int;
EXEC @result = sp_rename N'[dbo].[modern]', N'modern_old', N'OBJECT';
IF @result <> 0 THROW 50000, N'sp_rename has refused.', 1
GO

-- 2. create table [dbo].[modern] (only a new table could have column [dbo].[modern].[a] under ANSI_PADDING OFF, as the source has it)
GO
SET ANSI_PADDING OFF
GO
CREATE TABLE [dbo].[modern] (
    [a] varchar(10) NULL,
    [b] int NULL
)
GO
SET ANSI_PADDING ON
GO

-- 3. fill table [dbo].[modern] (only a new table could have column [dbo].[modern].[a] under ANSI_PADDING OFF, as the source has it)
--   ! data-loss: blanks and zeros at the end of values of [dbo].[modern].[a] are cut
GO
IF EXISTS (SELECT 1 FROM sys.triggers WHERE parent_id = OBJECT_ID(N'[dbo].[modern]')) THROW 50000, N'A trigger would act on the rows that are copied into [dbo].[modern].', 1;
INSERT INTO [dbo].[modern] ([a], [b])
SELECT [a], [b] FROM [dbo].[modern_old] WITH (TABLOCKX, HOLDLOCK);
IF (SELECT COUNT_BIG(*) FROM [dbo].[modern]) <> (SELECT COUNT_BIG(*) FROM [dbo].[modern_old]) THROW 50000, N'Not all rows of [dbo].[modern] were copied.', 1;
GO
DROP TABLE [dbo].[modern_old]
GO

-- 4. create table [dbo].[nulls]
GO
SET ANSI_NULLS OFF
GO
CREATE TABLE [dbo].[nulls] (
    [a] int NULL
)
GO
SET ANSI_NULLS ON
GO

-- 5. create table [dbo].[parts]
GO
SET ANSI_PADDING OFF
GO
CREATE TABLE [dbo].[parts] (
    [a] varbinary(5) NULL,
    [b] int NULL
)
GO
SET ANSI_PADDING ON
GO
ALTER TABLE [dbo].[parts] ADD
    [c] varchar(5) NULL,
    [d] nvarchar(max) NULL,
    [e] int NOT NULL
GO
SET ANSI_PADDING OFF
GO
ALTER TABLE [dbo].[parts] ADD
    [f] char(5) NULL,
    CONSTRAINT [PK_parts] PRIMARY KEY CLUSTERED ([e])
GO
SET ANSI_PADDING ON
GO

-- 6. create column [dbo].[grows].[b]
--   ! table-rewrite: gives a value to all rows of [dbo].[grows], under a lock that stops everybody; Enterprise and Azure do so at once where it is a constant
GO
SET ANSI_PADDING OFF
GO
ALTER TABLE [dbo].[grows] ADD [b] varchar(5) NOT NULL DEFAULT ('x')
GO
SET ANSI_PADDING ON
GO

-- 7. alter column [dbo].[legacy].[a]
GO
ALTER TABLE [dbo].[legacy] ALTER COLUMN [a] char(5) NULL
GO

-- 8. alter column [dbo].[legacy].[b]
GO
ALTER TABLE [dbo].[legacy] ALTER COLUMN [b] varchar(20) NOT NULL
GO

-- 9. alter column [dbo].[legacy].[d]
GO
ALTER TABLE [dbo].[legacy] ALTER COLUMN [d] char(3) NULL
GO

-- And back

-- 1. drop column [dbo].[grows].[b]
--   ! data-loss: drops column [dbo].[grows].[b] and its values
GO
DECLARE @constraint sysname = (
    SELECT d.name FROM sys.default_constraints AS d
    JOIN sys.columns AS c ON c.object_id = d.parent_object_id AND c.column_id = d.parent_column_id
    WHERE d.parent_object_id = OBJECT_ID(N'[dbo].[grows]') AND c.name = N'b'
);
IF @constraint IS NULL THROW 50000, N'Column [b] of [dbo].[grows] has no default any more.', 1;
DECLARE @statement nvarchar(max) = N'ALTER TABLE [dbo].[grows] DROP CONSTRAINT ' + QUOTENAME(@constraint);
EXEC sys.sp_executesql @statement
GO
ALTER TABLE [dbo].[grows] DROP COLUMN [b]
GO

-- 2. set aside table [dbo].[legacy] (only a new table could have column [dbo].[legacy].[a] under ANSI_PADDING OFF, as the source has it)
--   ! table-rewrite: copies all rows of [dbo].[legacy] into a new table, under a lock that stops everybody; both take room until it is done
GO
DECLARE @result int;
EXEC @result = sp_rename N'[dbo].[PK_legacy]', N'PK_legacy_old', N'OBJECT';
IF @result <> 0 THROW 50000, N'sp_rename has refused.', 1
GO
DECLARE @result int;
EXEC @result = sp_rename N'[dbo].[legacy]', N'legacy_old', N'OBJECT';
IF @result <> 0 THROW 50000, N'sp_rename has refused.', 1
GO

-- 3. drop table [dbo].[nulls]
--   ! data-loss: drops table [dbo].[nulls] and its rows
GO
DROP TABLE [dbo].[nulls]
GO

-- 4. drop table [dbo].[parts]
--   ! data-loss: drops table [dbo].[parts] and its rows
GO
DROP TABLE [dbo].[parts]
GO

-- 5. create table [dbo].[legacy] (only a new table could have column [dbo].[legacy].[a] under ANSI_PADDING OFF, as the source has it)
GO
SET ANSI_PADDING OFF
GO
CREATE TABLE [dbo].[legacy] (
    [a] char(5) NULL,
    [b] varchar(10) NOT NULL,
    [c] int NOT NULL,
    [d] char(3) NOT NULL,
    CONSTRAINT [PK_legacy] PRIMARY KEY CLUSTERED ([c])
)
GO
SET ANSI_PADDING ON
GO

-- 6. fill table [dbo].[legacy] (only a new table could have column [dbo].[legacy].[a] under ANSI_PADDING OFF, as the source has it)
--   ! data-loss: blanks and zeros at the end of values of [dbo].[legacy].[a] are cut
--   ! may-fail-on-rows: fails if values of [dbo].[legacy].[b] do not fit varchar(10)
--   ! data-loss: blanks and zeros at the end of values of [dbo].[legacy].[b] are cut
--   ! may-fail-on-rows: fails if rows have no value in [dbo].[legacy].[d]
GO
IF EXISTS (SELECT 1 FROM sys.triggers WHERE parent_id = OBJECT_ID(N'[dbo].[legacy]')) THROW 50000, N'A trigger would act on the rows that are copied into [dbo].[legacy].', 1;
INSERT INTO [dbo].[legacy] ([a], [b], [c], [d])
SELECT [a], [b], [c], [d] FROM [dbo].[legacy_old] WITH (TABLOCKX, HOLDLOCK);
IF (SELECT COUNT_BIG(*) FROM [dbo].[legacy]) <> (SELECT COUNT_BIG(*) FROM [dbo].[legacy_old]) THROW 50000, N'Not all rows of [dbo].[legacy] were copied.', 1;
GO
DROP TABLE [dbo].[legacy_old]
GO

-- 7. alter column [dbo].[modern].[a]
GO
ALTER TABLE [dbo].[modern] ALTER COLUMN [a] varchar(10) NULL
GO

-- 8. create index [IX_b] on [dbo].[legacy] (rebuilt around column [dbo].[legacy].[b])
--   ! index-build: builds index [IX_b] on [dbo].[legacy] under a lock that stops writers
GO
CREATE NONCLUSTERED INDEX [IX_b] ON [dbo].[legacy] ([b])
GO
