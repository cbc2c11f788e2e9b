import * as z from 'zod';
import type { Database } from '../dialect/session.js';
import type { ApplyOutcome } from './outcome.js';

const databaseSchema = z.object({
  label: z.string(),
  address: z.string(),
  profile: z.string().optional(),
  environment: z.enum(['development', 'staging', 'production']).optional(),
});

/** One apply, as it is kept. Holds no secret: labels and addresses never do. */
export const journalEntrySchema = z.object({
  version: z.literal(1),
  id: z.string(),
  /** ISO 8601. `endedAt` is missing while the apply runs, and for ever when its process was killed. */
  startedAt: z.string(),
  endedAt: z.string().optional(),
  source: databaseSchema,
  target: databaseSchema,
  /** The person's login on their computer and on the target, where they are known. */
  person: z.string().optional(),
  role: z.string().optional(),
  /**
   * `started`: no end was recorded. `in-doubt`: the last COMMIT was sent and no answer came. `partly-applied`: a later
   * segment failed after earlier ones were committed, or a step that runs in no transaction failed on its way. `failed` and `cancelled` left the target as it was.
   */
  status: z.enum(['started', 'applied', 'failed', 'partly-applied', 'in-doubt', 'cancelled']),
  /** What the plan did, step by step, in words. */
  steps: z.array(z.string()),
  /** How many of the plan's transactions were committed. */
  committedSegments: z.int().optional(),
  /** What went wrong, in words. */
  error: z.string().optional(),
  /** The differences that the plan left, and why. */
  leftOut: z.array(z.string()),
  /** What the rollback script cannot bring back. */
  lost: z.array(z.string()),
});

export type JournalEntry = z.infer<typeof journalEntrySchema>;

/** What is known before an apply starts. */
export type NewJournalEntry = Omit<
  JournalEntry,
  'version' | 'id' | 'status' | 'endedAt' | 'error' | 'committedSegments'
> & {
  /** The SQL as the engine's own client would run it. */
  readonly script: string;
  /** The script that undoes it, as far as that is possible. */
  readonly rollback: string;
};

/** What is known when it has ended. */
export type JournalResult = Pick<JournalEntry, 'error' | 'committedSegments'> & {
  readonly status: Exclude<JournalEntry['status'], 'started'>;
  readonly endedAt: string;
};

/** How an entry calls what a failed apply has left. */
export function failedStatus(outcome: Extract<ApplyOutcome, { status: 'failed' }>): JournalResult['status'] {
  if (outcome.inDoubt) return 'in-doubt';
  return outcome.committedSegments > 0 || outcome.unfinished !== undefined ? 'partly-applied' : 'failed';
}

/** An entry that was written, and where a person finds its scripts. */
export interface OpenJournalEntry {
  readonly id: string;
  readonly scriptLocation: string;
  readonly rollbackLocation: string;
  /** Records the end. `rollback` takes the place of the script that was written first, when only a part was committed. */
  finish(result: JournalResult, rollback?: string): Promise<void>;
}

/** The scripts of an entry: what ran, and what undoes it. */
export type JournalScript = 'script' | 'rollback';

/** Where applies are kept, so that a person can see later what was done, and undo it. */
export interface Journal {
  /** Writes an entry before anything is executed, so that a killed process leaves a trace. */
  begin(entry: NewJournalEntry): Promise<OpenJournalEntry>;
  /** All entries, the newest first. Entries that cannot be read are left out. */
  list(): Promise<readonly JournalEntry[]>;
  /** A script of an entry. Throws `invalid-input` where it is not there any more. */
  read(id: string, script: JournalScript): Promise<string>;
}

/** A database as the journal keeps it. */
export function journalDatabase(database: Database): JournalEntry['target'] {
  return {
    label: database.label,
    address: database.address,
    ...(database.profile === undefined ? {} : { profile: database.profile }),
    ...(database.environment === undefined ? {} : { environment: database.environment }),
  };
}
