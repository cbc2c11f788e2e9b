-- foreign keys in a circle

-- 1. drop table [dbo].[x]
--   ! data-loss: drops table [dbo].[x] and its rows
GO
DROP TABLE [dbo].[x]
GO

-- 2. create table [dbo].[a]
GO
CREATE TABLE [dbo].[a] (
    [id] int NOT NULL,
    [b] int NULL,
    PRIMARY KEY CLUSTERED ([id])
)
GO

-- 3. create table [dbo].[b]
GO
CREATE TABLE [dbo].[b] (
    [id] int NOT NULL,
    [a] int NULL,
    PRIMARY KEY CLUSTERED ([id])
)
GO

-- 4. create foreign key [FK_a] of [dbo].[a]
GO
ALTER TABLE [dbo].[a] WITH CHECK ADD CONSTRAINT [FK_a] FOREIGN KEY ([b]) REFERENCES [dbo].[b] ([id])
GO

-- 5. create foreign key [FK_b] of [dbo].[b]
GO
ALTER TABLE [dbo].[b] WITH CHECK ADD CONSTRAINT [FK_b] FOREIGN KEY ([a]) REFERENCES [dbo].[a] ([id]) ON DELETE SET NULL ON UPDATE CASCADE
GO

-- And back

-- 1. drop foreign key [FK_a] of [dbo].[a]
--   ! drop: drops foreign key [FK_a] of [dbo].[a]
GO
ALTER TABLE [dbo].[a] DROP CONSTRAINT [FK_a]
GO

-- 2. drop foreign key [FK_b] of [dbo].[b]
--   ! drop: drops foreign key [FK_b] of [dbo].[b]
GO
ALTER TABLE [dbo].[b] DROP CONSTRAINT [FK_b]
GO

-- 3. drop table [dbo].[a]
--   ! data-loss: drops table [dbo].[a] and its rows
GO
DROP TABLE [dbo].[a]
GO

-- 4. drop table [dbo].[b]
--   ! data-loss: drops table [dbo].[b] and its rows
GO
DROP TABLE [dbo].[b]
GO

-- 5. create table [dbo].[x]
GO
CREATE TABLE [dbo].[x] (
    [a] int NULL
)
GO
