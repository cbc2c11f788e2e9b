import type { SqlServerCase } from './moduleCases.js';

/** Pairs of full-text search, whose statements run in no transaction. */
export const fulltextCases: readonly SqlServerCase[] = [
  {
    title: 'full-text catalogs, stoplists and indexes',
    needs: { fullText: true },
    before: `
CREATE FULLTEXT CATALOG plain WITH ACCENT_SENSITIVITY = ON
GO
CREATE FULLTEXT CATALOG gone WITH ACCENT_SENSITIVITY = OFF AS DEFAULT
GO
CREATE FULLTEXT STOPLIST short
GO
ALTER FULLTEXT STOPLIST short ADD N'old' LANGUAGE 1033
GO
CREATE TABLE dbo.t (id int NOT NULL, a nvarchar(20) NULL, b nvarchar(max) NULL, n int NULL, CONSTRAINT PK_t PRIMARY KEY (id))
GO
CREATE FULLTEXT INDEX ON dbo.t (a LANGUAGE 1033) KEY INDEX PK_t ON gone WITH (CHANGE_TRACKING = AUTO, STOPLIST = SYSTEM)
GO
CREATE TABLE dbo.u (id int NOT NULL, a nvarchar(20) NULL, CONSTRAINT PK_u PRIMARY KEY (id))
GO
CREATE FULLTEXT INDEX ON dbo.u (a LANGUAGE 1031) KEY INDEX PK_u ON plain WITH (CHANGE_TRACKING = MANUAL, STOPLIST = short)`,
    after: `
CREATE FULLTEXT CATALOG plain WITH ACCENT_SENSITIVITY = OFF AS DEFAULT
GO
CREATE FULLTEXT STOPLIST short
GO
ALTER FULLTEXT STOPLIST short ADD N'it''s' LANGUAGE 1033
GO
CREATE FULLTEXT STOPLIST [new one]
GO
CREATE TABLE dbo.t (id int NOT NULL, a nvarchar(40) NULL, b nvarchar(max) NULL, n bigint NULL, CONSTRAINT PK_t PRIMARY KEY (id))
GO
CREATE FULLTEXT INDEX ON dbo.t (a LANGUAGE 1033, b LANGUAGE 1031) KEY INDEX PK_t ON plain WITH (CHANGE_TRACKING = OFF, STOPLIST = OFF)
GO
CREATE TABLE dbo.u (id int NOT NULL, a nvarchar(20) NULL, CONSTRAINT PK_u PRIMARY KEY (id))
GO
CREATE FULLTEXT INDEX ON dbo.u (a LANGUAGE 1031) KEY INDEX PK_u ON plain WITH (CHANGE_TRACKING = AUTO, STOPLIST = [new one])
GO
ALTER FULLTEXT INDEX ON dbo.u DISABLE`,
  },
  {
    title: 'full-text search under names that need quotes',
    needs: { fullText: true },
    before: oddly('int', "it''s"),
    after: oddly('bigint', 'a]b'),
  },
  {
    title: 'permissions on full-text catalogs and stoplists, of which one is made anew',
    needs: { fullText: true },
    before: `CREATE ROLE clerks
GO
CREATE FULLTEXT CATALOG plain WITH ACCENT_SENSITIVITY = ON
GO
CREATE FULLTEXT STOPLIST short
GO
GRANT VIEW DEFINITION ON FULLTEXT CATALOG::plain TO clerks
GO
DENY CONTROL ON FULLTEXT STOPLIST::short TO clerks`,
    after: `CREATE ROLE clerks
GO
CREATE FULLTEXT CATALOG PLAIN WITH ACCENT_SENSITIVITY = ON
GO
CREATE FULLTEXT STOPLIST short
GO
GRANT VIEW DEFINITION ON FULLTEXT CATALOG::PLAIN TO clerks
GO
GRANT REFERENCES ON FULLTEXT STOPLIST::short TO clerks`,
  },
];

function oddly(type: string, word: string): string {
  return `
CREATE FULLTEXT CATALOG [c']]] WITH ACCENT_SENSITIVITY = ON
GO
CREATE FULLTEXT STOPLIST [s'.]
GO
ALTER FULLTEXT STOPLIST [s'.] ADD N'${word}' LANGUAGE 1033
GO
CREATE TABLE dbo.[t.]]'] ([i d] ${type} NOT NULL, [a]]'] nvarchar(20) NULL, CONSTRAINT [PK ]]'] PRIMARY KEY ([i d]))
GO
CREATE FULLTEXT INDEX ON dbo.[t.]]'] ([a]]'] LANGUAGE 1033) KEY INDEX [PK ]]'] ON [c']]] WITH (CHANGE_TRACKING = AUTO, STOPLIST = [s'.])`;
}
