import type { Drift, ObjectDifference } from '../../core/differ/drift.js';
import { type Plan, stepsOf } from '../../core/planner/plan.js';
import { riskLines } from '../apply/applySummary.js';
import { partLine, shownParts } from '../drift/changeSummary.js';
import { statusSentence } from '../drift/driftStatus.js';
import { describedWords } from '../text/dialectWords.js';
import type { Localizer } from '../text/localizer.js';
import type { SideNames } from '../text/sideNames.js';

/** How many lines of one sort stand above a definition before the rest is counted. */
const maxLines = 12;

/** What a header says about one object. */
export interface HeaderInput {
  readonly difference: ObjectDifference;
  readonly drift: Drift;
  readonly names: SideNames;
  /** The plan of Apply Patch on this object alone; undefined where none could be made. */
  readonly plan: Plan | undefined;
}

/** What differs, and what Apply Patch would risk, in words; the lines that stand above the definition in a diff. */
export function objectHeader(
  { difference, drift, names, plan }: HeaderInput,
  l10n: Localizer,
): readonly string[] {
  const parts = shownParts(difference, drift, l10n).map(({ part }) => `  ${partLine(part, l10n)}`);
  return [statusSentence(difference.status, names, l10n), ...firstOf(parts, l10n), ...planLines(plan, l10n)];
}

function planLines(plan: Plan | undefined, l10n: Localizer): readonly string[] {
  if (plan === undefined) return [];
  const risks = riskLines(plan, l10n).map((line) => `  ${line}`);
  const named = ({ described, reason }: Plan['leftOut' | 'required'][number]): string =>
    `  ${describedWords(described, l10n)}: ${reason}`;
  const needed = plan.required.map(named);
  const left = plan.leftOut.map(named);
  return [
    ...(risks.length > 0
      ? [l10n.t('What Apply Patch risks:'), ...firstOf(risks, l10n)]
      : stepsOf(plan).length > 0
        ? [l10n.t('No risk is known: nothing is lost, rewritten or locked for long.')]
        : []),
    ...(needed.length === 0 ? [] : [l10n.t('What has to be taken along:'), ...firstOf(needed, l10n)]),
    ...(left.length === 0 ? [] : [l10n.t('What Apply Patch leaves as it is:'), ...firstOf(left, l10n)]),
  ];
}

function firstOf(lines: readonly string[], l10n: Localizer): readonly string[] {
  const more = lines.length - maxLines;
  return more > 0 ? [...lines.slice(0, maxLines), `  ${l10n.t('and {0} more', more)}`] : lines;
}
