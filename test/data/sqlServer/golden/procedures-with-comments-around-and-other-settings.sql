-- procedures with comments around and other settings

-- 1. alter procedure [dbo].[p]
GO
-- what it is for
CREATE OR ALTER PROCEDURE [dbo].[p] @a int = 1 AS
BEGIN
  SELECT @a; -- the end
END
GO

-- 2. create procedure [dbo].[q]
GO
SET QUOTED_IDENTIFIER OFF
GO
CREATE PROCEDURE [dbo].[q] AS SELECT "text"
GO
SET QUOTED_IDENTIFIER ON
GO

-- And back

-- 1. drop procedure [dbo].[q]
--   ! drop: drops procedure [dbo].[q]
GO
DROP PROCEDURE [dbo].[q]
GO

-- 2. alter procedure [dbo].[p]
GO
CREATE OR ALTER PROCEDURE [dbo].[p] AS SELECT 1
GO
