import assert from 'node:assert/strict';
import { inspect, isDeepStrictEqual } from 'node:util';
import { readSides } from '../../src/core/comparison/readSides.js';
import type { Dialect } from '../../src/core/dialect/dialect.js';
import type { Database, Session } from '../../src/core/dialect/session.js';
import { diff } from '../../src/core/differ/diff.js';
import type { Drift } from '../../src/core/differ/drift.js';
import { apply } from '../../src/core/executor/apply.js';
import { silentLogger } from '../../src/core/logger.js';
import { makePlan } from '../../src/core/planner/makePlan.js';
import type { Plan } from '../../src/core/planner/plan.js';
import { planScript } from '../../src/core/planner/planScript.js';
import { makeRollback } from '../../src/core/planner/rollback.js';
import type { Catalog } from '../../src/core/model/catalog.js';
import type { Rules } from '../../src/core/rules/rules.js';
import { quoteQualified } from '../../src/dialects/postgres/generator/quoting.js';
import { loadDialect } from '../../src/dialects/registry.js';
import { connectDatabase } from './connectDatabase.js';
import { planOnce } from './planOnce.js';
import { comparableDump } from './postgres/pgDump.js';
import { loadScript } from './postgres/psql.js';
import type { TestDatabase } from './postgres/testDatabase.js';
import type { TestServer } from './postgres/testServer.js';

/** Everything counts but the order of columns, which ALTER TABLE cannot change. */
export const everything: Rules = { include: [], exclude: [], ignore: ['column-order'] };

/** How tests read a database. */
export const reading = { jobs: 1, statementTimeout: 60_000, lockTimeout: 5_000, logger: silentLogger };

/** Compares two databases as the front ends do. */
export async function compareDatabases(
  source: Database,
  target: Database,
  dialect: Dialect,
  rules: Rules = everything,
): Promise<Drift> {
  const catalogs = await readSides({ source, target }, dialect, reading);
  return diff(catalogs.source, catalogs.target, rules, dialect);
}

/** The plan that removes a whole drift, whatever it takes. */
export function planAll(drift: Drift, dialect: Dialect): Plan {
  const objects = new Set(drift.objects.map(({ objectId }) => objectId));
  return makePlan(drift, { objects, takeAlong: true, allowDrops: true, allowDataLoss: true }, dialect);
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

/** Where a case stands when it is asked to check. */
export type Stage = 'before' | 'patched' | 'restored';

/** What {@link assertConverges} lets a case say. */
export interface ConvergenceOptions {
  /** Runs on the target before the patch, after it and after the rollback: rows that must still be there. */
  readonly check?: (target: TestDatabase, stage: Stage) => Promise<void>;
  /** A plan may leave objects as they are, as long as it says so: the others converge. */
  readonly mayLeave?: boolean;
}

/**
 * The properties of TESTING.md for two schemas, in both directions: the plan is the same twice, applies, leaves
 * nothing to compare and equal dumps; and the rollback script, run with psql, brings the target back by both checks.
 * Where the plan for the way back has the very statements of that rollback, it has been run and checked with it.
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
    await assertDatabasesConverge(a, b, options);
  } finally {
    await a.drop();
    await b.drop();
  }
}

/** {@link assertConverges} for two databases that are there; in the end, `a` is as it was before. Gives back what differed. */
export async function assertDatabasesConverge(
  a: TestDatabase,
  b: TestDatabase,
  options: ConvergenceOptions = {},
): Promise<Drift> {
  const dialect = await loadDialect('postgres');
  await a.close();
  await b.close();
  const source = await readSide(b, dialect);
  const target = await readSide(a, dialect);
  try {
    const { drift: found, restored, undo } = await assertOneWay(source, target, dialect, options);
    const drift = diff(restored, source.catalog, everything, dialect);
    const isProven = sameStatements(planAll(drift, dialect), undo) && options.check === undefined;
    if (isProven) assertDocuments(drift, dialect);
    else {
      // What the rollback leaves, or settles in another order, is not what it was.
      const dump = await comparableDump(a.url);
      await assertOneWay({ ...target, catalog: restored, dump }, source, dialect, options);
    }
    return found;
  } finally {
    await source.session.close();
    await target.session.close();
  }
}

/** A database, and what there is to know of it before a patch: reading it takes most of a case's time. */
export interface ReadSide {
  readonly test: TestDatabase;
  readonly database: Database;
  /** What reads it again; whoever asked for the side closes it. */
  readonly session: Session;
  readonly catalog: Catalog;
  readonly dump: readonly string[];
}

/** Reads a database of a test once for all that is compared with it. */
export async function readSide(test: TestDatabase, dialect: Dialect): Promise<ReadSide> {
  const database = await connectDatabase(test.url);
  const session = planOnce(await database.open({ purpose: 'read' }));
  const catalog = await dialect.introspector.readWithin(session, undefined, reading);
  return { test, database, session, catalog, dump: await comparableDump(test.url) };
}

function sameStatements(one: Plan, other: Plan): boolean {
  const statements = ({ segments, leftOut }: Plan): unknown => [
    leftOut,
    segments.map(({ steps }) => steps.flatMap((step) => step.statements.map(({ sql }) => sql))),
  ];
  return isDeepStrictEqual(statements(one), statements(other));
}

/** Patches the target and rolls it back; gives back what differed, the catalog that it has then, and what brought it there. */
async function assertOneWay(
  source: ReadSide,
  target: ReadSide,
  dialect: Dialect,
  options: ConvergenceOptions,
): Promise<{ readonly drift: Drift; readonly restored: Catalog; readonly undo: Plan }> {
  const { url } = target.test;
  const check = async (stage: Stage): Promise<void> => {
    await options.check?.(target.test, stage);
    await target.test.close();
  };
  const drift = diff(source.catalog, target.catalog, everything, dialect);
  const plan = planAll(drift, dialect);
  const script = planScript(plan, dialect);
  assert.equal(planScript(planAll(drift, dialect), dialect), script, 'the same input gives the same script');
  if (options.mayLeave !== true) assert.deepEqual(plan.leftOut, [], `nothing is left out of:\n${script}`);
  const undo = makeRollback(plan, dialect);
  const undoScript = planScript(undo, dialect);
  await check('before');

  await applyPlan(plan, target.database, dialect);
  const patched = await dialect.introspector.readWithin(target.session, undefined, reading);
  await assertReached(source, patched, plan, url, dialect, script);
  assertDocuments(drift, dialect);
  await check('patched');

  await loadScript(url, undoScript);
  const restored = await dialect.introspector.readWithin(target.session, undefined, reading);
  if (options.mayLeave !== true) assert.deepEqual(undo.leftOut, [], `nothing is left out of:\n${undoScript}`);
  await assertReached(target, restored, undo, url, dialect, undoScript);
  await check('restored');
  return { drift, restored, undo };
}

/** Nothing is left to compare but what the plan says that it leaves; where that is nothing, the dumps are equal too. */
async function assertReached(
  wanted: ReadSide,
  reached: Catalog,
  plan: Plan,
  url: string,
  dialect: Dialect,
  script: string,
): Promise<void> {
  const left = new Set(plan.leftOut.map(({ objectId }) => objectId));
  const drift = diff(wanted.catalog, reached, everything, dialect);
  const objects = drift.objects.filter(({ objectId }) => !left.has(objectId));
  assert.deepEqual(summary({ ...drift, objects }), [], `compare finds nothing after:\n${script}`);
  if (left.size > 0) return;
  const isAlike = declaresAlike(wanted.catalog, reached, dialect);
  const [actual = [], expected = []] = [await comparableDump(url), wanted.dump].map((dump) =>
    dump.filter(isAlike),
  );
  if (isDeepStrictEqual(actual, expected)) return;
  const differing = { only: without(actual, expected), missing: without(expected, actual) };
  assert.fail(`pg_dump of both is equal after:\n${script}\n${inspect(differing, { maxArrayLength: null })}`);
}

/** The statements of a dump, as often as another has them less often. */
function without(dump: readonly string[], other: readonly string[]): readonly string[] {
  const rest = [...other];
  return dump.filter((statement) => {
    const at = rest.indexOf(statement);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}

/**
 * Whether a statement of a dump can be the same for two catalogs: CREATE TABLE says which of its inherited columns a table
 * declares too, which is settled with the order of columns.
 */
function declaresAlike(one: Catalog, other: Catalog, dialect: Dialect): (statement: string) => boolean {
  const drift = diff(one, other, { ...everything, ignore: [] }, dialect);
  const tables = drift.objects.flatMap(({ parts }) =>
    parts
      .filter(({ kind }) => kind === 'inheritance')
      .map(({ partId }) => quoteQualified(...(one.parts.get(partId)?.path ?? []))),
  );
  // A check that is not valid, or not enforced, has a statement of its own.
  const starts = tables.flatMap((table) =>
    [
      ...['', 'UNLOGGED ', 'FOREIGN '].map((word) => `CREATE ${word}TABLE ${table} (`),
      `ALTER TABLE ${table}\n    ADD CONSTRAINT `,
      // As a statement begins whose spelling was folded.
    ].flatMap((start) => [start, dialect.normalizer.canonical(start)]),
  );
  // The default of a column that is declared too is part of CREATE TABLE.
  const defaults = tables.map((table) => `ALTER TABLE ONLY ${table} ALTER COLUMN `);
  return (statement) =>
    !starts.some((start) => statement.startsWith(start)) &&
    !(statement.includes(' SET DEFAULT ') && defaults.some((start) => statement.startsWith(start)));
}

/** Every difference can be seen in the documents that the diff shows. */
function assertDocuments(drift: Drift, dialect: Dialect): void {
  const hides = (rule: string): boolean => drift.rules.ignore.includes(rule);
  for (const { objectId } of drift.objects) {
    const [left, right] = [drift.target, drift.source].map((catalog) =>
      dialect.generator.document(objectId, catalog, hides).replaceAll(/^[ \t]+|[ \t]+$/gm, ''),
    );
    assert.notEqual(left, right, `the diff of ${objectId} shows something of\n${summary(drift).join('\n')}`);
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
