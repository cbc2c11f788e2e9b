-- columns that keep their mask, sparseness or row guid when they change, and masks that change

-- 1. drop index [IX_d] on [dbo].[t] (rebuilt around column [dbo].[t].[d])
GO
DROP INDEX [IX_d] ON [dbo].[t]
GO

-- 2. drop index [IX_e] on [dbo].[t] (rebuilt around column [dbo].[t].[e])
GO
DROP INDEX [IX_e] ON [dbo].[t]
GO

-- 3. alter column [dbo].[t].[a]
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [a] varchar(20) MASKED WITH (FUNCTION = 'default()') NULL
GO

-- 4. alter column [dbo].[t].[b]
--   ! table-rewrite: writes all rows of [dbo].[t] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [b] bigint NULL SPARSE
GO

-- 5. alter column [dbo].[t].[c]
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [c] DROP ROWGUIDCOL
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [c] uniqueidentifier NULL
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [c] ADD ROWGUIDCOL
GO

-- 6. alter column [dbo].[t].[d]
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [d] varchar(10) MASKED WITH (FUNCTION = 'partial(1,"x",0)') NOT NULL
GO

-- 7. alter column [dbo].[t].[e]
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [e] ADD MASKED WITH (FUNCTION = 'random(1,9)')
GO

-- 8. create index [IX_d] on [dbo].[t] (rebuilt around column [dbo].[t].[d])
--   ! index-build: builds index [IX_d] on [dbo].[t] under a lock that stops writers
GO
CREATE NONCLUSTERED INDEX [IX_d] ON [dbo].[t] ([d])
GO

-- 9. create index [IX_e] on [dbo].[t] (rebuilt around column [dbo].[t].[e])
--   ! index-build: builds index [IX_e] on [dbo].[t] under a lock that stops writers
GO
CREATE NONCLUSTERED INDEX [IX_e] ON [dbo].[t] ([e])
GO

-- And back

-- 1. drop index [IX_d] on [dbo].[t] (rebuilt around column [dbo].[t].[d])
GO
DROP INDEX [IX_d] ON [dbo].[t]
GO

-- 2. drop index [IX_e] on [dbo].[t] (rebuilt around column [dbo].[t].[e])
GO
DROP INDEX [IX_e] ON [dbo].[t]
GO

-- 3. alter column [dbo].[t].[a]
--   ! may-fail-on-rows: fails if values of [dbo].[t].[a] do not fit varchar(10)
--   ! table-rewrite: writes all rows of [dbo].[t] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [a] varchar(10) MASKED WITH (FUNCTION = 'default()') NULL
GO

-- 4. alter column [dbo].[t].[b]
--   ! may-fail-on-rows: fails if values of [dbo].[t].[b] do not fit int
--   ! table-rewrite: writes all rows of [dbo].[t] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [b] int NULL SPARSE
GO

-- 5. alter column [dbo].[t].[c]
--   ! may-fail-on-rows: fails if rows have no value in [dbo].[t].[c]
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [c] DROP ROWGUIDCOL
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [c] uniqueidentifier NOT NULL
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [c] ADD ROWGUIDCOL
GO

-- 6. alter column [dbo].[t].[d]
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [d] varchar(10) MASKED WITH (FUNCTION = 'default()') NOT NULL
GO

-- 7. alter column [dbo].[t].[e]
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [e] DROP MASKED
GO

-- 8. create index [IX_d] on [dbo].[t] (rebuilt around column [dbo].[t].[d])
--   ! index-build: builds index [IX_d] on [dbo].[t] under a lock that stops writers
GO
CREATE NONCLUSTERED INDEX [IX_d] ON [dbo].[t] ([d])
GO

-- 9. create index [IX_e] on [dbo].[t] (rebuilt around column [dbo].[t].[e])
--   ! index-build: builds index [IX_e] on [dbo].[t] under a lock that stops writers
GO
CREATE NONCLUSTERED INDEX [IX_e] ON [dbo].[t] ([e])
GO
