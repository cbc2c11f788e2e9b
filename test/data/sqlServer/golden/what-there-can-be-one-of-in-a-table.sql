-- what there can be one of in a table

-- 1. drop trigger [dbo].[instead2]
--   ! drop: drops trigger [dbo].[instead2]
GO
DROP TRIGGER [dbo].[instead2]
GO

-- 2. drop statistics [S] on [dbo].[keys]
--   ! drop: drops statistics [S] on [dbo].[keys]
GO
DROP STATISTICS [dbo].[keys].[S]
GO

-- 3. drop index [CIX] on [dbo].[keys]
--   ! drop: drops index [CIX] on [dbo].[keys]
GO
DROP INDEX [CIX] ON [dbo].[keys]
GO

-- 4. drop column [dbo].[rows].[id1]
--   ! data-loss: drops column [dbo].[rows].[id1] and its values
GO
ALTER TABLE [dbo].[rows] DROP COLUMN [id1]
GO

-- 5. drop column [dbo].[rows].[stamp1]
--   ! data-loss: drops column [dbo].[rows].[stamp1] and its values
GO
ALTER TABLE [dbo].[rows] DROP COLUMN [stamp1]
GO

-- 6. create column [dbo].[rows].[id2]
--   ! table-rewrite: numbers all rows of [dbo].[rows], under a lock that stops everybody
GO
ALTER TABLE [dbo].[rows] ADD [id2] int IDENTITY(1, 1) NOT NULL
GO

-- 7. create column [dbo].[rows].[stamp2]
--   ! table-rewrite: gives a value to all rows of [dbo].[rows], under a lock that stops everybody
GO
ALTER TABLE [dbo].[rows] ADD [stamp2] timestamp NOT NULL
GO

-- 8. alter column [dbo].[rows].[z]
GO
ALTER TABLE [dbo].[rows] ALTER COLUMN [z] DROP ROWGUIDCOL
GO

-- 9. alter column [dbo].[rows].[a]
GO
ALTER TABLE [dbo].[rows] ALTER COLUMN [a] ADD ROWGUIDCOL
GO

-- 10. create unique constraint [U] of [dbo].[keys]
--   ! may-fail-on-rows: fails if rows do not keep unique constraint [U] of [dbo].[keys]
--   ! table-rewrite: writes all rows of [dbo].[keys] in another order, under a lock that stops everybody
GO
ALTER TABLE [dbo].[keys] ADD CONSTRAINT [U] UNIQUE CLUSTERED ([a], [b])
GO

-- 11. create index [S] on [dbo].[keys]
--   ! index-build: builds index [S] on [dbo].[keys] under a lock that stops writers
GO
CREATE NONCLUSTERED INDEX [S] ON [dbo].[keys] ([a])
GO

-- 12. create trigger [dbo].[instead1]
GO
CREATE TRIGGER [dbo].[instead1] ON dbo.rows INSTEAD OF DELETE AS RETURN
GO

-- And back

-- 1. drop trigger [dbo].[instead1]
--   ! drop: drops trigger [dbo].[instead1]
GO
DROP TRIGGER [dbo].[instead1]
GO

-- 2. drop index [S] on [dbo].[keys]
--   ! drop: drops index [S] on [dbo].[keys]
GO
DROP INDEX [S] ON [dbo].[keys]
GO

-- 3. drop unique constraint [U] of [dbo].[keys]
--   ! drop: drops unique constraint [U] of [dbo].[keys]
GO
ALTER TABLE [dbo].[keys] DROP CONSTRAINT [U]
GO

-- 4. drop column [dbo].[rows].[id2]
--   ! data-loss: drops column [dbo].[rows].[id2] and its values
GO
ALTER TABLE [dbo].[rows] DROP COLUMN [id2]
GO

-- 5. drop column [dbo].[rows].[stamp2]
--   ! data-loss: drops column [dbo].[rows].[stamp2] and its values
GO
ALTER TABLE [dbo].[rows] DROP COLUMN [stamp2]
GO

-- 6. alter column [dbo].[rows].[a]
GO
ALTER TABLE [dbo].[rows] ALTER COLUMN [a] DROP ROWGUIDCOL
GO

-- 7. create column [dbo].[rows].[id1]
--   ! table-rewrite: numbers all rows of [dbo].[rows], under a lock that stops everybody
GO
ALTER TABLE [dbo].[rows] ADD [id1] int IDENTITY(1, 1) NOT NULL
GO

-- 8. create column [dbo].[rows].[stamp1]
--   ! table-rewrite: gives a value to all rows of [dbo].[rows], under a lock that stops everybody
GO
ALTER TABLE [dbo].[rows] ADD [stamp1] timestamp NOT NULL
GO

-- 9. alter column [dbo].[rows].[z]
GO
ALTER TABLE [dbo].[rows] ALTER COLUMN [z] ADD ROWGUIDCOL
GO

-- 10. create index [CIX] on [dbo].[keys]
--   ! table-rewrite: writes all rows of [dbo].[keys] anew for index [CIX] on [dbo].[keys], under a lock that stops everybody
GO
CREATE CLUSTERED INDEX [CIX] ON [dbo].[keys] ([b])
GO

-- 11. create statistics [S] on [dbo].[keys]
GO
CREATE STATISTICS [S] ON [dbo].[keys] ([a])
GO

-- 12. create trigger [dbo].[instead2]
GO
CREATE TRIGGER [dbo].[instead2] ON dbo.rows INSTEAD OF INSERT, DELETE AS RETURN
GO
