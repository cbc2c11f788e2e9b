import type { SqlServerCase } from './moduleCases.js';

/** Pairs of indexes, with what they say of their columns, rows and statistics. */
export const indexCases: readonly SqlServerCase[] = [
  {
    title: 'indexes: columns, filter, options, state',
    before: `
CREATE TABLE dbo.t (a int NOT NULL, b int NULL, c int NULL)
GO
CREATE CLUSTERED INDEX IX_1 ON dbo.t (a)
GO
CREATE NONCLUSTERED INDEX IX_2 ON dbo.t (b)
GO
CREATE UNIQUE NONCLUSTERED INDEX IX_3 ON dbo.t (c) WITH (ALLOW_PAGE_LOCKS = OFF)
GO
CREATE NONCLUSTERED INDEX IX_4 ON dbo.t (a, b)`,
    after: `
CREATE TABLE dbo.t (a int NOT NULL, b int NULL, c int NULL)
GO
CREATE NONCLUSTERED INDEX IX_1 ON dbo.t (a)
GO
CREATE NONCLUSTERED INDEX IX_2 ON dbo.t (b DESC, a) INCLUDE (c) WHERE ([b] IS NOT NULL) WITH (FILLFACTOR = 90, DATA_COMPRESSION = PAGE)
GO
CREATE UNIQUE NONCLUSTERED INDEX IX_3 ON dbo.t (c) WITH (IGNORE_DUP_KEY = ON)
GO
CREATE NONCLUSTERED INDEX IX_4 ON dbo.t (a, b)
GO
ALTER INDEX IX_4 ON dbo.t DISABLE`,
  },
  {
    title: 'columnstore indexes, their order and their options',
    needs: { major: 16 },
    before: `
CREATE TABLE dbo.t (a int NOT NULL, b int NULL)
GO
CREATE TABLE dbo.u (a int NOT NULL, b int NULL)
GO
CREATE CLUSTERED COLUMNSTORE INDEX CCI ON dbo.t
GO
CREATE NONCLUSTERED COLUMNSTORE INDEX NCCI ON dbo.u (a)
GO
CREATE TABLE dbo.w (a int NOT NULL, b varchar(10) NULL)
GO
CREATE CLUSTERED COLUMNSTORE INDEX CCI ON dbo.w`,
    after: `
CREATE TABLE dbo.t (a int NOT NULL, b int NULL)
GO
CREATE TABLE dbo.u (a int NOT NULL, b int NULL)
GO
CREATE CLUSTERED COLUMNSTORE INDEX CCI ON dbo.t ORDER (b) WITH (DATA_COMPRESSION = COLUMNSTORE_ARCHIVE)
GO
CREATE NONCLUSTERED COLUMNSTORE INDEX NCCI ON dbo.u (a, b) WHERE ([a]>(0)) WITH (COMPRESSION_DELAY = 10)
GO
CREATE TABLE dbo.w (a bigint NOT NULL, b varchar(10) NULL)
GO
CREATE CLUSTERED COLUMNSTORE INDEX CCI ON dbo.w`,
  },
  {
    title: 'an index to which a foreign key refers, and that becomes another',
    before: `CREATE TABLE dbo.t (a int NOT NULL, b int NOT NULL, c int NULL, d int NOT NULL)
GO
CREATE UNIQUE NONCLUSTERED INDEX UX_t ON dbo.t (a)
GO
CREATE UNIQUE NONCLUSTERED INDEX UX_c ON dbo.t (b)
GO
CREATE UNIQUE NONCLUSTERED INDEX UX_d ON dbo.t (d)
GO
CREATE TABLE dbo.u (a int NULL, b int NULL, d int NULL,
  CONSTRAINT FK_a FOREIGN KEY (a) REFERENCES dbo.t (a),
  CONSTRAINT FK_b FOREIGN KEY (b) REFERENCES dbo.t (b),
  CONSTRAINT FK_d FOREIGN KEY (d) REFERENCES dbo.t (d))`,
    after: `CREATE TABLE dbo.t (a int NOT NULL, b int NOT NULL, c int NULL, d int NOT NULL)
GO
CREATE UNIQUE NONCLUSTERED INDEX UX_t ON dbo.t (a, c)
GO
CREATE UNIQUE NONCLUSTERED INDEX UX_new ON dbo.t (a)
GO
CREATE UNIQUE NONCLUSTERED INDEX UX_c ON dbo.t (b) INCLUDE (c)
GO
CREATE UNIQUE CLUSTERED INDEX UX_d ON dbo.t (d)
GO
CREATE TABLE dbo.u (a int NULL, b int NULL, d int NULL,
  CONSTRAINT FK_a FOREIGN KEY (a) REFERENCES dbo.t (a),
  CONSTRAINT FK_b FOREIGN KEY (b) REFERENCES dbo.t (b),
  CONSTRAINT FK_d FOREIGN KEY (d) REFERENCES dbo.t (d))`,
  },
  {
    title: 'what is said of the statistics of indexes',
    before: `CREATE PARTITION FUNCTION f (int) AS RANGE LEFT FOR VALUES (1)
GO
CREATE PARTITION SCHEME s AS PARTITION f ALL TO ([PRIMARY])
GO
CREATE TABLE dbo.t (a int NOT NULL, b int NULL) ON s(a)
GO
CREATE NONCLUSTERED INDEX IX_b ON dbo.t (b) ON s(a)
GO
CREATE NONCLUSTERED INDEX IX_n ON dbo.t (a) WITH (STATISTICS_NORECOMPUTE = ON) ON s(a)`,
    after: `CREATE PARTITION FUNCTION f (int) AS RANGE LEFT FOR VALUES (1)
GO
CREATE PARTITION SCHEME s AS PARTITION f ALL TO ([PRIMARY])
GO
CREATE TABLE dbo.t (a int NOT NULL, b int NULL) ON s(a)
GO
CREATE NONCLUSTERED INDEX IX_b ON dbo.t (b) WITH (STATISTICS_INCREMENTAL = ON) ON s(a)
GO
CREATE NONCLUSTERED INDEX IX_n ON dbo.t (a) ON s(a)`,
  },
  {
    title: 'a view with more than one index',
    before: `
CREATE TABLE dbo.t (a int NOT NULL, b int NOT NULL)
GO
CREATE VIEW dbo.v WITH SCHEMABINDING AS SELECT a, b FROM dbo.t`,
    after: `
CREATE TABLE dbo.t (a int NOT NULL, b int NOT NULL)
GO
CREATE VIEW dbo.v WITH SCHEMABINDING AS SELECT a, b FROM dbo.t
GO
CREATE UNIQUE CLUSTERED INDEX IX_z ON dbo.v (a)
GO
CREATE NONCLUSTERED INDEX IX_b ON dbo.v (b)`,
  },
];
