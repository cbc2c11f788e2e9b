-- compression of heaps, indexes and partitions

-- 1. alter table [dbo].[cut]
--   ! table-rewrite: writes all rows of [dbo].[cut] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[cut] REBUILD PARTITION = ALL WITH (DATA_COMPRESSION = ROW ON PARTITIONS (2))
GO

-- 2. alter table [dbo].[heap]
--   ! table-rewrite: writes all rows of [dbo].[heap] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[heap] REBUILD PARTITION = ALL WITH (DATA_COMPRESSION = ROW)
GO

-- 3. alter table [dbo].[packed]
--   ! table-rewrite: writes all rows of [dbo].[packed] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[packed] REBUILD PARTITION = ALL WITH (DATA_COMPRESSION = NONE)
GO

-- 4. alter index [IX_cut] on [dbo].[cut]
--   ! index-build: builds index [IX_cut] on [dbo].[cut] under a lock that stops writers
GO
CREATE NONCLUSTERED INDEX [IX_cut] ON [dbo].[cut] ([a]) WITH (DATA_COMPRESSION = PAGE, DROP_EXISTING = ON) ON [by_half]([a])
GO

-- And back

-- 1. alter table [dbo].[cut]
--   ! table-rewrite: writes all rows of [dbo].[cut] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[cut] REBUILD PARTITION = ALL WITH (DATA_COMPRESSION = NONE)
GO

-- 2. alter table [dbo].[heap]
--   ! table-rewrite: writes all rows of [dbo].[heap] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[heap] REBUILD PARTITION = ALL WITH (DATA_COMPRESSION = NONE)
GO

-- 3. alter table [dbo].[packed]
--   ! table-rewrite: writes all rows of [dbo].[packed] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[packed] REBUILD PARTITION = ALL WITH (DATA_COMPRESSION = PAGE)
GO

-- 4. alter index [IX_cut] on [dbo].[cut]
--   ! index-build: builds index [IX_cut] on [dbo].[cut] under a lock that stops writers
GO
CREATE NONCLUSTERED INDEX [IX_cut] ON [dbo].[cut] ([a]) WITH (DATA_COMPRESSION = PAGE ON PARTITIONS (1), DROP_EXISTING = ON) ON [by_half]([a])
GO
