import type { SqlServerCase } from './moduleCases.js';

const schemaOf = (name: string, element: string): string =>
  `<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:${name}"><xsd:element name="${element}" type="xsd:string"/></xsd:schema>`;

const sees = (name: string, value: string): string =>
  `CREATE FUNCTION rls.${name} (@owner nvarchar(128)) RETURNS TABLE WITH SCHEMABINDING AS RETURN (SELECT ${value} AS one WHERE @owner = USER_NAME())`;

/** Pairs of what says which rows and which values are let through. */
export const securityCases: readonly SqlServerCase[] = [
  {
    title: 'XML schema collections and what is typed by them',
    before: `
CREATE SCHEMA x
GO
CREATE ROLE readers
GO
CREATE XML SCHEMA COLLECTION x.grows AS N'${schemaOf('a', 'one')}'
GO
CREATE XML SCHEMA COLLECTION x.changes AS N'${schemaOf('a', 'one')}'
GO
CREATE XML SCHEMA COLLECTION x.gone AS N'${schemaOf('gone', 'one')}'
GO
CREATE XML SCHEMA COLLECTION x.kept AS N'${schemaOf('kept', 'one')}'
GO
CREATE TABLE x.t (id int NOT NULL, a xml(x.kept) NULL, b xml NULL, c xml(x.gone) NULL)
GO
CREATE PROCEDURE x.p @a xml(x.kept) AS SELECT @a`,
    after: `
CREATE SCHEMA x
GO
CREATE ROLE readers
GO
CREATE XML SCHEMA COLLECTION x.grows AS N'${schemaOf('a', 'one')}${schemaOf('b', 'it')}'
GO
CREATE XML SCHEMA COLLECTION x.changes AS N'${schemaOf('a', 'two')}'
GO
CREATE XML SCHEMA COLLECTION x.[new one] AS N'${schemaOf('new', 'one')}'
GO
CREATE XML SCHEMA COLLECTION x.kept AS N'${schemaOf('kept', 'one')}'
GO
CREATE TABLE x.t (id int NOT NULL, a xml(x.kept) NULL, b xml(DOCUMENT x.[new one]) NULL, c xml NULL)
GO
CREATE PROCEDURE x.p @a xml(x.kept) AS SELECT @a
GO
GRANT REFERENCES ON XML SCHEMA COLLECTION::x.grows TO readers
GO
EXEC sys.sp_addextendedproperty @name = N'MS_Description', @value = N'what comes in', @level0type = N'SCHEMA', @level0name = N'x', @level1type = N'XML SCHEMA COLLECTION', @level1name = N'grows'`,
  },
  {
    title: 'security policies, their predicates and the functions that these call',
    before: `
CREATE SCHEMA rls
GO
${sees('mine', '1')}
GO
${sees('changes', '1')}
GO
CREATE TABLE dbo.t (owner nvarchar(128) NOT NULL, other nvarchar(10) NULL)
GO
CREATE TABLE dbo.u (owner nvarchar(128) NOT NULL)
GO
CREATE SECURITY POLICY rls.guard
  ADD FILTER PREDICATE rls.mine(owner) ON dbo.t,
  ADD BLOCK PREDICATE rls.mine(owner) ON dbo.t AFTER INSERT
WITH (STATE = ON)
GO
CREATE SECURITY POLICY rls.gone ADD FILTER PREDICATE rls.mine(owner) ON dbo.u WITH (STATE = OFF)
GO
CREATE SECURITY POLICY rls.bound ADD BLOCK PREDICATE rls.changes(owner) ON dbo.u BEFORE DELETE`,
    after: `
CREATE SCHEMA rls
GO
${sees('mine', '1')}
GO
${sees('changes', '2')}
GO
CREATE TABLE dbo.t (owner nvarchar(128) NOT NULL, other nvarchar(20) NULL)
GO
CREATE TABLE dbo.u (owner nvarchar(128) NOT NULL)
GO
CREATE SECURITY POLICY rls.guard
  ADD FILTER PREDICATE rls.changes(owner) ON dbo.t,
  ADD BLOCK PREDICATE rls.mine(owner) ON dbo.u AFTER UPDATE
WITH (STATE = OFF)
GO
CREATE SECURITY POLICY rls.bound ADD BLOCK PREDICATE rls.changes(owner) ON dbo.u BEFORE DELETE
GO
CREATE SECURITY POLICY rls.[new one] ADD FILTER PREDICATE rls.mine(owner) ON dbo.t NOT FOR REPLICATION`,
  },
  {
    title: 'security policies that take tables over from one another',
    before: `
CREATE SCHEMA rls
GO
${sees('mine', '1')}
GO
CREATE TABLE dbo.t (owner nvarchar(128) NOT NULL)
GO
CREATE TABLE dbo.u (owner nvarchar(128) NOT NULL)
GO
CREATE TABLE dbo.v (owner nvarchar(128) NOT NULL)
GO
CREATE SECURITY POLICY rls.[first] ADD FILTER PREDICATE rls.mine(owner) ON dbo.t
GO
CREATE SECURITY POLICY rls.[second] ADD FILTER PREDICATE rls.mine(owner) ON dbo.t WITH (STATE = OFF)
GO
CREATE SECURITY POLICY rls.gives ADD FILTER PREDICATE rls.mine(owner) ON dbo.u, ADD FILTER PREDICATE rls.mine(owner) ON dbo.v`,
    after: `
CREATE SCHEMA rls
GO
${sees('mine', '1')}
GO
CREATE TABLE dbo.t (owner nvarchar(128) NOT NULL)
GO
CREATE TABLE dbo.u (owner nvarchar(128) NOT NULL)
GO
CREATE TABLE dbo.v (owner nvarchar(128) NOT NULL)
GO
CREATE SECURITY POLICY rls.[first] ADD FILTER PREDICATE rls.mine(owner) ON dbo.t WITH (STATE = OFF)
GO
CREATE SECURITY POLICY rls.[second] ADD FILTER PREDICATE rls.mine(owner) ON dbo.t, ADD FILTER PREDICATE rls.mine(owner) ON dbo.u
GO
CREATE SECURITY POLICY rls.gives ADD FILTER PREDICATE rls.mine(owner) ON dbo.v`,
  },
  {
    title: 'row-level security and XML schema collections under names that need quotes',
    before: oddly('1', 'one'),
    after: oddly('2', 'two'),
  },
];

/** A function that is called by a predicate and changes, and a collection that does. */
function oddly(value: string, element: string): string {
  return `
CREATE SCHEMA [a.b]
GO
CREATE FUNCTION [a.b].[f]](it's)] (@owner nvarchar(128)) RETURNS TABLE WITH SCHEMABINDING AS RETURN (SELECT ${value} AS one WHERE @owner = USER_NAME())
GO
CREATE TABLE [a.b].[t]]'(] ([the owner)] nvarchar(128) NOT NULL)
GO
CREATE SECURITY POLICY [a.b].[p']]] ADD FILTER PREDICATE [a.b].[f]](it's)]([the owner)]) ON [a.b].[t]]'(] WITH (STATE = ON)
GO
CREATE XML SCHEMA COLLECTION [a.b].[c']]] AS N'${schemaOf('it&apos;s', element)}'`;
}
