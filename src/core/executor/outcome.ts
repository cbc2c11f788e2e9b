import type { DbvcError } from '../errors.js';
import type { PlanStep } from '../planner/plan.js';

/** How far an apply has come. */
export type ApplyProgress =
  | { readonly phase: 'connecting' | 'locking' | 'checking' | 'verifying' | 'committing' }
  | { readonly phase: 'running'; readonly step: PlanStep; readonly done: number; readonly total: number };

/** What became of an apply. Errors before anything was executed are thrown instead. */
export type ApplyOutcome =
  | { readonly status: 'applied'; readonly steps: number; readonly milliseconds: number }
  | {
      readonly status: 'failed';
      readonly error: DbvcError;
      /** The step that failed, where one did. */
      readonly step?: PlanStep;
      /** How many segments were committed before; 0 means that the target is as it was. */
      readonly committedSegments: number;
      /** Whether the last COMMIT was sent and no answer came: the target may or may not have changed. */
      readonly inDoubt: boolean;
      /** The step that failed runs in no transaction, and the target is not known to be as it was before: what it did stays. */
      readonly unfinished?: PlanStep;
      /** It was cancelled after segments had been committed. */
      readonly cancelled?: true;
    };
