-- the column under a computed one changes

-- 1. drop column [dbo].[t].[b] (rebuilt around column [dbo].[t].[a])
GO
ALTER TABLE [dbo].[t] DROP COLUMN [b]
GO

-- 2. alter column [dbo].[t].[a]
--   ! table-rewrite: writes all rows of [dbo].[t] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [a] bigint NOT NULL
GO

-- 3. create column [dbo].[t].[b] (rebuilt around column [dbo].[t].[a])
GO
ALTER TABLE [dbo].[t] ADD [b] AS ([a]*(2))
GO

-- And back

-- 1. drop column [dbo].[t].[b] (rebuilt around column [dbo].[t].[a])
GO
ALTER TABLE [dbo].[t] DROP COLUMN [b]
GO

-- 2. alter column [dbo].[t].[a]
--   ! may-fail-on-rows: fails if values of [dbo].[t].[a] do not fit int
--   ! table-rewrite: writes all rows of [dbo].[t] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [a] int NOT NULL
GO

-- 3. create column [dbo].[t].[b] (rebuilt around column [dbo].[t].[a])
GO
ALTER TABLE [dbo].[t] ADD [b] AS ([a]*(2))
GO
