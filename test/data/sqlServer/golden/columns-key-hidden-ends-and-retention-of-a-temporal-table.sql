-- columns, key, hidden ends and retention of a temporal table

-- 1. drop the system versioning of [dbo].[t] (rebuilt around column [dbo].[t].[name])
GO
ALTER TABLE [dbo].[t] SET (SYSTEM_VERSIONING = OFF)
GO

-- 2. drop index [ix_t_history] on [dbo].[t_history]
--   ! drop: drops index [ix_t_history] on [dbo].[t_history]
GO
DROP INDEX [ix_t_history] ON [dbo].[t_history]
GO

-- 3. drop primary key [PK_t] of [dbo].[t] (primary key [PK_t] of [dbo].[t] changes)
GO
ALTER TABLE [dbo].[t] DROP CONSTRAINT [PK_t]
GO

-- 4. drop column [dbo].[t].[gone]
--   ! data-loss: drops column [dbo].[t].[gone] and its values
GO
ALTER TABLE [dbo].[t] DROP COLUMN [gone]
GO

-- 5. drop column [dbo].[t_history].[gone]
--   ! data-loss: drops column [dbo].[t_history].[gone] and its values
GO
ALTER TABLE [dbo].[t_history] DROP COLUMN [gone]
GO

-- 6. create column [dbo].[t].[more]
--   ! table-rewrite: gives a value to all rows of [dbo].[t], under a lock that stops everybody; Enterprise and Azure do so at once where it is a constant
GO
ALTER TABLE [dbo].[t] ADD [more] int NOT NULL CONSTRAINT [DF_more] DEFAULT ((7))
GO

-- 7. alter column [dbo].[t].[name]
--   ! may-fail-on-rows: fails if rows have no value in [dbo].[t].[name]
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [name] nvarchar(80) NOT NULL
GO

-- 8. create column [dbo].[t_history].[more]
--   ! table-rewrite: gives a value to all rows of [dbo].[t_history], under a lock that stops everybody; Enterprise and Azure do so at once where it is a constant
GO
ALTER TABLE [dbo].[t_history] ADD [more] int NOT NULL DEFAULT ((7))
GO
DECLARE @constraint sysname = (
    SELECT d.name FROM sys.default_constraints AS d
    JOIN sys.columns AS c ON c.object_id = d.parent_object_id AND c.column_id = d.parent_column_id
    WHERE d.parent_object_id = OBJECT_ID(N'[dbo].[t_history]') AND c.name = N'more'
);
IF @constraint IS NULL THROW 50000, N'Column [more] of [dbo].[t_history] has no default any more.', 1;
DECLARE @statement nvarchar(max) = N'ALTER TABLE [dbo].[t_history] DROP CONSTRAINT ' + QUOTENAME(@constraint);
EXEC sys.sp_executesql @statement
GO

-- 9. alter column [dbo].[t_history].[name]
--   ! may-fail-on-rows: fails if rows have no value in [dbo].[t_history].[name]
GO
ALTER TABLE [dbo].[t_history] ALTER COLUMN [name] nvarchar(80) NOT NULL
GO

-- 10. create primary key [PK_t] of [dbo].[t] (primary key [PK_t] of [dbo].[t] changes)
--   ! may-fail-on-rows: fails if rows do not keep primary key [PK_t] of [dbo].[t]
--   ! index-build: builds the index of primary key [PK_t] of [dbo].[t] under a lock that stops writers
GO
ALTER TABLE [dbo].[t] ADD CONSTRAINT [PK_t] PRIMARY KEY NONCLUSTERED ([id])
GO

-- 11. alter the period of [dbo].[t]
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [from] DROP HIDDEN
GO

-- 12. create the system versioning of [dbo].[t] (rebuilt around column [dbo].[t].[name])
GO
ALTER TABLE [dbo].[t] SET (SYSTEM_VERSIONING = ON (HISTORY_TABLE = [dbo].[t_history]))
GO

-- And back

-- 1. drop the system versioning of [dbo].[t] (rebuilt around column [dbo].[t].[name])
GO
ALTER TABLE [dbo].[t] SET (SYSTEM_VERSIONING = OFF)
GO

-- 2. drop primary key [PK_t] of [dbo].[t] (primary key [PK_t] of [dbo].[t] changes)
GO
ALTER TABLE [dbo].[t] DROP CONSTRAINT [PK_t]
GO

-- 3. drop column [dbo].[t].[more]
--   ! data-loss: drops column [dbo].[t].[more] and its values
GO
ALTER TABLE [dbo].[t] DROP CONSTRAINT [DF_more]
GO
ALTER TABLE [dbo].[t] DROP COLUMN [more]
GO

-- 4. drop column [dbo].[t_history].[more]
--   ! data-loss: drops column [dbo].[t_history].[more] and its values
GO
ALTER TABLE [dbo].[t_history] DROP COLUMN [more]
GO

-- 5. create column [dbo].[t].[gone]
GO
ALTER TABLE [dbo].[t] ADD [gone] int NULL
GO

-- 6. alter column [dbo].[t].[name]
--   ! may-fail-on-rows: fails if values of [dbo].[t].[name] do not fit nvarchar(40)
--   ! table-rewrite: writes all rows of [dbo].[t] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [name] nvarchar(40) NULL
GO

-- 7. create column [dbo].[t_history].[gone]
GO
ALTER TABLE [dbo].[t_history] ADD [gone] int NULL
GO

-- 8. alter column [dbo].[t_history].[name]
--   ! may-fail-on-rows: fails if values of [dbo].[t_history].[name] do not fit nvarchar(40)
--   ! table-rewrite: writes all rows of [dbo].[t_history] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[t_history] ALTER COLUMN [name] nvarchar(40) NULL
GO

-- 9. create primary key [PK_t] of [dbo].[t] (primary key [PK_t] of [dbo].[t] changes)
--   ! may-fail-on-rows: fails if rows do not keep primary key [PK_t] of [dbo].[t]
--   ! table-rewrite: writes all rows of [dbo].[t] in another order, under a lock that stops everybody
GO
ALTER TABLE [dbo].[t] ADD CONSTRAINT [PK_t] PRIMARY KEY CLUSTERED ([id])
GO

-- 10. alter the period of [dbo].[t]
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [from] ADD HIDDEN
GO

-- 11. create index [ix_t_history] on [dbo].[t_history]
--   ! table-rewrite: writes all rows of [dbo].[t_history] anew for index [ix_t_history] on [dbo].[t_history], under a lock that stops everybody
GO
CREATE CLUSTERED INDEX [ix_t_history] ON [dbo].[t_history] ([to], [from])
GO

-- 12. create the system versioning of [dbo].[t] (rebuilt around column [dbo].[t].[name])
--   ! data-loss: the server deletes what is older than 1 year from the history of [dbo].[t]
GO
ALTER TABLE [dbo].[t] SET (SYSTEM_VERSIONING = ON (HISTORY_TABLE = [dbo].[t_history], HISTORY_RETENTION_PERIOD = 1 YEAR))
GO
