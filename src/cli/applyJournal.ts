import { CancelledError, DbvcError } from '../core/errors.js';
import { failedStatus, journalDatabase } from '../core/executor/journal.js';
import type { ApplyOutcome } from '../core/executor/outcome.js';
import { type Plan, stepsOf } from '../core/planner/plan.js';
import type { Context } from './context.js';
import type { Comparison } from './render/comparison.js';

/** The journal entry of the apply that is about to run. */
export interface ApplyJournal {
  readonly rollbackLocation: string;
  ended(outcome: ApplyOutcome): Promise<void>;
  /** The apply threw: nothing was executed, or all of it was rolled back. */
  thrown(error: unknown): Promise<void>;
}

/** Writes the journal entry before anything is executed. Throws `invalid-input` when that is impossible. */
export async function beginJournal(
  { sides, drift, dialect }: Comparison,
  plan: Plan,
  { services }: Context,
): Promise<ApplyJournal> {
  const now = (): string => new Date().toISOString();
  const entry = await services.journal.begin({
    startedAt: now(),
    source: journalDatabase(sides.source),
    target: journalDatabase(sides.target),
    ...(services.machine.userName === '' ? {} : { person: services.machine.userName }),
    role: drift.target.server.user,
    steps: stepsOf(plan).map(({ title }) => title),
    leftOut: plan.leftOut.map(({ described, reason }) => `${described}: ${reason}`),
    lost: [...services.lostForGood(plan, dialect)],
    script: services.planScript(plan, dialect),
    rollback: services.rollbackScript(plan, dialect),
  });
  return {
    rollbackLocation: entry.rollbackLocation,
    ended: async (outcome) => {
      if (outcome.status === 'applied') {
        await entry.finish({
          status: 'applied',
          endedAt: now(),
          committedSegments: plan.segments.length,
        });
        return;
      }
      const { committedSegments, error } = outcome;
      const rollback = services.rollbackAfterFailure(plan, outcome, dialect);
      await entry.finish(
        {
          status: failedStatus(outcome),
          endedAt: now(),
          committedSegments,
          error: error.message,
        },
        rollback,
      );
    },
    thrown: (error) =>
      entry.finish({
        status: error instanceof CancelledError ? 'cancelled' : 'failed',
        endedAt: now(),
        committedSegments: 0,
        error: error instanceof DbvcError || error instanceof Error ? error.message : String(error),
      }),
  };
}
