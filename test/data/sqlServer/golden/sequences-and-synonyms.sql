-- sequences and synonyms

-- 1. drop synonym [dbo].[other] (synonym [dbo].[other] changes, and has no ALTER)
GO
DROP SYNONYM [dbo].[other]
GO

-- 2. alter sequence [dbo].[s]
GO
ALTER SEQUENCE [dbo].[s] INCREMENT BY 5 MINVALUE -10 MAXVALUE 1000 CYCLE NO CACHE
GO

-- 3. create sequence [dbo].[s2]
GO
CREATE SEQUENCE [dbo].[s2] AS int START WITH 7 INCREMENT BY 1 MINVALUE 1 MAXVALUE 99 NO CYCLE CACHE
GO

-- 4. create synonym [dbo].[other] (synonym [dbo].[other] changes, and has no ALTER)
GO
CREATE SYNONYM [dbo].[other] FOR [dbo].[t2]
GO

-- And back

-- 1. drop synonym [dbo].[other] (synonym [dbo].[other] changes, and has no ALTER)
GO
DROP SYNONYM [dbo].[other]
GO

-- 2. drop sequence [dbo].[s2]
--   ! data-loss: drops sequence [dbo].[s2] and where it stands
GO
DROP SEQUENCE [dbo].[s2]
GO

-- 3. alter sequence [dbo].[s]
GO
ALTER SEQUENCE [dbo].[s] INCREMENT BY 1 MINVALUE 1 MAXVALUE 1000 NO CYCLE CACHE 50
GO

-- 4. create synonym [dbo].[other] (synonym [dbo].[other] changes, and has no ALTER)
GO
CREATE SYNONYM [dbo].[other] FOR [elsewhere].[dbo].[t]
GO
