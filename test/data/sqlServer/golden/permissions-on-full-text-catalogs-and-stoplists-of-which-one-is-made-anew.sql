-- permissions on full-text catalogs and stoplists, of which one is made anew

-- 1. drop full-text catalog [plain] (full-text catalog [plain] is spelled in another way)
GO
DROP FULLTEXT CATALOG [plain]
GO

BEGIN TRANSACTION;
GO

-- 2. drop permission CONTROL on FULLTEXT STOPLIST::[short] of [clerks]
--   ! drop: revokes permission CONTROL on FULLTEXT STOPLIST::[short] of [clerks]
GO
REVOKE CONTROL ON FULLTEXT STOPLIST::[short] FROM [clerks]
GO

-- 3. create permission REFERENCES on FULLTEXT STOPLIST::[short] of [clerks]
GO
GRANT REFERENCES ON FULLTEXT STOPLIST::[short] TO [clerks]
GO

COMMIT TRANSACTION;
GO

-- 4. create full-text catalog [PLAIN] (full-text catalog [plain] is spelled in another way)
GO
CREATE FULLTEXT CATALOG [PLAIN] WITH ACCENT_SENSITIVITY = ON
GO

BEGIN TRANSACTION;
GO

-- 5. create permission VIEW DEFINITION on FULLTEXT CATALOG::[plain] of [clerks] (full-text catalog [plain] is spelled in another way)
GO
GRANT VIEW DEFINITION ON FULLTEXT CATALOG::[plain] TO [clerks]
GO

COMMIT TRANSACTION;
GO

-- And back

-- 1. drop full-text catalog [PLAIN] (full-text catalog [PLAIN] is spelled in another way)
GO
DROP FULLTEXT CATALOG [PLAIN]
GO

BEGIN TRANSACTION;
GO

-- 2. drop permission REFERENCES on FULLTEXT STOPLIST::[short] of [clerks]
--   ! drop: revokes permission REFERENCES on FULLTEXT STOPLIST::[short] of [clerks]
GO
REVOKE REFERENCES ON FULLTEXT STOPLIST::[short] FROM [clerks]
GO

-- 3. create permission CONTROL on FULLTEXT STOPLIST::[short] of [clerks]
GO
DENY CONTROL ON FULLTEXT STOPLIST::[short] TO [clerks]
GO

COMMIT TRANSACTION;
GO

-- 4. create full-text catalog [plain] (full-text catalog [PLAIN] is spelled in another way)
GO
CREATE FULLTEXT CATALOG [plain] WITH ACCENT_SENSITIVITY = ON
GO

BEGIN TRANSACTION;
GO

-- 5. create permission VIEW DEFINITION on FULLTEXT CATALOG::[PLAIN] of [clerks] (full-text catalog [PLAIN] is spelled in another way)
GO
GRANT VIEW DEFINITION ON FULLTEXT CATALOG::[PLAIN] TO [clerks]
GO

COMMIT TRANSACTION;
GO
