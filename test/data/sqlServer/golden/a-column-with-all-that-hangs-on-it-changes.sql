-- a column with all that hangs on it changes

-- 1. drop foreign key [FK_u] of [dbo].[u] (rebuilt around primary key [PK_t] of [dbo].[t])
GO
ALTER TABLE [dbo].[u] DROP CONSTRAINT [FK_u]
GO

-- 2. drop index [IX_code] on [dbo].[t] (rebuilt around column [dbo].[t].[code])
GO
DROP INDEX [IX_code] ON [dbo].[t]
GO

-- 3. drop view [dbo].[bound] (rebuilt around column [dbo].[t].[code])
GO
DROP VIEW [dbo].[bound]
GO

-- 4. drop check [CK_code] of [dbo].[t] (rebuilt around column [dbo].[t].[code])
GO
ALTER TABLE [dbo].[t] DROP CONSTRAINT [CK_code]
GO

-- 5. drop unique constraint [UQ_code] of [dbo].[t] (rebuilt around column [dbo].[t].[code])
GO
ALTER TABLE [dbo].[t] DROP CONSTRAINT [UQ_code]
GO

-- 6. drop primary key [PK_t] of [dbo].[t] (rebuilt around column [dbo].[t].[id])
GO
ALTER TABLE [dbo].[t] DROP CONSTRAINT [PK_t]
GO

-- 7. drop default of [dbo].[t].[code] (rebuilt around column [dbo].[t].[code])
GO
ALTER TABLE [dbo].[t] DROP CONSTRAINT [DF_code]
GO

-- 8. alter column [dbo].[t].[code]
--   ! table-rewrite: writes all rows of [dbo].[t] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [code] nvarchar(20) NOT NULL
GO

-- 9. alter column [dbo].[t].[id]
--   ! table-rewrite: writes all rows of [dbo].[t] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [id] bigint NOT NULL
GO

-- 10. alter column [dbo].[u].[t]
--   ! table-rewrite: writes all rows of [dbo].[u] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[u] ALTER COLUMN [t] bigint NOT NULL
GO

-- 11. create default of [dbo].[t].[code] (rebuilt around column [dbo].[t].[code])
GO
ALTER TABLE [dbo].[t] ADD CONSTRAINT [DF_code] DEFAULT ('x') FOR [code]
GO

-- 12. create primary key [PK_t] of [dbo].[t] (rebuilt around column [dbo].[t].[id])
--   ! may-fail-on-rows: fails if rows do not keep primary key [PK_t] of [dbo].[t]
--   ! table-rewrite: writes all rows of [dbo].[t] in another order, under a lock that stops everybody
GO
ALTER TABLE [dbo].[t] ADD CONSTRAINT [PK_t] PRIMARY KEY CLUSTERED ([id])
GO

-- 13. create unique constraint [UQ_code] of [dbo].[t] (rebuilt around column [dbo].[t].[code])
--   ! may-fail-on-rows: fails if rows do not keep unique constraint [UQ_code] of [dbo].[t]
--   ! index-build: builds the index of unique constraint [UQ_code] of [dbo].[t] under a lock that stops writers
GO
ALTER TABLE [dbo].[t] ADD CONSTRAINT [UQ_code] UNIQUE NONCLUSTERED ([code])
GO

-- 14. create check [CK_code] of [dbo].[t] (rebuilt around column [dbo].[t].[code])
--   ! may-fail-on-rows: fails if rows do not keep check [CK_code] of [dbo].[t]
GO
ALTER TABLE [dbo].[t] WITH CHECK ADD CONSTRAINT [CK_code] CHECK ([code]<>'')
GO

-- 15. create view [dbo].[bound] (rebuilt around column [dbo].[t].[code])
GO
CREATE VIEW [dbo].[bound] WITH SCHEMABINDING AS SELECT id, code FROM dbo.t
GO

-- 16. create index [IX_bound] on [dbo].[bound] (rebuilt around column [dbo].[t].[code])
--   ! table-rewrite: writes all rows of [dbo].[bound] anew for index [IX_bound] on [dbo].[bound], under a lock that stops everybody
--   ! may-fail-on-rows: fails if rows have the same values for unique index [IX_bound] on [dbo].[bound]
GO
CREATE UNIQUE CLUSTERED INDEX [IX_bound] ON [dbo].[bound] ([id])
GO

-- 17. create index [IX_code] on [dbo].[t] (rebuilt around column [dbo].[t].[code])
--   ! index-build: builds index [IX_code] on [dbo].[t] under a lock that stops writers
GO
CREATE NONCLUSTERED INDEX [IX_code] ON [dbo].[t] ([code] DESC) INCLUDE ([n]) WHERE ([code]>'a')
GO

-- 18. create foreign key [FK_u] of [dbo].[u] (rebuilt around primary key [PK_t] of [dbo].[t])
--   ! may-fail-on-rows: fails if rows do not keep foreign key [FK_u] of [dbo].[u]
GO
ALTER TABLE [dbo].[u] WITH CHECK ADD CONSTRAINT [FK_u] FOREIGN KEY ([t]) REFERENCES [dbo].[t] ([id]) ON DELETE CASCADE
GO

-- And back

-- 1. drop foreign key [FK_u] of [dbo].[u] (rebuilt around primary key [PK_t] of [dbo].[t])
GO
ALTER TABLE [dbo].[u] DROP CONSTRAINT [FK_u]
GO

-- 2. drop index [IX_code] on [dbo].[t] (rebuilt around column [dbo].[t].[code])
GO
DROP INDEX [IX_code] ON [dbo].[t]
GO

-- 3. drop view [dbo].[bound] (rebuilt around column [dbo].[t].[code])
GO
DROP VIEW [dbo].[bound]
GO

-- 4. drop check [CK_code] of [dbo].[t] (rebuilt around column [dbo].[t].[code])
GO
ALTER TABLE [dbo].[t] DROP CONSTRAINT [CK_code]
GO

-- 5. drop unique constraint [UQ_code] of [dbo].[t] (rebuilt around column [dbo].[t].[code])
GO
ALTER TABLE [dbo].[t] DROP CONSTRAINT [UQ_code]
GO

-- 6. drop primary key [PK_t] of [dbo].[t] (rebuilt around column [dbo].[t].[id])
GO
ALTER TABLE [dbo].[t] DROP CONSTRAINT [PK_t]
GO

-- 7. drop default of [dbo].[t].[code] (rebuilt around column [dbo].[t].[code])
GO
ALTER TABLE [dbo].[t] DROP CONSTRAINT [DF_code]
GO

-- 8. alter column [dbo].[t].[code]
--   ! may-fail-on-rows: fails if values of [dbo].[t].[code] do not fit varchar(10)
--   ! data-loss: characters of [dbo].[t].[code] that varchar(10) lacks become question marks
--   ! table-rewrite: writes all rows of [dbo].[t] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [code] varchar(10) NOT NULL
GO

-- 9. alter column [dbo].[t].[id]
--   ! may-fail-on-rows: fails if values of [dbo].[t].[id] do not fit int
--   ! table-rewrite: writes all rows of [dbo].[t] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [id] int NOT NULL
GO

-- 10. alter column [dbo].[u].[t]
--   ! may-fail-on-rows: fails if values of [dbo].[u].[t] do not fit int
--   ! table-rewrite: writes all rows of [dbo].[u] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[u] ALTER COLUMN [t] int NOT NULL
GO

-- 11. create default of [dbo].[t].[code] (rebuilt around column [dbo].[t].[code])
GO
ALTER TABLE [dbo].[t] ADD CONSTRAINT [DF_code] DEFAULT ('x') FOR [code]
GO

-- 12. create primary key [PK_t] of [dbo].[t] (rebuilt around column [dbo].[t].[id])
--   ! may-fail-on-rows: fails if rows do not keep primary key [PK_t] of [dbo].[t]
--   ! table-rewrite: writes all rows of [dbo].[t] in another order, under a lock that stops everybody
GO
ALTER TABLE [dbo].[t] ADD CONSTRAINT [PK_t] PRIMARY KEY CLUSTERED ([id])
GO

-- 13. create unique constraint [UQ_code] of [dbo].[t] (rebuilt around column [dbo].[t].[code])
--   ! may-fail-on-rows: fails if rows do not keep unique constraint [UQ_code] of [dbo].[t]
--   ! index-build: builds the index of unique constraint [UQ_code] of [dbo].[t] under a lock that stops writers
GO
ALTER TABLE [dbo].[t] ADD CONSTRAINT [UQ_code] UNIQUE NONCLUSTERED ([code])
GO

-- 14. create check [CK_code] of [dbo].[t] (rebuilt around column [dbo].[t].[code])
--   ! may-fail-on-rows: fails if rows do not keep check [CK_code] of [dbo].[t]
GO
ALTER TABLE [dbo].[t] WITH CHECK ADD CONSTRAINT [CK_code] CHECK ([code]<>'')
GO

-- 15. create view [dbo].[bound] (rebuilt around column [dbo].[t].[code])
GO
CREATE VIEW [dbo].[bound] WITH SCHEMABINDING AS SELECT id, code FROM dbo.t
GO

-- 16. create index [IX_bound] on [dbo].[bound] (rebuilt around column [dbo].[t].[code])
--   ! table-rewrite: writes all rows of [dbo].[bound] anew for index [IX_bound] on [dbo].[bound], under a lock that stops everybody
--   ! may-fail-on-rows: fails if rows have the same values for unique index [IX_bound] on [dbo].[bound]
GO
CREATE UNIQUE CLUSTERED INDEX [IX_bound] ON [dbo].[bound] ([id])
GO

-- 17. create index [IX_code] on [dbo].[t] (rebuilt around column [dbo].[t].[code])
--   ! index-build: builds index [IX_code] on [dbo].[t] under a lock that stops writers
GO
CREATE NONCLUSTERED INDEX [IX_code] ON [dbo].[t] ([code] DESC) INCLUDE ([n]) WHERE ([code]>'a')
GO

-- 18. create foreign key [FK_u] of [dbo].[u] (rebuilt around primary key [PK_t] of [dbo].[t])
--   ! may-fail-on-rows: fails if rows do not keep foreign key [FK_u] of [dbo].[u]
GO
ALTER TABLE [dbo].[u] WITH CHECK ADD CONSTRAINT [FK_u] FOREIGN KEY ([t]) REFERENCES [dbo].[t] ([id]) ON DELETE CASCADE
GO
