-- a table becomes temporal, with another that stops being it

-- 1. create table [dbo].[t_history]
GO
CREATE TABLE [dbo].[t_history] (
    [id] int NOT NULL,
    [name] nvarchar(40) NULL,
    [from] datetime2(7) NOT NULL,
    [to] datetime2(7) NOT NULL
) WITH (DATA_COMPRESSION = PAGE)
GO

-- 2. create column [dbo].[t].[from]
--   ! table-rewrite: gives a value to all rows of [dbo].[t], under a lock that stops everybody; Enterprise and Azure do so at once where it is a constant
GO
ALTER TABLE [dbo].[t] ADD [from] datetime2(7) NOT NULL DEFAULT DATEADD(SECOND, -1, SYSUTCDATETIME())
GO
DECLARE @constraint sysname = (
    SELECT d.name FROM sys.default_constraints AS d
    JOIN sys.columns AS c ON c.object_id = d.parent_object_id AND c.column_id = d.parent_column_id
    WHERE d.parent_object_id = OBJECT_ID(N'[dbo].[t]') AND c.name = N'from'
);
IF @constraint IS NULL THROW 50000, N'Column [from] of [dbo].[t] has no default any more.', 1;
DECLARE @statement nvarchar(max) = N'ALTER TABLE [dbo].[t] DROP CONSTRAINT ' + QUOTENAME(@constraint);
EXEC sys.sp_executesql @statement
GO

-- 3. create column [dbo].[t].[to]
--   ! table-rewrite: gives a value to all rows of [dbo].[t], under a lock that stops everybody; Enterprise and Azure do so at once where it is a constant
GO
ALTER TABLE [dbo].[t] ADD [to] datetime2(7) NOT NULL DEFAULT CONVERT(datetime2(7), N'9999-12-31T23:59:59.9999999')
GO
DECLARE @constraint sysname = (
    SELECT d.name FROM sys.default_constraints AS d
    JOIN sys.columns AS c ON c.object_id = d.parent_object_id AND c.column_id = d.parent_column_id
    WHERE d.parent_object_id = OBJECT_ID(N'[dbo].[t]') AND c.name = N'to'
);
IF @constraint IS NULL THROW 50000, N'Column [to] of [dbo].[t] has no default any more.', 1;
DECLARE @statement nvarchar(max) = N'ALTER TABLE [dbo].[t] DROP CONSTRAINT ' + QUOTENAME(@constraint);
EXEC sys.sp_executesql @statement
GO

-- 4. create the period of [dbo].[t]
GO
ALTER TABLE [dbo].[t] ADD PERIOD FOR SYSTEM_TIME ([from], [to])
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [from] ADD HIDDEN
GO

-- 5. create index [ix_t_history] on [dbo].[t_history]
GO
CREATE CLUSTERED INDEX [ix_t_history] ON [dbo].[t_history] ([to], [from])
GO

-- 6. create the system versioning of [dbo].[t]
GO
ALTER TABLE [dbo].[t] SET (SYSTEM_VERSIONING = ON (HISTORY_TABLE = [dbo].[t_history], HISTORY_RETENTION_PERIOD = 6 MONTHS))
GO

-- And back

-- 1. drop the system versioning of [dbo].[t]
--   ! drop: no longer keeps the history of [dbo].[t]
GO
ALTER TABLE [dbo].[t] SET (SYSTEM_VERSIONING = OFF)
GO

-- 2. drop the period of [dbo].[t]
--   ! drop: drops the period of [dbo].[t]
GO
ALTER TABLE [dbo].[t] DROP PERIOD FOR SYSTEM_TIME
GO

-- 3. drop column [dbo].[t].[from]
--   ! data-loss: drops column [dbo].[t].[from] and its values
GO
ALTER TABLE [dbo].[t] DROP COLUMN [from]
GO

-- 4. drop column [dbo].[t].[to]
--   ! data-loss: drops column [dbo].[t].[to] and its values
GO
ALTER TABLE [dbo].[t] DROP COLUMN [to]
GO

-- 5. drop table [dbo].[t_history]
--   ! data-loss: drops table [dbo].[t_history] and its rows
GO
DROP TABLE [dbo].[t_history]
GO
