-- schemas and what is in them

-- 1. create schema [sales]
GO
CREATE SCHEMA [sales] AUTHORIZATION [dbo]
GO

-- 2. create table [sales].[orders]
GO
CREATE TABLE [sales].[orders] (
    [id] int NOT NULL,
    CONSTRAINT [PK_orders] PRIMARY KEY CLUSTERED ([id])
)
GO

-- And back

-- 1. drop table [sales].[orders]
--   ! data-loss: drops table [sales].[orders] and its rows
GO
DROP TABLE [sales].[orders]
GO

-- 2. drop schema [sales]
--   ! drop: drops schema [sales]
GO
DROP SCHEMA [sales]
GO
