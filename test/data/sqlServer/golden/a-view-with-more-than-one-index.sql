-- a view with more than one index

-- 1. create index [IX_z] on [dbo].[v]
--   ! table-rewrite: writes all rows of [dbo].[v] anew for index [IX_z] on [dbo].[v], under a lock that stops everybody
--   ! may-fail-on-rows: fails if rows have the same values for unique index [IX_z] on [dbo].[v]
GO
CREATE UNIQUE CLUSTERED INDEX [IX_z] ON [dbo].[v] ([a])
GO

-- 2. create index [IX_b] on [dbo].[v]
--   ! index-build: builds index [IX_b] on [dbo].[v] under a lock that stops writers
GO
CREATE NONCLUSTERED INDEX [IX_b] ON [dbo].[v] ([b])
GO

-- And back

-- 1. drop index [IX_b] on [dbo].[v]
--   ! drop: drops index [IX_b] on [dbo].[v]
GO
DROP INDEX [IX_b] ON [dbo].[v]
GO

-- 2. drop index [IX_z] on [dbo].[v]
--   ! drop: drops index [IX_z] on [dbo].[v]
GO
DROP INDEX [IX_z] ON [dbo].[v]
GO
