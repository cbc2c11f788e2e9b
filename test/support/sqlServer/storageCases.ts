import type { SqlServerCase } from './moduleCases.js';

/** Pairs of how rows and indexes are kept: partitions and compression. */
export const storageCases: readonly SqlServerCase[] = [
  {
    title: 'partition functions and schemes, with what lies on them',
    before: `
CREATE PARTITION FUNCTION years (int) AS RANGE RIGHT FOR VALUES (2020, 2021, 2023)
GO
CREATE PARTITION SCHEME by_year AS PARTITION years ALL TO ([PRIMARY])
GO
CREATE PARTITION FUNCTION gone (date) AS RANGE LEFT FOR VALUES (N'2020-01-01')
GO
CREATE PARTITION FUNCTION turned (int) AS RANGE LEFT FOR VALUES (1)
GO
CREATE TABLE dbo.sales (id int NOT NULL, year int NOT NULL, note nvarchar(40) NULL,
  CONSTRAINT PK_sales PRIMARY KEY CLUSTERED (id, year) ON by_year(year)) ON by_year(year)
GO
CREATE NONCLUSTERED INDEX IX_note ON dbo.sales (note) ON by_year(year)
GO
CREATE NONCLUSTERED INDEX IX_apart ON dbo.sales (note, id) ON [default]`,
    after: `
CREATE PARTITION FUNCTION years (int) AS RANGE RIGHT FOR VALUES (2020, 2022, 2023, 2024)
GO
CREATE PARTITION SCHEME by_year AS PARTITION years ALL TO ([PRIMARY])
GO
CREATE PARTITION FUNCTION days (datetime2(0)) AS RANGE RIGHT FOR VALUES (N'2020-01-01T00:00:00', N'2020-01-02T00:00:00')
GO
CREATE PARTITION SCHEME [by day] AS PARTITION days ALL TO ([PRIMARY])
GO
CREATE PARTITION FUNCTION turned (int) AS RANGE RIGHT FOR VALUES (1)
GO
CREATE TABLE dbo.sales (id int NOT NULL, year int NOT NULL, note nvarchar(40) NULL, more int NULL,
  CONSTRAINT PK_sales PRIMARY KEY CLUSTERED (year, id) ON by_year(year)) ON by_year(year)
GO
CREATE NONCLUSTERED INDEX IX_note ON dbo.sales (note) INCLUDE (more) ON [default]
GO
CREATE NONCLUSTERED INDEX IX_apart ON dbo.sales (note, id) ON by_year(year)
GO
CREATE TABLE dbo.visits (at datetime2(0) NOT NULL, who int NOT NULL) ON [by day](at)
GO
CREATE TABLE dbo.views (at datetime2(0) NOT NULL, who int NOT NULL)
GO
CREATE CLUSTERED INDEX CX_views ON dbo.views (who) ON [by day](at)`,
  },
  {
    title: 'compression of heaps, indexes and partitions',
    before: `
CREATE PARTITION FUNCTION halves (int) AS RANGE LEFT FOR VALUES (100)
GO
CREATE PARTITION SCHEME by_half AS PARTITION halves ALL TO ([PRIMARY])
GO
CREATE TABLE dbo.heap (a int NOT NULL)
GO
CREATE TABLE dbo.packed (a int NOT NULL) WITH (DATA_COMPRESSION = PAGE)
GO
CREATE TABLE dbo.cut (a int NOT NULL) ON by_half(a) WITH (DATA_COMPRESSION = PAGE ON PARTITIONS (1))
GO
CREATE NONCLUSTERED INDEX IX_cut ON dbo.cut (a) WITH (DATA_COMPRESSION = PAGE ON PARTITIONS (1)) ON by_half(a)
GO
CREATE TABLE dbo.loose (a int NOT NULL)
GO
CREATE CLUSTERED INDEX CX_loose ON dbo.loose (a) WITH (DATA_COMPRESSION = PAGE)
GO
CREATE NONCLUSTERED INDEX IX_loose ON dbo.loose (a) WITH (DATA_COMPRESSION = ROW)
GO
CREATE TABLE dbo.keyed (a int NOT NULL, CONSTRAINT PK_keyed PRIMARY KEY CLUSTERED (a))
GO
CREATE TABLE dbo.reordered (a int NOT NULL, b int NOT NULL) WITH (DATA_COMPRESSION = PAGE)
GO
CREATE CLUSTERED INDEX CX_reordered ON dbo.reordered (a)`,
    after: `
CREATE PARTITION FUNCTION halves (int) AS RANGE LEFT FOR VALUES (100)
GO
CREATE PARTITION SCHEME by_half AS PARTITION halves ALL TO ([PRIMARY])
GO
CREATE TABLE dbo.heap (a int NOT NULL) WITH (DATA_COMPRESSION = ROW)
GO
CREATE TABLE dbo.packed (a int NOT NULL)
GO
CREATE TABLE dbo.cut (a int NOT NULL) ON by_half(a) WITH (DATA_COMPRESSION = ROW ON PARTITIONS (2))
GO
CREATE NONCLUSTERED INDEX IX_cut ON dbo.cut (a) WITH (DATA_COMPRESSION = PAGE) ON by_half(a)
GO
CREATE TABLE dbo.loose (a int NOT NULL)
GO
CREATE NONCLUSTERED INDEX IX_loose ON dbo.loose (a)
GO
CREATE TABLE dbo.keyed (a int NOT NULL, CONSTRAINT PK_keyed PRIMARY KEY CLUSTERED (a) WITH (DATA_COMPRESSION = ROW))
GO
CREATE TABLE dbo.reordered (a int NOT NULL, b int NOT NULL)
GO
CREATE CLUSTERED INDEX CX_reordered ON dbo.reordered (b, a)`,
  },
  {
    title: 'XML compression of heaps, keys, indexes and partitions',
    needs: { major: 16 },
    before: `
CREATE PARTITION FUNCTION halves (int) AS RANGE LEFT FOR VALUES (100)
GO
CREATE PARTITION SCHEME by_half AS PARTITION halves ALL TO ([PRIMARY])
GO
CREATE TABLE dbo.heap (a int NOT NULL, b xml NULL)
GO
CREATE TABLE dbo.packed (a int NOT NULL, b xml NULL) WITH (DATA_COMPRESSION = PAGE, XML_COMPRESSION = ON)
GO
CREATE TABLE dbo.cut (a int NOT NULL, b xml NULL) ON by_half(a) WITH (XML_COMPRESSION = ON ON PARTITIONS (1))
GO
CREATE TABLE dbo.keyed (a int NOT NULL, b xml NULL, CONSTRAINT PK_keyed PRIMARY KEY CLUSTERED (a)) WITH (XML_COMPRESSION = ON)
GO
CREATE NONCLUSTERED INDEX IX_keyed ON dbo.keyed (a) INCLUDE (b)
GO
CREATE NONCLUSTERED INDEX IX_other ON dbo.keyed (a) INCLUDE (b) WITH (XML_COMPRESSION = ON)`,
    after: `
CREATE PARTITION FUNCTION halves (int) AS RANGE LEFT FOR VALUES (100)
GO
CREATE PARTITION SCHEME by_half AS PARTITION halves ALL TO ([PRIMARY])
GO
CREATE TABLE dbo.heap (a int NOT NULL, b xml NULL) WITH (XML_COMPRESSION = ON)
GO
CREATE TABLE dbo.packed (a int NOT NULL, b xml NULL)
GO
CREATE TABLE dbo.cut (a int NOT NULL, b xml NULL) ON by_half(a) WITH (XML_COMPRESSION = ON ON PARTITIONS (2))
GO
CREATE TABLE dbo.keyed (a int NOT NULL, b xml NULL, CONSTRAINT PK_keyed PRIMARY KEY CLUSTERED (a))
GO
CREATE NONCLUSTERED INDEX IX_keyed ON dbo.keyed (a) INCLUDE (b) WITH (XML_COMPRESSION = ON)
GO
CREATE NONCLUSTERED INDEX IX_other ON dbo.keyed (a) INCLUDE (b)`,
  },
];
