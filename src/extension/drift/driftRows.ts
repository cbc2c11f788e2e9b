import type { ObjectFailure } from '../../core/comparison/comparisonState.js';
import type { Dialect } from '../../core/dialect/dialect.js';
import type { Drift, ObjectDifference, PartDifference } from '../../core/differ/drift.js';
import type { ObjectKind } from '../../core/model/objectKind.js';
import type { PartId } from '../../core/model/partId.js';
import type { RenameOffer } from '../../core/renames/findRenames.js';
import { describedWords, kindHeading, kindWord } from '../text/dialectWords.js';
import type { Localizer } from '../text/localizer.js';
import type { SideNames } from '../text/sideNames.js';
import { changeSummary, changeWords, partLine, type ShownPart, shownParts } from './changeSummary.js';
import { offerWords } from './offerText.js';
import { statusSentence, statusWords } from './driftStatus.js';

/** A row that stands for several objects. */
export interface GroupRow {
  readonly type: 'group';
  /** Stays the same from one comparison to the next, so that what is expanded stays expanded. */
  readonly id: string;
  readonly label: string;
  readonly icon: string;
  readonly objects: readonly ObjectRow[];
}

/** A changed part, and what it may have been renamed from, or to. */
interface OfferedPart extends ShownPart {
  readonly offers: readonly RenameOffer[];
}

/** A row for one drifted object. */
export interface ObjectRow {
  readonly type: 'object';
  readonly id: string;
  readonly objectId: PartId;
  readonly difference: ObjectDifference;
  readonly kind: ObjectKind;
  /** What it expands to; empty unless modified. */
  readonly parts: readonly OfferedPart[];
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  /** What a screen reader says: everything that the eye gets from icon, colour and letter. */
  readonly accessibleLabel: string;
  readonly failure?: ObjectFailure;
  /** What it may have been renamed from, or to. */
  readonly offers: readonly RenameOffer[];
}

/** A row for one changed part of a modified object. */
export interface PartRow {
  readonly type: 'part';
  readonly id: string;
  readonly objectId: PartId;
  readonly part: PartDifference;
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  readonly accessibleLabel: string;
  readonly offers: readonly RenameOffer[];
}

export type DriftRow = GroupRow | ObjectRow | PartRow;

/** What rows are made from. */
export interface DriftRowsInput {
  readonly drift: Drift;
  readonly dialect: Pick<Dialect, 'kinds'>;
  readonly names: SideNames;
  readonly failures: ReadonlyMap<PartId, ObjectFailure>;
  readonly offers: readonly RenameOffer[];
}

/** A row for each drifted object. */
export function objectRows(input: DriftRowsInput, l10n: Localizer): readonly ObjectRow[] {
  const offers = offersById(input.offers);
  const kinds = new Map(input.dialect.kinds.map((kind) => [kind.name, kind]));
  return input.drift.objects.map((difference) => {
    const kind = kinds.get(difference.kind) ?? unknownKind(difference);
    return objectRow(difference, kind, input, offers, l10n);
  });
}

/** Offers by the ids of both that they speak of. */
function offersById(offers: readonly RenameOffer[]): ReadonlyMap<PartId, readonly RenameOffer[]> {
  const byId = new Map<PartId, RenameOffer[]>();
  for (const offer of offers) {
    for (const { id } of [offer.rename.from, offer.rename.to]) {
      const list = byId.get(id);
      if (list === undefined) byId.set(id, [offer]);
      else list.push(offer);
    }
  }
  return byId;
}

function objectRow(
  difference: ObjectDifference,
  kind: ObjectKind,
  input: DriftRowsInput,
  offersById: ReadonlyMap<PartId, readonly RenameOffer[]>,
  l10n: Localizer,
): ObjectRow {
  const failure = input.failures.get(difference.objectId);
  const parts = shownParts(difference, input.drift, l10n).map((shown) => ({
    ...shown,
    offers: offersById.get(shown.part.partId) ?? [],
  }));
  const offers = difference.status === 'modified' ? [] : (offersById.get(difference.objectId) ?? []);
  const summary =
    offers.length === 0
      ? changeSummary(difference, parts, l10n)
      : offerWords(offers, difference.status === 'missing_in_target', l10n);
  const description = failure === undefined ? summary : failure.message;
  const lines = [
    `${kindHeading(kind, l10n)} ${difference.name}`,
    statusSentence(difference.status, input.names, l10n),
    ...(offers.length === 0 ? [] : [summary]),
    ...difference.parts.map((part) => partLine(part, l10n)),
    ...(failure === undefined
      ? []
      : ['', failure.message, ...(failure.hint === undefined ? [] : [failure.hint])]),
  ];
  const spoken = [
    difference.name,
    kindWord(kind, l10n),
    statusWords(difference.status, l10n),
    ...(failure === undefined ? [] : [l10n.t('the last apply failed')]),
    ...(description === '' ? [] : [description]),
  ];
  return {
    type: 'object',
    id: `object:${difference.objectId}`,
    objectId: difference.objectId,
    difference,
    kind,
    parts,
    label: difference.name,
    description,
    tooltip: lines.join('\n'),
    accessibleLabel: spoken.join(', '),
    ...(failure === undefined ? {} : { failure }),
    offers,
  };
}

/** The changed parts of a modified object; empty for every other. */
export function partRows(row: ObjectRow, l10n: Localizer): readonly PartRow[] {
  return row.parts.map(({ part, said, offers }) => {
    const label = part.partId === row.objectId ? row.label : said;
    const words =
      part.status === 'modified'
        ? part.changes.map((change) => changeWords(change, l10n)).join(', ')
        : offers.length === 0
          ? statusWords(part.status, l10n)
          : offerWords(offers, part.status === 'missing_in_target', l10n);
    return {
      type: 'part',
      id: `part:${part.partId}`,
      objectId: row.objectId,
      part,
      label,
      description: words,
      tooltip: partLine(part, l10n),
      accessibleLabel: `${describedWords(part.described, l10n)}, ${statusWords(part.status, l10n)}, ${words}`,
      offers,
    };
  });
}

/** A dialect lists all its kinds; this keeps an object visible if one is forgotten. */
function unknownKind(difference: ObjectDifference): ObjectKind {
  return {
    name: difference.kind,
    label: difference.kind,
    plural: difference.kind,
    order: Number.MAX_SAFE_INTEGER,
    icon: 'symbol-misc',
  };
}
