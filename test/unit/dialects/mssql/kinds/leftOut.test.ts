import assert from 'node:assert/strict';
import { applyPlan, compareSqlServer, planAll } from '../../../../support/sqlServer/convergence.js';
import { defaultRules, type Rules } from '../../../../../src/core/rules/rules.js';
import { everything } from '../../../../support/convergence.js';
import { indexRow } from '../../../../support/sqlServer/indexStatements.js';
import { placeCases } from '../../../../support/sqlServer/placeCases.js';
import { makePlan } from '../../../../../src/core/planner/makePlan.js';
import { mssqlDialect } from '../../../../../src/dialects/mssql/dialect.js';
import { startSqlServer, type TestSqlServer } from '../../../../support/sqlServer/sqlServer.js';

const partitioned = `CREATE PARTITION FUNCTION f (int) AS RANGE LEFT FOR VALUES (1)
GO
CREATE PARTITION SCHEME s AS PARTITION f ALL TO ([PRIMARY])`;

interface LeftOutCase {
  readonly title: string;
  readonly before: string;
  readonly after: string;
  readonly reason: RegExp;
  /** Everything is compared where nothing is said. */
  readonly rules?: Rules;
}

const cases: readonly LeftOutCase[] = [
  {
    title: 'a row version that is another type',
    before: 'CREATE TABLE dbo.t (a timestamp NOT NULL)',
    after: 'CREATE TABLE dbo.t (a binary(8) NOT NULL)',
    reason: /is a timestamp, which nothing can change/,
  },
  {
    title: 'a type that the server makes of no other by itself',
    before: 'CREATE TABLE dbo.t (a int NOT NULL)',
    after: 'CREATE TABLE dbo.t (a date NOT NULL)',
    reason: /the server does not turn int into date by itself/,
  },
  {
    title: 'a function that becomes another kind, with a permission that is for the old one',
    before: `CREATE ROLE readers
GO
CREATE FUNCTION dbo.f () RETURNS int AS BEGIN RETURN 1 END
GO
GRANT EXECUTE ON OBJECT::dbo.f TO readers`,
    after: `CREATE FUNCTION dbo.f () RETURNS TABLE AS RETURN (SELECT 1 AS a)`,
    rules: defaultRules,
    reason: /for which EXECUTE of \[readers\] is not: revoke it first/,
  },
  {
    title: 'an alias type that is in use',
    before: `CREATE TYPE dbo.T FROM varchar(10) NULL
GO
CREATE TABLE dbo.t (a dbo.T NULL)`,
    after: `CREATE TYPE dbo.T FROM varchar(20) NULL
GO
CREATE TABLE dbo.t (a dbo.T NULL)`,
    reason: /is in use, and has no ALTER/,
  },
  {
    title: 'a sequence that starts elsewhere',
    before: 'CREATE SEQUENCE dbo.s AS int START WITH 1 INCREMENT BY 1 MINVALUE 1 MAXVALUE 9 NO CYCLE CACHE',
    after: 'CREATE SEQUENCE dbo.s AS int START WITH 2 INCREMENT BY 1 MINVALUE 1 MAXVALUE 9 NO CYCLE CACHE',
    reason: /would lose where it stands/,
  },
  {
    title: 'a table that is partitioned, and its key with it',
    before: `CREATE TABLE dbo.t (a int NOT NULL, b int NOT NULL, CONSTRAINT PK_t PRIMARY KEY CLUSTERED (a, b))`,
    after: `CREATE PARTITION FUNCTION f (int) AS RANGE LEFT FOR VALUES (1)
GO
CREATE PARTITION SCHEME s AS PARTITION f ALL TO ([PRIMARY])
GO
CREATE TABLE dbo.t (a int NOT NULL, b int NOT NULL, CONSTRAINT PK_t PRIMARY KEY CLUSTERED (a, b) ON s(b)) ON s(b)`,
    reason: /the rows of \[dbo\]\.\[t\] lie elsewhere \(in the default filegroup and not \[s\]\(\[b\]\)\)/,
  },
  {
    title: 'a type in a partitioned table',
    before: `${partitioned}
GO
CREATE TABLE dbo.t (a int NOT NULL, b int NOT NULL) ON s(a)`,
    after: `${partitioned}
GO
CREATE TABLE dbo.t (a int NOT NULL, b bigint NOT NULL) ON s(a)`,
    reason: /is of a partitioned table, in which types cannot change/,
  },
  {
    title: 'a partition function that turns round, with tables on it',
    before: `${partitioned}
GO
CREATE TABLE dbo.t (a int NOT NULL) ON s(a)`,
    after: `${partitioned.replace('LEFT', 'RIGHT')}
GO
CREATE TABLE dbo.t (a int NOT NULL) ON s(a)`,
    reason: /partition schemes use it/,
  },
  {
    title: 'a filegroup that the target lacks',
    before: 'CREATE TABLE dbo.t (a int NOT NULL)',
    after: `ALTER DATABASE CURRENT ADD FILEGROUP [elsewhere]
GO
CREATE TABLE dbo.t (a int NOT NULL)
GO
CREATE NONCLUSTERED INDEX IX_a ON dbo.t (a) ON [elsewhere]`,
    reason: /the target has no filegroup \[elsewhere\]/,
  },
  {
    title: 'a filegroup for large values that the target lacks',
    before: '',
    after: `ALTER DATABASE CURRENT ADD FILEGROUP [blobs]
GO
CREATE TABLE dbo.t (a int NOT NULL, b varchar(max) NULL) TEXTIMAGE_ON [blobs]`,
    reason: /the target has no filegroup \[blobs\]/,
  },
  {
    title: 'a table with a period whose columns were made under ANSI_PADDING ON and OFF',
    before: '',
    after: `SET ANSI_PADDING OFF
GO
CREATE TABLE dbo.t (a varchar(5) NULL, f datetime2(7) GENERATED ALWAYS AS ROW START NOT NULL, u datetime2(7) GENERATED ALWAYS AS ROW END NOT NULL, PERIOD FOR SYSTEM_TIME (f, u))
GO
SET ANSI_PADDING ON
GO
ALTER TABLE dbo.t ADD b varchar(5) NULL`,
    reason: /DBVC makes plain tables only/,
  },
];

describe('what SQL Server has no statement for', () => {
  let server: TestSqlServer;

  before(async () => {
    server = await startSqlServer();
  });
  after(() => server.close());

  for (const { title, before, after, reason, rules = everything } of cases) {
    it(`is left and said: ${title}`, async () => {
      const [source, target] = [server.createDatabase(after), server.createDatabase(before)];
      const plan = planAll(await compareSqlServer(source.url, target.url, rules));
      assert.equal(new Set(plan.leftOut.map(({ objectId }) => objectId)).size, 1);
      assert.equal(plan.leftOut.filter((left) => reason.test(left.reason)).length, 1);
      await applyPlan(plan, target.url);
    });
  }

  it('does not make what the version of the target does not know', async () => {
    const indexes = [
      'CREATE CLUSTERED COLUMNSTORE INDEX CCI ON dbo.t ORDER (b)',
      'CREATE NONCLUSTERED INDEX IX_u ON dbo.u (a) WITH (OPTIMIZE_FOR_SEQUENTIAL_KEY = ON)',
      'CREATE STATISTICS st ON dbo.u (a) WITH AUTO_DROP = ON',
      'ALTER TABLE dbo.u ADD CONSTRAINT PK_u PRIMARY KEY NONCLUSTERED (a) WITH (OPTIMIZE_FOR_SEQUENTIAL_KEY = ON)',
      'ALTER TABLE dbo.u REBUILD PARTITION = ALL WITH (XML_COMPRESSION = ON)',
    ];
    const tables = 'CREATE TABLE dbo.t (a int NOT NULL, b int NULL)\nGO\nCREATE TABLE dbo.u (a int NOT NULL)';
    const older = await startSqlServer('14.0.3456.2');
    const source = server.createDatabase([tables, ...indexes].join('\nGO\n'));
    const plan = planAll(await compareSqlServer(source.url, older.createDatabase(tables).url));
    assert.deepEqual(plan.segments, []);
    assert.deepEqual(plan.leftOut.map(({ reason }) => reason).sort(), [
      "the target's version has no AUTO_DROP of statistics",
      "the target's version has no OPTIMIZE_FOR_SEQUENTIAL_KEY",
      "the target's version has no OPTIMIZE_FOR_SEQUENTIAL_KEY",
      "the target's version has no ORDER in a columnstore index",
      "the target's version has no XML_COMPRESSION",
    ]);
    await older.close();
  });

  it('does not disable a clustered index, under which nothing more could be made', async () => {
    const [source, target] = ['\nGO\nALTER INDEX CX_t ON dbo.t DISABLE', ''].map((state) =>
      server.createDatabase(`CREATE TABLE dbo.t (a int NOT NULL)
GO
CREATE CLUSTERED INDEX CX_t ON dbo.t (a)${state}`),
    );
    const plan = planAll(await compareSqlServer(source?.url ?? '', target?.url ?? ''));
    assert.deepEqual(plan.segments, []);
    assert.match(plan.leftOut[0]?.reason ?? '', /is disabled on the source, and the rows with it/);
  });

  it('does not touch a column with a default that was bound to it', async () => {
    const [source, target] = ['int', 'bigint'].map((type) =>
      server.createDatabase(`CREATE TABLE dbo.t (a ${type} NULL)`),
    );
    assert.ok(source !== undefined && target !== undefined);
    const [column] = source.model.rows('columns');
    assert.ok(column !== undefined);
    column['default_object_id'] = 17;
    const plan = planAll(await compareSqlServer(source.url, target.url));
    assert.deepEqual(plan.segments, []);
    assert.match(plan.leftOut[0]?.reason ?? '', /bound default/);
  });

  it('says no collation of a column of an alias type, which no statement can', async () => {
    const [source, target] = ['', '\nGO\nCREATE TABLE dbo.t (a dbo.T NULL)'].map((table) =>
      server.createDatabase(`CREATE TYPE dbo.T FROM varchar(10) NULL${table}`),
    );
    assert.ok(source !== undefined && target !== undefined);
    source.runScript('CREATE TABLE dbo.t (a dbo.T NULL)');
    const [column] = source.model.rows('columns');
    assert.ok(column !== undefined);
    column['collation_name'] = 'Cyrillic_General_CI_AS';
    const plan = planAll(await compareSqlServer(source.url, target.url));
    assert.deepEqual(plan.segments, []);
    assert.match(plan.leftOut[0]?.reason ?? '', /an alias type under another collation/);
  });

  it('names the defaults and rules that were bound to alias types, and makes none of these anew', async () => {
    const [source, target] = ['20', '10'].map((length) =>
      server.createDatabase(`CREATE TYPE dbo.T FROM varchar(${length}) NULL`),
    );
    const type = target?.model.find('types', { name: 'T' });
    assert.ok(type !== undefined);
    type['default_object_id'] = 17;
    const plan = planAll(await compareSqlServer(source?.url ?? '', target?.url ?? ''));
    assert.deepEqual(plan.segments, []);
    assert.match(plan.leftOut[0]?.reason ?? '', /defaults and rules bound to alias types, not compared yet/);
  });

  it('does not take over what the login may not see', async () => {
    const script = `CREATE TABLE dbo.t (a int NOT NULL CONSTRAINT DF_a DEFAULT ((1)), b AS ([a]+(1)), c int NULL,
  CONSTRAINT CK_a CHECK ([a]>(0)))
GO
CREATE INDEX IX_a ON dbo.t (a) WHERE ([a]>(0))`;
    const [source, target] = [server.createDatabase(script), server.createDatabase(script)];
    // As for a login with SELECT and without VIEW DEFINITION.
    for (const view of ['default_constraints', 'check_constraints', 'computed_columns'])
      for (const row of source.model.rows(view)) row['definition'] = null;
    const filtered = source.model.rows('indexes').find((row) => row['name'] === 'IX_a');
    assert.ok(filtered !== undefined);
    Object.assign(filtered, { has_filter: true, filter_definition: null });
    const type = source.model.rows('columns').find((row) => row['name'] === 'c');
    assert.ok(type !== undefined);
    type['user_type_id'] = 9_999;
    const plan = planAll(await compareSqlServer(source.url, target.url));
    assert.deepEqual(plan.segments, []);
    for (const { reason } of plan.leftOut) assert.match(reason, /may not see/);
  });

  it('does not make the key of rows that are partitioned in another way', async () => {
    const key = 'CONSTRAINT PK_t PRIMARY KEY CLUSTERED (a)';
    const source = server.createDatabase(`${partitioned}
GO
CREATE TABLE dbo.t (a int NOT NULL, ${key} ON s(a)) ON s(a)`);
    const target = server.createDatabase(`CREATE TABLE dbo.t (a int NOT NULL)`);
    const plan = planAll(await compareSqlServer(source.url, target.url));
    assert.ok(plan.leftOut.some(({ reason }) => reason.includes('made of the rows of [dbo].[t]')));
    await applyPlan(plan, target.url);
  });

  it('keeps what the rules hide when it makes an index anew', async () => {
    const [source, target] = ['a, b', 'a'].map((columns, at) =>
      server.createDatabase(`CREATE TABLE dbo.t (a int NOT NULL, b int NULL)
GO
CREATE NONCLUSTERED INDEX IX_a ON dbo.t (${columns})${at === 0 ? '' : ' WITH (FILLFACTOR = 70, DATA_COMPRESSION = PAGE)'}`),
    );
    const drift = await compareSqlServer(source?.url ?? '', target?.url ?? '', {
      ...everything,
      ignore: [...everything.ignore, 'storage-parameters', 'tablespaces'],
    });
    const [statement] = planAll(drift).segments.flatMap(({ steps }) =>
      steps.flatMap((step) => step.statements),
    );
    assert.match(statement?.sql ?? '', /FILLFACTOR = 70, DATA_COMPRESSION = PAGE, DROP_EXISTING = ON/);
  });

  it('keeps permissions that the rules hide when what they are on is made anew', async () => {
    const [source, target] = ['bigint', 'int'].map((type) =>
      server.createDatabase(`CREATE ROLE readers
GO
CREATE TABLE dbo.t (a ${type} NOT NULL)
GO
CREATE VIEW dbo.v WITH SCHEMABINDING AS SELECT a FROM dbo.t
GO
GRANT SELECT ON OBJECT::dbo.v TO ${type === 'int' ? 'readers' : '[public]'}`),
    );
    const plan = planAll(await compareSqlServer(source?.url ?? '', target?.url ?? '', defaultRules));
    await applyPlan(plan, target?.url ?? '');
    const permissions = target?.model.rows('database_permissions') ?? [];
    const readers = target?.model.find('database_principals', { name: 'readers' })?.['principal_id'];
    assert.deepEqual(
      permissions.map((row) => [row['permission_name'], row['grantee_principal_id']]),
      [['SELECT', readers]],
    );
  });

  it('makes nothing of which a table can have one beside one that stays', async () => {
    const [pair] = placeCases;
    assert.ok(pair !== undefined);
    const source = server.createDatabase(pair.after);
    const target = server.createDatabase(pair.before);
    const request = { takeAlong: true, allowDrops: false, allowDataLoss: false, allowRebuilds: false };
    const plan = makePlan(await compareSqlServer(source.url, target.url), request, mssqlDialect);
    await applyPlan(plan, target.url);
    const left = plan.leftOut
      .map(({ reason }) => reason)
      .filter((reason) => reason.includes('name or place'));
    assert.deepEqual(left.sort(), [
      'column [dbo].[rows].[id1] has the name or place of column [dbo].[rows].[id2] and stays',
      'column [dbo].[rows].[stamp1] has the name or place of column [dbo].[rows].[stamp2] and stays',
      'index [CIX] on [dbo].[keys] has the name or place of unique constraint [U] of [dbo].[keys] and stays',
      'statistics [S] on [dbo].[keys] has the name or place of index [S] on [dbo].[keys] and stays',
      'trigger [dbo].[instead2] has the name or place of trigger [dbo].[instead1] and stays',
    ]);
  });

  it('does not touch the column and the key that an XML index stands on', async () => {
    const [source, target] = ['NOT NULL', 'NULL'].map((nullable) =>
      server.createDatabase(`CREATE TABLE dbo.t (a ${nullable === 'NULL' ? 'int' : 'bigint'} NOT NULL, b xml ${nullable},
  CONSTRAINT PK_t PRIMARY KEY CLUSTERED (a))`),
    );
    assert.ok(source !== undefined && target !== undefined);
    const { object_id: object = 0 } = target.model.rows('tables')[0] ?? {};
    target.model.rows('indexes').push({ ...indexRow(Number(object), 256_000, 'XI', 3) });
    target.model.rows('index_columns').push({
      object_id: object,
      index_id: 256_000,
      index_column_id: 1,
      column_id: 2,
      key_ordinal: 1,
      partition_ordinal: 0,
      is_descending_key: false,
      is_included_column: false,
      column_store_order_ordinal: 0,
    });
    const plan = planAll(await compareSqlServer(source.url, target.url));
    assert.deepEqual(plan.segments, []);
    const reasons = plan.leftOut.map(({ reason }) => reason).join('\n');
    assert.match(reasons, /\(XML indexes, not compared yet\) holds on to column \[dbo\]\.\[t\]\.\[b\]/);
    assert.match(reasons, /\(XML indexes, not compared yet\) depends on/);
  });

  it('does not make anew what would lose an extended property that is not compared', async () => {
    const [source, target] = ['TABLE AS RETURN (SELECT 1 AS a)', 'int AS BEGIN RETURN 1 END'].map((body) =>
      server.createDatabase(`CREATE FUNCTION dbo.f (@a int) RETURNS ${body}`),
    );
    assert.ok(source !== undefined && target !== undefined);
    const major = target.model.object('dbo', 'f')?.['object_id'] ?? 0;
    const of = { class: 2, major_id: major, minor_id: 1 };
    target.model
      .rows('extended_properties')
      .push({ ...of, name: 'MS_Description', value: 'x', type: 'nvarchar' });
    const plan = planAll(await compareSqlServer(source.url, target.url));
    assert.deepEqual(plan.segments, []);
    assert.match(plan.leftOut[0]?.reason ?? '', /MS_Description \(extended properties of other objects/);
  });

  it('does not make a user who signs in by a password, which it neither reads nor writes', async () => {
    const [source, target] = [server.createDatabase(''), server.createDatabase('')];
    source.runScript('CREATE USER ann WITHOUT LOGIN');
    const user = source.model.find('database_principals', { name: 'ann' });
    assert.ok(user !== undefined);
    user['authentication_type'] = 2;
    const plan = planAll(await compareSqlServer(source.url, target.url));
    assert.deepEqual(plan.segments, []);
    assert.match(plan.leftOut[0]?.reason ?? '', /signs in by a password, which DBVC does not read/);
  });

  it('warns of characters that another collation lacks', async () => {
    const [source, target] = ['Cyrillic_General_CI_AS', 'Latin1_General_CI_AS'].map((collation) =>
      server.createDatabase(`CREATE TABLE dbo.t (a varchar(10) COLLATE ${collation} NULL)`),
    );
    const plan = planAll(await compareSqlServer(source?.url ?? '', target?.url ?? ''));
    const risks = plan.segments.flatMap(({ steps }) => steps.flatMap((step) => step.risks));
    assert.ok(risks.some(({ kind }) => kind === 'data-loss'));
  });

  it('does not drop what a table of another kind needs', async () => {
    const source = server.createDatabase('CREATE TABLE dbo.t (a int NULL)');
    const target = server.createDatabase(`CREATE TABLE dbo.t (a int NULL, b int NULL)
GO
CREATE VIEW dbo.v WITH SCHEMABINDING AS SELECT b FROM dbo.t`);
    const [module] = target.model.rows('sql_modules');
    assert.ok(module !== undefined);
    // Encrypted: found, and not compared.
    module['definition'] = null;
    const plan = planAll(await compareSqlServer(source.url, target.url));
    assert.deepEqual(plan.segments, []);
    assert.match(plan.leftOut[0]?.reason ?? '', /views without a text.* depends on column/);
  });
});
