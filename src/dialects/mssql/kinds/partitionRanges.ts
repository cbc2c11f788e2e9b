/** How a partition function cuts a line of values, and where the pieces lie under one scheme. */
export interface Ranges {
  readonly values: readonly string[];
  /** Whether a boundary belongs to the range above it. */
  readonly right: boolean;
}

/** One SPLIT or MERGE. */
export interface RangeChange {
  readonly how: 'SPLIT' | 'MERGE';
  readonly value: string;
  /** Where the partition that is cut in two stands, or that which goes, counted from 0. */
  readonly partition: number;
  /** Of a SPLIT: where the new partition stands afterwards. */
  readonly place: number;
}

/**
 * The steps from one set of boundaries to another: what goes is merged first, so that the order of the source says where
 * each new one belongs. https://learn.microsoft.com/sql/t-sql/statements/alter-partition-function-transact-sql
 */
export function rangeChanges(target: Ranges, source: Ranges): readonly RangeChange[] {
  const changes: RangeChange[] = [];
  const values = [...target.values];
  for (const value of target.values) {
    if (source.values.includes(value)) continue;
    const at = values.indexOf(value);
    const partition = target.right ? at + 1 : at;
    changes.push({ how: 'MERGE', value, partition, place: partition });
    values.splice(at, 1);
  }
  for (const [index, value] of source.values.entries()) {
    if (values.includes(value)) continue;
    const before = new Set(source.values.slice(0, index));
    const at = values.filter((one) => before.has(one)).length;
    changes.push({ how: 'SPLIT', value, partition: at, place: target.right ? at + 1 : at });
    values.splice(at, 0, value);
  }
  return changes;
}

/** The filegroups of the partitions after the changes, each new one in what `nextUsed` says. */
export function filegroupsAfter(
  filegroups: readonly string[],
  changes: readonly RangeChange[],
  nextUsed: (change: RangeChange, now: readonly string[]) => string,
): readonly string[] {
  const now = [...filegroups];
  for (const change of changes) {
    if (change.how === 'MERGE') now.splice(change.partition, 1);
    else now.splice(change.place, 0, nextUsed(change, now));
  }
  return now;
}
