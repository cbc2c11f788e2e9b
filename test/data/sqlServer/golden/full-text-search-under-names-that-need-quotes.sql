-- full-text search under names that need quotes

-- 1. drop full-text index on [dbo].[t.]]'] (rebuilt around primary key [PK ]]'] of [dbo].[t.]]'])
GO
DROP FULLTEXT INDEX ON [dbo].[t.]]']
GO

BEGIN TRANSACTION;
GO

-- 2. drop primary key [PK ]]'] of [dbo].[t.]]'] (rebuilt around column [dbo].[t.]]'].[i d])
GO
ALTER TABLE [dbo].[t.]]'] DROP CONSTRAINT [PK ]]']
GO

-- 3. alter column [dbo].[t.]]'].[i d]
--   ! table-rewrite: writes all rows of [dbo].[t.]]'] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[t.]]'] ALTER COLUMN [i d] bigint NOT NULL
GO

-- 4. create primary key [PK ]]'] of [dbo].[t.]]'] (rebuilt around column [dbo].[t.]]'].[i d])
--   ! may-fail-on-rows: fails if rows do not keep primary key [PK ]]'] of [dbo].[t.]]']
--   ! table-rewrite: writes all rows of [dbo].[t.]]'] in another order, under a lock that stops everybody
GO
ALTER TABLE [dbo].[t.]]'] ADD CONSTRAINT [PK ]]'] PRIMARY KEY CLUSTERED ([i d])
GO

COMMIT TRANSACTION;
GO

-- 5. alter full-text stoplist [s'.]
GO
ALTER FULLTEXT STOPLIST [s'.] DROP N'it''s' LANGUAGE 1033;
ALTER FULLTEXT STOPLIST [s'.] ADD N'a]b' LANGUAGE 1033
GO

-- 6. create full-text index on [dbo].[t.]]'] (rebuilt around primary key [PK ]]'] of [dbo].[t.]]'])
--   ! index-build: fills full-text index on [dbo].[t.]]'] in the background: searches find all only when that is done
GO
CREATE FULLTEXT INDEX ON [dbo].[t.]]'] ([a]]'] LANGUAGE 1033) KEY INDEX [PK ]]'] ON [c']]] WITH (CHANGE_TRACKING = AUTO, STOPLIST = [s'.])
GO

-- And back

-- 1. drop full-text index on [dbo].[t.]]'] (rebuilt around primary key [PK ]]'] of [dbo].[t.]]'])
GO
DROP FULLTEXT INDEX ON [dbo].[t.]]']
GO

BEGIN TRANSACTION;
GO

-- 2. drop primary key [PK ]]'] of [dbo].[t.]]'] (rebuilt around column [dbo].[t.]]'].[i d])
GO
ALTER TABLE [dbo].[t.]]'] DROP CONSTRAINT [PK ]]']
GO

-- 3. alter column [dbo].[t.]]'].[i d]
--   ! may-fail-on-rows: fails if values of [dbo].[t.]]'].[i d] do not fit int
--   ! table-rewrite: writes all rows of [dbo].[t.]]'] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[t.]]'] ALTER COLUMN [i d] int NOT NULL
GO

-- 4. create primary key [PK ]]'] of [dbo].[t.]]'] (rebuilt around column [dbo].[t.]]'].[i d])
--   ! may-fail-on-rows: fails if rows do not keep primary key [PK ]]'] of [dbo].[t.]]']
--   ! table-rewrite: writes all rows of [dbo].[t.]]'] in another order, under a lock that stops everybody
GO
ALTER TABLE [dbo].[t.]]'] ADD CONSTRAINT [PK ]]'] PRIMARY KEY CLUSTERED ([i d])
GO

COMMIT TRANSACTION;
GO

-- 5. alter full-text stoplist [s'.]
GO
ALTER FULLTEXT STOPLIST [s'.] DROP N'a]b' LANGUAGE 1033;
ALTER FULLTEXT STOPLIST [s'.] ADD N'it''s' LANGUAGE 1033
GO

-- 6. create full-text index on [dbo].[t.]]'] (rebuilt around primary key [PK ]]'] of [dbo].[t.]]'])
--   ! index-build: fills full-text index on [dbo].[t.]]'] in the background: searches find all only when that is done
GO
CREATE FULLTEXT INDEX ON [dbo].[t.]]'] ([a]]'] LANGUAGE 1033) KEY INDEX [PK ]]'] ON [c']]] WITH (CHANGE_TRACKING = AUTO, STOPLIST = [s'.])
GO
