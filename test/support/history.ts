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

/** One version, and what pg_dump says about it. */
interface Version {
  readonly database: TestDatabase;
  readonly dump: readonly string[];
}

/**
 * Brings a database with rows from the first version to the last, back in one go, and forward again in one, and one
 * without to the last version from nothing and to nothing again; `thorough` takes every version on the way each time.
 * After each step nothing is left to compare, the dumps are equal and the rows are there.
 */
export async function assertHistory(server: TestServer, history: History, thorough: boolean): Promise<void> {
  const load = async (...scripts: readonly string[]): Promise<TestDatabase> => {
    const database = await server.createDatabase();
    if (scripts.length > 0) await loadScript(database.url, scripts.join('\n'));
    return database;
  };
  const versions: Version[] = [];
  for (const script of ['', ...history.versions]) {
    const database = await load(script);
    versions.push({ database, dump: await comparableDump(database.url) });
  }
  const [nothing, first, ...later] = versions;
  const last = later.at(-1);
  assert.ok(nothing !== undefined && first !== undefined && last !== undefined);
  const fresh = await load();
  const target = await load(history.versions[0] ?? '', history.rows);
  try {
    const back = thorough ? [...later.slice(0, -1).reverse(), first, ...later] : [first, last];
    for (const version of [...later, ...back]) await assertStep(version, target);
    for (const version of [last, nothing]) await assertStep(version, fresh);
  } finally {
    for (const { database } of versions) await database.drop();
    await fresh.drop();
    await target.drop();
  }
}

/** Makes a target equal to a version, whatever it takes, and holds it to that. */
async function assertStep({ database, dump }: Version, target: TestDatabase): Promise<void> {
  const dialect = await loadDialect('postgres');
  const sides = [await connectDatabase(database.url), await connectDatabase(target.url)] as const;
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
  assert.deepEqual(await comparableDump(target.url), dump, `pg_dump of both is equal after:\n${script}`);
  assertRowsSurvive(before, await rowsOf(target));
  await target.close();
}
