import assert from 'node:assert/strict';
import { planScript } from '../../src/core/planner/planScript.js';
import { loadDialect } from '../../src/dialects/registry.js';
import { connectDatabase } from './connectDatabase.js';
import { applyPlan, compareDatabases, planAll, summary } from './convergence.js';
import { comparableDump } from './postgres/pgDump.js';
import { loadScript } from './postgres/psql.js';
import type { TestDatabase } from './postgres/testDatabase.js';
import type { TestServer } from './postgres/testServer.js';
import { assertRowsSurvive, rowsOf } from './rowsOf.js';

/** A schema in its versions, oldest first, and rows for the first of them. */
export interface History {
  readonly versions: readonly string[];
  readonly rows: string;
}

/**
 * Brings a database with rows from the first version to the last, back, and forward again, and one without to the last
 * version from nothing and to nothing again. After each step nothing is left to compare, the dumps are equal and the rows
 * are there.
 */
export async function assertHistory(server: TestServer, history: History): Promise<void> {
  const load = async (...scripts: readonly string[]): Promise<TestDatabase> => {
    const database = await server.createDatabase();
    await loadScript(database.url, scripts.join('\n'));
    return database;
  };
  const versions: TestDatabase[] = [];
  for (const version of history.versions) versions.push(await load(version));
  const nothing = await server.createDatabase();
  const fresh = await server.createDatabase();
  const target = await load(history.versions[0] ?? '', history.rows);
  try {
    const [, ...later] = versions;
    const back = [...versions].reverse().slice(1);
    for (const source of [...later, ...back, ...later]) await assertStep(source, target);
    for (const source of [versions.at(-1) ?? nothing, nothing]) await assertStep(source, fresh);
  } finally {
    for (const database of [...versions, nothing, fresh, target]) await database.drop();
  }
}

/** Makes a target equal to a source, whatever it takes, and holds it to that. */
async function assertStep(source: TestDatabase, target: TestDatabase): Promise<void> {
  const dialect = await loadDialect('postgres');
  const sides = [await connectDatabase(source.url), await connectDatabase(target.url)] as const;
  const before = await rowsOf(target);
  await target.close();
  const plan = planAll(await compareDatabases(...sides, dialect), dialect);
  const script = planScript(plan, dialect);
  assert.deepEqual(
    plan.leftOut.map(({ described, reason }) => `${described}: ${reason}`),
    [],
  );
  await applyPlan(plan, sides[1], dialect);
  const rest = await compareDatabases(...sides, dialect);
  assert.deepEqual(summary(rest), [], `compare finds nothing after:\n${script}`);
  const dumps = [await comparableDump(target.url), await comparableDump(source.url)];
  assert.deepEqual(dumps[0], dumps[1], `pg_dump of both is equal after:\n${script}`);
  assertRowsSurvive(before, await rowsOf(target));
  await target.close();
}
