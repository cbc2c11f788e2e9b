-- full-text catalogs, stoplists and indexes

-- 1. drop full-text index on [dbo].[t] (rebuilt around column [dbo].[t].[a])
GO
DROP FULLTEXT INDEX ON [dbo].[t]
GO

-- 2. drop full-text catalog [gone]
--   ! drop: drops full-text catalog [gone]
GO
DROP FULLTEXT CATALOG [gone]
GO

BEGIN TRANSACTION;
GO

-- 3. alter column [dbo].[t].[a]
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [a] nvarchar(40) NULL
GO

-- 4. alter column [dbo].[t].[n]
--   ! table-rewrite: writes all rows of [dbo].[t] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [n] bigint NULL
GO

COMMIT TRANSACTION;
GO

-- 5. create full-text stoplist [new one]
GO
CREATE FULLTEXT STOPLIST [new one]
GO

-- 6. alter full-text stoplist [short]
GO
ALTER FULLTEXT STOPLIST [short] DROP N'old' LANGUAGE 1033;
ALTER FULLTEXT STOPLIST [short] ADD N'it''s' LANGUAGE 1033
GO

-- 7. alter full-text catalog [plain]
--   ! index-build: builds all full-text indexes of full-text catalog [plain] anew, in the background
GO
ALTER FULLTEXT CATALOG [plain] REBUILD WITH ACCENT_SENSITIVITY = OFF;
ALTER FULLTEXT CATALOG [plain] AS DEFAULT
GO

-- 8. create full-text index on [dbo].[t] (rebuilt around column [dbo].[t].[a])
--   ! index-build: fills full-text index on [dbo].[t] in the background: searches find all only when that is done
GO
CREATE FULLTEXT INDEX ON [dbo].[t] ([a] LANGUAGE 1033, [b] LANGUAGE 1031) KEY INDEX [PK_t] ON [plain] WITH (CHANGE_TRACKING = OFF, STOPLIST = OFF)
GO

-- 9. alter full-text index on [dbo].[u]
GO
ALTER FULLTEXT INDEX ON [dbo].[u] SET CHANGE_TRACKING = AUTO;
ALTER FULLTEXT INDEX ON [dbo].[u] SET STOPLIST = [new one];
ALTER FULLTEXT INDEX ON [dbo].[u] DISABLE
GO

-- And back

-- 1. drop full-text index on [dbo].[t] (rebuilt around column [dbo].[t].[a])
GO
DROP FULLTEXT INDEX ON [dbo].[t]
GO

BEGIN TRANSACTION;
GO

-- 2. alter column [dbo].[t].[a]
--   ! may-fail-on-rows: fails if values of [dbo].[t].[a] do not fit nvarchar(20)
--   ! table-rewrite: writes all rows of [dbo].[t] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [a] nvarchar(20) NULL
GO

-- 3. alter column [dbo].[t].[n]
--   ! may-fail-on-rows: fails if values of [dbo].[t].[n] do not fit int
--   ! table-rewrite: writes all rows of [dbo].[t] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [n] int NULL
GO

COMMIT TRANSACTION;
GO

-- 4. alter full-text stoplist [short]
GO
ALTER FULLTEXT STOPLIST [short] DROP N'it''s' LANGUAGE 1033;
ALTER FULLTEXT STOPLIST [short] ADD N'old' LANGUAGE 1033
GO

-- 5. create full-text catalog [gone]
GO
CREATE FULLTEXT CATALOG [gone] WITH ACCENT_SENSITIVITY = OFF AS DEFAULT
GO

-- 6. alter full-text catalog [plain]
--   ! index-build: builds all full-text indexes of full-text catalog [plain] anew, in the background
GO
ALTER FULLTEXT CATALOG [plain] REBUILD WITH ACCENT_SENSITIVITY = ON
GO

-- 7. create full-text index on [dbo].[t] (rebuilt around column [dbo].[t].[a])
--   ! index-build: fills full-text index on [dbo].[t] in the background: searches find all only when that is done
GO
CREATE FULLTEXT INDEX ON [dbo].[t] ([a] LANGUAGE 1033) KEY INDEX [PK_t] ON [gone] WITH (CHANGE_TRACKING = AUTO, STOPLIST = SYSTEM)
GO

-- 8. alter full-text index on [dbo].[u]
GO
ALTER FULLTEXT INDEX ON [dbo].[u] SET CHANGE_TRACKING = MANUAL;
ALTER FULLTEXT INDEX ON [dbo].[u] SET STOPLIST = [short];
ALTER FULLTEXT INDEX ON [dbo].[u] ENABLE
GO

-- 9. drop full-text stoplist [new one]
--   ! drop: drops full-text stoplist [new one]
GO
DROP FULLTEXT STOPLIST [new one]
GO
