-- names that are spelled in another case, and names with brackets and quotes

-- 1. drop index [IX_Held] on [dbo].[Held] (rebuilt around column [dbo].[Held].[Id])
GO
DROP INDEX [IX_Held] ON [dbo].[Held]
GO

-- 2. drop view [dbo].[bound] (rebuilt around column [dbo].[Held].[Id])
GO
DROP VIEW [dbo].[bound]
GO

-- 3. drop view [dbo].[V] ([dbo].[V] is spelled in another way)
GO
DROP VIEW [dbo].[V]
GO

-- 4. drop check [CK_Id] of [dbo].[Held] (rebuilt around column [dbo].[Held].[Id])
GO
ALTER TABLE [dbo].[Held] DROP CONSTRAINT [CK_Id]
GO

-- 5. drop column [dbo].[Held].[Twice] (rebuilt around column [dbo].[Held].[Id])
GO
ALTER TABLE [dbo].[Held] DROP COLUMN [Twice]
GO

-- 6. alter table [dbo].[customers]
GO
DECLARE @result int;
EXEC @result = sp_rename N'[dbo].[Customers]', N'customers', N'OBJECT';
IF @result <> 0 THROW 50000, N'sp_rename has refused.', 1
GO

-- 7. alter table [dbo].[held]
GO
DECLARE @result int;
EXEC @result = sp_rename N'[dbo].[Held]', N'held', N'OBJECT';
IF @result <> 0 THROW 50000, N'sp_rename has refused.', 1
GO

-- 8. alter column [dbo].[customers].[ID]
GO
DECLARE @result int;
EXEC @result = sp_rename N'[dbo].[Customers].[Id]', N'ID', N'COLUMN';
IF @result <> 0 THROW 50000, N'sp_rename has refused.', 1
GO

-- 9. alter column [dbo].[customers].[odd]]na'me]
--   ! may-fail-on-rows: fails if rows have no value in [dbo].[Customers].[odd]]na'me]
GO
ALTER TABLE [dbo].[Customers] ALTER COLUMN [odd]]na'me] int NOT NULL
GO

-- 10. alter column [dbo].[held].[id]
GO
DECLARE @result int;
EXEC @result = sp_rename N'[dbo].[Held].[Id]', N'id', N'COLUMN';
IF @result <> 0 THROW 50000, N'sp_rename has refused.', 1
GO

-- 11. create column [dbo].[Held].[Twice] (rebuilt around column [dbo].[Held].[Id])
GO
ALTER TABLE [dbo].[Held] ADD [Twice] AS ([Id]*(2))
GO

-- 12. create default of [dbo].[customers].[odd]]na'me]
GO
ALTER TABLE [dbo].[customers] ADD DEFAULT ((0)) FOR [odd]]na'me]
GO

-- 13. create check [CK_Id] of [dbo].[Held] (rebuilt around column [dbo].[Held].[Id])
--   ! may-fail-on-rows: fails if rows do not keep check [CK_Id] of [dbo].[Held]
GO
ALTER TABLE [dbo].[Held] WITH CHECK ADD CONSTRAINT [CK_Id] CHECK ([Id]>(0))
GO

-- 14. create view [dbo].[bound] (rebuilt around column [dbo].[Held].[Id])
GO
CREATE VIEW [dbo].[bound] WITH SCHEMABINDING AS SELECT Id FROM dbo.Held
GO

-- 15. alter index [ix_id] on [dbo].[customers]
--   ! index-build: builds index [ix_id] on [dbo].[customers] under a lock that stops writers
GO
CREATE NONCLUSTERED INDEX [IX_Id] ON [dbo].[Customers] ([ID]) WITH (DROP_EXISTING = ON)
GO
DECLARE @result int;
EXEC @result = sp_rename N'[dbo].[Customers].[IX_Id]', N'ix_id', N'INDEX';
IF @result <> 0 THROW 50000, N'sp_rename has refused.', 1
GO

-- 16. create view [dbo].[v] ([dbo].[V] is spelled in another way)
GO
CREATE VIEW [dbo].[v] AS SELECT Id FROM dbo.Customers
GO

-- 17. create index [IX_Held] on [dbo].[held] (rebuilt around column [dbo].[Held].[Id])
--   ! index-build: builds index [IX_Held] on [dbo].[held] under a lock that stops writers
GO
CREATE NONCLUSTERED INDEX [IX_Held] ON [dbo].[held] ([id]) WHERE ([id]>(1))
GO

-- And back

-- 1. drop index [IX_Held] on [dbo].[held] (rebuilt around column [dbo].[held].[id])
GO
DROP INDEX [IX_Held] ON [dbo].[held]
GO

-- 2. drop view [dbo].[bound] (rebuilt around column [dbo].[held].[id])
GO
DROP VIEW [dbo].[bound]
GO

-- 3. drop view [dbo].[v] ([dbo].[v] is spelled in another way)
GO
DROP VIEW [dbo].[v]
GO

-- 4. drop check [CK_Id] of [dbo].[held] (rebuilt around column [dbo].[held].[id])
GO
ALTER TABLE [dbo].[held] DROP CONSTRAINT [CK_Id]
GO

-- 5. drop default of [dbo].[customers].[odd]]na'me]
--   ! drop: drops the default of [dbo].[customers].[odd]]na'me]
GO
DECLARE @constraint sysname = (
    SELECT d.name FROM sys.default_constraints AS d
    JOIN sys.columns AS c ON c.object_id = d.parent_object_id AND c.column_id = d.parent_column_id
    WHERE d.parent_object_id = OBJECT_ID(N'[dbo].[customers]') AND c.name = N'odd]na''me'
);
IF @constraint IS NULL THROW 50000, N'Column [odd]]na''me] of [dbo].[customers] has no default any more.', 1;
DECLARE @statement nvarchar(max) = N'ALTER TABLE [dbo].[customers] DROP CONSTRAINT ' + QUOTENAME(@constraint);
EXEC sys.sp_executesql @statement
GO

-- 6. drop column [dbo].[held].[Twice] (rebuilt around column [dbo].[held].[id])
GO
ALTER TABLE [dbo].[held] DROP COLUMN [Twice]
GO

-- 7. alter table [dbo].[Customers]
GO
DECLARE @result int;
EXEC @result = sp_rename N'[dbo].[customers]', N'Customers', N'OBJECT';
IF @result <> 0 THROW 50000, N'sp_rename has refused.', 1
GO

-- 8. alter table [dbo].[Held]
GO
DECLARE @result int;
EXEC @result = sp_rename N'[dbo].[held]', N'Held', N'OBJECT';
IF @result <> 0 THROW 50000, N'sp_rename has refused.', 1
GO

-- 9. alter column [dbo].[Customers].[Id]
GO
DECLARE @result int;
EXEC @result = sp_rename N'[dbo].[customers].[ID]', N'Id', N'COLUMN';
IF @result <> 0 THROW 50000, N'sp_rename has refused.', 1
GO

-- 10. alter column [dbo].[Customers].[odd]]na'me]
GO
ALTER TABLE [dbo].[customers] ALTER COLUMN [odd]]na'me] int NULL
GO

-- 11. alter column [dbo].[Held].[Id]
GO
DECLARE @result int;
EXEC @result = sp_rename N'[dbo].[held].[id]', N'Id', N'COLUMN';
IF @result <> 0 THROW 50000, N'sp_rename has refused.', 1
GO

-- 12. create column [dbo].[held].[Twice] (rebuilt around column [dbo].[held].[id])
GO
ALTER TABLE [dbo].[held] ADD [Twice] AS ([id]*(2))
GO

-- 13. create check [CK_Id] of [dbo].[held] (rebuilt around column [dbo].[held].[id])
--   ! may-fail-on-rows: fails if rows do not keep check [CK_Id] of [dbo].[held]
GO
ALTER TABLE [dbo].[held] WITH CHECK ADD CONSTRAINT [CK_Id] CHECK ([id]>(0))
GO

-- 14. create view [dbo].[bound] (rebuilt around column [dbo].[held].[id])
GO
CREATE VIEW [dbo].[bound] WITH SCHEMABINDING AS SELECT Id FROM dbo.Held
GO

-- 15. alter index [IX_Id] on [dbo].[Customers]
--   ! index-build: builds index [IX_Id] on [dbo].[Customers] under a lock that stops writers
GO
CREATE NONCLUSTERED INDEX [ix_id] ON [dbo].[customers] ([Id]) WITH (DROP_EXISTING = ON)
GO
DECLARE @result int;
EXEC @result = sp_rename N'[dbo].[customers].[ix_id]', N'IX_Id', N'INDEX';
IF @result <> 0 THROW 50000, N'sp_rename has refused.', 1
GO

-- 16. create view [dbo].[V] ([dbo].[v] is spelled in another way)
GO
CREATE VIEW [dbo].[V] AS SELECT Id FROM dbo.Customers
GO

-- 17. create index [IX_Held] on [dbo].[Held] (rebuilt around column [dbo].[held].[id])
--   ! index-build: builds index [IX_Held] on [dbo].[Held] under a lock that stops writers
GO
CREATE NONCLUSTERED INDEX [IX_Held] ON [dbo].[Held] ([Id]) WHERE ([Id]>(1))
GO
