import type { ComparisonState, StaleReason } from '../../core/comparison/comparisonState.js';
import type { Side } from '../../core/comparison/readSides.js';
import type { ReadProgress } from '../../core/dialect/introspector.js';
import type { Drift } from '../../core/differ/drift.js';
import { dialectWord } from '../text/dialectWords.js';
import type { Localizer } from '../text/localizer.js';
import { grouped, timeOfDay } from '../text/numbers.js';
import { arrow, type SideNames } from '../text/sideNames.js';
import { driftStatuses, type DriftStatus } from './driftStatus.js';

/** The names of the chosen databases; a dash where none is chosen. */
export function sideNames(state: ComparisonState): SideNames {
  const name = (side: Side): string => state.sides[side]?.label ?? '-';
  return { source: name('source'), target: name('target') };
}

/** The line above the tree: `dev -> prod · 12 missing, 5 modified, 2 extra · compared 14:02`, and what a filter says. */
export function messageLine(state: ComparisonState, l10n: Localizer, filtered?: string): string | undefined {
  if (state.result === undefined) return undefined;
  const { drift, comparedAt } = state.result;
  const parts = [
    arrow(sideNames(state)),
    ...(filtered === undefined ? [] : [filtered]),
    countsLine(drift, l10n),
    l10n.t('compared {0}', timeOfDay(comparedAt)),
    ...(state.stale === undefined ? [] : [staleWords(state.stale, l10n)]),
    ...reportLines(drift, l10n),
  ];
  return parts.join(' · ');
}

/** `12 missing, 5 modified, 2 extra`; statuses without objects are not named. */
export function countsLine(drift: Drift, l10n: Localizer): string {
  if (drift.objects.length === 0) return l10n.t('no drift');
  return driftStatuses
    .map((status) => [status, drift.objects.filter((object) => object.status === status).length] as const)
    .filter(([, count]) => count > 0)
    .map(([status, count]) => countWords(status, count, l10n))
    .join(', ');
}

function countWords(status: DriftStatus, count: number, l10n: Localizer): string {
  switch (status) {
    case 'missing_in_target':
      return l10n.t('{0} missing', grouped(count, l10n));
    case 'modified':
      return l10n.t('{0} modified', grouped(count, l10n));
    case 'extra_in_target':
      return l10n.t('{0} extra', grouped(count, l10n));
    default:
      return status satisfies never;
  }
}

/** Why a result may no longer say what is there, in words. */
export function staleWords(reason: StaleReason, l10n: Localizer): string {
  switch (reason) {
    case 'rules-changed':
      return l10n.t('out of date: the rules have changed, refresh');
    case 'applied':
      return l10n.t('out of date: the target was changed, refresh');
    case 'refresh-failed':
      return l10n.t('out of date: the last refresh failed');
    default:
      return reason satisfies never;
  }
}

/** Whether something was found that is not compared, or hidden by a rule: a line that must be read in full. */
export function hasReports(drift: Drift): boolean {
  return drift.uncompared.length > 0 || drift.hidden.some(({ count }) => count > 0);
}

/** What was found but not compared, and what rules hide, so that nothing is left out in silence. */
function reportLines(drift: Drift, l10n: Localizer): readonly string[] {
  const uncompared = drift.uncompared.map(
    ({ kind, source, target }) => `${dialectWord(kind, l10n)} ${Math.max(source, target)}`,
  );
  const hidden = drift.hidden.filter(({ count }) => count > 0).map(({ rule, count }) => `${rule} ${count}`);
  return [
    ...(uncompared.length === 0 ? [] : [l10n.t('not compared yet: {0}', uncompared.join(', '))]),
    ...(hidden.length === 0 ? [] : [l10n.t('hidden by rules: {0}', hidden.join(', '))]),
  ];
}

/** How far the reading is: `reading functions, 2,140 of 5,000`. The side that is further behind speaks. */
export function progressLine(state: ComparisonState, l10n: Localizer): string {
  const { source, target } = state.progress;
  const behind = slower(source, target);
  if (behind === undefined) return l10n.t('connecting');
  if (behind.phase === 'connecting') return l10n.t('connecting');
  const { done, total } = behind;
  const what = dialectWord(behind.what, l10n);
  if (done === undefined || total === undefined) return l10n.t('reading {0}', what);
  return l10n.t('reading {0}, {1} of {2}', what, grouped(done, l10n), grouped(total, l10n));
}

function slower(a: ReadProgress | undefined, b: ReadProgress | undefined): ReadProgress | undefined {
  if (a === undefined) return b;
  if (b === undefined) return a;
  const share = (at: ReadProgress): number =>
    at.phase === 'connecting' || at.done === undefined || at.total === undefined || at.total === 0
      ? 0
      : at.done / at.total;
  return share(a) <= share(b) ? a : b;
}
