import type { SqlServerCase } from './moduleCases.js';

/** Tables with one of whatever there can be one of, where the source has another. */
export const placeCases: readonly SqlServerCase[] = [
  {
    title: 'what there can be one of in a table',
    before: `
CREATE TABLE dbo.keys (a int NOT NULL, b int NOT NULL, CONSTRAINT PK_keys PRIMARY KEY NONCLUSTERED (a))
GO
CREATE CLUSTERED INDEX CIX ON dbo.keys (b)
GO
CREATE STATISTICS S ON dbo.keys (a)
GO
CREATE TABLE dbo.rows (id1 int IDENTITY(1, 1) NOT NULL, stamp1 timestamp NOT NULL, a uniqueidentifier NULL,
  z uniqueidentifier NULL ROWGUIDCOL)
GO
CREATE TRIGGER dbo.instead2 ON dbo.rows INSTEAD OF INSERT, DELETE AS RETURN`,
    after: `
CREATE TABLE dbo.keys (a int NOT NULL, b int NOT NULL, CONSTRAINT PK_keys PRIMARY KEY NONCLUSTERED (a),
  CONSTRAINT U UNIQUE CLUSTERED (a, b))
GO
CREATE NONCLUSTERED INDEX S ON dbo.keys (a)
GO
CREATE TABLE dbo.rows (a uniqueidentifier NULL ROWGUIDCOL, z uniqueidentifier NULL, id2 int IDENTITY(1, 1) NOT NULL,
  stamp2 timestamp NOT NULL)
GO
CREATE TRIGGER dbo.instead1 ON dbo.rows INSTEAD OF DELETE AS RETURN`,
  },
  {
    title: 'INSTEAD OF triggers that take events over from one another',
    before: `
CREATE TABLE dbo.t (a int NOT NULL)
GO
CREATE TRIGGER dbo.t1 ON dbo.t INSTEAD OF INSERT AS RETURN
GO
CREATE TRIGGER dbo.t2 ON dbo.t INSTEAD OF UPDATE AS RETURN`,
    after: `
CREATE TABLE dbo.t (a int NOT NULL)
GO
CREATE TRIGGER dbo.t1 ON dbo.t INSTEAD OF UPDATE AS RETURN
GO
CREATE TRIGGER dbo.t2 ON dbo.t INSTEAD OF INSERT AS RETURN`,
  },
];
