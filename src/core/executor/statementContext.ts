import type { Dialect } from '../dialect/dialect.js';
import type { StatementContext } from '../dialect/executor.js';
import type { Part } from '../model/part.js';
import type { Plan, PlanStep } from '../planner/plan.js';

/** Where a statement came from, for the sentences about its failure. */
export function contextOf(
  plan: Plan,
  step: PlanStep | undefined,
  statement: string,
  dialect: Dialect,
): StatementContext {
  const { source, target, objects } = plan.drift;
  return {
    statement,
    object: step?.title ?? '',
    objectId: step?.objectId ?? '',
    findByName(name) {
      const part = findPart(source.parts.values(), name) ?? findPart(target.parts.values(), name);
      if (part === undefined) return undefined;
      const drifted = objects.some((object) => object.objectId === part.objectId);
      return { described: dialect.generator.describe(part), drifted };
    },
  };
}

/** The part that a server's message calls by this name: qualified, or by its last name alone. */
function findPart(parts: Iterable<Part>, name: string): Part | undefined {
  let byLastName: Part | undefined;
  for (const part of parts) {
    if (part.path.join('.') === name) return part;
    const last = part.path.at(-1);
    if (last === name || last?.startsWith(`${name}(`) === true) byLastName ??= part;
  }
  return byLastName;
}
