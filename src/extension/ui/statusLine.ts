import type { ComparisonState } from '../../core/comparison/comparisonState.js';
import { countsLine, progressLine, sideNames, staleWords } from '../drift/driftText.js';
import type { Localizer } from '../text/localizer.js';
import { arrow } from '../text/sideNames.js';

/** What the status bar says about a comparison. */
export interface StatusLine {
  /** With an icon in front: `$(diff) dev -> prod: 19`. */
  readonly text: string;
  readonly tooltip: string;
  /** Whether what is shown may no longer be true. */
  readonly offersRefresh: boolean;
}

/** Why a comparison failed: its message may be gone, and a welcome text cannot say it. */
function reasonOf({ error }: ComparisonState): string {
  return error instanceof Error ? `: ${error.message}` : '';
}

/** The line in the status bar; undefined as long as nothing is chosen. */
export function statusLine(state: ComparisonState, l10n: Localizer): StatusLine | undefined {
  if (Object.keys(state.sides).length === 0) return undefined;
  const names = arrow(sideNames(state));
  const count = String(state.result?.drift.objects.length ?? 0);
  const offersRefresh = state.stale !== undefined && state.phase !== 'comparing';
  const stale = state.stale === undefined ? '' : `, ${staleWords(state.stale, l10n)}`;
  switch (state.phase) {
    case 'comparing':
      return {
        text: `$(sync~spin) ${names}`,
        tooltip: l10n.t('Comparing {0}: {1}', names, progressLine(state, l10n)),
        offersRefresh,
      };
    case 'failed':
      return {
        text: `$(error) ${names}`,
        tooltip: `${l10n.t('The comparison of {0} failed', names)}${stale}${reasonOf(state)}`,
        offersRefresh,
      };
    case 'idle':
      return {
        text: `$(diff) ${names}`,
        tooltip: l10n.t('{0}, not compared yet', names),
        offersRefresh,
      };
    case 'compared': {
      const counts = state.result === undefined ? '' : countsLine(state.result.drift, l10n);
      return {
        text: state.stale === undefined ? `$(diff) ${names}: ${count}` : `$(warning) ${names}: ${count}?`,
        tooltip: `${names}: ${counts}${stale}`,
        offersRefresh,
      };
    }
    default:
      return state.phase satisfies never;
  }
}
