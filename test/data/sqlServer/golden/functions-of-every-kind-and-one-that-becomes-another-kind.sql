-- functions of every kind, and one that becomes another kind

-- 1. drop view [dbo].[v] (rebuilt around function [dbo].[f])
GO
DROP VIEW [dbo].[v]
GO

-- 2. drop function [dbo].[f] ([dbo].[f] becomes another kind of function, which no ALTER can do)
GO
DROP FUNCTION [dbo].[f]
GO

-- 3. create function [dbo].[f] ([dbo].[f] becomes another kind of function, which no ALTER can do)
GO
CREATE FUNCTION [dbo].[f] (@a int) RETURNS TABLE AS RETURN (SELECT @a AS a)
GO

-- 4. create function [dbo].[g]
GO
CREATE FUNCTION [dbo].[g] () RETURNS @t TABLE (a int) AS BEGIN RETURN END
GO

-- 5. create view [dbo].[v] (rebuilt around function [dbo].[f])
GO
CREATE VIEW [dbo].[v] AS SELECT a FROM dbo.f(1)
GO

-- And back

-- 1. drop view [dbo].[v] (rebuilt around function [dbo].[f])
GO
DROP VIEW [dbo].[v]
GO

-- 2. drop function [dbo].[f] ([dbo].[f] becomes another kind of function, which no ALTER can do)
GO
DROP FUNCTION [dbo].[f]
GO

-- 3. drop function [dbo].[g]
--   ! drop: drops function [dbo].[g]
GO
DROP FUNCTION [dbo].[g]
GO

-- 4. create function [dbo].[f] ([dbo].[f] becomes another kind of function, which no ALTER can do)
GO
CREATE FUNCTION [dbo].[f] (@a int) RETURNS int AS BEGIN RETURN @a END
GO

-- 5. create view [dbo].[v] (rebuilt around function [dbo].[f])
GO
CREATE VIEW [dbo].[v] AS SELECT dbo.f(1) AS one
GO
