import { makePlan } from '../../src/core/planner/makePlan.js';
import type { Plan, PlanRequest } from '../../src/core/planner/plan.js';
import { loadDialect } from '../../src/dialects/registry.js';
import { connectDatabase } from './connectDatabase.js';
import { applyPlan, compareDatabases } from './convergence.js';
import { startPostgres } from './postgres/testServer.js';

/** Plans what is asked of two schemas, hands the plan over to be looked at, and applies it, on the newest PostgreSQL. */
export async function applyRequest(
  schemas: { readonly source: string; readonly target: string },
  request: PlanRequest,
  look: (plan: Plan) => void,
): Promise<void> {
  const server = await startPostgres(18);
  const dialect = await loadDialect('postgres');
  const source = await server.createDatabase(schemas.source);
  const target = await server.createDatabase(schemas.target);
  try {
    const sides = [await connectDatabase(source.url), await connectDatabase(target.url)] as const;
    const plan = makePlan(await compareDatabases(...sides, dialect), request, dialect);
    look(plan);
    await applyPlan(plan, sides[1], dialect);
  } finally {
    await source.drop();
    await target.drop();
  }
}
