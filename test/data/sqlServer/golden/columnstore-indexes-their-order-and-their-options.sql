-- columnstore indexes, their order and their options

-- 1. drop index [CCI] on [dbo].[t] (index [CCI] changes)
GO
DROP INDEX [CCI] ON [dbo].[t]
GO

-- 2. drop index [NCCI] on [dbo].[u] (index [NCCI] changes)
GO
DROP INDEX [NCCI] ON [dbo].[u]
GO

-- 3. drop index [CCI] on [dbo].[w] (rebuilt around column [dbo].[w].[a])
GO
DROP INDEX [CCI] ON [dbo].[w]
GO

-- 4. alter column [dbo].[w].[a]
--   ! table-rewrite: writes all rows of [dbo].[w] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[w] ALTER COLUMN [a] bigint NOT NULL
GO

-- 5. create index [CCI] on [dbo].[t] (index [CCI] changes)
--   ! table-rewrite: writes all rows of [dbo].[t] anew for index [CCI] on [dbo].[t], under a lock that stops everybody
GO
CREATE CLUSTERED COLUMNSTORE INDEX [CCI] ON [dbo].[t] ORDER ([b]) WITH (DATA_COMPRESSION = COLUMNSTORE_ARCHIVE)
GO

-- 6. create index [NCCI] on [dbo].[u] (index [NCCI] changes)
--   ! index-build: builds index [NCCI] on [dbo].[u] under a lock that stops writers
GO
CREATE NONCLUSTERED COLUMNSTORE INDEX [NCCI] ON [dbo].[u] ([a], [b]) WHERE ([a]>(0)) WITH (COMPRESSION_DELAY = 10)
GO

-- 7. create index [CCI] on [dbo].[w] (rebuilt around column [dbo].[w].[a])
--   ! table-rewrite: writes all rows of [dbo].[w] anew for index [CCI] on [dbo].[w], under a lock that stops everybody
GO
CREATE CLUSTERED COLUMNSTORE INDEX [CCI] ON [dbo].[w]
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

-- 3. drop index [CCI] on [dbo].[w] (rebuilt around column [dbo].[w].[a])
GO
DROP INDEX [CCI] ON [dbo].[w]
GO

-- 4. alter column [dbo].[w].[a]
--   ! may-fail-on-rows: fails if values of [dbo].[w].[a] do not fit int
--   ! table-rewrite: writes all rows of [dbo].[w] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[w] ALTER COLUMN [a] int NOT NULL
GO

-- 5. create index [CCI] on [dbo].[t] (index [CCI] changes)
--   ! table-rewrite: writes all rows of [dbo].[t] anew for index [CCI] on [dbo].[t], under a lock that stops everybody
GO
CREATE CLUSTERED COLUMNSTORE INDEX [CCI] ON [dbo].[t]
GO

-- 6. create index [NCCI] on [dbo].[u] (index [NCCI] changes)
--   ! index-build: builds index [NCCI] on [dbo].[u] under a lock that stops writers
GO
CREATE NONCLUSTERED COLUMNSTORE INDEX [NCCI] ON [dbo].[u] ([a])
GO

-- 7. create index [CCI] on [dbo].[w] (rebuilt around column [dbo].[w].[a])
--   ! table-rewrite: writes all rows of [dbo].[w] anew for index [CCI] on [dbo].[w], under a lock that stops everybody
GO
CREATE CLUSTERED COLUMNSTORE INDEX [CCI] ON [dbo].[w]
GO
