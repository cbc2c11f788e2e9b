/** Two schemas, as scripts with GO. */
export interface SqlServerCase {
  readonly title: string;
  readonly before: string;
  readonly after: string;
  /** What a real server must have for it. */
  readonly needs?: { readonly major?: number; readonly fullText?: true };
}

/** Pairs of what has a text: views, functions, procedures and triggers. */
export const moduleCases: readonly SqlServerCase[] = [
  {
    title: 'views on views',
    before: `
CREATE TABLE dbo.t (a int NOT NULL)
GO
CREATE VIEW dbo.z AS SELECT a FROM dbo.t
GO
CREATE VIEW dbo.y AS SELECT a FROM dbo.z`,
    after: `
CREATE TABLE dbo.t (a int NOT NULL)
GO
CREATE VIEW dbo.a AS SELECT a FROM dbo.t
GO
CREATE VIEW dbo.y AS SELECT a, 1 AS one FROM dbo.a`,
  },
  {
    title: 'functions of every kind, and one that becomes another kind',
    before: `
CREATE FUNCTION dbo.f (@a int) RETURNS int AS BEGIN RETURN @a END
GO
CREATE VIEW dbo.v AS SELECT dbo.f(1) AS one`,
    after: `
CREATE FUNCTION dbo.f (@a int) RETURNS TABLE AS RETURN (SELECT @a AS a)
GO
CREATE FUNCTION dbo.g () RETURNS @t TABLE (a int) AS BEGIN RETURN END
GO
CREATE VIEW dbo.v AS SELECT a FROM dbo.f(1)`,
  },
  {
    title: 'a function that a check calls',
    before: `
CREATE FUNCTION dbo.f (@a int) RETURNS int AS BEGIN RETURN @a END
GO
CREATE TABLE dbo.t (a int NOT NULL, CONSTRAINT CK_a CHECK ([dbo].[f]([a])>(0)))`.replace(
      'CHECK ([dbo].[f]([a])>(0))',
      'CHECK ([a]>(0))',
    ),
    after: `
CREATE FUNCTION dbo.f (@a int) RETURNS int AS BEGIN RETURN @a + 1 END
GO
CREATE TABLE dbo.t (a int NOT NULL, CONSTRAINT CK_a CHECK ([a]>(1)))`,
  },
  {
    title: 'a function that a computed column calls',
    before: `
CREATE FUNCTION dbo.f (@a int) RETURNS int AS BEGIN RETURN @a END
GO
CREATE TABLE dbo.t (a int NOT NULL, b AS ([dbo].[f]([a])))
GO
CREATE TABLE dbo.u (a int NOT NULL)`,
    after: `
CREATE FUNCTION dbo.f (@a int) RETURNS int AS BEGIN RETURN @a + 1 END
GO
CREATE FUNCTION dbo.z (@a int) RETURNS int AS BEGIN RETURN @a END
GO
CREATE TABLE dbo.t (a int NOT NULL, b AS ([dbo].[f]([a])))
GO
CREATE TABLE dbo.u (a int NOT NULL, b AS ([dbo].[z]([a])))`,
  },
  {
    title: 'procedures with comments around and other settings',
    before: `
CREATE PROCEDURE dbo.p AS SELECT 1`,
    after: `
-- what it is for
CREATE PROC [dbo].[p] @a int = 1 AS
BEGIN
  SELECT @a; -- the end
END
GO
SET QUOTED_IDENTIFIER OFF
GO
CREATE PROCEDURE dbo.q AS SELECT "text"
GO
SET QUOTED_IDENTIFIER ON`,
  },
  {
    title: 'triggers: text, state, order',
    before: `
CREATE TABLE dbo.t (a int NOT NULL)
GO
CREATE TRIGGER dbo.tr1 ON dbo.t AFTER INSERT AS SELECT 1
GO
CREATE TRIGGER dbo.tr2 ON dbo.t AFTER INSERT, UPDATE AS SELECT 1
GO
EXEC sp_settriggerorder N'dbo.tr1', N'First', N'INSERT'`,
    after: `
CREATE TABLE dbo.t (a int NOT NULL)
GO
CREATE TRIGGER dbo.tr1 ON dbo.t AFTER INSERT AS SELECT 2
GO
DISABLE TRIGGER dbo.tr1 ON dbo.t
GO
CREATE TRIGGER dbo.tr2 ON dbo.t AFTER INSERT, UPDATE AS SELECT 1
GO
EXEC sp_settriggerorder N'dbo.tr2', N'Last', N'UPDATE'
GO
CREATE TRIGGER dbo.tr3 ON dbo.t INSTEAD OF DELETE AS SELECT 3`,
  },
  {
    title: 'triggers that change places, one of them with a new text',
    before: `
CREATE TABLE dbo.t (a int NOT NULL)
GO
CREATE TRIGGER dbo.tr1 ON dbo.t AFTER INSERT AS SELECT 1
GO
CREATE TRIGGER dbo.tr2 ON dbo.t AFTER INSERT AS SELECT 1
GO
EXEC sp_settriggerorder N'dbo.tr1', N'First', N'INSERT'
GO
EXEC sp_settriggerorder N'dbo.tr2', N'Last', N'INSERT'`,
    after: `
CREATE TABLE dbo.t (a int NOT NULL)
GO
CREATE TRIGGER dbo.tr1 ON dbo.t AFTER INSERT AS SELECT 2
GO
CREATE TRIGGER dbo.tr2 ON dbo.t AFTER INSERT AS SELECT 1
GO
EXEC sp_settriggerorder N'dbo.tr2', N'First', N'INSERT'
GO
EXEC sp_settriggerorder N'dbo.tr1', N'Last', N'INSERT'`,
  },
  {
    title: 'triggers of the database: text, state, order, comments',
    before: `
CREATE TRIGGER safety ON DATABASE FOR DROP_TABLE, ALTER_TABLE AS PRINT 'no'
GO
DISABLE TRIGGER safety ON DATABASE
GO
CREATE TRIGGER [odd one] ON DATABASE AFTER DDL_VIEW_EVENTS AS PRINT 'gone'
GO
CREATE TRIGGER audit ON DATABASE FOR CREATE_TABLE AS PRINT 'x'
GO
EXEC sp_settriggerorder N'audit', N'First', N'CREATE_TABLE', N'DATABASE'`,
    after: `
CREATE TRIGGER safety ON DATABASE FOR DROP_TABLE AS PRINT 'no table goes'
GO
CREATE TRIGGER audit ON DATABASE FOR CREATE_TABLE AS PRINT 'x'
GO
EXEC sp_settriggerorder N'audit', N'Last', N'CREATE_TABLE', N'DATABASE'
GO
CREATE TRIGGER late ON DATABASE FOR CREATE_TABLE AS PRINT 'late'
GO
EXEC sp_settriggerorder N'late', N'First', N'CREATE_TABLE', N'DATABASE'
GO
DISABLE TRIGGER late ON DATABASE
GO
EXEC sys.sp_addextendedproperty @name = N'MS_Description', @value = N'why', @level0type = N'TRIGGER', @level0name = N'safety'`,
  },
];
