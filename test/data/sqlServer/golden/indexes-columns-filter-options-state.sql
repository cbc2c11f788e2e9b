-- indexes: columns, filter, options, state

-- 1. drop index [IX_1] on [dbo].[t] (index [IX_1] changes)
GO
DROP INDEX [IX_1] ON [dbo].[t]
GO

-- 2. create index [IX_1] on [dbo].[t] (index [IX_1] changes)
--   ! index-build: builds index [IX_1] on [dbo].[t] under a lock that stops writers
GO
CREATE NONCLUSTERED INDEX [IX_1] ON [dbo].[t] ([a])
GO

-- 3. alter index [IX_2] on [dbo].[t]
--   ! index-build: builds index [IX_2] on [dbo].[t] under a lock that stops writers
GO
CREATE NONCLUSTERED INDEX [IX_2] ON [dbo].[t] ([b] DESC, [a]) INCLUDE ([c]) WHERE ([b] IS NOT NULL) WITH (FILLFACTOR = 90, DATA_COMPRESSION = PAGE, DROP_EXISTING = ON)
GO

-- 4. alter index [IX_3] on [dbo].[t]
GO
ALTER INDEX [IX_3] ON [dbo].[t] SET (IGNORE_DUP_KEY = ON, ALLOW_PAGE_LOCKS = ON)
GO

-- 5. alter index [IX_4] on [dbo].[t]
GO
ALTER INDEX [IX_4] ON [dbo].[t] DISABLE
GO

-- And back

-- 1. drop index [IX_1] on [dbo].[t] (index [IX_1] changes)
GO
DROP INDEX [IX_1] ON [dbo].[t]
GO

-- 2. create index [IX_1] on [dbo].[t] (index [IX_1] changes)
--   ! table-rewrite: writes all rows of [dbo].[t] anew for index [IX_1] on [dbo].[t], under a lock that stops everybody
GO
CREATE CLUSTERED INDEX [IX_1] ON [dbo].[t] ([a])
GO

-- 3. alter index [IX_2] on [dbo].[t]
--   ! index-build: builds index [IX_2] on [dbo].[t] under a lock that stops writers
GO
CREATE NONCLUSTERED INDEX [IX_2] ON [dbo].[t] ([b]) WITH (DATA_COMPRESSION = NONE, DROP_EXISTING = ON)
GO

-- 4. alter index [IX_3] on [dbo].[t]
GO
ALTER INDEX [IX_3] ON [dbo].[t] SET (IGNORE_DUP_KEY = OFF, ALLOW_PAGE_LOCKS = OFF)
GO

-- 5. alter index [IX_4] on [dbo].[t]
--   ! index-build: builds index [IX_4] on [dbo].[t] under a lock that stops writers
GO
ALTER INDEX [IX_4] ON [dbo].[t] REBUILD
GO
