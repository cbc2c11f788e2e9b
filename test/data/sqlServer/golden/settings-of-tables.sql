-- settings of tables

-- 1. alter table [dbo].[t]
GO
ALTER TABLE [dbo].[t] SET (LOCK_ESCALATION = AUTO)
GO

-- And back

-- 1. alter table [dbo].[t]
GO
ALTER TABLE [dbo].[t] SET (LOCK_ESCALATION = TABLE)
GO
