-- names that are spelled in another case, and names with brackets and quotes

-- 1. drop view [dbo].[V] ([dbo].[V] is spelled in another way)
GO
DROP VIEW [dbo].[V]
GO

-- 2. alter table [dbo].[customers]
GO
EXEC sp_rename N'[dbo].[Customers]', N'customers', N'OBJECT'
GO

-- 3. alter column [dbo].[customers].[ID]
GO
EXEC sp_rename N'[dbo].[Customers].[Id]', N'ID', N'COLUMN'
GO

-- 4. alter column [dbo].[customers].[odd]]na'me]
--   ! may-fail-on-rows: fails if rows have no value in [dbo].[Customers].[odd]]na'me]
GO
ALTER TABLE [dbo].[Customers] ALTER COLUMN [odd]]na'me] int NOT NULL
GO

-- 5. create default of [dbo].[customers].[odd]]na'me]
GO
ALTER TABLE [dbo].[customers] ADD DEFAULT ((0)) FOR [odd]]na'me]
GO

-- 6. alter index [ix_id] on [dbo].[customers]
--   ! index-build: builds index [ix_id] on [dbo].[customers] under a lock that stops writers
GO
CREATE NONCLUSTERED INDEX [IX_Id] ON [dbo].[Customers] ([ID]) WITH (DROP_EXISTING = ON)
GO
EXEC sp_rename N'[dbo].[Customers].[IX_Id]', N'ix_id', N'INDEX'
GO

-- 7. create view [dbo].[v] ([dbo].[V] is spelled in another way)
GO
CREATE VIEW [dbo].[v] AS SELECT Id FROM dbo.Customers
GO

-- And back

-- 1. drop view [dbo].[v] ([dbo].[v] is spelled in another way)
GO
DROP VIEW [dbo].[v]
GO

-- 2. drop default of [dbo].[customers].[odd]]na'me]
--   ! drop: drops the default of [dbo].[customers].[odd]]na'me]
GO
DECLARE @constraint sysname = (
    SELECT d.name FROM sys.default_constraints AS d
    JOIN sys.columns AS c ON c.object_id = d.parent_object_id AND c.column_id = d.parent_column_id
    WHERE d.parent_object_id = OBJECT_ID(N'[dbo].[customers]') AND c.name = N'odd]na''me'
);
DECLARE @statement nvarchar(max) = N'ALTER TABLE [dbo].[customers] DROP CONSTRAINT ' + QUOTENAME(@constraint);
EXEC sys.sp_executesql @statement
GO

-- 3. alter table [dbo].[Customers]
GO
EXEC sp_rename N'[dbo].[customers]', N'Customers', N'OBJECT'
GO

-- 4. alter column [dbo].[Customers].[Id]
GO
EXEC sp_rename N'[dbo].[customers].[ID]', N'Id', N'COLUMN'
GO

-- 5. alter column [dbo].[Customers].[odd]]na'me]
GO
ALTER TABLE [dbo].[customers] ALTER COLUMN [odd]]na'me] int NULL
GO

-- 6. alter index [IX_Id] on [dbo].[Customers]
--   ! index-build: builds index [IX_Id] on [dbo].[Customers] under a lock that stops writers
GO
CREATE NONCLUSTERED INDEX [ix_id] ON [dbo].[customers] ([Id]) WITH (DROP_EXISTING = ON)
GO
EXEC sp_rename N'[dbo].[customers].[ix_id]', N'IX_Id', N'INDEX'
GO

-- 7. create view [dbo].[V] ([dbo].[v] is spelled in another way)
GO
CREATE VIEW [dbo].[V] AS SELECT Id FROM dbo.Customers
GO
