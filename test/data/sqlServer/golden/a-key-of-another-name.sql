-- a key of another name

-- 1. alter primary key [PK_new] of [dbo].[t]
GO
EXEC sp_rename N'[dbo].[PK_old]', N'PK_new', N'OBJECT'
GO

-- And back

-- 1. alter primary key [PK_old] of [dbo].[t]
GO
EXEC sp_rename N'[dbo].[PK_new]', N'PK_old', N'OBJECT'
GO
