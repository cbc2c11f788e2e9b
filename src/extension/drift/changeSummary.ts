import type { ObjectDifference, PartDifference } from '../../core/differ/drift.js';
import type { AttributeValue } from '../../core/model/part.js';
import type { Localizer } from '../text/localizer.js';

/** How many changed parts a description names before it counts the rest. */
const named = 4;

/** How much of a value a description shows. */
const valueLength = 40;

/** What differs in a few words: `+status, email type, 2 more`. Empty unless the object is modified. */
export function changeSummary(difference: ObjectDifference, l10n: Localizer): string {
  const words = difference.parts.map((part) => partWords(part, difference));
  const first = words.slice(0, named);
  const more = words.length - first.length;
  return [...first, ...(more > 0 ? [l10n.t('{0} more', more)] : [])].join(', ');
}

/** A changed part in words: `+status`, `-legacy`, `email type`; the attributes alone for the object itself. */
function partWords(part: PartDifference, object: ObjectDifference): string {
  const name = partName(part, object);
  switch (part.status) {
    case 'missing_in_target':
      return `+${name}`;
    case 'extra_in_target':
      return `-${name}`;
    case 'modified': {
      const attributes = part.changes.map((change) => attributeWords(change.attribute)).join(', ');
      return part.partId === object.objectId ? attributes : `${name} ${attributes}`;
    }
    default:
      return part.status satisfies never;
  }
}

/** The name of a part below its object; the kind where the part has no name but the object's (a comment on it). */
export function partName(part: PartDifference, object: ObjectDifference): string {
  const own = object.name.endsWith(part.name) && part.partId !== object.objectId;
  return own ? part.kind : part.name;
}

/** `notNull` as `not null`. */
export function attributeWords(attribute: string): string {
  return attribute
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_-]/g, ' ')
    .toLowerCase();
}

/** Both values of one changed attribute: `type varchar(20) -> text`. */
export function changeWords(change: PartDifference['changes'][number]): string {
  return `${attributeWords(change.attribute)} ${valueWords(change.target)} -> ${valueWords(change.source)}`;
}

function valueWords(value: AttributeValue | undefined): string {
  if (value === undefined || value === null) return 'none';
  const text = (typeof value === 'object' ? value.join(', ') : String(value)).replace(/\s+/g, ' ').trim();
  if (text === '') return "''";
  return text.length > valueLength ? `${text.slice(0, valueLength)}…` : text;
}
