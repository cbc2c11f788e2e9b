-- compression of heaps, indexes and partitions

-- 1. drop index [CX_loose] on [dbo].[loose]
--   ! drop: drops index [CX_loose] on [dbo].[loose]
GO
DROP INDEX [CX_loose] ON [dbo].[loose]
GO

-- 2. alter table [dbo].[cut]
--   ! table-rewrite: writes all rows of [dbo].[cut] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[cut] REBUILD PARTITION = ALL WITH (DATA_COMPRESSION = NONE ON PARTITIONS (1), DATA_COMPRESSION = ROW ON PARTITIONS (2))
GO

-- 3. alter table [dbo].[heap]
--   ! table-rewrite: writes all rows of [dbo].[heap] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[heap] REBUILD PARTITION = ALL WITH (DATA_COMPRESSION = ROW)
GO

-- 4. alter table [dbo].[keyed]
--   ! table-rewrite: writes all rows of [dbo].[keyed] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[keyed] REBUILD PARTITION = ALL WITH (DATA_COMPRESSION = ROW)
GO

-- 5. alter table [dbo].[loose]
--   ! table-rewrite: writes all rows of [dbo].[loose] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[loose] REBUILD PARTITION = ALL WITH (DATA_COMPRESSION = NONE)
GO

-- 6. alter table [dbo].[packed]
--   ! table-rewrite: writes all rows of [dbo].[packed] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[packed] REBUILD PARTITION = ALL WITH (DATA_COMPRESSION = NONE)
GO

-- 7. alter table [dbo].[reordered]
--   ! table-rewrite: writes all rows of [dbo].[reordered] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[reordered] REBUILD PARTITION = ALL WITH (DATA_COMPRESSION = NONE)
GO

-- 8. alter index [IX_cut] on [dbo].[cut]
--   ! index-build: builds index [IX_cut] on [dbo].[cut] under a lock that stops writers
GO
CREATE NONCLUSTERED INDEX [IX_cut] ON [dbo].[cut] ([a]) WITH (DATA_COMPRESSION = PAGE, DROP_EXISTING = ON) ON [by_half]([a])
GO

-- 9. alter index [IX_loose] on [dbo].[loose]
--   ! index-build: builds index [IX_loose] on [dbo].[loose] under a lock that stops writers
GO
CREATE NONCLUSTERED INDEX [IX_loose] ON [dbo].[loose] ([a]) WITH (DATA_COMPRESSION = NONE, DROP_EXISTING = ON)
GO

-- 10. alter index [CX_reordered] on [dbo].[reordered]
--   ! table-rewrite: writes all rows of [dbo].[reordered] anew for index [CX_reordered] on [dbo].[reordered], under a lock that stops everybody
GO
CREATE CLUSTERED INDEX [CX_reordered] ON [dbo].[reordered] ([b], [a]) WITH (DATA_COMPRESSION = NONE, DROP_EXISTING = ON)
GO

-- And back

-- 1. alter table [dbo].[cut]
--   ! table-rewrite: writes all rows of [dbo].[cut] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[cut] REBUILD PARTITION = ALL WITH (DATA_COMPRESSION = PAGE ON PARTITIONS (1), DATA_COMPRESSION = NONE ON PARTITIONS (2))
GO

-- 2. alter table [dbo].[heap]
--   ! table-rewrite: writes all rows of [dbo].[heap] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[heap] REBUILD PARTITION = ALL WITH (DATA_COMPRESSION = NONE)
GO

-- 3. alter table [dbo].[keyed]
--   ! table-rewrite: writes all rows of [dbo].[keyed] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[keyed] REBUILD PARTITION = ALL WITH (DATA_COMPRESSION = NONE)
GO

-- 4. alter table [dbo].[loose]
--   ! table-rewrite: writes all rows of [dbo].[loose] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[loose] REBUILD PARTITION = ALL WITH (DATA_COMPRESSION = PAGE)
GO

-- 5. alter table [dbo].[packed]
--   ! table-rewrite: writes all rows of [dbo].[packed] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[packed] REBUILD PARTITION = ALL WITH (DATA_COMPRESSION = PAGE)
GO

-- 6. alter table [dbo].[reordered]
--   ! table-rewrite: writes all rows of [dbo].[reordered] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[reordered] REBUILD PARTITION = ALL WITH (DATA_COMPRESSION = PAGE)
GO

-- 7. alter index [IX_cut] on [dbo].[cut]
--   ! index-build: builds index [IX_cut] on [dbo].[cut] under a lock that stops writers
GO
CREATE NONCLUSTERED INDEX [IX_cut] ON [dbo].[cut] ([a]) WITH (DATA_COMPRESSION = PAGE ON PARTITIONS (1), DATA_COMPRESSION = NONE ON PARTITIONS (2), DROP_EXISTING = ON) ON [by_half]([a])
GO

-- 8. create index [CX_loose] on [dbo].[loose]
--   ! table-rewrite: writes all rows of [dbo].[loose] anew for index [CX_loose] on [dbo].[loose], under a lock that stops everybody
GO
CREATE CLUSTERED INDEX [CX_loose] ON [dbo].[loose] ([a])
GO

-- 9. alter index [IX_loose] on [dbo].[loose]
--   ! index-build: builds index [IX_loose] on [dbo].[loose] under a lock that stops writers
GO
CREATE NONCLUSTERED INDEX [IX_loose] ON [dbo].[loose] ([a]) WITH (DATA_COMPRESSION = ROW, DROP_EXISTING = ON)
GO

-- 10. alter index [CX_reordered] on [dbo].[reordered]
--   ! table-rewrite: writes all rows of [dbo].[reordered] anew for index [CX_reordered] on [dbo].[reordered], under a lock that stops everybody
GO
CREATE CLUSTERED INDEX [CX_reordered] ON [dbo].[reordered] ([a]) WITH (DATA_COMPRESSION = PAGE, DROP_EXISTING = ON)
GO
