import assert from 'node:assert/strict';
import type { Dialect } from '../../src/core/dialect/dialect.js';
import type { Database } from '../../src/core/dialect/session.js';
import type { Drift } from '../../src/core/differ/drift.js';
import type { Catalog } from '../../src/core/model/catalog.js';
import { diff } from '../../src/core/differ/diff.js';
import { planScript } from '../../src/core/planner/planScript.js';
import { makeRollback } from '../../src/core/planner/rollback.js';
import { stepsOf } from '../../src/core/planner/plan.js';
import { silentLogger } from '../../src/core/logger.js';
import { diffRenamed } from '../../src/core/renames/applyRenames.js';
import { parseRename } from '../../src/core/renames/renameText.js';
import { resolveRenames } from '../../src/core/renames/resolveRenames.js';
import { loadDialect } from '../../src/dialects/registry.js';
import { connectDatabase } from './connectDatabase.js';
import { applyPlan, everything, planAll, summary } from './convergence.js';
import { comparableDump } from './postgres/pgDump.js';
import { loadScript } from './postgres/psql.js';
import type { TestDatabase } from './postgres/testDatabase.js';
import type { TestServer } from './postgres/testServer.js';

const reading = { jobs: 1, statementTimeout: 60_000, lockTimeout: 5_000, logger: silentLogger };

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
  const back = one.renames.map((text) => {
    const { before, after } = parseRename(text);
    return `${after}=${before}`;
  });
  await assertOneWay(server, one);
  await assertOneWay(server, {
    ...one,
    before: one.after,
    after: one.before,
    renames: back,
    rows: (one.rows ?? []).map(({ before, after }) => ({ before: after, after: before })),
  });
}

async function assertOneWay(server: TestServer, one: RenameCase): Promise<void> {
  const dialect = await loadDialect('postgres');
  const a = await server.createDatabase(one.before);
  const b = await server.createDatabase(one.after);
  try {
    const [source, target] = [await connectDatabase(b.url), await connectDatabase(a.url)];
    const wanted = await dialect.introspector.read(source, reading);
    const before = await dialect.introspector.read(target, reading);
    const drift = driftBeside(wanted, before, one.renames, dialect);
    const plan = planAll(drift, dialect);
    const script = planScript(plan, dialect);
    assert.equal(
      planScript(planAll(drift, dialect), dialect),
      script,
      'the same input gives the same script',
    );
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
    const dumpBefore = await comparableDump(a.url);
    const rows = await readRows(a, one, 'before');

    await applyPlan(plan, target, dialect);
    const patched = await dialect.introspector.read(target, reading);
    assert.deepEqual(
      summary(diff(wanted, patched, everything, dialect)),
      [],
      `nothing is left after:\n${script}`,
    );
    assert.deepEqual(
      await comparableDump(a.url),
      await comparableDump(b.url),
      `equal dumps after:\n${script}`,
    );
    assert.deepEqual(await readRows(a, one, 'after'), rows, `the rows are there after:\n${script}`);

    await loadScript(a.url, undo);
    const restored = await dialect.introspector.read(target, reading);
    assert.deepEqual(summary(diff(before, restored, everything, dialect)), [], `all is back after:\n${undo}`);
    assert.deepEqual(await comparableDump(a.url), dumpBefore, `the dump is as before after:\n${undo}`);
    assert.deepEqual(await readRows(a, one, 'before'), rows, `the rows are there after:\n${undo}`);
  } finally {
    await a.drop();
    await b.drop();
  }
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
