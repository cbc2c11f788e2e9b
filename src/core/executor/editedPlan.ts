import type { Dialect } from '../dialect/dialect.js';
import { DbvcError } from '../errors.js';
import { type Plan, type PlanStep, stepsOf } from '../planner/plan.js';

/** How much of a statement its title shows. */
const titleLength = 60;

/**
 * A plan that runs a script which a person made out of its own: the statements that stand there are its steps, and what
 * it promises stays as it was. Throws `invalid-input`, with the line, for a script that cannot be read, and for one that
 * does not have the plan's transactions any more. Which statements may run is the guard's matter, later.
 */
export async function editedPlan(plan: Plan, script: string, dialect: Dialect): Promise<Plan> {
  // An editor has one sort of line end for a whole document.
  const own = new Map(
    stepsOf(plan).flatMap((step) =>
      step.statements.map((statement) => [withLineFeeds(statement.sql), { step, statement }] as const),
    ),
  );
  const { role } = plan.drift.target.server;
  const segments = await dialect.executor.readScript(withLineFeeds(script), [...own.keys()], role);
  if (segments.length !== plan.segments.length) {
    throw new DbvcError(
      'invalid-input',
      `The script has ${String(segments.length)} transactions, and the patch has ${String(plan.segments.length)}.`,
      { hint: 'Leave each BEGIN and COMMIT where it is; they are how DBVC knows what it may commit.' },
    );
  }
  plan.segments.forEach((segment, index) => {
    const outside = (segments[index] ?? []).map(({ sql }) => own.get(sql)?.statement.outsideTransaction);
    const isOutside = segment.outsideTransaction === true;
    const asBefore =
      outside.every((one) => (one === true) === isOutside) && (!isOutside || outside.length > 0);
    if (asBefore) return;
    throw new DbvcError(
      'invalid-input',
      'What runs in no transaction does not stand where the patch has it, between the same transactions.',
      {
        lines: segment.steps.map(({ title }) => title),
        hint: 'Leave it as it was: DBVC could not take back what stands in its place.',
      },
    );
  });
  let number = 0;
  return {
    ...plan,
    segments: plan.segments.map((segment, index) => {
      let { objectId } = segment.steps[0] ?? { objectId: undefined };
      const steps = (segments[index] ?? []).map(({ sql, line }): PlanStep => {
        number += 1;
        const before = own.get(sql);
        objectId = before?.step.objectId ?? objectId;
        return {
          number,
          action: before?.step.action ?? 'alter',
          objectId: objectId ?? plan.objects.values().next().value ?? ('' as PlanStep['objectId']),
          partIds: before?.step.partIds ?? [],
          title: `line ${String(line)}: ${titleOf(sql)}`,
          statements: [before?.statement ?? { sql, risks: [] }],
          risks: before?.statement.risks ?? [],
        };
      });
      return { ...segment, steps };
    }),
    edited: { own: new Set([...own.values()].map(({ statement }) => statement.sql)) },
  };
}

/** The steps of an edited plan whose statements are not the planner's. */
export function changedSteps(plan: Plan): readonly PlanStep[] {
  const { edited } = plan;
  if (edited === undefined) return [];
  return stepsOf(plan).filter(({ statements }) => statements.some(({ sql }) => !edited.own.has(sql)));
}

function withLineFeeds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

function titleOf(sql: string): string {
  const line = sql.replace(/\s+/g, ' ').trim();
  return line.length > titleLength ? `${line.slice(0, titleLength)}…` : line;
}
