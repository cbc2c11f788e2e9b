-- texts that hold what a client takes for itself

-- 1. create default of [dbo].[t].[a]
GO
DECLARE @statement nvarchar(max) = CAST(N'' AS nvarchar(max)) + N'ALTER TABLE [dbo].[t] ADD CONSTRAINT [DF_a] DEFAULT (''$' + N'(' + N'x)'') FOR [a]';
EXEC sys.sp_executesql @statement
GO

-- 2. create procedure [dbo].[p]
GO
DECLARE @statement nvarchar(max) = CAST(N'' AS nvarchar(max)) + N'CREATE PROCEDURE [dbo].[p] AS SELECT ''
  g' + N'o' + N' 2
'' AS a /*
' + N':' + N'r x
exi' + N't' + N' (1)
g' + N'o' + N' -- on
!' + N'!' + N'dir */';
EXEC sys.sp_executesql @statement
GO

-- And back

-- 1. drop procedure [dbo].[p]
--   ! drop: drops procedure [dbo].[p]
GO
DROP PROCEDURE [dbo].[p]
GO

-- 2. drop default of [dbo].[t].[a]
--   ! drop: drops the default of [dbo].[t].[a]
GO
ALTER TABLE [dbo].[t] DROP CONSTRAINT [DF_a]
GO
