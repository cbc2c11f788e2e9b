-- defaults and constraints that the server named

-- 1. drop check of [dbo].[t]
--   ! drop: drops check of [dbo].[t]
GO
DECLARE @constraint sysname = (
    SELECT TOP (1) k.name FROM sys.check_constraints AS k
    WHERE k.parent_object_id = OBJECT_ID(N'[dbo].[t]') AND k.is_system_named = 1 AND k.definition = N'([a]>(0))'
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
    WHERE k.parent_object_id = OBJECT_ID(N'[dbo].[t]') AND k.is_system_named = 1 AND k.type = 'UQ' AND EXISTS (SELECT 1 FROM sys.index_columns AS c WHERE c.object_id = k.parent_object_id AND c.index_id = k.unique_index_id AND c.key_ordinal = 1 AND COL_NAME(c.object_id, c.column_id) = N'b') AND NOT EXISTS (SELECT 1 FROM sys.index_columns AS c WHERE c.object_id = k.parent_object_id AND c.index_id = k.unique_index_id AND c.key_ordinal > 1)
);
IF @constraint IS NULL THROW 50000, N'[dbo].[t] has no such constraint any more.', 1;
DECLARE @statement nvarchar(max) = N'ALTER TABLE [dbo].[t] DROP CONSTRAINT ' + QUOTENAME(@constraint);
EXEC sys.sp_executesql @statement
GO

-- 3. drop default of [dbo].[t].[b]
--   ! drop: drops the default of [dbo].[t].[b]
GO
DECLARE @constraint sysname = (
    SELECT d.name FROM sys.default_constraints AS d
    JOIN sys.columns AS c ON c.object_id = d.parent_object_id AND c.column_id = d.parent_column_id
    WHERE d.parent_object_id = OBJECT_ID(N'[dbo].[t]') AND c.name = N'b'
);
IF @constraint IS NULL THROW 50000, N'Column [b] of [dbo].[t] has no default any more.', 1;
DECLARE @statement nvarchar(max) = N'ALTER TABLE [dbo].[t] DROP CONSTRAINT ' + QUOTENAME(@constraint);
EXEC sys.sp_executesql @statement
GO

-- 4. alter default of [dbo].[t].[a]
GO
DECLARE @constraint sysname = (
    SELECT d.name FROM sys.default_constraints AS d
    JOIN sys.columns AS c ON c.object_id = d.parent_object_id AND c.column_id = d.parent_column_id
    WHERE d.parent_object_id = OBJECT_ID(N'[dbo].[t]') AND c.name = N'a'
);
IF @constraint IS NULL THROW 50000, N'Column [a] of [dbo].[t] has no default any more.', 1;
DECLARE @statement nvarchar(max) = N'ALTER TABLE [dbo].[t] DROP CONSTRAINT ' + QUOTENAME(@constraint);
EXEC sys.sp_executesql @statement
GO
ALTER TABLE [dbo].[t] ADD DEFAULT ((5)) FOR [a]
GO

-- 5. create unique constraint of [dbo].[t]
--   ! may-fail-on-rows: fails if rows do not keep unique constraint of [dbo].[t]
--   ! index-build: builds the index of unique constraint of [dbo].[t] under a lock that stops writers
GO
ALTER TABLE [dbo].[t] ADD UNIQUE NONCLUSTERED ([b], [a])
GO

-- 6. create check of [dbo].[t]
--   ! may-fail-on-rows: fails if rows do not keep check of [dbo].[t]
GO
ALTER TABLE [dbo].[t] WITH CHECK ADD CHECK ([a]>(1))
GO

-- And back

-- 1. drop check of [dbo].[t]
--   ! drop: drops check of [dbo].[t]
GO
DECLARE @constraint sysname = (
    SELECT TOP (1) k.name FROM sys.check_constraints AS k
    WHERE k.parent_object_id = OBJECT_ID(N'[dbo].[t]') AND k.is_system_named = 1 AND k.definition = N'([a]>(1))'
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
    WHERE k.parent_object_id = OBJECT_ID(N'[dbo].[t]') AND k.is_system_named = 1 AND k.type = 'UQ' AND EXISTS (SELECT 1 FROM sys.index_columns AS c WHERE c.object_id = k.parent_object_id AND c.index_id = k.unique_index_id AND c.key_ordinal = 1 AND COL_NAME(c.object_id, c.column_id) = N'b') AND EXISTS (SELECT 1 FROM sys.index_columns AS c WHERE c.object_id = k.parent_object_id AND c.index_id = k.unique_index_id AND c.key_ordinal = 2 AND COL_NAME(c.object_id, c.column_id) = N'a') AND NOT EXISTS (SELECT 1 FROM sys.index_columns AS c WHERE c.object_id = k.parent_object_id AND c.index_id = k.unique_index_id AND c.key_ordinal > 2)
);
IF @constraint IS NULL THROW 50000, N'[dbo].[t] has no such constraint any more.', 1;
DECLARE @statement nvarchar(max) = N'ALTER TABLE [dbo].[t] DROP CONSTRAINT ' + QUOTENAME(@constraint);
EXEC sys.sp_executesql @statement
GO

-- 3. alter default of [dbo].[t].[a]
GO
DECLARE @constraint sysname = (
    SELECT d.name FROM sys.default_constraints AS d
    JOIN sys.columns AS c ON c.object_id = d.parent_object_id AND c.column_id = d.parent_column_id
    WHERE d.parent_object_id = OBJECT_ID(N'[dbo].[t]') AND c.name = N'a'
);
IF @constraint IS NULL THROW 50000, N'Column [a] of [dbo].[t] has no default any more.', 1;
DECLARE @statement nvarchar(max) = N'ALTER TABLE [dbo].[t] DROP CONSTRAINT ' + QUOTENAME(@constraint);
EXEC sys.sp_executesql @statement
GO
ALTER TABLE [dbo].[t] ADD DEFAULT ((0)) FOR [a]
GO

-- 4. create default of [dbo].[t].[b]
GO
ALTER TABLE [dbo].[t] ADD DEFAULT ((1)) FOR [b]
GO

-- 5. create unique constraint of [dbo].[t]
--   ! may-fail-on-rows: fails if rows do not keep unique constraint of [dbo].[t]
--   ! index-build: builds the index of unique constraint of [dbo].[t] under a lock that stops writers
GO
ALTER TABLE [dbo].[t] ADD UNIQUE NONCLUSTERED ([b])
GO

-- 6. create check of [dbo].[t]
--   ! may-fail-on-rows: fails if rows do not keep check of [dbo].[t]
GO
ALTER TABLE [dbo].[t] WITH CHECK ADD CHECK ([a]>(0))
GO
