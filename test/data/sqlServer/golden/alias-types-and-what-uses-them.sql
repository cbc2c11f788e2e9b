-- alias types and what uses them

-- 1. create alias type [dbo].[Code]
GO
CREATE TYPE [dbo].[Code] FROM varchar(10) NULL
GO

-- 2. create table [dbo].[t]
GO
CREATE TABLE [dbo].[t] (
    [a] [dbo].[Email] NOT NULL,
    [b] [dbo].[Code] NULL
)
GO

-- 3. create procedure [dbo].[p]
GO
CREATE PROCEDURE [dbo].[p] @code dbo.Code AS SELECT @code
GO

-- And back

-- 1. drop procedure [dbo].[p]
--   ! drop: drops procedure [dbo].[p]
GO
DROP PROCEDURE [dbo].[p]
GO

-- 2. drop table [dbo].[t]
--   ! data-loss: drops table [dbo].[t] and its rows
GO
DROP TABLE [dbo].[t]
GO

-- 3. drop alias type [dbo].[Code]
--   ! drop: drops alias type [dbo].[Code]
GO
DROP TYPE [dbo].[Code]
GO
