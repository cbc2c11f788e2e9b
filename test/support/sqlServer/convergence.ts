import assert from 'node:assert/strict';
import { readSides } from '../../../src/core/comparison/readSides.js';
import type { Database } from '../../../src/core/dialect/session.js';
import { diff } from '../../../src/core/differ/diff.js';
import type { Drift } from '../../../src/core/differ/drift.js';
import { apply } from '../../../src/core/executor/apply.js';
import { silentLogger } from '../../../src/core/logger.js';
import { makePlan } from '../../../src/core/planner/makePlan.js';
import type { Plan } from '../../../src/core/planner/plan.js';
import { planScript, rollbackScript } from '../../../src/core/planner/planScript.js';
import { parseConnectionString } from '../../../src/core/profiles/connectionString.js';
import { localMachine } from '../../../src/core/profiles/machine.js';
import { resolveConnection } from '../../../src/core/profiles/resolveConnection.js';
import { mssqlDialect } from '../../../src/dialects/mssql/dialect.js';
import { everything, summary } from '../convergence.js';
import type { TestSqlDatabase, TestSqlServer } from './sqlServer.js';

/** The database at an address, as the front ends connect to it. */
export async function connectSqlServer(url: string): Promise<Database> {
  const { settings } = await resolveConnection(parseConnectionString(url), localMachine({}));
  return mssqlDialect.connector.database(settings, { label: 'test' }, silentLogger);
}

const reading = { jobs: 2, statementTimeout: 60_000, lockTimeout: 5_000, logger: silentLogger };

/** Compares two databases, unless told otherwise under rules that hide nothing but the order of columns. */
export async function compareSqlServer(source: string, target: string, rules = everything): Promise<Drift> {
  const sides = { source: await connectSqlServer(source), target: await connectSqlServer(target) };
  const catalogs = await readSides(sides, mssqlDialect, reading);
  return diff(catalogs.source, catalogs.target, rules, mssqlDialect);
}

/** The plan that removes a whole drift, whatever it takes. */
export function planAll(drift: Drift): Plan {
  const all = { takeAlong: true, allowDrops: true, allowDataLoss: true, allowRebuilds: true };
  return makePlan(drift, all, mssqlDialect);
}

/** Applies a plan and fails with the server's words and the script where it does not work. */
export async function applyPlan(plan: Plan, url: string): Promise<void> {
  const options = { jobs: 1, lockTimeout: 5_000, statementTimeout: 0, logger: silentLogger };
  const outcome = await apply(plan, await connectSqlServer(url), mssqlDialect, options);
  if (outcome.status === 'applied') return;
  const { message, details } = outcome.error;
  const words = [message, details.serverMessage, details.statement, ...(details.lines ?? [])].filter(Boolean);
  assert.fail(`${words.join('\n')}\n\nThe whole script:\n${planScript(plan, mssqlDialect)}`);
}

/**
 * The properties of a pair of schemas, in both directions: the plan is the same twice and leaves nothing out, applies,
 * leaves nothing to compare; and the rollback script, run batch by batch, brings the target back. Gives the scripts.
 */
export async function assertConverges(
  server: TestSqlServer,
  before: string,
  after: string,
): Promise<{ readonly there: string; readonly back: string }> {
  const [a, b] = [server.createDatabase(before), server.createDatabase(after)];
  const there = await assertOneWay(b, a);
  const back = await assertOneWay(a, b);
  a.drop();
  b.drop();
  return { there, back };
}

async function assertOneWay(source: TestSqlDatabase, target: TestSqlDatabase): Promise<string> {
  const drift = await compareSqlServer(source.url, target.url);
  const plan = planAll(drift);
  const script = planScript(plan, mssqlDialect);
  assert.equal(planScript(planAll(drift), mssqlDialect), script, 'the same input gives the same script');
  assert.deepEqual(plan.leftOut, [], `nothing is left out of:\n${script}`);
  const undo = rollbackScript(plan, mssqlDialect);
  const saved = target.model.copy();

  await applyPlan(plan, target.url);
  const rest = await compareSqlServer(source.url, target.url);
  assert.deepEqual(summary(rest), [], `compare finds nothing after:\n${script}`);
  assertDocuments(drift);

  assert.deepEqual(target.runScript(undo), [], `the rollback script runs:\n${undo}`);
  const back = await compareWithSaved(target, saved);
  assert.deepEqual(summary(back), [], `the rollback brings everything back:\n${undo}`);

  assert.deepEqual(target.runScript(script), [], `the script runs by itself:\n${script}`);
  assert.deepEqual(summary(await compareSqlServer(source.url, target.url)), [], script);
  target.model.views = saved;
  return script;
}

/** Compares a database with a copy of what it was. */
async function compareWithSaved(
  target: TestSqlDatabase,
  saved: TestSqlDatabase['model']['views'],
): Promise<Drift> {
  const now = target.model.views;
  const database = await connectSqlServer(target.url);
  const patched = await mssqlDialect.introspector.read(database, reading);
  target.model.views = saved;
  const before = await mssqlDialect.introspector.read(database, reading);
  target.model.views = now;
  return diff(before, patched, everything, mssqlDialect);
}

/** Every difference can be seen in the documents that the diff shows. */
function assertDocuments(drift: Drift): void {
  for (const { objectId } of drift.objects) {
    const [left, right] = [drift.target, drift.source].map((catalog) =>
      mssqlDialect.generator.document(objectId, catalog, (rule) => drift.rules.ignore.includes(rule)),
    );
    assert.notEqual(left, right, `the diff of ${objectId} shows something`);
  }
}
