-- XML compression of heaps, keys, indexes and partitions

-- 1. alter table [dbo].[cut]
--   ! table-rewrite: writes all rows of [dbo].[cut] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[cut] REBUILD PARTITION = ALL WITH (XML_COMPRESSION = OFF ON PARTITIONS (1), XML_COMPRESSION = ON ON PARTITIONS (2))
GO

-- 2. alter table [dbo].[heap]
--   ! table-rewrite: writes all rows of [dbo].[heap] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[heap] REBUILD PARTITION = ALL WITH (XML_COMPRESSION = ON)
GO

-- 3. alter table [dbo].[keyed]
--   ! table-rewrite: writes all rows of [dbo].[keyed] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[keyed] REBUILD PARTITION = ALL WITH (XML_COMPRESSION = OFF)
GO

-- 4. alter table [dbo].[packed]
--   ! table-rewrite: writes all rows of [dbo].[packed] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[packed] REBUILD PARTITION = ALL WITH (DATA_COMPRESSION = NONE, XML_COMPRESSION = OFF)
GO

-- 5. alter index [IX_keyed] on [dbo].[keyed]
--   ! index-build: builds index [IX_keyed] on [dbo].[keyed] under a lock that stops writers
GO
CREATE NONCLUSTERED INDEX [IX_keyed] ON [dbo].[keyed] ([a]) INCLUDE ([b]) WITH (XML_COMPRESSION = ON, DROP_EXISTING = ON)
GO

-- 6. alter index [IX_other] on [dbo].[keyed]
--   ! index-build: builds index [IX_other] on [dbo].[keyed] under a lock that stops writers
GO
CREATE NONCLUSTERED INDEX [IX_other] ON [dbo].[keyed] ([a]) INCLUDE ([b]) WITH (XML_COMPRESSION = OFF, DROP_EXISTING = ON)
GO

-- And back

-- 1. alter table [dbo].[cut]
--   ! table-rewrite: writes all rows of [dbo].[cut] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[cut] REBUILD PARTITION = ALL WITH (XML_COMPRESSION = ON ON PARTITIONS (1), XML_COMPRESSION = OFF ON PARTITIONS (2))
GO

-- 2. alter table [dbo].[heap]
--   ! table-rewrite: writes all rows of [dbo].[heap] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[heap] REBUILD PARTITION = ALL WITH (XML_COMPRESSION = OFF)
GO

-- 3. alter table [dbo].[keyed]
--   ! table-rewrite: writes all rows of [dbo].[keyed] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[keyed] REBUILD PARTITION = ALL WITH (XML_COMPRESSION = ON)
GO

-- 4. alter table [dbo].[packed]
--   ! table-rewrite: writes all rows of [dbo].[packed] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[packed] REBUILD PARTITION = ALL WITH (DATA_COMPRESSION = PAGE, XML_COMPRESSION = ON)
GO

-- 5. alter index [IX_keyed] on [dbo].[keyed]
--   ! index-build: builds index [IX_keyed] on [dbo].[keyed] under a lock that stops writers
GO
CREATE NONCLUSTERED INDEX [IX_keyed] ON [dbo].[keyed] ([a]) INCLUDE ([b]) WITH (XML_COMPRESSION = OFF, DROP_EXISTING = ON)
GO

-- 6. alter index [IX_other] on [dbo].[keyed]
--   ! index-build: builds index [IX_other] on [dbo].[keyed] under a lock that stops writers
GO
CREATE NONCLUSTERED INDEX [IX_other] ON [dbo].[keyed] ([a]) INCLUDE ([b]) WITH (XML_COMPRESSION = ON, DROP_EXISTING = ON)
GO
