-- table types and what takes them

-- 1. drop procedure [dbo].[fill] (rebuilt around table type [dbo].[Lines])
GO
DROP PROCEDURE [dbo].[fill]
GO

-- 2. drop procedure [dbo].[take] (rebuilt around table type [dbo].[Lines])
GO
DROP PROCEDURE [dbo].[take]
GO

-- 3. drop table type [dbo].[Gone]
--   ! drop: drops table type [dbo].[Gone]
GO
DROP TYPE [dbo].[Gone]
GO

-- 4. drop table type [dbo].[Lines] (table type [dbo].[Lines] has no ALTER)
GO
DROP TYPE [dbo].[Lines]
GO

-- 5. create alias type [dbo].[Code]
GO
CREATE TYPE [dbo].[Code] FROM varchar(10) NULL
GO

-- 6. create table type [dbo].[Lines] (table type [dbo].[Lines] has no ALTER)
GO
CREATE TYPE [dbo].[Lines] AS TABLE (
    [no] int NOT NULL DEFAULT ((1)),
    [item] nvarchar(80) NULL,
    [code] [dbo].[Code] NULL,
    [total] AS ([no]*(2)),
    CHECK ([no]>(0)),
    PRIMARY KEY CLUSTERED ([no]),
    UNIQUE NONCLUSTERED ([item])
)
GO

-- 7. create table type [dbo].[odd type]
GO
CREATE TYPE [dbo].[odd type] AS TABLE (
    [id] int NOT NULL
)
GO

-- 8. create procedure [dbo].[fill] (rebuilt around table type [dbo].[Lines])
GO
CREATE PROCEDURE [dbo].[fill] AS BEGIN DECLARE @lines dbo.Lines; SELECT [no] FROM @lines END
GO

-- 9. create procedure [dbo].[take] (rebuilt around table type [dbo].[Lines])
GO
CREATE PROCEDURE [dbo].[take] @lines dbo.Lines READONLY AS SELECT [no] FROM @lines
GO

-- 10. create extended property MS_Description of type dbo.lines (table type [dbo].[Lines] has no ALTER)
GO
DECLARE @result int;
EXEC @result = sys.sp_addextendedproperty @name = N'MS_Description', @value = N'lines of an order', @level0type = N'SCHEMA', @level0name = N'dbo', @level1type = N'TYPE', @level1name = N'Lines';
IF @result <> 0 THROW 50000, N'sp_addextendedproperty has refused.', 1
GO

-- And back

-- 1. drop procedure [dbo].[fill] (rebuilt around table type [dbo].[Lines])
GO
DROP PROCEDURE [dbo].[fill]
GO

-- 2. drop procedure [dbo].[take] (rebuilt around table type [dbo].[Lines])
GO
DROP PROCEDURE [dbo].[take]
GO

-- 3. drop table type [dbo].[Lines] (table type [dbo].[Lines] has no ALTER)
GO
DROP TYPE [dbo].[Lines]
GO

-- 4. drop table type [dbo].[odd type]
--   ! drop: drops table type [dbo].[odd type]
GO
DROP TYPE [dbo].[odd type]
GO

-- 5. drop alias type [dbo].[Code]
--   ! drop: drops alias type [dbo].[Code]
GO
DROP TYPE [dbo].[Code]
GO

-- 6. create table type [dbo].[Gone]
GO
CREATE TYPE [dbo].[Gone] AS TABLE (
    [id] int NULL
)
GO

-- 7. create table type [dbo].[Lines] (table type [dbo].[Lines] has no ALTER)
GO
CREATE TYPE [dbo].[Lines] AS TABLE (
    [no] int NOT NULL,
    [item] nvarchar(40) NULL,
    PRIMARY KEY CLUSTERED ([no])
)
GO

-- 8. create procedure [dbo].[fill] (rebuilt around table type [dbo].[Lines])
GO
CREATE PROCEDURE [dbo].[fill] AS BEGIN DECLARE @lines dbo.Lines; SELECT [no] FROM @lines END
GO

-- 9. create procedure [dbo].[take] (rebuilt around table type [dbo].[Lines])
GO
CREATE PROCEDURE [dbo].[take] @lines dbo.Lines READONLY AS SELECT [no] FROM @lines
GO

-- 10. create extended property MS_Description of type dbo.lines (table type [dbo].[Lines] has no ALTER)
GO
DECLARE @result int;
EXEC @result = sys.sp_addextendedproperty @name = N'MS_Description', @value = N'lines of an order', @level0type = N'SCHEMA', @level0name = N'dbo', @level1type = N'TYPE', @level1name = N'Lines';
IF @result <> 0 THROW 50000, N'sp_addextendedproperty has refused.', 1
GO
