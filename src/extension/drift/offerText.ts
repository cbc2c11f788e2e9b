import type { Evidence, RenameOffer } from '../../core/renames/findRenames.js';
import { partKindWord } from '../text/dialectWords.js';
import type { Localizer } from '../text/localizer.js';
import { attributeWords } from './changeSummary.js';

/** What the rows of two things say that may be one: `perhaps renamed from public.users: same 7 columns`. */
export function offerWords(offers: readonly RenameOffer[], isMissing: boolean, l10n: Localizer): string {
  const [offer, ...more] = offers;
  if (offer === undefined) return '';
  if (more.length > 0) return l10n.t('perhaps renamed, {0} look the same', offers.length);
  const { from, to } = offer.rename;
  const words = evidenceWords(offer, l10n);
  return isMissing
    ? l10n.t('perhaps renamed from {0}: {1}', from.path.at(-1) ?? '', words)
    : l10n.t('perhaps renamed to {0}: {1}', to.path.at(-1) ?? '', words);
}

/** Why two things may be one. */
export function evidenceWords({ evidence }: RenameOffer, l10n: Localizer): string {
  const attributes = evidence.flatMap((one) => (one.what === 'attribute' ? [attributeWords(one.name)] : []));
  const words = evidence.flatMap((one) => wordsOf(one, l10n));
  const all = [...(attributes.length === 0 ? [] : [l10n.t('same {0}', attributes.join(', '))]), ...words];
  return all.length === 0 ? l10n.t('alike in all but the name') : all.join(', ');
}

function wordsOf(one: Evidence, l10n: Localizer): readonly string[] {
  switch (one.what) {
    case 'definition':
      return [l10n.t('same definition')];
    case 'place':
      return [l10n.t('same place')];
    case 'parts': {
      const kinds = partKindWord(one.kind, l10n, one.of === 1 ? 'one' : 'many');
      return [
        one.alike === one.of
          ? l10n.t('same {0} {1}', one.of, kinds)
          : l10n.t('{0} of {1} {2} alike', one.alike, one.of, kinds),
      ];
    }
    case 'attribute':
      return [];
    default:
      return one satisfies never;
  }
}
