import { partKindPlural } from '../../core/model/partKindWords.js';
import { acceptanceIn } from '../../core/renames/acceptance.js';
import type { Evidence, RenameOffer } from '../../core/renames/findRenames.js';
import type { Comparison } from './comparison.js';
import { counted, countedPlural, inWords } from './words.js';

/** An offered rename in words: what it may be, why, and how to say so. */
export interface OfferText {
  readonly described: string;
  readonly evidence: string;
  /** Arguments of the command line, quoted for a shell. */
  readonly accept: string;
}

/** The renames that a comparison offers, in words. */
export function offerTexts({ drift, dialect, offers }: Comparison): readonly OfferText[] {
  const { renamer, generator } = dialect;
  if (renamer === undefined) return [];
  const acceptance = acceptanceIn(drift, renamer);
  return offers.map((offer) => {
    const { from, to } = offer.rename;
    return {
      described: `${generator.describe(to)} perhaps renamed from ${generator.describe(from)}`,
      evidence: evidenceText(offer),
      accept: acceptance(offer)
        .map(({ before, after }) => `--rename ${shellQuoted(`${before}=${after}`)}`)
        .join(' '),
    };
  });
}

/** `same 7 columns, 1 of 2 constraints; 2 others look the same`. */
export function evidenceText({ evidence, others }: RenameOffer): string {
  const attributes = evidence.flatMap((one) => (one.what === 'attribute' ? [inWords(one.name)] : []));
  const words = evidence.flatMap((one) => wordsOf(one));
  const all = [...(attributes.length === 0 ? [] : [`same ${attributes.join(', ')}`]), ...words];
  const text = all.length === 0 ? 'alike in all but the name' : all.join(', ');
  return others === 0
    ? text
    : `${text}; ${counted(others, 'other')} ${others === 1 ? 'looks' : 'look'} the same`;
}

function wordsOf(one: Evidence): readonly string[] {
  switch (one.what) {
    case 'definition':
      return ['same definition'];
    case 'place':
      return ['same place'];
    case 'parts': {
      const all = countedPlural(one.of, partKindPlural(one.kind));
      return [one.alike === one.of ? `same ${all}` : `${one.alike} of ${all} alike`];
    }
    case 'attribute':
      return [];
    default:
      return one satisfies never;
  }
}

function shellQuoted(text: string): string {
  return /^[\w.=:,/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
