-- a key of another name

-- 1. alter primary key [PK_new] of [dbo].[t]
GO
DECLARE @result int;
EXEC @result = sp_rename N'[dbo].[PK_old]', N'PK_new', N'OBJECT';
IF @result <> 0 THROW 50000, N'sp_rename has refused.', 1
GO

-- And back

-- 1. alter primary key [PK_old] of [dbo].[t]
GO
DECLARE @result int;
EXEC @result = sp_rename N'[dbo].[PK_new]', N'PK_old', N'OBJECT';
IF @result <> 0 THROW 50000, N'sp_rename has refused.', 1
GO
