-- security policies, their predicates and the functions that these call

-- 1. drop state "enabled" of security policy [rls].[bound] (rebuilt around predicate BLOCK BEFORE DELETE on [dbo].[u] of security policy [rls].[bound])
GO
ALTER SECURITY POLICY [rls].[bound] WITH (STATE = OFF)
GO

-- 2. drop state "enabled" of security policy [rls].[guard]
--   ! drop: disables security policy [rls].[guard]: everybody may see and write the rows that it guards
GO
ALTER SECURITY POLICY [rls].[guard] WITH (STATE = OFF)
GO

-- 3. drop predicate BLOCK BEFORE DELETE on [dbo].[u] of security policy [rls].[bound] (rebuilt around function [rls].[changes])
GO
ALTER SECURITY POLICY [rls].[bound] DROP BLOCK PREDICATE ON [dbo].[u] BEFORE DELETE
GO

-- 4. drop predicate BLOCK AFTER INSERT on [dbo].[t] of security policy [rls].[guard]
--   ! drop: drops predicate BLOCK AFTER INSERT on [dbo].[t] of security policy [rls].[guard]: it no longer guards the rows
GO
ALTER SECURITY POLICY [rls].[guard] DROP BLOCK PREDICATE ON [dbo].[t] AFTER INSERT
GO

-- 5. drop security policy [rls].[gone]
--   ! drop: drops security policy [rls].[gone]: everybody may see and write the rows that it guards
GO
DROP SECURITY POLICY [rls].[gone]
GO

-- 6. alter column [dbo].[t].[other]
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [other] nvarchar(20) NULL
GO

-- 7. alter function [rls].[changes]
GO
CREATE OR ALTER FUNCTION [rls].[changes] (@owner nvarchar(128)) RETURNS TABLE WITH SCHEMABINDING AS RETURN (SELECT 2 AS one WHERE @owner = USER_NAME())
GO

-- 8. create security policy [rls].[new one]
GO
CREATE SECURITY POLICY [rls].[new one]
    ADD FILTER PREDICATE [rls].[mine]([owner]) ON [dbo].[t]
WITH (STATE = OFF) NOT FOR REPLICATION
GO

-- 9. create predicate BLOCK BEFORE DELETE on [dbo].[u] of security policy [rls].[bound] (rebuilt around function [rls].[changes])
GO
ALTER SECURITY POLICY [rls].[bound] ADD BLOCK PREDICATE [rls].[changes]([owner]) ON [dbo].[u] BEFORE DELETE
GO

-- 10. create predicate BLOCK AFTER UPDATE on [dbo].[u] of security policy [rls].[guard]
GO
ALTER SECURITY POLICY [rls].[guard] ADD BLOCK PREDICATE [rls].[mine]([owner]) ON [dbo].[u] AFTER UPDATE
GO

-- 11. alter predicate FILTER on [dbo].[t] of security policy [rls].[guard]
GO
ALTER SECURITY POLICY [rls].[guard] ALTER FILTER PREDICATE [rls].[changes]([owner]) ON [dbo].[t]
GO

-- 12. create state "enabled" of security policy [rls].[bound] (rebuilt around predicate BLOCK BEFORE DELETE on [dbo].[u] of security policy [rls].[bound])
GO
ALTER SECURITY POLICY [rls].[bound] WITH (STATE = ON)
GO

-- 13. create state "enabled" of security policy [rls].[new one]
GO
ALTER SECURITY POLICY [rls].[new one] WITH (STATE = ON)
GO

-- And back

-- 1. drop state "enabled" of security policy [rls].[bound] (rebuilt around predicate BLOCK BEFORE DELETE on [dbo].[u] of security policy [rls].[bound])
GO
ALTER SECURITY POLICY [rls].[bound] WITH (STATE = OFF)
GO

-- 2. drop predicate BLOCK BEFORE DELETE on [dbo].[u] of security policy [rls].[bound] (rebuilt around function [rls].[changes])
GO
ALTER SECURITY POLICY [rls].[bound] DROP BLOCK PREDICATE ON [dbo].[u] BEFORE DELETE
GO

-- 3. drop predicate BLOCK AFTER UPDATE on [dbo].[u] of security policy [rls].[guard]
--   ! drop: drops predicate BLOCK AFTER UPDATE on [dbo].[u] of security policy [rls].[guard]: it no longer guards the rows
GO
ALTER SECURITY POLICY [rls].[guard] DROP BLOCK PREDICATE ON [dbo].[u] AFTER UPDATE
GO

-- 4. drop predicate FILTER on [dbo].[t] of security policy [rls].[guard] (rebuilt around function [rls].[changes])
GO
ALTER SECURITY POLICY [rls].[guard] DROP FILTER PREDICATE ON [dbo].[t]
GO

-- 5. drop security policy [rls].[new one]
--   ! drop: drops security policy [rls].[new one]: everybody may see and write the rows that it guards
GO
DROP SECURITY POLICY [rls].[new one]
GO

-- 6. alter column [dbo].[t].[other]
--   ! may-fail-on-rows: fails if values of [dbo].[t].[other] do not fit nvarchar(10)
--   ! table-rewrite: writes all rows of [dbo].[t] anew, under a lock that stops everybody
GO
ALTER TABLE [dbo].[t] ALTER COLUMN [other] nvarchar(10) NULL
GO

-- 7. alter function [rls].[changes]
GO
CREATE OR ALTER FUNCTION [rls].[changes] (@owner nvarchar(128)) RETURNS TABLE WITH SCHEMABINDING AS RETURN (SELECT 1 AS one WHERE @owner = USER_NAME())
GO

-- 8. create security policy [rls].[gone]
GO
CREATE SECURITY POLICY [rls].[gone]
    ADD FILTER PREDICATE [rls].[mine]([owner]) ON [dbo].[u]
WITH (STATE = OFF)
GO

-- 9. create predicate BLOCK BEFORE DELETE on [dbo].[u] of security policy [rls].[bound] (rebuilt around function [rls].[changes])
GO
ALTER SECURITY POLICY [rls].[bound] ADD BLOCK PREDICATE [rls].[changes]([owner]) ON [dbo].[u] BEFORE DELETE
GO

-- 10. create predicate BLOCK AFTER INSERT on [dbo].[t] of security policy [rls].[guard]
GO
ALTER SECURITY POLICY [rls].[guard] ADD BLOCK PREDICATE [rls].[mine]([owner]) ON [dbo].[t] AFTER INSERT
GO

-- 11. create predicate FILTER on [dbo].[t] of security policy [rls].[guard] (rebuilt around function [rls].[changes])
GO
ALTER SECURITY POLICY [rls].[guard] ADD FILTER PREDICATE [rls].[mine]([owner]) ON [dbo].[t]
GO

-- 12. create state "enabled" of security policy [rls].[bound] (rebuilt around predicate BLOCK BEFORE DELETE on [dbo].[u] of security policy [rls].[bound])
GO
ALTER SECURITY POLICY [rls].[bound] WITH (STATE = ON)
GO

-- 13. create state "enabled" of security policy [rls].[guard]
GO
ALTER SECURITY POLICY [rls].[guard] WITH (STATE = ON)
GO
