import { ownParts } from '../../core/comparison/ownParts.js';
import type { Drift, ObjectDifference, PartDifference } from '../../core/differ/drift.js';
import type { AttributeValue } from '../../core/model/part.js';
import { describedWords, partKindWord } from '../text/dialectWords.js';
import type { Localizer } from '../text/localizer.js';

/** How many changed parts a description names before it counts the rest. */
const named = 4;

/** How much of a value a description shows. */
const valueLength = 40;

/** A changed part as rows and descriptions show it. */
export interface ShownPart {
  readonly part: PartDifference;
  /** Its name below the object: `email`, `email default`, `comment`. */
  readonly name: string;
  /** The name in the person's language. */
  readonly said: string;
}

/** The changed parts of an object without those that come or go with another: the default of a column that is new. */
export function shownParts(
  difference: ObjectDifference,
  drift: Drift,
  l10n: Localizer,
): readonly ShownPart[] {
  return ownParts(difference, drift).map((part) => {
    const parent = (drift.source.parts.get(part.partId) ?? drift.target.parts.get(part.partId))?.parent;
    const isBelowPart = parent !== undefined && parent !== difference.objectId;
    const nameWith = (kind: string): string =>
      isBelowPart ? `${part.name} ${kind}` : partName(part, kind, difference);
    return { part, name: nameWith(part.kind), said: nameWith(partKindWord(part.kind, l10n)) };
  });
}

/** What differs in a few words: `+status, email type, 2 more`. Empty unless the object is modified. */
export function changeSummary(
  difference: ObjectDifference,
  parts: readonly ShownPart[],
  l10n: Localizer,
): string {
  // What the whole was called says more than what its parts were.
  const isRenamed = ({ part }: ShownPart): boolean =>
    part.partId === difference.objectId && part.changes.some(({ attribute }) => attribute === 'name');
  const ordered = [...parts.filter(isRenamed), ...parts.filter((shown) => !isRenamed(shown))];
  const words = ordered.map((shown) => partWords(shown, difference, l10n));
  const first = words.slice(0, named);
  const more = words.length - first.length;
  return [...first, ...(more > 0 ? [l10n.t('{0} more', more)] : [])].join(', ');
}

/** A changed part in words: `+status`, `-legacy`, `email type`; the attributes alone for the object itself. */
function partWords({ part, name, said }: ShownPart, object: ObjectDifference, l10n: Localizer): string {
  switch (part.status) {
    case 'missing_in_target':
      return `+${said}`;
    case 'extra_in_target':
      return `-${said}`;
    case 'modified': {
      const attributes = part.changes.map((change) =>
        change.attribute === 'name'
          ? l10n.t('renamed from {0}', String(change.target))
          : attributeWords(change.attribute),
      );
      // `email default`, not `email default default`.
      const own = attributes.filter((attribute) => !name.endsWith(attribute));
      const words = own.length === 0 ? '' : own.join(', ');
      return part.partId === object.objectId ? attributes.join(', ') : `${said} ${words}`.trim();
    }
    default:
      return part.status satisfies never;
  }
}

/** The name of a part below its object; the kind where the part has no name but the object's (a comment on it). */
function partName(part: PartDifference, kind: string, object: ObjectDifference): string {
  const own = object.name.endsWith(part.name) && part.partId !== object.objectId;
  return own ? kind : part.name;
}

/** `notNull` as `not null`. */
export function attributeWords(attribute: string): string {
  return attribute
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_-]/g, ' ')
    .toLowerCase();
}

/** Both values of one changed attribute: `type varchar(20) -> text`. */
export function changeWords(change: PartDifference['changes'][number], l10n: Localizer): string {
  const [before, after] = [valueWords(change.target, l10n), valueWords(change.source, l10n)];
  return `${attributeWords(change.attribute)} ${before} -> ${after}`;
}

/** A changed part on a line of its own: `+ column public.users.status`, `~ column public.users.email: type text -> int`. */
export function partLine(part: PartDifference, l10n: Localizer): string {
  const sign = part.status === 'missing_in_target' ? '+' : part.status === 'extra_in_target' ? '-' : '~';
  const values = part.changes.map((change) => changeWords(change, l10n)).join(', ');
  return `${sign} ${describedWords(part.described, l10n)}${values === '' ? '' : `: ${values}`}`;
}

function valueWords(value: AttributeValue | undefined, l10n: Localizer): string {
  if (value === undefined || value === null) return l10n.t('none');
  const text = (typeof value === 'object' ? value.join(', ') : String(value)).replace(/\s+/g, ' ').trim();
  if (text === '') return "''";
  return text.length > valueLength ? `${text.slice(0, valueLength)}…` : text;
}
