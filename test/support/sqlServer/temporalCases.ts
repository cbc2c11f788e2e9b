import type { SqlServerCase } from './moduleCases.js';

const off = 'ALTER TABLE dbo.t SET (SYSTEM_VERSIONING = OFF)';
const versioned = (retention: string): string =>
  `ALTER TABLE dbo.t SET (SYSTEM_VERSIONING = ON (HISTORY_TABLE = dbo.t_history${retention}))`;

/** Pairs of temporal tables, their histories and their periods. */
export const temporalCases: readonly SqlServerCase[] = [
  {
    title: 'a table becomes temporal, with another that stops being it',
    before: `
CREATE TABLE dbo.t (id int NOT NULL, name nvarchar(40) NULL, CONSTRAINT PK_t PRIMARY KEY (id))`,
    after: `
CREATE TABLE dbo.t (id int NOT NULL, name nvarchar(40) NULL,
  [from] datetime2(7) GENERATED ALWAYS AS ROW START HIDDEN NOT NULL, [to] datetime2(7) GENERATED ALWAYS AS ROW END NOT NULL,
  CONSTRAINT PK_t PRIMARY KEY (id), PERIOD FOR SYSTEM_TIME ([from], [to]))
GO
CREATE TABLE dbo.t_history (id int NOT NULL, name nvarchar(40) NULL, [from] datetime2(7) NOT NULL, [to] datetime2(7) NOT NULL)
GO
CREATE CLUSTERED INDEX ix_t_history ON dbo.t_history ([to], [from]) WITH (DATA_COMPRESSION = PAGE)
GO
${versioned(', HISTORY_RETENTION_PERIOD = 6 MONTHS')}`,
  },
  {
    title: 'columns, key, hidden ends and retention of a temporal table',
    before: `
CREATE TABLE dbo.t (id int NOT NULL, name nvarchar(40) NULL, gone int NULL, [from] datetime2(0) GENERATED ALWAYS AS ROW START HIDDEN NOT NULL,
  [to] datetime2(0) GENERATED ALWAYS AS ROW END HIDDEN NOT NULL, CONSTRAINT PK_t PRIMARY KEY (id), PERIOD FOR SYSTEM_TIME ([from], [to]))
GO
CREATE TABLE dbo.t_history (id int NOT NULL, name nvarchar(40) NULL, gone int NULL, [from] datetime2(0) NOT NULL, [to] datetime2(0) NOT NULL)
GO
CREATE CLUSTERED INDEX ix_t_history ON dbo.t_history ([to], [from])
GO
${versioned(', HISTORY_RETENTION_PERIOD = 1 YEAR')}`,
    after: `
CREATE TABLE dbo.t (id int NOT NULL, name nvarchar(80) NOT NULL, [from] datetime2(0) GENERATED ALWAYS AS ROW START NOT NULL,
  [to] datetime2(0) GENERATED ALWAYS AS ROW END HIDDEN NOT NULL, more int NOT NULL CONSTRAINT DF_more DEFAULT ((7)),
  CONSTRAINT PK_t PRIMARY KEY NONCLUSTERED (id), PERIOD FOR SYSTEM_TIME ([from], [to]))
GO
CREATE TABLE dbo.t_history (id int NOT NULL, name nvarchar(80) NOT NULL, [from] datetime2(0) NOT NULL, [to] datetime2(0) NOT NULL, more int NOT NULL)
GO
${versioned('')}`,
  },
  {
    title: 'retention alone, and a period without versioning',
    before: `
CREATE TABLE dbo.t (id int NOT NULL, [from] datetime2(7) GENERATED ALWAYS AS ROW START NOT NULL,
  [to] datetime2(7) GENERATED ALWAYS AS ROW END NOT NULL, CONSTRAINT PK_t PRIMARY KEY (id), PERIOD FOR SYSTEM_TIME ([from], [to]))
GO
CREATE TABLE dbo.t_history (id int NOT NULL, [from] datetime2(7) NOT NULL, [to] datetime2(7) NOT NULL)
GO
${versioned('')}
GO
CREATE TABLE dbo.u (id int NOT NULL, [from] datetime2(7) NOT NULL, [to] datetime2(7) NOT NULL)`,
    after: `
CREATE TABLE dbo.t (id int NOT NULL, [from] datetime2(7) GENERATED ALWAYS AS ROW START NOT NULL,
  [to] datetime2(7) GENERATED ALWAYS AS ROW END NOT NULL, CONSTRAINT PK_t PRIMARY KEY (id), PERIOD FOR SYSTEM_TIME ([from], [to]))
GO
CREATE TABLE dbo.t_history (id int NOT NULL, [from] datetime2(7) NOT NULL, [to] datetime2(7) NOT NULL)
GO
CREATE CLUSTERED INDEX ix_t_history ON dbo.t_history ([to], [from])
GO
${versioned('')}
GO
${off}
GO
${versioned(', HISTORY_RETENTION_PERIOD = 2 WEEKS')}
GO
CREATE TABLE dbo.u (id int NOT NULL, [from] datetime2(7) GENERATED ALWAYS AS ROW START NOT NULL,
  [to] datetime2(7) GENERATED ALWAYS AS ROW END NOT NULL, PERIOD FOR SYSTEM_TIME ([from], [to]))`,
  },
];
