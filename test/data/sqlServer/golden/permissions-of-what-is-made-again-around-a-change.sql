-- permissions of what is made again around a change

-- 1. drop view [dbo].[v] (rebuilt around column [dbo].[t].[a])
GO
DROP VIEW [dbo].[v]
GO

-- 2. alter column [dbo].[t].[a]
--   ! table-rewrite: writes all rows of [dbo].[t] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [a] bigint NOT NULL
GO

-- 3. create view [dbo].[v] (rebuilt around column [dbo].[t].[a])
GO
CREATE VIEW [dbo].[v] WITH SCHEMABINDING AS SELECT a FROM dbo.t
GO

-- 4. create permission SELECT on OBJECT::[dbo].[v] of [readers] (rebuilt around column [dbo].[t].[a])
GO
GRANT SELECT ON OBJECT::[dbo].[v] TO [readers]
GO

-- And back

-- 1. drop view [dbo].[v] (rebuilt around column [dbo].[t].[a])
GO
DROP VIEW [dbo].[v]
GO

-- 2. alter column [dbo].[t].[a]
--   ! may-fail-on-rows: fails if values of [dbo].[t].[a] do not fit int
--   ! table-rewrite: writes all rows of [dbo].[t] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [a] int NOT NULL
GO

-- 3. create view [dbo].[v] (rebuilt around column [dbo].[t].[a])
GO
CREATE VIEW [dbo].[v] WITH SCHEMABINDING AS SELECT a FROM dbo.t
GO

-- 4. create permission SELECT on OBJECT::[dbo].[v] of [readers] (rebuilt around column [dbo].[t].[a])
GO
GRANT SELECT ON OBJECT::[dbo].[v] TO [readers]
GO
