import type { Attribute, Part } from '../../../core/model/part.js';
import { quoteIdentifier, quoteQualified } from '../generator/quoting.js';

/** The part's own name, unquoted: the last of its path. */
export function nameOf(part: Part): string {
  return part.path[part.path.length - 1] ?? '';
}

/** The part's own name as SQL. */
export function quotedName(part: Part): string {
  return quoteIdentifier(nameOf(part));
}

/** The whole path as SQL. */
export function qualified(part: Part): string {
  return quoteQualified(...part.path);
}

/** The table or view that a detail such as a column, constraint or index belongs to, as SQL. */
export function relationOf(part: Part): string {
  return quoteQualified(...part.path.slice(0, 2));
}

/** The value of an attribute or detail that is a text; undefined where it is absent or of another type. */
export function textOf(part: Part, name: string): string | undefined {
  const value = part.attributes[name]?.value ?? part.details[name];
  return typeof value === 'string' ? value : undefined;
}

/** The value of an attribute or detail that is a number. */
export function numberOf(part: Part, name: string): number | undefined {
  const value = part.attributes[name]?.value ?? part.details[name];
  return typeof value === 'number' ? value : undefined;
}

/** The value of an attribute or detail that is a list; empty where it is absent or of another type. */
export function listOf(part: Part, name: string): readonly string[] {
  const value = part.attributes[name]?.value ?? part.details[name];
  return typeof value === 'object' && value !== null ? value : [];
}

/** Whether an attribute or detail is true. */
export function isSet(part: Part, name: string): boolean {
  return (part.attributes[name]?.value ?? part.details[name]) === true;
}

/** The attributes that have a value: what is at its default has no attribute. */
export function withoutDefaults(
  attributes: Readonly<Record<string, Attribute | undefined>>,
): Record<string, Attribute> {
  const present: Record<string, Attribute> = {};
  for (const name in attributes) {
    const attribute = attributes[name];
    if (attribute !== undefined) present[name] = attribute;
  }
  return present;
}

/** An attribute that is there only where it is true. */
export function flagged(is: boolean | null, rule?: string): Attribute | undefined {
  if (is !== true) return undefined;
  return rule === undefined ? { value: true } : { value: true, rule };
}
