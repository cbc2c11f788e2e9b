-- an index to which a foreign key refers, and that becomes another

-- 1. drop foreign key [FK_a] of [dbo].[u] (rebuilt around index [UX_t] on [dbo].[t])
GO
ALTER TABLE [dbo].[u] DROP CONSTRAINT [FK_a]
GO

-- 2. drop foreign key [FK_d] of [dbo].[u] (rebuilt around index [UX_d] on [dbo].[t])
GO
ALTER TABLE [dbo].[u] DROP CONSTRAINT [FK_d]
GO

-- 3. drop index [UX_d] on [dbo].[t] (index [UX_d] changes)
GO
DROP INDEX [UX_d] ON [dbo].[t]
GO

-- 4. alter index [UX_c] on [dbo].[t]
--   ! index-build: builds index [UX_c] on [dbo].[t] under a lock that stops writers
--   ! may-fail-on-rows: fails if rows have the same values for unique index [UX_c] on [dbo].[t]
GO
CREATE UNIQUE NONCLUSTERED INDEX [UX_c] ON [dbo].[t] ([b]) INCLUDE ([c]) WITH (DROP_EXISTING = ON)
GO

-- 5. create index [UX_d] on [dbo].[t] (index [UX_d] changes)
--   ! table-rewrite: writes all rows of [dbo].[t] anew for index [UX_d] on [dbo].[t], under a lock that stops everybody
--   ! may-fail-on-rows: fails if rows have the same values for unique index [UX_d] on [dbo].[t]
GO
CREATE UNIQUE CLUSTERED INDEX [UX_d] ON [dbo].[t] ([d])
GO

-- 6. create index [UX_new] on [dbo].[t]
--   ! index-build: builds index [UX_new] on [dbo].[t] under a lock that stops writers
--   ! may-fail-on-rows: fails if rows have the same values for unique index [UX_new] on [dbo].[t]
GO
CREATE UNIQUE NONCLUSTERED INDEX [UX_new] ON [dbo].[t] ([a])
GO

-- 7. alter index [UX_t] on [dbo].[t]
--   ! index-build: builds index [UX_t] on [dbo].[t] under a lock that stops writers
--   ! may-fail-on-rows: fails if rows have the same values for unique index [UX_t] on [dbo].[t]
GO
CREATE UNIQUE NONCLUSTERED INDEX [UX_t] ON [dbo].[t] ([a], [c]) WITH (DROP_EXISTING = ON)
GO

-- 8. create foreign key [FK_a] of [dbo].[u] (rebuilt around index [UX_t] on [dbo].[t])
--   ! may-fail-on-rows: fails if rows do not keep foreign key [FK_a] of [dbo].[u]
GO
ALTER TABLE [dbo].[u] WITH CHECK ADD CONSTRAINT [FK_a] FOREIGN KEY ([a]) REFERENCES [dbo].[t] ([a])
GO

-- 9. create foreign key [FK_d] of [dbo].[u] (rebuilt around index [UX_d] on [dbo].[t])
--   ! may-fail-on-rows: fails if rows do not keep foreign key [FK_d] of [dbo].[u]
GO
ALTER TABLE [dbo].[u] WITH CHECK ADD CONSTRAINT [FK_d] FOREIGN KEY ([d]) REFERENCES [dbo].[t] ([d])
GO

-- And back

-- 1. drop foreign key [FK_a] of [dbo].[u] (rebuilt around index [UX_new] on [dbo].[t])
GO
ALTER TABLE [dbo].[u] DROP CONSTRAINT [FK_a]
GO

-- 2. drop foreign key [FK_d] of [dbo].[u] (rebuilt around index [UX_d] on [dbo].[t])
GO
ALTER TABLE [dbo].[u] DROP CONSTRAINT [FK_d]
GO

-- 3. drop index [UX_d] on [dbo].[t] (index [UX_d] changes)
GO
DROP INDEX [UX_d] ON [dbo].[t]
GO

-- 4. drop index [UX_new] on [dbo].[t]
--   ! drop: drops index [UX_new] on [dbo].[t]
GO
DROP INDEX [UX_new] ON [dbo].[t]
GO

-- 5. alter index [UX_c] on [dbo].[t]
--   ! index-build: builds index [UX_c] on [dbo].[t] under a lock that stops writers
--   ! may-fail-on-rows: fails if rows have the same values for unique index [UX_c] on [dbo].[t]
GO
CREATE UNIQUE NONCLUSTERED INDEX [UX_c] ON [dbo].[t] ([b]) WITH (DROP_EXISTING = ON)
GO

-- 6. create index [UX_d] on [dbo].[t] (index [UX_d] changes)
--   ! index-build: builds index [UX_d] on [dbo].[t] under a lock that stops writers
--   ! may-fail-on-rows: fails if rows have the same values for unique index [UX_d] on [dbo].[t]
GO
CREATE UNIQUE NONCLUSTERED INDEX [UX_d] ON [dbo].[t] ([d])
GO

-- 7. alter index [UX_t] on [dbo].[t]
--   ! index-build: builds index [UX_t] on [dbo].[t] under a lock that stops writers
--   ! may-fail-on-rows: fails if rows have the same values for unique index [UX_t] on [dbo].[t]
GO
CREATE UNIQUE NONCLUSTERED INDEX [UX_t] ON [dbo].[t] ([a]) WITH (DROP_EXISTING = ON)
GO

-- 8. create foreign key [FK_a] of [dbo].[u] (rebuilt around index [UX_new] on [dbo].[t])
--   ! may-fail-on-rows: fails if rows do not keep foreign key [FK_a] of [dbo].[u]
GO
ALTER TABLE [dbo].[u] WITH CHECK ADD CONSTRAINT [FK_a] FOREIGN KEY ([a]) REFERENCES [dbo].[t] ([a])
GO

-- 9. create foreign key [FK_d] of [dbo].[u] (rebuilt around index [UX_d] on [dbo].[t])
--   ! may-fail-on-rows: fails if rows do not keep foreign key [FK_d] of [dbo].[u]
GO
ALTER TABLE [dbo].[u] WITH CHECK ADD CONSTRAINT [FK_d] FOREIGN KEY ([d]) REFERENCES [dbo].[t] ([d])
GO
