import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { makePlan } from '../../../src/core/planner/makePlan.js';
import { planScript } from '../../../src/core/planner/planScript.js';
import { defaultRules } from '../../../src/core/rules/rules.js';
import { loadDialect } from '../../../src/dialects/registry.js';
import { connectDatabase } from '../../support/connectDatabase.js';
import { applyPlan, compareDatabases, summary } from '../../support/convergence.js';
import { loadScript } from '../../support/postgres/psql.js';
import { startPostgres } from '../../support/postgres/testServer.js';

const versions = ['pagila-2018.sql', 'pagila-2024.sql'] as const;

describe('two versions of Pagila', () => {
  for (const [from, to] of [versions, [versions[1], versions[0]]] as const) {
    it(`converge from ${from} to ${to}, as far as the kinds are compared`, async function () {
      this.timeout(120_000);
      const server = await startPostgres(16);
      const [target, source] = [await server.createDatabase(), await server.createDatabase()];
      const read = (file: string | undefined): Promise<string> =>
        readFile(path.join(import.meta.dirname, '../../data/pagila', file ?? ''), 'utf8');
      await loadScript(target.url, await read(from));
      await loadScript(source.url, await read(to));
      const dialect = await loadDialect('postgres');
      const sides = { source: await connectDatabase(source.url), target: await connectDatabase(target.url) };
      const drift = await compareDatabases(sides.source, sides.target, dialect, defaultRules);
      assert.ok(drift.objects.length > 10, summary(drift).join('\n'));
      const objects = new Set(drift.objects.map(({ objectId }) => objectId));
      const plan = makePlan(
        drift,
        { objects, takeAlong: true, allowDrops: true, allowDataLoss: true },
        dialect,
      );
      await applyPlan(plan, sides.target, dialect);
      const rest = await compareDatabases(sides.source, sides.target, dialect, defaultRules);
      const left = new Set(plan.leftOut.map(({ objectId }) => objectId));
      const surprising = rest.objects.filter(({ objectId }) => !left.has(objectId));
      assert.deepEqual(
        surprising.map(({ objectId }) => objectId),
        [],
        summary(rest).join('\n'),
      );
      assert.ok(plan.leftOut.every(({ because }) => because === 'blocked' || because === 'needs-left-out'));
      assert.notEqual(planScript(plan, dialect), '');
      await target.drop();
      await source.drop();
    });
  }
});
