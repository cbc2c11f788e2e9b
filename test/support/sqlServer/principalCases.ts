import type { SqlServerCase } from './moduleCases.js';

/** Pairs of users, roles, and who may do what. */
export const principalCases: readonly SqlServerCase[] = [
  {
    title: 'roles, users, members and permissions',
    before: `
CREATE ROLE readers
GO
CREATE ROLE [old role]
GO
CREATE USER ann WITHOUT LOGIN
GO
ALTER ROLE readers ADD MEMBER ann
GO
ALTER ROLE db_datareader ADD MEMBER ann
GO
CREATE USER carl WITHOUT LOGIN
GO
CREATE SCHEMA s AUTHORIZATION carl
GO
CREATE TABLE s.t (a int NOT NULL, b int NULL)
GO
GRANT SELECT ON OBJECT::s.t TO readers
GO
GRANT UPDATE ON OBJECT::s.t (b) TO ann
GO
GRANT INSERT ON OBJECT::s.t TO ann WITH GRANT OPTION
GO
GRANT CREATE TABLE TO readers
GO
GRANT EXECUTE ON SCHEMA::s TO [old role]
GO
GRANT DELETE ON OBJECT::s.t TO readers
GO
GRANT UPDATE ON OBJECT::s.t (a) TO readers
GO
GRANT ALTER ON SCHEMA::s TO readers`,
    after: `
CREATE ROLE readers
GO
CREATE ROLE writers AUTHORIZATION readers
GO
CREATE USER ann WITHOUT LOGIN WITH DEFAULT_SCHEMA = s
GO
CREATE USER [bob's] WITHOUT LOGIN
GO
ALTER ROLE writers ADD MEMBER [bob's]
GO
ALTER ROLE db_datawriter ADD MEMBER ann
GO
CREATE USER carl WITHOUT LOGIN
GO
CREATE SCHEMA s
GO
CREATE TYPE s.Code FROM varchar(10) NULL
GO
CREATE TABLE s.t (a int NOT NULL, b int NULL)
GO
DENY SELECT ON OBJECT::s.t TO readers
GO
GRANT SELECT ON OBJECT::s.t TO [public]
GO
GRANT DELETE ON OBJECT::s.t TO readers
GO
GRANT UPDATE ON OBJECT::s.t (a) TO readers
GO
GRANT ALTER ON SCHEMA::s TO readers
GO
GRANT INSERT ON OBJECT::s.t TO ann
GO
GRANT REFERENCES ON TYPE::s.Code TO writers
GO
GRANT VIEW DEFINITION TO writers`,
  },
  {
    title: 'permissions of what is made again around a change',
    before: `
CREATE ROLE readers
GO
CREATE TABLE dbo.t (a int NOT NULL)
GO
CREATE VIEW dbo.v WITH SCHEMABINDING AS SELECT a FROM dbo.t
GO
GRANT SELECT ON OBJECT::dbo.v TO readers`,
    after: `
CREATE ROLE readers
GO
CREATE TABLE dbo.t (a bigint NOT NULL)
GO
CREATE VIEW dbo.v WITH SCHEMABINDING AS SELECT a FROM dbo.t
GO
GRANT SELECT ON OBJECT::dbo.v TO readers`,
  },
];
