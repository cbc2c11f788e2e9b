-- triggers that change places, one of them with a new text

-- 1. drop place "First INSERT" of trigger [dbo].[tr1]
--   ! drop: drops place "First INSERT" of trigger [dbo].[tr1]
GO
DECLARE @result int;
EXEC @result = sp_settriggerorder N'[dbo].[tr1]', N'None', N'INSERT';
IF @result <> 0 THROW 50000, N'sp_settriggerorder has refused.', 1
GO

-- 2. drop place "Last INSERT" of trigger [dbo].[tr2]
--   ! drop: drops place "Last INSERT" of trigger [dbo].[tr2]
GO
DECLARE @result int;
EXEC @result = sp_settriggerorder N'[dbo].[tr2]', N'None', N'INSERT';
IF @result <> 0 THROW 50000, N'sp_settriggerorder has refused.', 1
GO

-- 3. alter trigger [dbo].[tr1]
GO
CREATE OR ALTER TRIGGER [dbo].[tr1] ON dbo.t AFTER INSERT AS SELECT 2
GO

-- 4. create place "Last INSERT" of trigger [dbo].[tr1]
GO
DECLARE @result int;
EXEC @result = sp_settriggerorder N'[dbo].[tr1]', N'Last', N'INSERT';
IF @result <> 0 THROW 50000, N'sp_settriggerorder has refused.', 1
GO

-- 5. create place "First INSERT" of trigger [dbo].[tr2]
GO
DECLARE @result int;
EXEC @result = sp_settriggerorder N'[dbo].[tr2]', N'First', N'INSERT';
IF @result <> 0 THROW 50000, N'sp_settriggerorder has refused.', 1
GO

-- And back

-- 1. drop place "Last INSERT" of trigger [dbo].[tr1]
--   ! drop: drops place "Last INSERT" of trigger [dbo].[tr1]
GO
DECLARE @result int;
EXEC @result = sp_settriggerorder N'[dbo].[tr1]', N'None', N'INSERT';
IF @result <> 0 THROW 50000, N'sp_settriggerorder has refused.', 1
GO

-- 2. drop place "First INSERT" of trigger [dbo].[tr2]
--   ! drop: drops place "First INSERT" of trigger [dbo].[tr2]
GO
DECLARE @result int;
EXEC @result = sp_settriggerorder N'[dbo].[tr2]', N'None', N'INSERT';
IF @result <> 0 THROW 50000, N'sp_settriggerorder has refused.', 1
GO

-- 3. alter trigger [dbo].[tr1]
GO
CREATE OR ALTER TRIGGER [dbo].[tr1] ON dbo.t AFTER INSERT AS SELECT 1
GO

-- 4. create place "First INSERT" of trigger [dbo].[tr1]
GO
DECLARE @result int;
EXEC @result = sp_settriggerorder N'[dbo].[tr1]', N'First', N'INSERT';
IF @result <> 0 THROW 50000, N'sp_settriggerorder has refused.', 1
GO

-- 5. create place "Last INSERT" of trigger [dbo].[tr2]
GO
DECLARE @result int;
EXEC @result = sp_settriggerorder N'[dbo].[tr2]', N'Last', N'INSERT';
IF @result <> 0 THROW 50000, N'sp_settriggerorder has refused.', 1
GO
