import type { AttributeChange } from '../dialect/scriptGenerator.js';
import type { Attribute, AttributeValue, Part } from '../model/part.js';

/** Whether the rules hide differences of this ignore rule. */
export type Hides = (rule: string) => boolean;

/** How two versions of a part differ under the rules, and what a rule hid. */
export interface PartComparison {
  readonly changes: readonly AttributeChange[];
  /** The rules that hid a difference, one entry per attribute. */
  readonly hidden: readonly string[];
}

/** Whether two values are the same, lists element by element. */
export function sameValue(a: AttributeValue | undefined, b: AttributeValue | undefined): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  return a.length === b.length && a.every((element, index) => element === b[index]);
}

function sameMeaning(a: Attribute | undefined, b: Attribute | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return sameValue(a.canonical ?? a.value, b.canonical ?? b.value);
}

/**
 * Whether two versions of a part are the same to the letter, so that no rule needs to be asked. Most parts of most
 * comparisons are, and dialects share the attributes of parts that are alike.
 */
export function isUnchanged(source: Part, target: Part): boolean {
  const [before, after] = [target.attributes, source.attributes];
  if (before === after) return true;
  const names = Object.keys(after);
  return (
    names.length === Object.keys(before).length &&
    names.every((name) => name in before && sameValue(before[name]?.value, after[name]?.value))
  );
}

/** Compares two versions of one part, attribute by attribute. */
export function comparePart(source: Part, target: Part, hides: Hides): PartComparison {
  const changes: AttributeChange[] = [];
  const hidden: string[] = [];
  const compare = (name: string): void => {
    if (source.lacks?.includes(name) === true || target.lacks?.includes(name) === true) return;
    const before = target.attributes[name];
    const after = source.attributes[name];
    if (sameValue(before?.value, after?.value)) return;
    if (before?.printed === true && after?.printed === true && sameMeaning(before, after)) return;
    const rule = source.rule ?? target.rule ?? before?.rule ?? after?.rule;
    if (rule !== undefined && hides(rule)) hidden.push(rule);
    else if (sameMeaning(before, after) && hides('formatting')) hidden.push('formatting');
    else changes.push({ attribute: name, target: before?.value, source: after?.value });
  };
  Object.keys(target.attributes).forEach(compare);
  for (const name of Object.keys(source.attributes)) if (!(name in target.attributes)) compare(name);
  return { changes, hidden };
}
