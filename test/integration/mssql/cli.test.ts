import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import {
  startSqlServer,
  type TestSqlDatabase,
  type TestSqlServer,
} from '../../support/sqlServer/sqlServer.js';
import { createDesk, dbvcInTerminal, type Desk } from '../cli/dbvc.js';

const dev = `
CREATE TABLE dbo.customers (id int NOT NULL, email nvarchar(80) NOT NULL, status nvarchar(20) NULL,
  CONSTRAINT PK_customers PRIMARY KEY (id))
GO
CREATE INDEX IX_customers_email ON dbo.customers (email)
GO
CREATE VIEW dbo.emails AS SELECT id, email FROM dbo.customers
GO
CREATE FUNCTION dbo.total (@a int) RETURNS int AS BEGIN RETURN @a + 1 END
GO
CREATE TABLE dbo.[order lines] (id int NOT NULL, customer int NULL, CONSTRAINT PK_lines PRIMARY KEY (id),
  CONSTRAINT FK_lines FOREIGN KEY (customer) REFERENCES dbo.customers (id))`;

const prod = `
CREATE TABLE dbo.customers (id int NOT NULL, email nvarchar(50) NULL, CONSTRAINT PK_customers PRIMARY KEY (id))
GO
CREATE VIEW dbo.emails AS SELECT id, email FROM dbo.customers
GO
CREATE FUNCTION dbo.total (@a int) RETURNS int AS BEGIN RETURN @a END
GO
CREATE TABLE dbo.leftovers (id int NULL)`;

describe('dbvc on SQL Server (a model of it, spoken to by the real driver)', function () {
  this.timeout(120_000);
  let desk: Desk;
  let server: TestSqlServer;
  let source: TestSqlDatabase;
  let target: TestSqlDatabase;
  let sides: string[];
  before(async () => {
    server = await startSqlServer();
    desk = createDesk();
  });
  beforeEach(() => {
    source = server.createDatabase(dev);
    target = server.createDatabase(prod);
    sides = ['--source', source.url, '--target', target.url];
  });
  after(async () => {
    await desk.clear();
    await server.close();
  });

  it('compares, with diffs in T-SQL, and says that it was not tried on a live server', async () => {
    const ran = await desk.dbvc('compare', ...sides, '--diff');
    assert.equal(ran.code, 2, ran.stderr);
    assert.equal(ran.stderr, '');
    assert.match(ran.stdout, /A dbo\.\[?order lines\]? +missing in/);
    assert.match(ran.stdout, /D dbo\.leftovers +only in/);
    assert.match(ran.stdout, /column email: type nvarchar\(50\) -> nvarchar\(80\)/);
    assert.match(ran.stdout, /\+.*RETURN @a \+ 1/);
    assert.match(ran.stdout, /no live SQL Server 2022/);
    assert.doesNotMatch(ran.stdout, /secret/);
  });

  it('writes a patch in batches', async () => {
    const ran = await desk.dbvc('plan', ...sides);
    assert.equal(ran.code, 2, ran.stderr);
    assert.match(ran.stdout, /XACT_ABORT ON;/);
    assert.match(ran.stdout, /^ALTER TABLE \[dbo\]\.\[customers\] ALTER COLUMN \[email\] nvarchar\(80\)/m);
    assert.match(ran.stdout, /^GO$/m);
  });

  it('applies, verifies, and then nothing differs; its rollback script brings the target back', async () => {
    const before = await desk.dbvc('compare', ...sides, '--format', 'json');
    const applied = await desk.dbvc('apply', ...sides, '--yes', '--allow-data-loss');
    assert.equal(applied.code, 0, applied.stdout + applied.stderr);
    assert.match(applied.stderr, /The target now equals the source/);
    assert.equal((await desk.dbvc('compare', ...sides)).code, 0);
    const file = /undoes it: (.*)$/m.exec(applied.stdout + applied.stderr)?.[1] ?? '';
    assert.deepEqual(target.runScript(await readFile(file, 'utf8')), []);
    const after = await desk.dbvc('compare', ...sides, '--format', 'json');
    const objects = (text: string): unknown => (JSON.parse(text) as { objects: unknown }).objects;
    assert.deepEqual(objects(after.stdout), objects(before.stdout));
  });

  it('asks twice before it applies, and changes nothing after the second no', async () => {
    const before = server.tds.batches.length;
    const ran = await dbvcInTerminal(
      desk,
      ['apply', ...sides],
      [
        { after: /Apply to .*\[y\/N\]/, type: 'y\n' },
        { after: /not tried on a live SQL Server 2022.*\[y\/N\]/s, type: 'n\n' },
      ],
    );
    assert.equal(ran.code, 1, ran.screen);
    assert.match(ran.screen, /not tried on a live SQL Server 2022/);
    assert.ok(!server.tds.batches.slice(before).some((batch) => /^\s*ALTER TABLE/.test(batch)));
  });

  it('says where a missing password belongs, without trying a login that would count as failed', async () => {
    const bare = sides.map((side) => side.replace('sa:secret@', 'sa@'));
    const ran = await desk.dbvc('compare', ...bare);
    assert.equal(ran.code, 1);
    assert.match(ran.stderr, /The login "sa" at .* needs a password/);
    assert.match(ran.stderr, /Set DBVC_SOURCE_PASSWORD or MSSQL_PASSWORD\./);
    const given = await desk.dbvcWith({ MSSQL_PASSWORD: 'secret' }, 'compare', ...bare);
    assert.equal(given.code, 2, given.stderr);
  });

  it('has a demo of saved catalogs, to which nothing is applied', async () => {
    const demo = ['--source', 'demo:sqlserver-source', '--target', 'demo:sqlserver-target'];
    const compared = await desk.dbvc('compare', ...demo, '--diff');
    assert.equal(compared.code, 2, compared.stderr);
    assert.match(compared.stdout, /A dbo\.coupons +missing in/);
    assert.match(compared.stdout, /column name: type nvarchar\(80\) -> nvarchar\(120\)/);
    const planned = await desk.dbvc('demo', 'plan', ...demo);
    assert.equal(planned.code, 2, planned.stderr);
    assert.match(planned.stdout, /^ALTER PARTITION FUNCTION \[by_year\]\(\) SPLIT RANGE \(2026\)$/m);
    const applied = await desk.dbvc('apply', ...demo, '--yes');
    assert.equal(applied.code, 1);
    assert.match(applied.stderr, /it is a saved catalog without a server/);
    assert.match(applied.stderr, /the script that plan prints is for a server of your own/);
  });

  it('refuses to compare it with PostgreSQL before anything is connected', async () => {
    const ran = await desk.dbvc(
      'compare',
      '--source',
      source.url,
      '--target',
      'postgresql://nobody@127.0.0.1:1/x',
    );
    assert.equal(ran.code, 1);
    assert.match(ran.stderr, /The source is SQL Server and the target is PostgreSQL/);
  });
});
