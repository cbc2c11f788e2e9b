-- masks, sparse columns, row guids and collations

-- 1. alter column [dbo].[t].[a]
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [a] DROP SPARSE
GO

-- 2. alter column [dbo].[t].[b]
--   ! data-loss: characters of [dbo].[t].[b] that the other collation lacks become question marks
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [b] varchar(10) NULL
GO

-- 3. alter column [dbo].[t].[c]
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [c] ADD ROWGUIDCOL
GO

-- And back

-- 1. alter column [dbo].[t].[a]
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [a] ADD SPARSE
GO

-- 2. alter column [dbo].[t].[b]
--   ! data-loss: characters of [dbo].[t].[b] that the other collation lacks become question marks
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [b] varchar(10) COLLATE Latin1_General_BIN2 NULL
GO

-- 3. alter column [dbo].[t].[c]
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [c] DROP ROWGUIDCOL
GO
