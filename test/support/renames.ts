import assert from 'node:assert/strict';
import type { Dialect } from '../../src/core/dialect/dialect.js';
import type { Database } from '../../src/core/dialect/session.js';
import type { Drift } from '../../src/core/differ/drift.js';
import type { Catalog } from '../../src/core/model/catalog.js';
import { diff } from '../../src/core/differ/diff.js';
import { planScript } from '../../src/core/planner/planScript.js';
import { makeRollback } from '../../src/core/planner/rollback.js';
import { stepsOf } from '../../src/core/planner/plan.js';
import { diffRenamed } from '../../src/core/renames/applyRenames.js';
import { parseRename } from '../../src/core/renames/renameText.js';
import { resolveRenames } from '../../src/core/renames/resolveRenames.js';
import { loadDialect } from '../../src/dialects/registry.js';
import { applyPlan, everything, planAll, reading, type ReadSide, readSide, summary } from './convergence.js';
import { comparableDump } from './postgres/pgDump.js';
import { loadScript } from './postgres/psql.js';
import type { TestDatabase } from './postgres/testDatabase.js';
import type { TestServer } from './postgres/testServer.js';

/** The drift beside renames as `--rename` takes them. */
export function driftBeside(
  source: Catalog,
  target: Catalog,
  renames: readonly string[],
  dialect: Dialect,
): Drift {
  const resolved = resolveRenames(renames.map(parseRename), source, target, dialect);
  return diffRenamed(source, target, everything, dialect, resolved.renames);
}

/** {@link driftBeside} of two databases as they are now. */
export async function driftBetween(
  source: Database,
  target: Database,
  renames: readonly string[],
  dialect: Dialect,
): Promise<Drift> {
  const wanted = await dialect.introspector.read(source, reading);
  return driftBeside(wanted, await dialect.introspector.read(target, reading), renames, dialect);
}

/** What a case of renames lets one say. */
export interface RenameCase {
  readonly before: string;
  readonly after: string;
  /** As `--rename` takes them, from `before` to `after`. */
  readonly renames: readonly string[];
  /** What the way back drops because the patch made it, as its risks say. */
  readonly loses?: readonly string[];
  /** Whether the patch does nothing but rename. */
  readonly nothingElse?: boolean;
  /** What must be there before the patch, after it, and after the way back. */
  readonly rows?: readonly { readonly before: string; readonly after: string }[];
}

/**
 * The target becomes the source by renames and what else differs, in both directions: nothing is left to compare, dumps
 * are equal, rows stay, and the rollback script brings everything back.
 */
export async function assertRenames(server: TestServer, one: RenameCase): Promise<void> {
  const dialect = await loadDialect('postgres');
  const a = await server.createDatabase(one.before);
  const b = await server.createDatabase(one.after);
  try {
    const [before, after] = [await readSide(a, dialect), await readSide(b, dialect)];
    await assertOneWay(after, before, one, dialect);
    await assertOneWay(before, after, backwards(one), dialect);
    await before.session.close();
    await after.session.close();
  } finally {
    await a.drop();
    await b.drop();
  }
}

function backwards(one: RenameCase): RenameCase {
  return {
    ...one,
    before: one.after,
    after: one.before,
    renames: one.renames.map((text) => {
      const { before, after } = parseRename(text);
      return `${after}=${before}`;
    }),
    rows: (one.rows ?? []).map(({ before, after }) => ({ before: after, after: before })),
  };
}

/** Patches the target, which is as it was again in the end. */
async function assertOneWay(
  source: ReadSide,
  target: ReadSide,
  one: RenameCase,
  dialect: Dialect,
): Promise<void> {
  const { url } = target.test;
  const drift = driftBeside(source.catalog, target.catalog, one.renames, dialect);
  const plan = planAll(drift, dialect);
  const script = planScript(plan, dialect);
  assert.equal(planScript(planAll(drift, dialect), dialect), script, 'the same input gives the same script');
  assert.deepEqual(plan.leftOut, [], `nothing is left out of:\n${script}`);
  const steps = stepsOf(plan);
  if (one.nothingElse === true) {
    assert.deepEqual(
      steps.filter(({ action }) => action !== 'rename').map(({ title }) => title),
      [],
      `nothing but renames:\n${script}\n${summary(drift).join('\n')}`,
    );
  }
  const lost = steps.flatMap(({ risks }) => risks.filter(({ kind }) => kind === 'data-loss'));
  const isAllowed = ({ message }: (typeof lost)[number]): boolean =>
    one.loses?.some((what) => message.includes(what)) === true;
  assert.deepEqual(
    lost.filter((risk) => !isAllowed(risk)),
    [],
    `no data is lost by:\n${script}`,
  );
  const undo = planScript(makeRollback(plan, dialect), dialect);
  const rows = await readRows(target.test, one, 'before');

  await applyPlan(plan, target.database, dialect);
  const patched = await dialect.introspector.readWithin(target.session, undefined, reading);
  assert.deepEqual(
    summary(diff(source.catalog, patched, everything, dialect)),
    [],
    `nothing is left after:\n${script}`,
  );
  assert.deepEqual(await comparableDump(url), source.dump, `equal dumps after:\n${script}`);
  assert.deepEqual(await readRows(target.test, one, 'after'), rows, `the rows are there after:\n${script}`);

  await loadScript(url, undo);
  const restored = await dialect.introspector.readWithin(target.session, undefined, reading);
  assert.deepEqual(
    summary(diff(target.catalog, restored, everything, dialect)),
    [],
    `all is back after:\n${undo}`,
  );
  assert.deepEqual(await comparableDump(url), target.dump, `the dump is as before after:\n${undo}`);
  assert.deepEqual(await readRows(target.test, one, 'before'), rows, `the rows are there after:\n${undo}`);
}

async function readRows(
  database: TestDatabase,
  { rows }: RenameCase,
  when: 'before' | 'after',
): Promise<unknown> {
  const all: unknown[] = [];
  for (const query of rows ?? []) {
    const found: readonly object[] = await database.query(query[when]);
    all.push(found.map((row) => Object.values(row) as unknown));
  }
  return all;
}
