import type { ObjectDifference } from '../../core/differ/drift.js';
import type { Localizer } from '../text/localizer.js';
import type { SideNames } from '../text/sideNames.js';

export type DriftStatus = ObjectDifference['status'];

/** The statuses in the order in which sentences count them. */
export const driftStatuses: readonly DriftStatus[] = ['missing_in_target', 'modified', 'extra_in_target'];

/** The letter that stands for a status, as Git's view has them: what applying the patch adds, modifies, deletes. */
export function statusLetter(status: DriftStatus): 'A' | 'M' | 'D' {
  switch (status) {
    case 'missing_in_target':
      return 'A';
    case 'modified':
      return 'M';
    case 'extra_in_target':
      return 'D';
    default:
      return status satisfies never;
  }
}

/** The theme's colour for a status. */
export function statusColor(status: DriftStatus): string {
  switch (status) {
    case 'missing_in_target':
      return 'gitDecoration.addedResourceForeground';
    case 'modified':
      return 'gitDecoration.modifiedResourceForeground';
    case 'extra_in_target':
      return 'gitDecoration.deletedResourceForeground';
    default:
      return status satisfies never;
  }
}

/** The status in two or three words. */
export function statusWords(status: DriftStatus, l10n: Localizer): string {
  switch (status) {
    case 'missing_in_target':
      return l10n.t('missing in target');
    case 'modified':
      return l10n.t('modified');
    case 'extra_in_target':
      return l10n.t('only in target');
    default:
      return status satisfies never;
  }
}

/** The status in a sentence that names both databases. */
export function statusSentence(status: DriftStatus, names: SideNames, l10n: Localizer): string {
  switch (status) {
    case 'missing_in_target':
      return l10n.t('Exists in {0}, missing in {1}: Apply Patch creates it.', names.source, names.target);
    case 'modified':
      return l10n.t('Differs between {0} and {1}: Apply Patch changes {1}.', names.source, names.target);
    case 'extra_in_target':
      return l10n.t('Exists in {1} only, not in {0}: Apply Patch drops it.', names.source, names.target);
    default:
      return status satisfies never;
  }
}
