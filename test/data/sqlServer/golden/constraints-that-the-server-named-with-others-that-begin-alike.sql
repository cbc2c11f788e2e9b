-- constraints that the server named, with others that begin alike

-- 1. drop foreign key of [dbo].[t]
--   ! drop: drops foreign key of [dbo].[t]
GO
DECLARE @constraint sysname = (
    SELECT TOP (1) k.name FROM sys.foreign_keys AS k
    WHERE k.parent_object_id = OBJECT_ID(N'[dbo].[t]') AND k.is_system_named = 1 AND k.referenced_object_id = OBJECT_ID(N'[dbo].[s]') AND EXISTS (SELECT 1 FROM sys.foreign_key_columns AS c WHERE c.constraint_object_id = k.object_id AND c.constraint_column_id = 1 AND COL_NAME(c.parent_object_id, c.parent_column_id) = N'a') AND EXISTS (SELECT 1 FROM sys.foreign_key_columns AS c WHERE c.constraint_object_id = k.object_id AND c.constraint_column_id = 1 AND COL_NAME(c.referenced_object_id, c.referenced_column_id) = N'a')
);
IF @constraint IS NULL THROW 50000, N'[dbo].[t] has no such constraint any more.', 1;
DECLARE @statement nvarchar(max) = N'ALTER TABLE [dbo].[t] DROP CONSTRAINT ' + QUOTENAME(@constraint);
EXEC sys.sp_executesql @statement
GO

-- 2. drop unique constraint of [dbo].[t]
--   ! drop: drops unique constraint of [dbo].[t]
GO
DECLARE @constraint sysname = (
    SELECT TOP (1) k.name FROM sys.key_constraints AS k
    WHERE k.parent_object_id = OBJECT_ID(N'[dbo].[t]') AND k.is_system_named = 1 AND k.type = 'UQ' AND EXISTS (SELECT 1 FROM sys.index_columns AS c WHERE c.object_id = k.parent_object_id AND c.index_id = k.unique_index_id AND c.key_ordinal = 1 AND COL_NAME(c.object_id, c.column_id) = N'a') AND NOT EXISTS (SELECT 1 FROM sys.index_columns AS c WHERE c.object_id = k.parent_object_id AND c.index_id = k.unique_index_id AND c.key_ordinal > 1)
);
IF @constraint IS NULL THROW 50000, N'[dbo].[t] has no such constraint any more.', 1;
DECLARE @statement nvarchar(max) = N'ALTER TABLE [dbo].[t] DROP CONSTRAINT ' + QUOTENAME(@constraint);
EXEC sys.sp_executesql @statement
GO

-- And back

-- 1. create unique constraint of [dbo].[t]
--   ! may-fail-on-rows: fails if rows do not keep unique constraint of [dbo].[t]
--   ! index-build: builds the index of unique constraint of [dbo].[t] under a lock that stops writers
GO
ALTER TABLE [dbo].[t] ADD UNIQUE NONCLUSTERED ([a])
GO

-- 2. create foreign key of [dbo].[t]
--   ! may-fail-on-rows: fails if rows do not keep foreign key of [dbo].[t]
GO
ALTER TABLE [dbo].[t] WITH CHECK ADD FOREIGN KEY ([a]) REFERENCES [dbo].[s] ([a])
GO
