import type { ObjectRow } from './driftRows.js';

/**
 * Whether a row of the Drift view is one of those that a filter asks for: every word of it must occur in the name, the
 * kind, the status or what differs. `*` stands for anything; upper and lower case are the same.
 */
export function filterOf(text: string): (row: ObjectRow) => boolean {
  const tests = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => new RegExp(word.split('*').map(escaped).join('.*'), 's'));
  return (row) => {
    const { difference, accessibleLabel, parts } = row;
    const words = [
      difference.name,
      difference.kind,
      accessibleLabel,
      ...parts.flatMap(({ name, said }) => [name, said]),
    ];
    const said = words.join(' ').toLowerCase();
    return tests.every((test) => test.test(said));
  };
}

function escaped(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
}
