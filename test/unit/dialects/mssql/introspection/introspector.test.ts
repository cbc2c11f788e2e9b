import assert from 'node:assert/strict';
import { readSides } from '../../../../../src/core/comparison/readSides.js';
import { silentLogger } from '../../../../../src/core/logger.js';
import type { Catalog } from '../../../../../src/core/model/catalog.js';
import { noRules } from '../../../../../src/core/rules/rules.js';
import { mssqlDialect } from '../../../../../src/dialects/mssql/dialect.js';
import { foldsCase } from '../../../../../src/dialects/mssql/introspection/introspector.js';
import { viewQuery } from '../../../../../src/dialects/mssql/introspection/systemViews.js';
import {
  applyPlan,
  compareSqlServer,
  connectSqlServer,
  planAll,
} from '../../../../support/sqlServer/convergence.js';
import { CatalogModel } from '../../../../support/sqlServer/catalogModel.js';
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
      'natively compiled procedures: [dbo].[native]',
      'temporal tables: [dbo].[t]',
      'views without a text: [dbo].[v]',
    ]);
    assert.equal(countByKind(catalog)['table'], 1);
  });

  it('names what of memory-optimised tables there is, and leaves it and what it stands on alone', async () => {
    const script = `CREATE TABLE dbo.fast (a int NOT NULL)
GO
CREATE TYPE dbo.List AS TABLE (a int NOT NULL)
GO
CREATE TABLE dbo.plain (a int NULL)`;
    const [source, target] = [server.createDatabase(script), server.createDatabase(script)];
    target.runScript(`CREATE FUNCTION dbo.twice(@a int) RETURNS int WITH SCHEMABINDING AS BEGIN RETURN @a + @a END
GO
CREATE TRIGGER dbo.tr ON dbo.fast AFTER INSERT AS SELECT 1
GO
CREATE VIEW dbo.v AS SELECT a FROM dbo.fast
GO
ALTER TABLE dbo.fast ADD b int NULL`);
    for (const { model } of [source, target]) {
      for (const row of [...model.rows('tables'), ...model.rows('table_types')])
        if (row['name'] !== 'plain') row['is_memory_optimized'] = true;
    }
    const views = new Set(target.model.rows('views').map((row) => row['object_id']));
    for (const row of target.model.rows('sql_modules'))
      if (!views.has(row['object_id'])) row['uses_native_compilation'] = true;
    const catalog = await read(target.url);
    assert.deepEqual(catalog.uncompared.map(({ kind, name }) => `${kind}: ${name}`).sort(), [
      'memory-optimised table types: [dbo].[List]',
      'memory-optimised tables: [dbo].[fast]',
      'natively compiled functions: [dbo].[twice]',
      'natively compiled triggers: [dbo].[tr]',
    ]);
    const plan = planAll(await compareSqlServer(source.url, target.url));
    assert.deepEqual(
      plan.segments.flatMap(({ steps }) => steps.map(({ title }) => title)),
      ['drop view [dbo].[v]'],
    );
    // And the other way: what reads one that the target lacks is left.
    const empty = server.createDatabase('');
    const there = planAll(await compareSqlServer(target.url, empty.url));
    assert.deepEqual(
      there.leftOut.map(({ described }) => described),
      ['view [dbo].[v]'],
    );
    assert.match(there.leftOut[0]?.reason ?? '', /\[dbo\]\.\[fast\] \(memory-optimised tables\)/);
  });

  it('names what of full-text search it does not compare, and takes none of it along', async () => {
    const script = `CREATE FULLTEXT CATALOG [c] WITH ACCENT_SENSITIVITY = ON
GO
CREATE FULLTEXT STOPLIST [s]
GO
CREATE TABLE dbo.t (a int NOT NULL, b nvarchar(10) NULL)
GO
CREATE VIEW dbo.v WITH SCHEMABINDING AS SELECT a, b FROM dbo.t
GO
CREATE UNIQUE CLUSTERED INDEX IX_v ON dbo.v (a)`;
    const source = server.createDatabase(
      script.replace('CATALOG [c]', 'CATALOG [C]').replace('SELECT a, b', 'SELECT b, a'),
    );
    const target = server.createDatabase(script);
    target.runScript('CREATE USER ann WITHOUT LOGIN');
    const { model } = target;
    const ann = model.find('database_principals', { name: 'ann' })?.['principal_id'] ?? null;
    for (const row of [...model.rows('fulltext_catalogs'), ...model.rows('fulltext_stoplists')])
      row['principal_id'] = ann;
    model.rows('registered_search_property_lists').push({ name: 'properties' });
    const view = model.rows('views')[0]?.['object_id'] ?? 0;
    model.rows('fulltext_indexes').push({
      object_id: view,
      unique_index_id: 1,
      fulltext_catalog_id: model.rows('fulltext_catalogs')[0]?.['fulltext_catalog_id'] ?? 0,
      is_enabled: true,
      change_tracking_state: 'A',
      stoplist_id: 0,
      property_list_id: null,
    });
    const catalog = await read(target.url);
    assert.deepEqual(catalog.uncompared.map(({ kind, name }) => `${kind}: ${name}`).sort(), [
      'full-text indexes of views: [dbo].[v]',
      'owners of full-text catalogs and stoplists: [ann], of catalog [c]',
      'owners of full-text catalogs and stoplists: [ann], of stoplist [s]',
      'search property lists: [properties]',
    ]);
    const drift = await compareSqlServer(source.url, target.url, noRules);
    const plan = planAll(drift);
    const left = new Map(plan.leftOut.map(({ partId, reason }) => [String(partId), reason]));
    assert.match(left.get('view:dbo.v') ?? '', /full-text indexes of views, not compared yet/);
    assert.match(left.get('fulltext-catalog:c') ?? '', /owners of full-text catalogs/);
    const steps = plan.segments.flatMap(({ steps }) => steps.map(({ title }) => title));
    assert.deepEqual(
      steps.filter((title) => /view|catalog/.test(title)),
      [],
    );
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

  it('compares names as the catalog does where that has a collation of its own', async () => {
    const upper = 'CREATE TABLE dbo.T (a int NULL)';
    const lower = 'CREATE TABLE dbo.t (a int NULL)';
    const collation = 'Latin1_General_CS_AS';
    for (const facts of [
      { containment: 1, catalog_collation_type: 0 },
      { containment: 0, catalog_collation_type: 2 },
    ]) {
      const [source, target] = [upper, lower].map((script) => {
        const database = server.createDatabase(script, collation);
        database.model.rows('databases').push({ ...facts, is_cdc_enabled: false });
        return database.url;
      });
      const drift = await compareSqlServer(source ?? '', target ?? '');
      assert.deepEqual(
        drift.objects.map(({ status }) => status),
        ['modified'],
      );
    }
  });

  it('misses nothing without a word in a database whose name needs quotes', async () => {
    const { url } = server.addDatabase(new CatalogModel('review.4760'));
    const { notices } = await read(url);
    assert.deepEqual(
      notices.filter(({ code }) => code === 'limited-rights'),
      [],
    );
  });

  it('leaves to change data capture what it makes, and names the tables that it and change tracking watch', async () => {
    const made = 'CREATE SCHEMA cdc\nGO\nCREATE USER cdc WITHOUT LOGIN\nGO\n';
    const table = 'CREATE TABLE dbo.t (a int NULL)';
    const [source, target] = [server.createDatabase(`${made}${table}`), server.createDatabase(table)];
    source.model.rows('databases').push({ is_cdc_enabled: true });
    const [row] = source.model.rows('tables');
    assert.ok(row !== undefined);
    row['is_tracked_by_cdc'] = true;
    source.model.rows('change_tracking_tables').push({ object_id: row['object_id'] ?? 0 });
    assert.deepEqual(summary(await compareSqlServer(source.url, target.url, noRules)), []);
    const { uncompared } = await read(source.url);
    assert.deepEqual(uncompared.map(({ kind, name }) => `${kind}: ${name}`).sort(), [
      'change data capture of tables: [dbo].[t]',
      'change tracking of tables: [dbo].[t]',
    ]);
    // One that is somebody's own is compared.
    source.model.views['databases'] = [];
    assert.deepEqual(summary(await compareSqlServer(source.url, target.url, noRules)), [
      'user:cdc missing_in_target',
      'schema:cdc missing_in_target',
    ]);
  });

  it('names numbered procedures and signatures, keeps the ones, and says when the others are lost', async () => {
    const script = 'CREATE PROCEDURE dbo.p AS SELECT 1\nGO\nCREATE PROCEDURE dbo.s AS SELECT 1';
    const source = server.createDatabase('CREATE PROCEDURE dbo.s AS SELECT 2');
    const target = server.createDatabase(script);
    const id = (name: string): number => Number(target.model.find('objects', { name })?.['object_id']);
    target.model.rows('numbered_procedures').push({ object_id: id('p'), procedure_number: 2 });
    target.model.rows('crypt_properties').push({ class: 1, major_id: id('s') });
    const { uncompared } = await read(target.url);
    assert.deepEqual(uncompared.map(({ kind, name }) => `${kind}: ${name}`).sort(), [
      'numbered procedures: [dbo].[p];2',
      'signatures of modules: [dbo].[s]',
    ]);
    const plan = planAll(await compareSqlServer(source.url, target.url));
    assert.deepEqual(
      plan.leftOut.map(({ described }) => described),
      ['procedure [dbo].[p]'],
    );
    const risks = plan.segments.flatMap(({ steps }) => steps.flatMap((step) => step.risks));
    assert.deepEqual(
      risks.map(({ kind }) => kind),
      ['irreversible'],
    );
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
