import assert from 'node:assert/strict';
import { apply } from '../../../../../src/core/executor/apply.js';
import { silentLogger } from '../../../../../src/core/logger.js';
import type { PartId } from '../../../../../src/core/model/partId.js';
import { makePlan } from '../../../../../src/core/planner/makePlan.js';
import { type Plan, type PlanRequest, stepsOf } from '../../../../../src/core/planner/plan.js';
import { rollbackScript } from '../../../../../src/core/planner/planScript.js';
import { defaultRules, noRules } from '../../../../../src/core/rules/rules.js';
import { mssqlDialect } from '../../../../../src/dialects/mssql/dialect.js';
import { summary } from '../../../../support/convergence.js';
import {
  applyPlan,
  compareSqlServer,
  connectSqlServer,
  planAll,
} from '../../../../support/sqlServer/convergence.js';
import { rowsNamed } from '../../../../support/sqlServer/rowStatements.js';
import {
  startSqlServer,
  type TestSqlDatabase,
  type TestSqlServer,
} from '../../../../support/sqlServer/sqlServer.js';

const unasked: PlanRequest = { takeAlong: true, allowDrops: true, allowDataLoss: true };
const rows = "INSERT INTO dbo.t (a, b) VALUES (3, N'x'), (7, N'y')";
const plain = 'CREATE TABLE dbo.t (a int NOT NULL, b varchar(10) NULL)';
const counting = 'CREATE TABLE dbo.t (a int IDENTITY(1, 1) NOT NULL, b varchar(10) NULL)';

describe('a table of SQL Server that is made anew with its rows', () => {
  let server: TestSqlServer;

  before(async () => {
    server = await startSqlServer();
  });
  after(() => server.close());

  const pair = (after: string, before: string): { source: TestSqlDatabase; target: TestSqlDatabase } => ({
    source: server.createDatabase(after),
    target: server.createDatabase(before),
  });
  const run = (database: TestSqlDatabase, script: string): void => {
    assert.deepEqual(database.runScript(script), []);
  };

  it('keeps every row and goes on counting behind them, there and back', async () => {
    const { source, target } = pair(counting, `${plain}\nGO\n${rows}`);
    const plan = planAll(await compareSqlServer(source.url, target.url));
    const undo = rollbackScript(plan, mssqlDialect);
    const kept = rowsNamed(target.model, 'dbo', 't');
    await applyPlan(plan, target.url);
    assert.deepEqual(rowsNamed(target.model, 'dbo', 't'), kept);
    run(target, "INSERT INTO dbo.t (b) VALUES (N'z')");
    const more = rowsNamed(target.model, 'dbo', 't');
    assert.deepEqual(more.at(-1), { a: '9', b: 'z' });
    run(target, undo);
    assert.deepEqual(rowsNamed(target.model, 'dbo', 't'), more);
    assert.deepEqual(target.model.rows('identity_columns'), []);
  });

  for (const { title, before, after, next } of [
    { title: 'behind numbers that were given and are gone', before: '(1, 1)', after: '(1, 2)', next: '5' },
    { title: 'where it is to begin, if that is later', before: '(1, 1)', after: '(100, 1)', next: '100' },
    { title: 'below all, counting down', before: '(1, 1)', after: '(-5, -1)', next: '-5' },
  ]) {
    it(`lets the next row of an empty table get a number ${title}`, async () => {
      const [source, target] = [after, before].map((identity) =>
        server.createDatabase(`CREATE TABLE dbo.t (a int IDENTITY${identity} NOT NULL, b varchar(10) NULL)`),
      );
      assert.ok(source !== undefined && target !== undefined);
      run(target, "INSERT INTO dbo.t (b) VALUES (N'x'), (N'y'), (N'z')");
      target.model.views['rows of tables'] = [];
      await applyPlan(planAll(await compareSqlServer(source.url, target.url)), target.url);
      run(target, "INSERT INTO dbo.t (b) VALUES (N'next')");
      assert.deepEqual(rowsNamed(target.model, 'dbo', 't'), [{ a: next, b: 'next' }]);
    });
  }

  it('is left and named unless somebody asks for it, for all or for the part', async () => {
    const { source, target } = pair(`${counting}\nGO\nCREATE TABLE dbo.u (a int NULL)`, plain);
    const drift = await compareSqlServer(source.url, target.url);
    const left = makePlan(drift, unasked, mssqlDialect);
    assert.deepEqual(
      left.leftOut.map(({ partId, because, reason }) => [partId, because, reason]),
      [['column:dbo.t.a', 'rebuild', 'only a new table could change the identity of column [dbo].[t].[a]']],
    );
    assert.deepEqual(titles(left), ['create table [dbo].[u]']);
    const consented = new Set(['column:dbo.t.a' as PartId]);
    const asked = makePlan(drift, { ...unasked, allowDataLoss: false, consented }, mssqlDialect);
    assert.deepEqual(asked.leftOut, []);
    assert.ok(titles(asked).includes('fill table [dbo].[t]'));
  });

  it('asks apart for values that a new table could not take over', async () => {
    const { source, target } = pair(
      'CREATE TABLE dbo.t (a int IDENTITY(1, 1) NOT NULL, b AS ([a]*(2)))',
      'CREATE TABLE dbo.t (a int NOT NULL, b int NULL)',
    );
    const drift = await compareSqlServer(source.url, target.url);
    const request = { ...unasked, allowDataLoss: false, allowRebuilds: true };
    const plan = makePlan(drift, request, mssqlDialect);
    assert.ok(plan.leftOut.some(({ because }) => because === 'data-loss'));
    assert.deepEqual(
      titles(plan).filter((title) => title.startsWith('fill')),
      [],
    );
  });

  it('leaves the target as it was when a row is lost on the way', async () => {
    const { source, target } = pair(counting, `${plain}\nGO\n${rows}`);
    const plan = planAll(await compareSqlServer(source.url, target.url));
    const fill = stepsOf(plan).find(({ title }) => title.startsWith('fill'))?.statements[0]?.sql ?? '';
    // The check itself, on tables of which one has more rows.
    const check = fill.split('\n').at(-1) ?? '';
    run(target, 'CREATE TABLE dbo.t_old (a int NULL)');
    assert.deepEqual(
      target.runScript(check).map(({ number, message }) => [number, message.split('\n')[0]]),
      [[50000, 'Not all rows of [dbo].[t] were copied.']],
    );
    run(target, 'DROP TABLE dbo.t_old');
    const saved = JSON.stringify(target.model.views);
    server.failOn('COUNT_BIG', 50000, 'Not all rows of [dbo].[t] were copied.');
    const options = { jobs: 1, lockTimeout: 5_000, statementTimeout: 0, logger: silentLogger };
    const outcome = await apply(plan, await connectSqlServer(target.url), mssqlDialect, options);
    assert.equal(outcome.status, 'failed');
    assert.equal(JSON.stringify(target.model.views), saved);
  });

  it('puts columns in the order of the source where order counts and is asked for, and back', async () => {
    const { source, target } = pair(
      'CREATE TABLE dbo.t (b varchar(10) NULL, c int NULL, a int NOT NULL)',
      `${plain}\nGO\n${rows}`,
    );
    const order = (): readonly unknown[] =>
      target.model
        .rows('columns')
        .sort((one, other) => Number(one['column_id']) - Number(other['column_id']))
        .map(({ name }) => name);
    const drift = await compareSqlServer(source.url, target.url, noRules);
    const left = makePlan(drift, unasked, mssqlDialect);
    assert.deepEqual(
      left.leftOut.map(({ partId, because }) => [partId, because]),
      [['table:dbo.t', 'rebuild']],
    );
    const plan = planAll(drift);
    const undo = rollbackScript(plan, mssqlDialect);
    await applyPlan(plan, target.url);
    assert.deepEqual(order(), ['b', 'c', 'a']);
    assert.deepEqual(rowsNamed(target.model, 'dbo', 't'), [
      { b: 'x', c: null, a: '3' },
      { b: 'y', c: null, a: '7' },
    ]);
    assert.deepEqual(summary(await compareSqlServer(source.url, target.url, noRules)), []);
    run(target, undo);
    assert.deepEqual(order(), ['a', 'b']);
  });

  it('keeps its large values in their filegroup, whether or not filegroups are compared', async () => {
    const blobs = 'ALTER DATABASE CURRENT ADD FILEGROUP [blobs]\nGO\n';
    const large = (identity: string, place: string): string =>
      `${blobs}CREATE TABLE dbo.t (a int ${identity}NOT NULL, b varchar(max) NULL)${place}`;
    const lies = ({ model }: TestSqlDatabase): unknown =>
      model.find('data_spaces', {
        data_space_id: model.find('tables', { name: 't' })?.['lob_data_space_id'] ?? 0,
      })?.['name'];
    const placed = ' TEXTIMAGE_ON [blobs]';
    const { source, target } = pair(large('IDENTITY(1, 1) ', ''), large('', placed));
    const plan = planAll(await compareSqlServer(source.url, target.url, defaultRules));
    await applyPlan(plan, target.url);
    assert.equal(lies(target), 'blobs');
    // And where they are, only a new table brings them elsewhere.
    const compared = await compareSqlServer(source.url, target.url);
    assert.deepEqual(
      makePlan(compared, unasked, mssqlDialect).leftOut.map(({ because }) => because),
      ['rebuild'],
    );
    const back = planAll(compared);
    const undo = rollbackScript(back, mssqlDialect);
    await applyPlan(back, target.url);
    assert.equal(lies(target), 'PRIMARY');
    run(target, undo);
    assert.equal(lies(target), 'blobs');
  });

  it('says where large values lie beside rows that lie elsewhere', async () => {
    const { source, target } = pair(
      `ALTER DATABASE CURRENT ADD FILEGROUP [rows]
GO
CREATE TABLE dbo.heap (a int NOT NULL, b xml NULL) ON [rows] TEXTIMAGE_ON [default]
GO
CREATE TABLE dbo.keyed (a int NOT NULL, b xml NULL, CONSTRAINT PK PRIMARY KEY CLUSTERED (a) ON [rows])`,
      'ALTER DATABASE CURRENT ADD FILEGROUP [rows]',
    );
    const plan = planAll(await compareSqlServer(source.url, target.url));
    const made = stepsOf(plan).flatMap(({ statements }) => statements.map(({ sql }) => sql));
    assert.match(made[0] ?? '', /\) ON \[rows\] TEXTIMAGE_ON \[default\]$/);
    assert.match(made[1] ?? '', /\) TEXTIMAGE_ON \[default\]$/);
    await applyPlan(plan, target.url);
  });

  it('keeps the order of the columns where nobody asked for another', async () => {
    const { source, target } = pair(
      'CREATE TABLE dbo.t (c int NULL, b varchar(20) NULL, a int IDENTITY(1, 1) NOT NULL)',
      plain,
    );
    await applyPlan(planAll(await compareSqlServer(source.url, target.url)), target.url);
    assert.deepEqual(
      target.model.rows('columns').map(({ name }) => name),
      ['a', 'b', 'c'],
    );
  });

  for (const { title, after, before, reason, prepare } of [
    {
      title: 'is temporal',
      after: `CREATE TABLE dbo.t (a int IDENTITY(1, 1) NOT NULL, f datetime2(7) GENERATED ALWAYS AS ROW START NOT NULL, u datetime2(7) GENERATED ALWAYS AS ROW END NOT NULL, PERIOD FOR SYSTEM_TIME (f, u))`,
      before: `CREATE TABLE dbo.t (a int NOT NULL, f datetime2(7) GENERATED ALWAYS AS ROW START NOT NULL, u datetime2(7) GENERATED ALWAYS AS ROW END NOT NULL, PERIOD FOR SYSTEM_TIME (f, u))`,
      reason: /is temporal/,
    },
    {
      title: 'is captured',
      after: counting,
      before: plain,
      reason: /is watched by change data capture/,
      prepare: ({ model }: TestSqlDatabase): void => {
        for (const row of model.rows('tables')) row['is_tracked_by_cdc'] = true;
      },
    },
    {
      title: 'has its changes tracked',
      after: counting,
      before: plain,
      reason: /is watched by change tracking/,
      prepare: ({ model }: TestSqlDatabase): void => {
        model.rows('change_tracking_tables').push({ object_id: model.rows('tables')[0]?.['object_id'] ?? 0 });
      },
    },
    {
      title: 'has columns under ANSI_PADDING ON and OFF beside computed ones',
      after: counting,
      before: `${plain}
GO
SET ANSI_PADDING OFF
GO
ALTER TABLE dbo.t ADD c varchar(5) NULL, d AS ([a]+(1))
GO
SET ANSI_PADDING ON`,
      reason: /were made under ANSI_PADDING ON and OFF, of which DBVC makes plain tables only/,
    },
    {
      title: 'has a column of which something is not compared',
      after: counting,
      before: plain,
      reason: /has column \[b\], of which DBVC does not compare everything yet \(bound rule\)/,
      prepare: ({ model }: TestSqlDatabase): void => {
        const column = model.rows('columns').find(({ name }) => name === 'b');
        if (column !== undefined) column['rule_object_id'] = 17;
      },
    },
  ]) {
    it(`is not made where it ${title}, whoever asks`, async () => {
      const { source, target } = pair(after, before);
      prepare?.(target);
      const plan = planAll(await compareSqlServer(source.url, target.url));
      assert.ok(
        plan.leftOut.some((left) => reason.test(left.reason)),
        JSON.stringify(plan.leftOut),
      );
      assert.deepEqual(
        titles(plan).filter((one) => one.startsWith('fill')),
        [],
      );
    });
  }
});

function titles(plan: Plan): readonly string[] {
  return stepsOf(plan).map(({ title }) => title);
}
