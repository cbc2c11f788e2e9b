-- triggers of the database: text, state, order, comments

-- 1. drop place "First CREATE_TABLE" of trigger audit
--   ! drop: drops place "First CREATE_TABLE" of trigger audit
GO
DECLARE @result int;
EXEC @result = sp_settriggerorder N'audit', N'None', N'CREATE_TABLE', N'DATABASE';
IF @result <> 0 THROW 50000, N'sp_settriggerorder has refused.', 1
GO

-- 2. drop database trigger [odd one]
--   ! drop: drops database trigger [odd one]
GO
DROP TRIGGER [odd one] ON DATABASE
GO

-- 3. create database trigger [late]
GO
CREATE TRIGGER [late] ON DATABASE FOR CREATE_TABLE AS PRINT 'late'
GO
DISABLE TRIGGER [late] ON DATABASE
GO

-- 4. alter database trigger [safety]
GO
CREATE OR ALTER TRIGGER [safety] ON DATABASE FOR DROP_TABLE AS PRINT 'no table goes'
GO
ENABLE TRIGGER [safety] ON DATABASE
GO

-- 5. create extended property MS_Description of trigger safety
GO
DECLARE @result int;
EXEC @result = sys.sp_addextendedproperty @name = N'MS_Description', @value = N'why', @level0type = N'TRIGGER', @level0name = N'safety';
IF @result <> 0 THROW 50000, N'sp_addextendedproperty has refused.', 1
GO

-- 6. create place "Last CREATE_TABLE" of trigger audit
GO
DECLARE @result int;
EXEC @result = sp_settriggerorder N'audit', N'Last', N'CREATE_TABLE', N'DATABASE';
IF @result <> 0 THROW 50000, N'sp_settriggerorder has refused.', 1
GO

-- 7. create place "First CREATE_TABLE" of trigger late
GO
DECLARE @result int;
EXEC @result = sp_settriggerorder N'late', N'First', N'CREATE_TABLE', N'DATABASE';
IF @result <> 0 THROW 50000, N'sp_settriggerorder has refused.', 1
GO

-- And back

-- 1. drop place "Last CREATE_TABLE" of trigger audit
--   ! drop: drops place "Last CREATE_TABLE" of trigger audit
GO
DECLARE @result int;
EXEC @result = sp_settriggerorder N'audit', N'None', N'CREATE_TABLE', N'DATABASE';
IF @result <> 0 THROW 50000, N'sp_settriggerorder has refused.', 1
GO

-- 2. drop database trigger [late]
--   ! drop: drops database trigger [late]
GO
DROP TRIGGER [late] ON DATABASE
GO

-- 3. drop extended property MS_Description of trigger safety
--   ! drop: drops extended property MS_Description of trigger safety
GO
DECLARE @result int;
EXEC @result = sys.sp_dropextendedproperty @name = N'MS_Description', @level0type = N'TRIGGER', @level0name = N'safety';
IF @result <> 0 THROW 50000, N'sp_dropextendedproperty has refused.', 1
GO

-- 4. create database trigger [odd one]
GO
CREATE TRIGGER [odd one] ON DATABASE AFTER DDL_VIEW_EVENTS AS PRINT 'gone'
GO

-- 5. alter database trigger [safety]
GO
CREATE OR ALTER TRIGGER [safety] ON DATABASE FOR DROP_TABLE, ALTER_TABLE AS PRINT 'no'
GO
DISABLE TRIGGER [safety] ON DATABASE
GO

-- 6. create place "First CREATE_TABLE" of trigger audit
GO
DECLARE @result int;
EXEC @result = sp_settriggerorder N'audit', N'First', N'CREATE_TABLE', N'DATABASE';
IF @result <> 0 THROW 50000, N'sp_settriggerorder has refused.', 1
GO
