import type { AttributeChange } from '../../core/dialect/scriptGenerator.js';
import type { ObjectDifference, PartDifference } from '../../core/differ/drift.js';
import type { AttributeValue } from '../../core/model/part.js';
import type { SideNames } from './comparison.js';
import { counted, inWords } from './words.js';

/** Longest value that is shown in a line. */
const longest = 60;

/** What differs in one part, as sentences for a list. */
export interface PartLine {
  readonly status: PartDifference['status'];
  readonly text: string;
}

/** The parts of a modified object, one line for each attribute; values read from the target's to the source's. */
export function partLines(object: ObjectDifference, names: SideNames): readonly PartLine[] {
  return object.parts.flatMap((part): readonly PartLine[] => {
    const named = part.partId === object.objectId ? '' : `${inWords(part.kind)} ${part.name}`;
    switch (part.status) {
      case 'missing_in_target':
        return [{ status: part.status, text: `${named}: missing in ${names.target}` }];
      case 'extra_in_target':
        return [{ status: part.status, text: `${named}: only in ${names.target}` }];
      case 'modified': {
        const before = named === '' ? '' : `${named}: `;
        return part.changes.map((change) => ({
          status: part.status,
          text: `${before}${changeText(change)}`,
        }));
      }
      default:
        return part.status satisfies never;
    }
  });
}

/** `type varchar(50) -> text`: the target's value, then the source's. */
export function changeText(change: AttributeChange): string {
  const name = inWords(change.attribute);
  const { target, source } = change;
  if (Array.isArray(target) && Array.isArray(source)) return listChange(name, target, source);
  const [before, after] = [valueText(target), valueText(source)];
  if (isShort(before) && isShort(after)) return `${name} ${before} -> ${after}`;
  const lines = (text: string): number => text.split('\n').length;
  return lines(before) === 1 && lines(after) === 1
    ? `${name} ${around(before, after)} -> ${around(after, before)}`
    : `${name} differs, ${counted(lines(before), 'line')} -> ${counted(lines(after), 'line')}`;
}

function listChange(name: string, target: readonly string[], source: readonly string[]): string {
  const whole = `${name} ${valueText(target)} -> ${valueText(source)}`;
  if (isShort(whole)) return whole;
  const added = source.filter((element) => !target.includes(element));
  const removed = target.filter((element) => !source.includes(element));
  if (added.length === 0 && removed.length === 0) return `${name} in another order`;
  const parts = [
    ...(added.length === 0 ? [] : [`gains ${added.join(', ')}`]),
    ...(removed.length === 0 ? [] : [`loses ${removed.join(', ')}`]),
  ];
  return `${name} ${parts.join(', ')}`;
}

function valueText(value: AttributeValue | undefined): string {
  if (value === undefined || value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value === '' ? "''" : value;
  if (typeof value === 'number') return String(value);
  return value.length === 0 ? 'none' : `(${value.join(', ')})`;
}

function isShort(text: string): boolean {
  return text.length <= longest && !text.includes('\n');
}

/** A long value, cut down to where it differs from the other one. */
function around(text: string, other: string): string {
  if (isShort(text)) return text;
  let same = 0;
  while (same < text.length && text.charAt(same) === other.charAt(same)) same++;
  const start = Math.max(0, Math.min(same - 15, text.length - longest));
  const end = Math.min(text.length, start + longest);
  return `${start > 0 ? '…' : ''}${text.slice(start, end)}${end < text.length ? '…' : ''}`;
}
