import type { LockHolder } from '../../core/dialect/executor.js';
import type { Traffic } from '../../core/executor/traffic.js';
import type { Localizer } from '../text/localizer.js';
import { grouped } from '../text/numbers.js';

/** How many tables, and how many transactions, a question names before it counts the rest. */
const most = 5;

/**
 * How large the tables are that a patch works through, the largest first, and which transactions it waits for. Nothing
 * about tables that take no time, and that nobody holds.
 */
export function trafficLines(traffic: Traffic | undefined, l10n: Localizer): readonly string[] {
  if (traffic === undefined) return [];
  if (!traffic.known) {
    return [l10n.t('How large the tables are and who uses them is not known: {0}', traffic.reason)];
  }
  const sizes = traffic.tables
    .filter(({ grows }) => grows)
    .sort((a, b) => (b.rows ?? Infinity) - (a.rows ?? Infinity))
    .map(({ table, rows }) => {
      const name = table.path.join('.');
      return rows === undefined
        ? l10n.t('{0}: nobody has counted its rows (ANALYZE)', name)
        : l10n.t('{0}: about {1} rows', name, grouped(rows, l10n));
    });
  const waits = traffic.tables.flatMap(({ table, holders }) =>
    holders.map((holder) => holderLine(table.path.join('.'), holder, l10n)),
  );
  return [...firstOf(sizes, l10n), ...firstOf(waits, l10n)];
}

function holderLine(name: string, { who, seconds }: LockHolder, l10n: Localizer): string {
  return seconds === undefined
    ? l10n.t('In the way: a transaction holds {0} ({1})', name, who)
    : l10n.t('In the way: a transaction of {0} s holds {1} ({2})', grouped(seconds, l10n), name, who);
}

function firstOf(lines: readonly string[], l10n: Localizer): readonly string[] {
  const more = lines.length - most;
  return more > 0 ? [...lines.slice(0, most), l10n.t('and {0} more', more)] : lines;
}
