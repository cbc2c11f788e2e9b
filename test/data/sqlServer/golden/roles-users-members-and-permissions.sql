-- roles, users, members and permissions

-- 1. drop permission UPDATE on OBJECT::[s].[t] ([a]) of [readers] (rebuilt around schema [s])
GO
REVOKE UPDATE ON OBJECT::[s].[t] ([a]) FROM [readers]
GO

-- 2. drop permission UPDATE on OBJECT::[s].[t] ([b]) of [ann]
--   ! drop: revokes permission UPDATE on OBJECT::[s].[t] ([b]) of [ann]
GO
REVOKE UPDATE ON OBJECT::[s].[t] ([b]) FROM [ann]
GO

-- 3. drop permission CREATE TABLE of [readers]
--   ! drop: revokes permission CREATE TABLE of [readers]
GO
REVOKE CREATE TABLE FROM [readers]
GO

-- 4. drop permission EXECUTE on SCHEMA::[s] of [old role]
--   ! drop: revokes permission EXECUTE on SCHEMA::[s] of [old role]
GO
REVOKE EXECUTE ON SCHEMA::[s] FROM [old role]
GO

-- 5. drop permission ALTER on SCHEMA::[s] of [readers] (rebuilt around schema [s])
GO
REVOKE ALTER ON SCHEMA::[s] FROM [readers]
GO

-- 6. drop permission INSERT on OBJECT::[s].[t] of [ann] (rebuilt around schema [s])
GO
REVOKE INSERT ON OBJECT::[s].[t] FROM [ann] CASCADE
GO

-- 7. drop permission DELETE on OBJECT::[s].[t] of [readers] (rebuilt around schema [s])
GO
REVOKE DELETE ON OBJECT::[s].[t] FROM [readers]
GO

-- 8. drop permission SELECT on OBJECT::[s].[t] of [readers] (rebuilt around schema [s])
GO
REVOKE SELECT ON OBJECT::[s].[t] FROM [readers]
GO

-- 9. drop membership of [ann] in role [db_datareader]
--   ! drop: takes [ann] out of role [db_datareader]
GO
ALTER ROLE [db_datareader] DROP MEMBER [ann]
GO

-- 10. drop membership of [ann] in role [readers]
--   ! drop: takes [ann] out of role [readers]
GO
ALTER ROLE [readers] DROP MEMBER [ann]
GO

-- 11. drop role [old role]
--   ! drop: drops role [old role]
GO
DROP ROLE [old role]
GO

-- 12. create role [writers]
GO
CREATE ROLE [writers] AUTHORIZATION [readers]
GO

-- 13. alter user [ann]
GO
ALTER USER [ann] WITH DEFAULT_SCHEMA = [s]
GO

-- 14. create user [bob's]
GO
CREATE USER [bob's] WITHOUT LOGIN
GO

-- 15. create membership of [ann] in role [db_datawriter]
GO
ALTER ROLE [db_datawriter] ADD MEMBER [ann]
GO

-- 16. create membership of [bob's] in role [writers]
GO
ALTER ROLE [writers] ADD MEMBER [bob's]
GO

-- 17. alter schema [s]
GO
ALTER AUTHORIZATION ON SCHEMA::[s] TO [dbo]
GO

-- 18. create alias type [s].[Code]
GO
CREATE TYPE [s].[Code] FROM varchar(10) NULL
GO

-- 19. create permission REFERENCES on TYPE::[s].[Code] of [writers]
GO
GRANT REFERENCES ON TYPE::[s].[Code] TO [writers]
GO

-- 20. create permission UPDATE on OBJECT::[s].[t] ([a]) of [readers] (rebuilt around schema [s])
GO
GRANT UPDATE ON OBJECT::[s].[t] ([a]) TO [readers]
GO

-- 21. create permission VIEW DEFINITION of [writers]
GO
GRANT VIEW DEFINITION TO [writers]
GO

-- 22. create permission ALTER on SCHEMA::[s] of [readers] (rebuilt around schema [s])
GO
GRANT ALTER ON SCHEMA::[s] TO [readers]
GO

-- 23. create permission INSERT on OBJECT::[s].[t] of [ann] (rebuilt around schema [s])
GO
GRANT INSERT ON OBJECT::[s].[t] TO [ann]
GO

-- 24. create permission SELECT on OBJECT::[s].[t] of [public]
GO
GRANT SELECT ON OBJECT::[s].[t] TO [public]
GO

-- 25. create permission DELETE on OBJECT::[s].[t] of [readers] (rebuilt around schema [s])
GO
GRANT DELETE ON OBJECT::[s].[t] TO [readers]
GO

-- 26. create permission SELECT on OBJECT::[s].[t] of [readers] (rebuilt around schema [s])
GO
DENY SELECT ON OBJECT::[s].[t] TO [readers]
GO

-- And back

-- 1. drop permission UPDATE on OBJECT::[s].[t] ([a]) of [readers] (rebuilt around schema [s])
GO
REVOKE UPDATE ON OBJECT::[s].[t] ([a]) FROM [readers]
GO

-- 2. drop permission ALTER on SCHEMA::[s] of [readers] (rebuilt around schema [s])
GO
REVOKE ALTER ON SCHEMA::[s] FROM [readers]
GO

-- 3. drop permission INSERT on OBJECT::[s].[t] of [ann] (rebuilt around schema [s])
GO
REVOKE INSERT ON OBJECT::[s].[t] FROM [ann]
GO

-- 4. drop permission SELECT on OBJECT::[s].[t] of [public]
--   ! drop: revokes permission SELECT on OBJECT::[s].[t] of [public]
GO
REVOKE SELECT ON OBJECT::[s].[t] FROM [public]
GO

-- 5. drop permission DELETE on OBJECT::[s].[t] of [readers] (rebuilt around schema [s])
GO
REVOKE DELETE ON OBJECT::[s].[t] FROM [readers]
GO

-- 6. drop permission SELECT on OBJECT::[s].[t] of [readers] (rebuilt around schema [s])
GO
REVOKE SELECT ON OBJECT::[s].[t] FROM [readers]
GO

-- 7. drop alias type [s].[Code]
--   ! drop: drops alias type [s].[Code]
GO
DROP TYPE [s].[Code]
GO

-- 8. drop membership of [ann] in role [db_datawriter]
--   ! drop: takes [ann] out of role [db_datawriter]
GO
ALTER ROLE [db_datawriter] DROP MEMBER [ann]
GO

-- 9. drop user [bob's]
--   ! drop: drops user [bob's]
GO
DROP USER [bob's]
GO

-- 10. drop role [writers]
--   ! drop: drops role [writers]
GO
DROP ROLE [writers]
GO

-- 11. create role [old role]
GO
CREATE ROLE [old role]
GO

-- 12. alter user [ann]
GO
ALTER USER [ann] WITH DEFAULT_SCHEMA = [dbo]
GO

-- 13. create membership of [ann] in role [db_datareader]
GO
ALTER ROLE [db_datareader] ADD MEMBER [ann]
GO

-- 14. create membership of [ann] in role [readers]
GO
ALTER ROLE [readers] ADD MEMBER [ann]
GO

-- 15. alter schema [s]
GO
ALTER AUTHORIZATION ON SCHEMA::[s] TO [carl]
GO

-- 16. create permission UPDATE on OBJECT::[s].[t] ([a]) of [readers] (rebuilt around schema [s])
GO
GRANT UPDATE ON OBJECT::[s].[t] ([a]) TO [readers]
GO

-- 17. create permission UPDATE on OBJECT::[s].[t] ([b]) of [ann]
GO
GRANT UPDATE ON OBJECT::[s].[t] ([b]) TO [ann]
GO

-- 18. create permission CREATE TABLE of [readers]
GO
GRANT CREATE TABLE TO [readers]
GO

-- 19. create permission EXECUTE on SCHEMA::[s] of [old role]
GO
GRANT EXECUTE ON SCHEMA::[s] TO [old role]
GO

-- 20. create permission ALTER on SCHEMA::[s] of [readers] (rebuilt around schema [s])
GO
GRANT ALTER ON SCHEMA::[s] TO [readers]
GO

-- 21. create permission INSERT on OBJECT::[s].[t] of [ann] (rebuilt around schema [s])
GO
GRANT INSERT ON OBJECT::[s].[t] TO [ann] WITH GRANT OPTION
GO

-- 22. create permission DELETE on OBJECT::[s].[t] of [readers] (rebuilt around schema [s])
GO
GRANT DELETE ON OBJECT::[s].[t] TO [readers]
GO

-- 23. create permission SELECT on OBJECT::[s].[t] of [readers] (rebuilt around schema [s])
GO
GRANT SELECT ON OBJECT::[s].[t] TO [readers]
GO
