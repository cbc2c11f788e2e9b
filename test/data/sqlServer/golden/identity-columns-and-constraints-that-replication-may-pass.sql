-- identity columns and constraints that replication may pass

-- 1. drop check [CK_b] of [dbo].[t] (check [CK_b] of [dbo].[t] changes)
GO
ALTER TABLE [dbo].[t] DROP CONSTRAINT [CK_b]
GO

-- 2. alter column [dbo].[t].[a]
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [a] ADD NOT FOR REPLICATION
GO

-- 3. alter column [dbo].[u].[a]
GO
ALTER TABLE [dbo].[u] ALTER COLUMN [a] DROP NOT FOR REPLICATION
GO

-- 4. create check [CK_b] of [dbo].[t] (check [CK_b] of [dbo].[t] changes)
GO
ALTER TABLE [dbo].[t] WITH NOCHECK ADD CONSTRAINT [CK_b] CHECK NOT FOR REPLICATION ([b]>(0))
GO

-- And back

-- 1. drop check [CK_b] of [dbo].[t] (check [CK_b] of [dbo].[t] changes)
GO
ALTER TABLE [dbo].[t] DROP CONSTRAINT [CK_b]
GO

-- 2. alter column [dbo].[t].[a]
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [a] DROP NOT FOR REPLICATION
GO

-- 3. alter column [dbo].[u].[a]
GO
ALTER TABLE [dbo].[u] ALTER COLUMN [a] ADD NOT FOR REPLICATION
GO

-- 4. create check [CK_b] of [dbo].[t] (check [CK_b] of [dbo].[t] changes)
--   ! may-fail-on-rows: fails if rows do not keep check [CK_b] of [dbo].[t]
GO
ALTER TABLE [dbo].[t] WITH CHECK ADD CONSTRAINT [CK_b] CHECK ([b]>(0))
GO
