-- retention alone, and a period without versioning

-- 1. create the period of [dbo].[u]
GO
ALTER TABLE [dbo].[u] ADD PERIOD FOR SYSTEM_TIME ([from], [to])
GO

-- 2. alter the system versioning of [dbo].[t]
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
