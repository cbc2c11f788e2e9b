import type { LockHolder } from '../../core/dialect/executor.js';
import type { Traffic } from '../../core/executor/traffic.js';
import type { Colors } from '../terminal/colors.js';
import { printableLine } from '../terminal/printable.js';
import { number } from './words.js';

/** How many tables, and how many transactions, are named before the rest is counted. */
const most = 5;

/** How large the tables are that a plan works through, the largest first, and which transactions it waits for. */
export function trafficLines(traffic: Traffic | undefined, colors: Colors): readonly string[] {
  if (traffic === undefined) return [];
  if (!traffic.known) {
    const reason = printableLine(traffic.reason);
    return [colors.faint(`  how large the tables are and who uses them is not known: ${reason}`)];
  }
  const sizes = traffic.tables
    .filter(({ grows }) => grows)
    .sort((a, b) => (b.rows ?? Infinity) - (a.rows ?? Infinity))
    .map(({ table, rows }) => {
      const count =
        rows === undefined ? 'rows that nobody has counted (ANALYZE)' : `about ${number(rows)} rows`;
      return `  ${printableLine(table.path.join('.'))} has ${count}`;
    });
  const waits = traffic.tables.flatMap(({ table, holders }) =>
    holders.map((holder) => colors.warning(`  ${printableLine(holderText(table.path.join('.'), holder))}`)),
  );
  return [...firstOf(sizes), ...firstOf(waits)];
}

function holderText(name: string, { who, seconds }: LockHolder): string {
  const age = seconds === undefined ? '' : ` of ${number(seconds)} s`;
  return `in the way: a transaction${age} holds ${name} (${who})`;
}

function firstOf(lines: readonly string[]): readonly string[] {
  const more = lines.length - most;
  return more > 0 ? [...lines.slice(0, most), `  and ${number(more)} more`] : lines;
}
