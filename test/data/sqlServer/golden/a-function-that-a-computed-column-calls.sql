-- a function that a computed column calls

-- 1. drop column [dbo].[t].[b] (rebuilt around function [dbo].[f])
GO
ALTER TABLE [dbo].[t] DROP COLUMN [b]
GO

-- 2. alter function [dbo].[f]
GO
CREATE OR ALTER FUNCTION [dbo].[f] (@a int) RETURNS int AS BEGIN RETURN @a + 1 END
GO

-- 3. create column [dbo].[t].[b] (rebuilt around function [dbo].[f])
GO
ALTER TABLE [dbo].[t] ADD [b] AS ([dbo].[f]([a]))
GO

-- 4. create function [dbo].[z]
GO
CREATE FUNCTION [dbo].[z] (@a int) RETURNS int AS BEGIN RETURN @a END
GO

-- 5. create column [dbo].[u].[b]
GO
ALTER TABLE [dbo].[u] ADD [b] AS ([dbo].[z]([a]))
GO

-- And back

-- 1. drop column [dbo].[t].[b] (rebuilt around function [dbo].[f])
GO
ALTER TABLE [dbo].[t] DROP COLUMN [b]
GO

-- 2. drop column [dbo].[u].[b]
--   ! drop: drops computed column [dbo].[u].[b]
GO
ALTER TABLE [dbo].[u] DROP COLUMN [b]
GO

-- 3. drop function [dbo].[z]
--   ! drop: drops function [dbo].[z]
GO
DROP FUNCTION [dbo].[z]
GO

-- 4. alter function [dbo].[f]
GO
CREATE OR ALTER FUNCTION [dbo].[f] (@a int) RETURNS int AS BEGIN RETURN @a END
GO

-- 5. create column [dbo].[t].[b] (rebuilt around function [dbo].[f])
GO
ALTER TABLE [dbo].[t] ADD [b] AS ([dbo].[f]([a]))
GO
