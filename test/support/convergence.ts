import assert from 'node:assert/strict';
import { readSides } from '../../src/core/comparison/readSides.js';
import type { Dialect } from '../../src/core/dialect/dialect.js';
import type { Database } from '../../src/core/dialect/session.js';
import { diff } from '../../src/core/differ/diff.js';
import type { Drift } from '../../src/core/differ/drift.js';
import { apply } from '../../src/core/executor/apply.js';
import { silentLogger } from '../../src/core/logger.js';
import { makePlan } from '../../src/core/planner/makePlan.js';
import type { Plan } from '../../src/core/planner/plan.js';
import { planScript, rollbackScript } from '../../src/core/planner/planScript.js';
import type { Rules } from '../../src/core/rules/rules.js';
import { loadDialect } from '../../src/dialects/registry.js';
import { connectDatabase } from './connectDatabase.js';
import { comparableDump } from './postgres/pgDump.js';
import { loadScript } from './postgres/psql.js';
import type { TestDatabase } from './postgres/testDatabase.js';
import type { TestServer } from './postgres/testServer.js';

/** Everything counts but the order of columns, which ALTER TABLE cannot change. */
export const everything: Rules = { include: [], exclude: [], ignore: ['column-order'] };

/** Compares two databases as the front ends do. */
export async function compareDatabases(
  source: Database,
  target: Database,
  dialect: Dialect,
  rules: Rules = everything,
): Promise<Drift> {
  const options = { jobs: 2, statementTimeout: 60_000, lockTimeout: 5_000, logger: silentLogger };
  const catalogs = await readSides({ source, target }, dialect, options);
  return diff(catalogs.source, catalogs.target, rules, dialect);
}

/** The plan that removes a whole drift, whatever it takes. */
export function planAll(drift: Drift, dialect: Dialect): Plan {
  return makePlan(drift, { takeAlong: true, allowDrops: true, allowDataLoss: true }, dialect);
}

/** Applies a plan and fails with the server's words and the script where it does not work. */
export async function applyPlan(plan: Plan, target: Database, dialect: Dialect): Promise<void> {
  const options = { jobs: 1, lockTimeout: 5_000, statementTimeout: 0, logger: silentLogger };
  const outcome = await apply(plan, target, dialect, options);
  if (outcome.status === 'applied') return;
  const { message, details } = outcome.error;
  const words = [message, details.serverMessage, details.statement, ...(details.lines ?? [])].filter(Boolean);
  assert.fail(`${words.join('\n')}\n\nThe whole script:\n${planScript(plan, dialect)}`);
}

/** What {@link assertConverges} lets a case say. */
export interface ConvergenceOptions {
  /** Rows and the like that must be there again after patch and rollback; runs on the target before the patch. */
  readonly check?: (target: TestDatabase) => Promise<void>;
}

/**
 * The properties of TESTING.md for two schemas, in both directions: the plan is the same twice, applies, leaves
 * nothing to compare and equal dumps; and the rollback script, run with psql, brings the target back by both checks.
 */
export async function assertConverges(
  server: TestServer,
  before: string,
  after: string,
  options: ConvergenceOptions = {},
): Promise<void> {
  const a = await server.createDatabase(before);
  const b = await server.createDatabase(after);
  try {
    await a.close();
    await b.close();
    const dumps = { source: await comparableDump(b.url), target: await comparableDump(a.url) };
    await assertOneWay(b, a, dumps, options);
    await assertOneWay(a, b, { source: dumps.target, target: dumps.source }, options);
  } finally {
    await a.drop();
    await b.drop();
  }
}

async function assertOneWay(
  source: TestDatabase,
  target: TestDatabase,
  dumps: Readonly<Record<'source' | 'target', readonly string[]>>,
  options: ConvergenceOptions,
): Promise<void> {
  const dialect = await loadDialect('postgres');
  const sides = { source: await connectDatabase(source.url), target: await connectDatabase(target.url) };
  const drift = await compareDatabases(sides.source, sides.target, dialect);
  const plan = planAll(drift, dialect);
  const script = planScript(plan, dialect);
  assert.equal(planScript(planAll(drift, dialect), dialect), script, 'the same input gives the same script');
  assert.deepEqual(plan.leftOut, [], `nothing is left out of:\n${script}`);
  const undo = rollbackScript(plan, dialect);
  await options.check?.(target);

  await applyPlan(plan, sides.target, dialect);
  const patched = await compareDatabases(sides.source, sides.target, dialect);
  assert.deepEqual(summary(patched), [], `compare finds nothing after:\n${script}`);
  assert.deepEqual(
    await comparableDump(target.url),
    dumps.source,
    `pg_dump of both is equal after:\n${script}`,
  );
  assertDocuments(drift, dialect);

  await loadScript(target.url, undo);
  const restored = (await compareDatabases(sides.source, sides.target, dialect)).target;
  const back = diff(drift.target, restored, everything, dialect);
  assert.deepEqual(summary(back), [], `the rollback brings everything back:\n${undo}`);
  assert.deepEqual(await comparableDump(target.url), dumps.target, `pg_dump is as before after:\n${undo}`);
}

/** Every difference can be seen in the documents that the diff shows. */
function assertDocuments(drift: Drift, dialect: Dialect): void {
  const hides = (rule: string): boolean => drift.rules.ignore.includes(rule);
  for (const { objectId } of drift.objects) {
    const [left, right] = [drift.target, drift.source].map((catalog) =>
      dialect.generator.document(objectId, catalog, hides).replaceAll(/^[ \t]+|[ \t]+$/gm, ''),
    );
    assert.notEqual(left, right, `the diff of ${objectId} shows something`);
  }
}

/** A drift in a few words, for failure messages. */
export function summary(drift: Drift): readonly string[] {
  return drift.objects.flatMap(({ objectId, status, parts }) => [
    `${objectId} ${status}`,
    ...parts.flatMap((part) => [
      `  ${part.described} ${part.status}`,
      ...part.changes.map(
        (change) =>
          `    ${change.attribute}: ${JSON.stringify(change.target)} -> ${JSON.stringify(change.source)}`,
      ),
    ]),
  ]);
}
