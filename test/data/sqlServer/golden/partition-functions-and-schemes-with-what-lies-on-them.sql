-- partition functions and schemes, with what lies on them

-- 1. drop primary key [PK_sales] of [dbo].[sales] (primary key [PK_sales] of [dbo].[sales] changes)
GO
ALTER TABLE [dbo].[sales] DROP CONSTRAINT [PK_sales]
GO

-- 2. drop partition function [gone]
--   ! drop: drops partition function [gone]
GO
DROP PARTITION FUNCTION [gone]
GO

-- 3. drop partition function [turned] (partition function [turned] changes in what has no ALTER)
GO
DROP PARTITION FUNCTION [turned]
GO

-- 4. create partition function [days]
GO
CREATE PARTITION FUNCTION [days] (datetime2(0)) AS RANGE RIGHT FOR VALUES (N'2020-01-01T00:00:00', N'2020-01-02T00:00:00')
GO

-- 5. create partition function [turned] (partition function [turned] changes in what has no ALTER)
GO
CREATE PARTITION FUNCTION [turned] (int) AS RANGE RIGHT FOR VALUES (1)
GO

-- 6. alter partition function [years]
--   ! table-rewrite: moves the rows of a partition of [years] that is cut or goes into another, in every table on [by_year], under a lock that stops everybody; little to do where it is empty
--   ! table-rewrite: moves the rows of a partition of [years] that is cut or goes into another, in every table on [by_year], under a lock that stops everybody; little to do where it is empty
--   ! table-rewrite: moves the rows of a partition of [years] that is cut or goes into another, in every table on [by_year], under a lock that stops everybody; little to do where it is empty
GO
ALTER PARTITION FUNCTION [years]() MERGE RANGE (2021)
GO
ALTER PARTITION SCHEME [by_year] NEXT USED [PRIMARY]
GO
ALTER PARTITION FUNCTION [years]() SPLIT RANGE (2022)
GO
ALTER PARTITION SCHEME [by_year] NEXT USED [PRIMARY]
GO
ALTER PARTITION FUNCTION [years]() SPLIT RANGE (2024)
GO

-- 7. create partition scheme [by day]
GO
CREATE PARTITION SCHEME [by day] AS PARTITION [days] ALL TO ([PRIMARY])
GO

-- 8. create table [dbo].[views]
GO
CREATE TABLE [dbo].[views] (
    [at] datetime2(0) NOT NULL,
    [who] int NOT NULL
) ON [by day]([at])
GO

-- 9. create table [dbo].[visits]
GO
CREATE TABLE [dbo].[visits] (
    [at] datetime2(0) NOT NULL,
    [who] int NOT NULL
) ON [by day]([at])
GO

-- 10. create column [dbo].[sales].[more]
GO
ALTER TABLE [dbo].[sales] ADD [more] int NULL
GO

-- 11. create primary key [PK_sales] of [dbo].[sales] (primary key [PK_sales] of [dbo].[sales] changes)
--   ! may-fail-on-rows: fails if rows do not keep primary key [PK_sales] of [dbo].[sales]
--   ! table-rewrite: writes all rows of [dbo].[sales] in another order, under a lock that stops everybody
GO
ALTER TABLE [dbo].[sales] ADD CONSTRAINT [PK_sales] PRIMARY KEY CLUSTERED ([year], [id]) ON [by_year]([year])
GO

-- 12. alter index [IX_apart] on [dbo].[sales]
--   ! index-build: builds index [IX_apart] on [dbo].[sales] under a lock that stops writers
GO
CREATE NONCLUSTERED INDEX [IX_apart] ON [dbo].[sales] ([note], [id]) WITH (DROP_EXISTING = ON) ON [by_year]([year])
GO

-- 13. alter index [IX_note] on [dbo].[sales]
--   ! index-build: builds index [IX_note] on [dbo].[sales] under a lock that stops writers
GO
CREATE NONCLUSTERED INDEX [IX_note] ON [dbo].[sales] ([note]) INCLUDE ([more]) WITH (DROP_EXISTING = ON) ON [default]
GO

-- 14. create index [CX_views] on [dbo].[views]
GO
CREATE CLUSTERED INDEX [CX_views] ON [dbo].[views] ([who]) ON [by day]([at])
GO

-- And back

-- 1. drop primary key [PK_sales] of [dbo].[sales] (primary key [PK_sales] of [dbo].[sales] changes)
GO
ALTER TABLE [dbo].[sales] DROP CONSTRAINT [PK_sales]
GO

-- 2. drop table [dbo].[views]
--   ! data-loss: drops table [dbo].[views] and its rows
GO
DROP TABLE [dbo].[views]
GO

-- 3. drop table [dbo].[visits]
--   ! data-loss: drops table [dbo].[visits] and its rows
GO
DROP TABLE [dbo].[visits]
GO

-- 4. drop partition scheme [by day]
--   ! drop: drops partition scheme [by day]
GO
DROP PARTITION SCHEME [by day]
GO

-- 5. drop partition function [days]
--   ! drop: drops partition function [days]
GO
DROP PARTITION FUNCTION [days]
GO

-- 6. drop partition function [turned] (partition function [turned] changes in what has no ALTER)
GO
DROP PARTITION FUNCTION [turned]
GO

-- 7. create partition function [gone]
GO
CREATE PARTITION FUNCTION [gone] (date) AS RANGE LEFT FOR VALUES (N'2020-01-01')
GO

-- 8. create partition function [turned] (partition function [turned] changes in what has no ALTER)
GO
CREATE PARTITION FUNCTION [turned] (int) AS RANGE LEFT FOR VALUES (1)
GO

-- 9. alter partition function [years]
--   ! table-rewrite: moves the rows of a partition of [years] that is cut or goes into another, in every table on [by_year], under a lock that stops everybody; little to do where it is empty
--   ! table-rewrite: moves the rows of a partition of [years] that is cut or goes into another, in every table on [by_year], under a lock that stops everybody; little to do where it is empty
--   ! table-rewrite: moves the rows of a partition of [years] that is cut or goes into another, in every table on [by_year], under a lock that stops everybody; little to do where it is empty
GO
ALTER PARTITION FUNCTION [years]() MERGE RANGE (2022)
GO
ALTER PARTITION FUNCTION [years]() MERGE RANGE (2024)
GO
ALTER PARTITION SCHEME [by_year] NEXT USED [PRIMARY]
GO
ALTER PARTITION FUNCTION [years]() SPLIT RANGE (2021)
GO

-- 10. create primary key [PK_sales] of [dbo].[sales] (primary key [PK_sales] of [dbo].[sales] changes)
--   ! may-fail-on-rows: fails if rows do not keep primary key [PK_sales] of [dbo].[sales]
--   ! table-rewrite: writes all rows of [dbo].[sales] in another order, under a lock that stops everybody
GO
ALTER TABLE [dbo].[sales] ADD CONSTRAINT [PK_sales] PRIMARY KEY CLUSTERED ([id], [year]) ON [by_year]([year])
GO

-- 11. alter index [IX_apart] on [dbo].[sales]
--   ! index-build: builds index [IX_apart] on [dbo].[sales] under a lock that stops writers
GO
CREATE NONCLUSTERED INDEX [IX_apart] ON [dbo].[sales] ([note], [id]) WITH (DROP_EXISTING = ON) ON [default]
GO

-- 12. alter index [IX_note] on [dbo].[sales]
--   ! index-build: builds index [IX_note] on [dbo].[sales] under a lock that stops writers
GO
CREATE NONCLUSTERED INDEX [IX_note] ON [dbo].[sales] ([note]) WITH (DROP_EXISTING = ON) ON [by_year]([year])
GO

-- 13. drop column [dbo].[sales].[more]
--   ! data-loss: drops column [dbo].[sales].[more] and its values
GO
ALTER TABLE [dbo].[sales] DROP COLUMN [more]
GO
