/** A value in which some of its leaves, named by number, are those of another of the same shape. */
export function edited<T>(value: T, other: T, leaves: readonly number[]): T {
  const count = countLeaves(value);
  const chosen = new Set(leaves.map((leaf) => leaf % count));
  let position = 0;
  const merge = (one: unknown, two: unknown): unknown => {
    if (Array.isArray(one)) {
      const twos: readonly unknown[] = Array.isArray(two) ? two : [];
      return one.map((entry, index) => merge(entry, index < twos.length ? twos[index] : entry));
    }
    if (isRecord(one)) {
      const twos = isRecord(two) ? two : {};
      return Object.fromEntries(
        Object.entries(one).map(([key, entry]) => [key, merge(entry, key in twos ? twos[key] : entry)]),
      );
    }
    const isChosen = chosen.has(position);
    position++;
    return isChosen ? two : one;
  };
  return merge(value, other) as T;
}

function countLeaves(value: unknown): number {
  const entries = Array.isArray(value) ? value : isRecord(value) ? Object.values(value) : undefined;
  return entries === undefined ? 1 : Math.max(1, sum(entries.map(countLeaves)));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
