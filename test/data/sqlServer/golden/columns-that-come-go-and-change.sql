-- columns that come, go and change

-- 1. drop column [dbo].[t].[d]
--   ! data-loss: drops column [dbo].[t].[d] and its values
GO
ALTER TABLE [dbo].[t] DROP COLUMN [d]
GO

-- 2. alter column [dbo].[t].[a]
--   ! table-rewrite: writes all rows of [dbo].[t] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [a] bigint NOT NULL
GO

-- 3. alter column [dbo].[t].[b]
--   ! may-fail-on-rows: fails if rows have no value in [dbo].[t].[b]
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [b] nvarchar(50) NOT NULL
GO

-- 4. alter column [dbo].[t].[c]
--   ! table-rewrite: writes all rows of [dbo].[t] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [c] decimal(18, 4) NULL
GO

-- 5. create column [dbo].[t].[e]
--   ! table-rewrite: gives a value to all rows of [dbo].[t], under a lock that stops everybody; Enterprise and Azure do so at once where it is a constant
GO
ALTER TABLE [dbo].[t] ADD [e] uniqueidentifier NOT NULL CONSTRAINT [DF_e] DEFAULT (newid())
GO

-- And back

-- 1. drop column [dbo].[t].[e]
--   ! data-loss: drops column [dbo].[t].[e] and its values
GO
ALTER TABLE [dbo].[t] DROP CONSTRAINT [DF_e]
GO
ALTER TABLE [dbo].[t] DROP COLUMN [e]
GO

-- 2. alter column [dbo].[t].[a]
--   ! may-fail-on-rows: fails if values of [dbo].[t].[a] do not fit int
--   ! table-rewrite: writes all rows of [dbo].[t] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [a] int NOT NULL
GO

-- 3. alter column [dbo].[t].[b]
--   ! may-fail-on-rows: fails if values of [dbo].[t].[b] do not fit nvarchar(10)
--   ! table-rewrite: writes all rows of [dbo].[t] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [b] nvarchar(10) NULL
GO

-- 4. alter column [dbo].[t].[c]
--   ! may-fail-on-rows: fails if values of [dbo].[t].[c] do not fit decimal(10, 2)
--   ! data-loss: digits of [dbo].[t].[c] that decimal(10, 2) has no room for are lost
--   ! table-rewrite: writes all rows of [dbo].[t] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [c] decimal(10, 2) NULL
GO

-- 5. create column [dbo].[t].[d]
GO
ALTER TABLE [dbo].[t] ADD [d] datetime2(3) NULL
GO
