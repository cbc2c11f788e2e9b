import type { Dialect } from '../dialect/dialect.js';
import type { TableTraffic } from '../dialect/executor.js';
import type { Database } from '../dialect/session.js';
import type { RiskKind } from '../model/risk.js';
import type { Part } from '../model/part.js';
import type { PartId } from '../model/partId.js';
import { type Plan, type PlanStep, stepsOf } from '../planner/plan.js';

/** What takes as long as a table is large. */
const growing: ReadonlySet<RiskKind> = new Set([
  'table-rewrite',
  'long-lock',
  'index-build',
  'may-fail-on-rows',
  'data-loss',
]);

/** How long a question before an apply may wait for this, in milliseconds. */
const patience = 3_000;

/** What is known of the tables that a plan changes. */
export type Traffic =
  | {
      readonly known: true;
      readonly tables: readonly (TableTraffic & { readonly table: Part; readonly grows: boolean })[];
    }
  /** The server did not say, or not in time. */
  | { readonly known: false; readonly reason: string };

/**
 * How large the tables are that a plan changes, and which transactions hold them, on a session of its own. Never throws
 * and never takes longer than three seconds; undefined for a plan that changes no table.
 */
export async function readTraffic(
  plan: Plan,
  target: Database,
  dialect: Dialect,
): Promise<Traffic | undefined> {
  const tables = changedTables(plan);
  if (tables.size === 0) return undefined;
  const timeout = AbortSignal.timeout(patience);
  const late = new Promise<never>((_, reject) => {
    timeout.addEventListener('abort', () => reject(new Error('the server did not answer in time')));
  });
  try {
    const found = await Promise.race([askServer([...tables.keys()], target, dialect, timeout), late]);
    return {
      known: true,
      tables: [...tables].flatMap(([table, grows]) => {
        const traffic = found.get(table.id);
        return traffic === undefined ? [] : [{ ...traffic, table, grows }];
      }),
    };
  } catch (error) {
    return { known: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

async function askServer(
  tables: readonly Part[],
  target: Database,
  dialect: Dialect,
  signal: AbortSignal,
): Promise<ReadonlyMap<PartId, TableTraffic>> {
  const session = await target.open({ purpose: 'read', signal, statementTimeout: patience });
  try {
    return await dialect.executor.traffic(session, tables, signal);
  } finally {
    await session.close();
  }
}

/** The tables of the target that a plan changes, and whether what it does to them takes as long as they are large. */
function changedTables(plan: Plan): ReadonlyMap<Part, boolean> {
  const { target, renamed } = plan.drift;
  const { parts } = renamed?.before ?? target;
  const tables = new Map<Part, boolean>();
  for (const step of stepsOf(plan)) {
    const table = parts.get(step.objectId);
    if (table?.kind !== 'table') continue;
    tables.set(table, tables.get(table) === true || isGrowing(step));
  }
  return tables;
}

function isGrowing({ risks }: PlanStep): boolean {
  return risks.some(({ kind }) => growing.has(kind));
}
