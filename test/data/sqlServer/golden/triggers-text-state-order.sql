-- triggers: text, state, order

-- 1. drop place "First INSERT" of trigger [dbo].[tr1]
--   ! drop: drops place "First INSERT" of trigger [dbo].[tr1]
GO
DECLARE @result int;
EXEC @result = sp_settriggerorder N'[dbo].[tr1]', N'None', N'INSERT';
IF @result <> 0 THROW 50000, N'sp_settriggerorder has refused.', 1
GO

-- 2. alter trigger [dbo].[tr1]
GO
CREATE OR ALTER TRIGGER [dbo].[tr1] ON dbo.t AFTER INSERT AS SELECT 2
GO
DISABLE TRIGGER [dbo].[tr1] ON [dbo].[t]
GO

-- 3. create trigger [dbo].[tr3]
GO
CREATE TRIGGER [dbo].[tr3] ON dbo.t INSTEAD OF DELETE AS SELECT 3
GO

-- 4. create place "Last UPDATE" of trigger [dbo].[tr2]
GO
DECLARE @result int;
EXEC @result = sp_settriggerorder N'[dbo].[tr2]', N'Last', N'UPDATE';
IF @result <> 0 THROW 50000, N'sp_settriggerorder has refused.', 1
GO

-- And back

-- 1. drop place "Last UPDATE" of trigger [dbo].[tr2]
--   ! drop: drops place "Last UPDATE" of trigger [dbo].[tr2]
GO
DECLARE @result int;
EXEC @result = sp_settriggerorder N'[dbo].[tr2]', N'None', N'UPDATE';
IF @result <> 0 THROW 50000, N'sp_settriggerorder has refused.', 1
GO

-- 2. drop trigger [dbo].[tr3]
--   ! drop: drops trigger [dbo].[tr3]
GO
DROP TRIGGER [dbo].[tr3]
GO

-- 3. alter trigger [dbo].[tr1]
GO
CREATE OR ALTER TRIGGER [dbo].[tr1] ON dbo.t AFTER INSERT AS SELECT 1
GO
ENABLE TRIGGER [dbo].[tr1] ON [dbo].[t]
GO

-- 4. create place "First INSERT" of trigger [dbo].[tr1]
GO
DECLARE @result int;
EXEC @result = sp_settriggerorder N'[dbo].[tr1]', N'First', N'INSERT';
IF @result <> 0 THROW 50000, N'sp_settriggerorder has refused.', 1
GO
