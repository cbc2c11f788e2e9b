import type { ComparisonResult } from '../../core/comparison/comparisonState.js';
import type { JournalEntry } from '../../core/executor/journal.js';

/** Whether applies that were kept may have changed the target since it was compared. */
export function wasApplied(
  entries: readonly JournalEntry[],
  { databases: { target }, comparedAt }: Pick<ComparisonResult, 'databases' | 'comparedAt'>,
): boolean {
  return entries.some(
    (entry) =>
      entry.target.address === target.address &&
      entry.status !== 'failed' &&
      entry.status !== 'cancelled' &&
      new Date(entry.endedAt ?? entry.startedAt) > comparedAt,
  );
}
