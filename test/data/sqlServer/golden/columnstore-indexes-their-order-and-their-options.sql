-- columnstore indexes, their order and their options

-- 1. drop index [CCI] on [dbo].[t] (index [CCI] changes)
GO
DROP INDEX [CCI] ON [dbo].[t]
GO

-- 2. drop index [NCCI] on [dbo].[u] (index [NCCI] changes)
GO
DROP INDEX [NCCI] ON [dbo].[u]
GO

-- 3. create index [CCI] on [dbo].[t] (index [CCI] changes)
--   ! table-rewrite: writes all rows of [dbo].[t] anew for index [CCI] on [dbo].[t], under a lock that stops everybody
GO
CREATE CLUSTERED COLUMNSTORE INDEX [CCI] ON [dbo].[t] ORDER ([b]) WITH (DATA_COMPRESSION = COLUMNSTORE_ARCHIVE)
GO

-- 4. create index [NCCI] on [dbo].[u] (index [NCCI] changes)
--   ! index-build: builds index [NCCI] on [dbo].[u] under a lock that stops writers
GO
CREATE NONCLUSTERED COLUMNSTORE INDEX [NCCI] ON [dbo].[u] ([a], [b]) WHERE ([a]>(0)) WITH (COMPRESSION_DELAY = 10)
GO

-- And back

-- 1. drop index [CCI] on [dbo].[t] (index [CCI] changes)
GO
DROP INDEX [CCI] ON [dbo].[t]
GO

-- 2. drop index [NCCI] on [dbo].[u] (index [NCCI] changes)
GO
DROP INDEX [NCCI] ON [dbo].[u]
GO

-- 3. create index [CCI] on [dbo].[t] (index [CCI] changes)
--   ! table-rewrite: writes all rows of [dbo].[t] anew for index [CCI] on [dbo].[t], under a lock that stops everybody
GO
CREATE CLUSTERED COLUMNSTORE INDEX [CCI] ON [dbo].[t]
GO

-- 4. create index [NCCI] on [dbo].[u] (index [NCCI] changes)
--   ! index-build: builds index [NCCI] on [dbo].[u] under a lock that stops writers
GO
CREATE NONCLUSTERED COLUMNSTORE INDEX [NCCI] ON [dbo].[u] ([a])
GO
