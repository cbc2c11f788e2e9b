import assert from 'node:assert/strict';
import { readSides } from '../../../../../src/core/comparison/readSides.js';
import { silentLogger } from '../../../../../src/core/logger.js';
import type { Catalog } from '../../../../../src/core/model/catalog.js';
import { mssqlDialect } from '../../../../../src/dialects/mssql/dialect.js';
import { foldsCase } from '../../../../../src/dialects/mssql/introspection/introspector.js';
import { viewQuery } from '../../../../../src/dialects/mssql/introspection/systemViews.js';
import {
  applyPlan,
  compareSqlServer,
  connectSqlServer,
  planAll,
} from '../../../../support/sqlServer/convergence.js';
import { recordedCatalog } from '../../../../support/sqlServer/recordedCatalog.js';
import { startSqlServer, type TestSqlServer } from '../../../../support/sqlServer/sqlServer.js';
import { summary } from '../../../../support/convergence.js';

const reading = { jobs: 2, statementTimeout: 60_000, lockTimeout: 5_000, logger: silentLogger };

describe("reading SQL Server's catalog", () => {
  let server: TestSqlServer;

  before(async () => {
    server = await startSqlServer();
  });
  after(() => server.close());

  const read = async (url: string): Promise<Catalog> => {
    const database = await connectSqlServer(url);
    return (await readSides({ source: database, target: database }, mssqlDialect, reading)).source;
  };
  const countByKind = (catalog: Catalog): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const { kind } of catalog.parts.values()) counts[kind] = (counts[kind] ?? 0) + 1;
    return counts;
  };

  it('reads a recorded Northwind whole, and finds it equal to itself', async () => {
    const { url } = server.addDatabase(await recordedCatalog('northwind'));
    const catalog = await read(url);
    const counts = countByKind(catalog);
    assert.equal(counts['table'], 13);
    assert.equal(counts['primary-key'], 13);
    assert.equal(counts['foreign-key'], 12);
    assert.equal(counts['default'], 9);
    assert.equal(counts['check'], 8);
    assert.equal(counts['view'], 16);
    // The recording has no text for procedures whose names stand in double quotes.
    assert.equal(catalog.uncompared.filter(({ kind }) => kind === 'procedures without a text').length, 7);
    assert.deepEqual(summary(await compareSqlServer(url, url)), []);
  });

  it('makes a recorded Northwind out of nothing', async () => {
    const { url } = server.addDatabase(await recordedCatalog('northwind'));
    const target = server.createDatabase('', 'bbf_unicode_cp1_ci_as');
    const plan = planAll(await compareSqlServer(url, target.url));
    // In the recording, it names a procedure that has no text.
    const left = 'view:dbo.summary of sales by year';
    assert.deepEqual(
      plan.leftOut.map(({ objectId }) => objectId),
      [left],
    );
    await applyPlan(plan, target.url);
    assert.deepEqual(summary(await compareSqlServer(url, target.url)), [`${left} missing_in_target`]);
  });

  it('names by kind what it finds and does not compare', async () => {
    const catalog = await read(server.addDatabase(await recordedCatalog('all-kinds')).url);
    const kinds = new Set(catalog.uncompared.map(({ kind }) => kind));
    assert.ok(kinds.has('permissions'));
    const counts = countByKind(catalog);
    for (const kind of [
      'partition-function',
      'partition-scheme',
      'sequence',
      'alias-type',
      'trigger',
      'view',
      'procedure',
      'function',
      'check',
      'foreign-key',
    ]) {
      assert.ok((counts[kind] ?? 0) > 0, kind);
    }
  });

  it('names temporal tables, encrypted modules and the like instead of comparing them', async () => {
    const database = server.createDatabase(`
CREATE TABLE dbo.t (a int NULL)
GO
CREATE TABLE dbo.plain (a int NULL)
GO
CREATE VIEW dbo.v AS SELECT a FROM dbo.t`);
    const [table] = database.model.rows('tables');
    const [module] = database.model.rows('sql_modules');
    assert.ok(table !== undefined && module !== undefined);
    table['temporal_type'] = 2;
    module['definition'] = null;
    database.runScript('CREATE PROCEDURE dbo.native AS SELECT 1');
    const native = database.model.rows('sql_modules').at(-1);
    assert.ok(native !== undefined);
    native['uses_native_compilation'] = true;
    const catalog = await read(database.url);
    assert.deepEqual(catalog.uncompared.map(({ kind, name }) => `${kind}: ${name}`).sort(), [
      'procedures without a text: [dbo].[native]',
      'temporal tables: [dbo].[t]',
      'views without a text: [dbo].[v]',
    ]);
    assert.equal(countByKind(catalog)['table'], 1);
  });

  it('compares the schema of a role whose name begins as those of the fixed ones do', async () => {
    const database = server.createDatabase('CREATE SCHEMA db_executor');
    database.model
      .rows('database_principals')
      .push({ name: 'db_executor', principal_id: 7, type: 'R', is_fixed_role: false });
    const catalog = await read(database.url);
    assert.equal(countByKind(catalog)['schema'], 1);
    assert.equal(countByKind(catalog)['role'], 1);
  });

  it('takes names that differ in case for the same only where the collation does', async () => {
    assert.deepEqual(
      [
        'SQL_Latin1_General_CP1_CI_AS',
        'Latin1_General_CS_AS',
        'Latin1_General_BIN2',
        'Japanese_CI_AS_KS',
      ].map(foldsCase),
      [true, false, false, true],
    );
    const script = 'CREATE TABLE dbo.T (a int NULL)';
    const lower = 'CREATE TABLE dbo.t (A int NULL)';
    const folding = await compareSqlServer(
      server.createDatabase(script).url,
      server.createDatabase(lower).url,
    );
    assert.deepEqual(
      folding.objects.map(({ status }) => status),
      ['modified'],
    );
    const collation = 'Latin1_General_CS_AS';
    const strict = await compareSqlServer(
      server.createDatabase(script, collation).url,
      server.createDatabase(lower, collation).url,
    );
    assert.deepEqual(strict.objects.map(({ status }) => status).sort(), [
      'extra_in_target',
      'missing_in_target',
    ]);
  });

  it('asks a version only for the columns that it has', async () => {
    const tables = new Set(['object_id', 'name']);
    assert.match(viewQuery('tables', new Map([['tables', tables]])) ?? '', /null as \[ledger_type\]/);
    assert.match(
      viewQuery('tables', new Map([['tables', new Set([...tables, 'ledger_type'])]])) ?? '',
      /, \[ledger_type\]/,
    );
    assert.equal(viewQuery('external_file_formats', new Map()), undefined);
    const old = await startSqlServer('14.0.3456.2');
    const { url } = old.createDatabase('CREATE TABLE dbo.t (a int NULL)');
    assert.equal(countByKind(await read(url))['table'], 1);
    await old.close();
  });

  it('reads for a login that may not see dependencies, and says so', async () => {
    const { url } = server.createDatabase('CREATE TABLE dbo.t (a int NULL)');
    const catalog = await read(url.replace('sa:', 'reader:'));
    assert.equal(countByKind(catalog)['table'], 1);
    assert.ok(catalog.notices.some(({ message }) => message.includes('sql_expression_dependencies')));
  });

  it('takes few batches', async () => {
    const { url } = server.createDatabase('CREATE TABLE dbo.t (a int NULL)');
    const database = await connectSqlServer(url);
    const before = server.tds.batches.length;
    await mssqlDialect.introspector.read(database, reading);
    assert.ok(server.tds.batches.length - before <= 15);
  });
});
