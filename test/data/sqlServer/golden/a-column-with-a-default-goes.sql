-- a column with a default goes

-- 1. drop column [dbo].[t].[b]
--   ! data-loss: drops column [dbo].[t].[b] and its values
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
ALTER TABLE [dbo].[t] DROP COLUMN [b]
GO

-- And back

-- 1. create column [dbo].[t].[b]
--   ! table-rewrite: gives a value to all rows of [dbo].[t], under a lock that stops everybody; Enterprise and Azure do so at once where it is a constant
GO
ALTER TABLE [dbo].[t] ADD [b] int NOT NULL DEFAULT ((0))
GO
