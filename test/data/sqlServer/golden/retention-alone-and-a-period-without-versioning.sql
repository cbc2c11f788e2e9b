-- retention alone, and a period without versioning

-- 1. create the period of [dbo].[u]
GO
ALTER TABLE [dbo].[u] ADD PERIOD FOR SYSTEM_TIME ([from], [to])
GO

-- 2. create index [ix_t_history] on [dbo].[t_history]
--   ! table-rewrite: writes all rows of [dbo].[t_history] anew for index [ix_t_history] on [dbo].[t_history], under a lock that stops everybody
GO
CREATE CLUSTERED INDEX [ix_t_history] ON [dbo].[t_history] ([to], [from])
GO

-- 3. alter the system versioning of [dbo].[t]
--   ! data-loss: the server deletes what is older than 2 weeks from the history of [dbo].[t]
GO
ALTER TABLE [dbo].[t] SET (SYSTEM_VERSIONING = ON (HISTORY_RETENTION_PERIOD = 2 WEEKS))
GO

-- And back

-- 1. drop the period of [dbo].[u]
--   ! drop: drops the period of [dbo].[u]
GO
ALTER TABLE [dbo].[u] DROP PERIOD FOR SYSTEM_TIME
GO

-- 2. alter the system versioning of [dbo].[t]
GO
ALTER TABLE [dbo].[t] SET (SYSTEM_VERSIONING = ON (HISTORY_RETENTION_PERIOD = INFINITE))
GO

-- 3. drop index [ix_t_history] on [dbo].[t_history]
--   ! drop: drops index [ix_t_history] on [dbo].[t_history]
GO
DROP INDEX [ix_t_history] ON [dbo].[t_history]
GO
