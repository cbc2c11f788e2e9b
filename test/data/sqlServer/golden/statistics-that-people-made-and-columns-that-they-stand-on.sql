-- statistics that people made, and columns that they stand on

-- 1. drop statistics [gone] on [dbo].[t]
--   ! drop: drops statistics [gone] on [dbo].[t]
GO
DROP STATISTICS [dbo].[t].[gone]
GO

-- 2. drop statistics [s1] on [dbo].[t] (rebuilt around column [dbo].[t].[b])
GO
DROP STATISTICS [dbo].[t].[s1]
GO

-- 3. drop statistics [s2] on [dbo].[t] (statistics [s2] on [dbo].[t] have no ALTER)
GO
DROP STATISTICS [dbo].[t].[s2]
GO

-- 4. drop column [dbo].[t].[c]
--   ! data-loss: drops column [dbo].[t].[c] and its values
GO
ALTER TABLE [dbo].[t] DROP COLUMN [c]
GO

-- 5. alter column [dbo].[t].[b]
--   ! may-fail-on-rows: fails if values of [dbo].[t].[b] do not fit nvarchar(10)
--   ! table-rewrite: writes all rows of [dbo].[t] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [b] nvarchar(10) NULL
GO

-- 6. create statistics [odd one] on [dbo].[t]
GO
CREATE STATISTICS [odd one] ON [dbo].[t] ([b], [a]) WHERE ([a]>(1))
GO

-- 7. create statistics [s1] on [dbo].[t] (rebuilt around column [dbo].[t].[b])
GO
CREATE STATISTICS [s1] ON [dbo].[t] ([a], [b])
GO

-- 8. create statistics [s2] on [dbo].[t] (statistics [s2] on [dbo].[t] have no ALTER)
GO
CREATE STATISTICS [s2] ON [dbo].[t] ([b]) WITH NORECOMPUTE
GO

-- And back

-- 1. drop statistics [odd one] on [dbo].[t]
--   ! drop: drops statistics [odd one] on [dbo].[t]
GO
DROP STATISTICS [dbo].[t].[odd one]
GO

-- 2. drop statistics [s1] on [dbo].[t] (rebuilt around column [dbo].[t].[b])
GO
DROP STATISTICS [dbo].[t].[s1]
GO

-- 3. drop statistics [s2] on [dbo].[t] (rebuilt around column [dbo].[t].[b])
GO
DROP STATISTICS [dbo].[t].[s2]
GO

-- 4. alter column [dbo].[t].[b]
--   ! may-fail-on-rows: fails if values of [dbo].[t].[b] do not fit varchar(20)
--   ! data-loss: characters of [dbo].[t].[b] that varchar(20) lacks become question marks
--   ! table-rewrite: writes all rows of [dbo].[t] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [b] varchar(20) NULL
GO

-- 5. create column [dbo].[t].[c]
GO
ALTER TABLE [dbo].[t] ADD [c] int NULL
GO

-- 6. create statistics [gone] on [dbo].[t]
GO
CREATE STATISTICS [gone] ON [dbo].[t] ([c]) WHERE ([a] IS NOT NULL)
GO

-- 7. create statistics [s1] on [dbo].[t] (rebuilt around column [dbo].[t].[b])
GO
CREATE STATISTICS [s1] ON [dbo].[t] ([a], [b])
GO

-- 8. create statistics [s2] on [dbo].[t] (rebuilt around column [dbo].[t].[b])
GO
CREATE STATISTICS [s2] ON [dbo].[t] ([c])
GO
