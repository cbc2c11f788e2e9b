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
  const before = valueText(target, source);
  const after = valueText(source, target);
  if (before.includes('\n') || after.includes('\n')) return linesChange(name, before, after);
  if (isShort(before) && isShort(after)) return `${name} ${before} -> ${after}`;
  return `${name} ${around(before, after)} -> ${around(after, before)}`;
}

/** Texts of several lines: the line that differs, if it is one; otherwise how long they are. */
function linesChange(name: string, target: string, source: string): string {
  const [before, after] = [target.split('\n'), source.split('\n')];
  const differing = before.flatMap((line, index) => (line === after[index] ? [] : [index]));
  const [only] = differing;
  if (before.length !== after.length) {
    return `${name} differs, ${counted(before.length, 'line')} -> ${counted(after.length, 'line')}`;
  }
  if (differing.length !== 1 || only === undefined) {
    return `${name} differs in ${differing.length} of ${counted(before.length, 'line')}`;
  }
  const [line, other] = [before[only]?.trim() ?? '', after[only]?.trim() ?? ''];
  if (line === other) return `${name} differs in the white space of line ${only + 1}`;
  return `${name}, line ${only + 1}: ${around(line, other)} -> ${around(other, line)}`;
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

function valueText(value: AttributeValue | undefined, other?: AttributeValue): string {
  if (value === undefined || value === null) return typeof other === 'boolean' ? 'no' : 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return value.length === 0 ? 'none' : `(${value.join(', ')})`;
  // The white space around a value is shown only where it is the difference.
  const trimmed = value.trim();
  const differsInSpace = typeof other === 'string' && trimmed === other.trim() && value !== other;
  return trimmed === '' || differsInSpace ? `'${value}'` : trimmed;
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
