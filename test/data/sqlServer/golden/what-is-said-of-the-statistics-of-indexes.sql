-- what is said of the statistics of indexes

-- 1. alter index [IX_b] on [dbo].[t]
--   ! index-build: builds index [IX_b] on [dbo].[t] under a lock that stops writers
GO
CREATE NONCLUSTERED INDEX [IX_b] ON [dbo].[t] ([b]) WITH (STATISTICS_INCREMENTAL = ON, DROP_EXISTING = ON) ON [s]([a])
GO

-- 2. alter index [IX_n] on [dbo].[t]
GO
ALTER INDEX [IX_n] ON [dbo].[t] SET (STATISTICS_NORECOMPUTE = OFF)
GO

-- And back

-- 1. alter index [IX_b] on [dbo].[t]
--   ! index-build: builds index [IX_b] on [dbo].[t] under a lock that stops writers
GO
CREATE NONCLUSTERED INDEX [IX_b] ON [dbo].[t] ([b]) WITH (DROP_EXISTING = ON) ON [s]([a])
GO

-- 2. alter index [IX_n] on [dbo].[t]
GO
ALTER INDEX [IX_n] ON [dbo].[t] SET (STATISTICS_NORECOMPUTE = ON)
GO
