-- defaults with names, and without one

-- 1. alter default of [dbo].[t].[a]
GO
ALTER TABLE [dbo].[t] DROP CONSTRAINT [DF_old]
GO
ALTER TABLE [dbo].[t] ADD CONSTRAINT [DF_new] DEFAULT ((0)) FOR [a]
GO

-- 2. alter default of [dbo].[t].[b]
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
ALTER TABLE [dbo].[t] ADD CONSTRAINT [DF_b] DEFAULT ((0)) FOR [b]
GO

-- And back

-- 1. alter default of [dbo].[t].[a]
GO
ALTER TABLE [dbo].[t] DROP CONSTRAINT [DF_new]
GO
ALTER TABLE [dbo].[t] ADD CONSTRAINT [DF_old] DEFAULT ((0)) FOR [a]
GO

-- 2. alter default of [dbo].[t].[b]
GO
ALTER TABLE [dbo].[t] DROP CONSTRAINT [DF_b]
GO
ALTER TABLE [dbo].[t] ADD DEFAULT ((0)) FOR [b]
GO
