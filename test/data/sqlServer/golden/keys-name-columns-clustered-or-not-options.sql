-- keys: name, columns, clustered or not, options

-- 1. drop unique constraint [UQ_t] of [dbo].[t] (unique constraint [UQ_t] of [dbo].[t] changes)
GO
ALTER TABLE [dbo].[t] DROP CONSTRAINT [UQ_t]
GO

-- 2. drop primary key [PK_old] of [dbo].[t] (primary key [PK_old] of [dbo].[t] changes)
GO
ALTER TABLE [dbo].[t] DROP CONSTRAINT [PK_old]
GO

-- 3. create primary key [PK_new] of [dbo].[t] (primary key [PK_old] of [dbo].[t] changes)
--   ! may-fail-on-rows: fails if rows do not keep primary key [PK_new] of [dbo].[t]
--   ! index-build: builds the index of primary key [PK_new] of [dbo].[t] under a lock that stops writers
GO
ALTER TABLE [dbo].[t] ADD CONSTRAINT [PK_new] PRIMARY KEY NONCLUSTERED ([a], [b])
GO

-- 4. create unique constraint [UQ_t] of [dbo].[t] (unique constraint [UQ_t] of [dbo].[t] changes)
--   ! may-fail-on-rows: fails if rows do not keep unique constraint [UQ_t] of [dbo].[t]
--   ! index-build: builds the index of unique constraint [UQ_t] of [dbo].[t] under a lock that stops writers
GO
ALTER TABLE [dbo].[t] ADD CONSTRAINT [UQ_t] UNIQUE NONCLUSTERED ([b]) WITH (IGNORE_DUP_KEY = ON)
GO

-- And back

-- 1. drop unique constraint [UQ_t] of [dbo].[t] (unique constraint [UQ_t] of [dbo].[t] changes)
GO
ALTER TABLE [dbo].[t] DROP CONSTRAINT [UQ_t]
GO

-- 2. drop primary key [PK_new] of [dbo].[t] (primary key [PK_new] of [dbo].[t] changes)
GO
ALTER TABLE [dbo].[t] DROP CONSTRAINT [PK_new]
GO

-- 3. create primary key [PK_old] of [dbo].[t] (primary key [PK_new] of [dbo].[t] changes)
--   ! may-fail-on-rows: fails if rows do not keep primary key [PK_old] of [dbo].[t]
--   ! table-rewrite: writes all rows of [dbo].[t] in another order, under a lock that stops everybody
GO
ALTER TABLE [dbo].[t] ADD CONSTRAINT [PK_old] PRIMARY KEY CLUSTERED ([a])
GO

-- 4. create unique constraint [UQ_t] of [dbo].[t] (unique constraint [UQ_t] of [dbo].[t] changes)
--   ! may-fail-on-rows: fails if rows do not keep unique constraint [UQ_t] of [dbo].[t]
--   ! index-build: builds the index of unique constraint [UQ_t] of [dbo].[t] under a lock that stops writers
GO
ALTER TABLE [dbo].[t] ADD CONSTRAINT [UQ_t] UNIQUE NONCLUSTERED ([b]) WITH (FILLFACTOR = 80)
GO
