-- views on views

-- 1. create view [dbo].[a]
GO
CREATE VIEW [dbo].[a] AS SELECT a FROM dbo.t
GO

-- 2. alter view [dbo].[y]
GO
CREATE OR ALTER VIEW [dbo].[y] AS SELECT a, 1 AS one FROM dbo.a
GO

-- 3. drop view [dbo].[z]
--   ! drop: drops view [dbo].[z]
GO
DROP VIEW [dbo].[z]
GO

-- And back

-- 1. create view [dbo].[z]
GO
CREATE VIEW [dbo].[z] AS SELECT a FROM dbo.t
GO

-- 2. alter view [dbo].[y]
GO
CREATE OR ALTER VIEW [dbo].[y] AS SELECT a FROM dbo.z
GO

-- 3. drop view [dbo].[a]
--   ! drop: drops view [dbo].[a]
GO
DROP VIEW [dbo].[a]
GO
