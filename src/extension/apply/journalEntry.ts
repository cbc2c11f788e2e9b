import type { ComparisonResult } from '../../core/comparison/comparisonState.js';
import { CancelledError } from '../../core/errors.js';
import { failedStatus, type Journal, journalDatabase } from '../../core/executor/journal.js';
import type { ApplyOutcome } from '../../core/executor/outcome.js';
import { type Plan, stepsOf } from '../../core/planner/plan.js';
import { planScript, rollbackAfterFailure, rollbackScript } from '../../core/planner/planScript.js';
import { irrecoverable, makeRollback } from '../../core/planner/rollback.js';
import { localMachine } from '../../core/profiles/machine.js';
import type { EditedRun } from './applyPlan.js';

/** The journal's entry of an apply that is about to run. */
export interface ApplyEntry {
  ended(outcome: ApplyOutcome): Promise<void>;
  /** The apply threw: nothing was executed, or all of it was rolled back. */
  thrown(error: unknown): Promise<void>;
}

/** Writes the entry before anything is executed. Throws `invalid-input` when that is impossible. */
export async function beginJournalEntry(
  journal: Journal,
  { databases, dialect }: ComparisonResult,
  plan: Plan,
  edited?: EditedRun,
): Promise<ApplyEntry> {
  const now = (): string => new Date().toISOString();
  const person = localMachine(process.env).userName;
  const entry = await journal.begin({
    startedAt: now(),
    source: journalDatabase(databases.source),
    target: journalDatabase(databases.target),
    ...(person === '' ? {} : { person }),
    role: plan.drift.target.server.user,
    steps: stepsOf(plan).map((step) => step.title),
    leftOut: plan.leftOut.map(({ described, reason }) => `${described}: ${reason}`),
    lost: [...irrecoverable(plan, makeRollback(plan, dialect)), ...(edited?.accepted ?? [])],
    script: edited?.script ?? planScript(plan, dialect),
    rollback: rollbackScript(plan, dialect),
  });
  return {
    ended: async (outcome) => {
      if (outcome.status === 'applied') {
        await entry.finish({ status: 'applied', endedAt: now(), committedSegments: plan.segments.length });
        return;
      }
      const { committedSegments, error } = outcome;
      const rollback = rollbackAfterFailure(plan, outcome, dialect);
      const status = failedStatus(outcome);
      await entry.finish({ status, endedAt: now(), committedSegments, error: error.message }, rollback);
    },
    thrown: (error) =>
      entry.finish({
        status: error instanceof CancelledError ? 'cancelled' : 'failed',
        endedAt: now(),
        committedSegments: 0,
        error: error instanceof Error ? error.message : String(error),
      }),
  };
}
