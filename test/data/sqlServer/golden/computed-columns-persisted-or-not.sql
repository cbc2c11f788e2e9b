-- computed columns, persisted or not

-- 1. drop column [dbo].[t].[b] (what column [dbo].[t].[b] is computed from changes)
GO
ALTER TABLE [dbo].[t] DROP COLUMN [b]
GO

-- 2. drop column [dbo].[t].[c] (what column [dbo].[t].[c] is computed from changes)
GO
ALTER TABLE [dbo].[t] DROP COLUMN [c]
GO

-- 3. create column [dbo].[t].[b] (what column [dbo].[t].[b] is computed from changes)
--   ! table-rewrite: computes a value for all rows of [dbo].[t], under a lock that stops everybody
GO
ALTER TABLE [dbo].[t] ADD [b] AS ([a]*(3)) PERSISTED
GO

-- 4. create column [dbo].[t].[c] (what column [dbo].[t].[c] is computed from changes)
GO
ALTER TABLE [dbo].[t] ADD [c] AS ([a]+(1))
GO

-- And back

-- 1. drop column [dbo].[t].[b] (what column [dbo].[t].[b] is computed from changes)
GO
ALTER TABLE [dbo].[t] DROP COLUMN [b]
GO

-- 2. drop column [dbo].[t].[c] (what column [dbo].[t].[c] is computed from changes)
GO
ALTER TABLE [dbo].[t] DROP COLUMN [c]
GO

-- 3. create column [dbo].[t].[b] (what column [dbo].[t].[b] is computed from changes)
GO
ALTER TABLE [dbo].[t] ADD [b] AS ([a]*(2))
GO

-- 4. create column [dbo].[t].[c] (what column [dbo].[t].[c] is computed from changes)
--   ! table-rewrite: computes a value for all rows of [dbo].[t], under a lock that stops everybody
GO
ALTER TABLE [dbo].[t] ADD [c] AS ([a]+(1)) PERSISTED NOT NULL
GO
