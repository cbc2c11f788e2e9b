import type { Drift } from '../../core/differ/drift.js';
import type { Comparison, SideNames } from './comparison.js';
import { countStatuses } from './comparison.js';
import { counted, countedPlural, number, someOf } from './words.js';

/** How many names are listed of what is not compared. */
const mostNames = 5;

/** What a report says beside the differences, so that nothing is left out in silence. */
export interface Remarks {
  /** What the readings have to say, with the side's name. */
  readonly notices: readonly string[];
  /** What rules hid, in one sentence; undefined if nothing. */
  readonly hidden?: string;
  /** What is not compared yet, in one sentence, and by kind with names. */
  readonly uncompared?: { readonly sentence: string; readonly kinds: readonly string[] };
  /** The last line. */
  readonly summary: string;
}

/** The remarks of a comparison. */
export function remarksOf(comparison: Comparison, names: SideNames): Remarks {
  const { drift } = comparison;
  const hidden = hiddenText(drift.hidden);
  const uncompared = drift.uncompared.map((found) => countedPlural(found.names.length, found.kind));
  const filtered = drift.hidden.find(({ rule }) => rule === 'filters')?.count ?? 0;
  const isAllFiltered = filtered > 0 && drift.objects.length + drift.unchangedCount === 0;
  return {
    notices: [
      ...(['source', 'target'] as const).flatMap((side) =>
        drift[side].notices.map(({ message }) => `${names[side]}: ${message}`),
      ),
      ...(isAllFiltered ? ['No object is left by include and exclude: nothing was compared.'] : []),
    ],
    ...(hidden === '' ? {} : { hidden: `Hidden ${hidden}` }),
    ...(uncompared.length === 0
      ? {}
      : {
          uncompared: {
            sentence: `Found, not compared yet: ${uncompared.join(', ')}`,
            kinds: drift.uncompared.map(
              (found) =>
                `${found.kind}: ${someOf(found.names, mostNames)} ` +
                `(${number(found.source)} in ${names.source}, ${number(found.target)} in ${names.target})`,
            ),
          },
        }),
    summary: summaryOf(comparison, names),
  };
}

function summaryOf({ drift }: Comparison, names: SideNames): string {
  if (drift.objects.length === 0) {
    return `The target equals the source: ${counted(drift.unchangedCount, 'object')} compared, no differences.`;
  }
  const { missing, modified, extra } = countStatuses(drift.objects);
  const parts = [
    ...(missing === 0 ? [] : [`${number(missing)} missing in ${names.target}`]),
    ...(modified === 0 ? [] : [`${number(modified)} modified`]),
    ...(extra === 0 ? [] : [`${number(extra)} only in ${names.target}`]),
  ];
  return (
    `${counted(drift.objects.length, 'difference')}: ${parts.join(', ')}; ` +
    `${counted(drift.unchangedCount, 'object')} unchanged.`
  );
}

/** What rules hid: `--ignore none` shows it, but for what include and exclude leave out. */
function hiddenText(hidden: Drift['hidden']): string {
  const ignored = hidden.filter(({ rule }) => rule !== 'filters');
  const filtered = hidden.find(({ rule }) => rule === 'filters');
  const list = ignored.map(({ rule, count }) => `${number(count)} ${rule}`).join(', ');
  return [
    ...(list === '' ? [] : [`by rules: ${list} (--ignore none shows them)`]),
    ...(filtered === undefined ? [] : [`by include and exclude: ${number(filtered.count)}`]),
  ].join('; ');
}
