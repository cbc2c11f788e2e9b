-- a function that a check calls

-- 1. drop check [CK_a] of [dbo].[t] (check [CK_a] of [dbo].[t] changes)
GO
ALTER TABLE [dbo].[t] DROP CONSTRAINT [CK_a]
GO

-- 2. create check [CK_a] of [dbo].[t] (check [CK_a] of [dbo].[t] changes)
--   ! may-fail-on-rows: fails if rows do not keep check [CK_a] of [dbo].[t]
GO
ALTER TABLE [dbo].[t] WITH CHECK ADD CONSTRAINT [CK_a] CHECK ([a]>(1))
GO

-- 3. alter function [dbo].[f]
GO
CREATE OR ALTER FUNCTION [dbo].[f] (@a int) RETURNS int AS BEGIN RETURN @a + 1 END
GO

-- And back

-- 1. drop check [CK_a] of [dbo].[t] (check [CK_a] of [dbo].[t] changes)
GO
ALTER TABLE [dbo].[t] DROP CONSTRAINT [CK_a]
GO

-- 2. create check [CK_a] of [dbo].[t] (check [CK_a] of [dbo].[t] changes)
--   ! may-fail-on-rows: fails if rows do not keep check [CK_a] of [dbo].[t]
GO
ALTER TABLE [dbo].[t] WITH CHECK ADD CONSTRAINT [CK_a] CHECK ([a]>(0))
GO

-- 3. alter function [dbo].[f]
GO
CREATE OR ALTER FUNCTION [dbo].[f] (@a int) RETURNS int AS BEGIN RETURN @a END
GO
