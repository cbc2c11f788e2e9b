-- constraints that are disabled or not trusted

-- 1. alter check [CK_a] of [dbo].[t]
GO
ALTER TABLE [dbo].[t] NOCHECK CONSTRAINT [CK_a]
GO

-- 2. alter check [CK_b] of [dbo].[t]
--   ! may-fail-on-rows: fails if rows do not keep check [CK_b] of [dbo].[t]
GO
ALTER TABLE [dbo].[t] WITH CHECK CHECK CONSTRAINT [CK_b]
GO

-- 3. alter check [CK_c] of [dbo].[t]
GO
ALTER TABLE [dbo].[t] NOCHECK CONSTRAINT [CK_c]
GO
ALTER TABLE [dbo].[t] WITH NOCHECK CHECK CONSTRAINT [CK_c]
GO

-- And back

-- 1. alter check [CK_a] of [dbo].[t]
--   ! may-fail-on-rows: fails if rows do not keep check [CK_a] of [dbo].[t]
GO
ALTER TABLE [dbo].[t] WITH CHECK CHECK CONSTRAINT [CK_a]
GO

-- 2. alter check [CK_b] of [dbo].[t]
GO
ALTER TABLE [dbo].[t] NOCHECK CONSTRAINT [CK_b]
GO

-- 3. alter check [CK_c] of [dbo].[t]
--   ! may-fail-on-rows: fails if rows do not keep check [CK_c] of [dbo].[t]
GO
ALTER TABLE [dbo].[t] WITH CHECK CHECK CONSTRAINT [CK_c]
GO
