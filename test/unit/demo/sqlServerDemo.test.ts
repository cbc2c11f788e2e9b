import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readSides } from '../../../src/core/comparison/readSides.js';
import { diff } from '../../../src/core/differ/diff.js';
import { silentLogger } from '../../../src/core/logger.js';
import { makePlan } from '../../../src/core/planner/makePlan.js';
import { planScript } from '../../../src/core/planner/planScript.js';
import { defaultRules } from '../../../src/core/rules/rules.js';
import { catalogOfJson, catalogToJson } from '../../../src/core/snapshot/catalogJson.js';
import { readingSaved } from '../../../src/core/snapshot/savedDatabase.js';
import { openSqlServerDemo } from '../../../src/demo/sqlServerDemo.js';
import { mssqlDialect } from '../../../src/dialects/mssql/dialect.js';
import { demoFolder, makeDemoCatalogs } from '../../support/sqlServer/demoCatalogs.js';

describe('the demo on SQL Server', () => {
  it('holds what its scripts make (DBVC_TEST_UPDATE=1 writes it anew)', async () => {
    const made = await makeDemoCatalogs();
    for (const side of ['source', 'target'] as const) {
      const file = path.join(demoFolder, `${side}.json`);
      const json = catalogToJson(made[side]);
      if (process.env['DBVC_TEST_UPDATE'] === '1') await writeFile(file, `${JSON.stringify(json)}\n`);
      const saved: unknown = JSON.parse(await readFile(file, 'utf8'));
      assert.deepEqual(saved, JSON.parse(JSON.stringify(json)));
      assert.deepEqual(catalogOfJson(saved), catalogOfJson(JSON.parse(JSON.stringify(json))));
    }
  });

  it('compares and scripts without a server, and has nothing to apply to', async () => {
    const sides = await openSqlServerDemo();
    const dialect = readingSaved(mssqlDialect);
    const read = { jobs: 1, statementTimeout: 0, lockTimeout: 0, logger: silentLogger };
    const catalogs = await readSides(sides, dialect, read);
    const drift = diff(catalogs.source, catalogs.target, defaultRules, dialect);
    const statuses = new Set(drift.objects.map(({ status }) => status));
    assert.deepEqual([...statuses].sort(), ['extra_in_target', 'missing_in_target', 'modified']);
    const plan = makePlan(drift, { takeAlong: true, allowDrops: true, allowDataLoss: true }, dialect);
    assert.deepEqual(plan.leftOut, []);
    const script = planScript(plan, dialect);
    for (const words of [
      'SPLIT RANGE (2026)',
      'SYSTEM_VERSIONING = ON',
      "sp_refreshsqlmodule N'[reporting].[everything]'",
    ])
      assert.ok(script.includes(words), words);
    await assert.rejects(sides.target.open({ purpose: 'apply' }), /saved catalog without a server/);
  });
});
