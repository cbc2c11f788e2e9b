import type { ScriptContext } from '../../../core/dialect/scriptGenerator.js';
import type { Attribute, AttributeValue, Part } from '../../../core/model/part.js';
import type { PartId } from '../../../core/model/partId.js';
import { quoteIdentifier, quoteQualified } from '../generator/quoting.js';

/** The part's own name, unquoted: the last of its path. */
export function nameOf(part: Part): string {
  return part.path[part.path.length - 1] ?? '';
}

/** The part's own name as SQL. */
export function quotedName(part: Part): string {
  return quoteIdentifier(nameOf(part));
}

/** The whole path as SQL, e.g. `public.users` for a table, `public.users.email` for a column. */
export function qualified(part: Part): string {
  return quoteQualified(...part.path);
}

/** The table (view …) that a detail such as a column, constraint or policy belongs to, as SQL: `public.users`. */
export function relationOf(part: Part): string {
  return quoteQualified(...part.path.slice(0, 2));
}

/**
 * The kind in the id of a detail. What belongs to a foreign table is never taken for what a table of the same name has:
 * the one has to go before the other comes.
 */
export function detailKind(kind: string, objectId: PartId): string {
  return isForeign(objectId) ? `foreign-${kind}` : kind;
}

function isForeign(objectId: PartId): boolean {
  return objectId.startsWith('foreign-table:');
}

/** Whether a column, constraint … is of a foreign table, which has no rows of its own. */
export function isOfForeignTable(part: Part): boolean {
  return isForeign(part.objectId);
}

/** `ALTER TABLE public.users`, for a detail of it. */
export function alterRelation(part: Part): string {
  return `ALTER ${isOfForeignTable(part) ? 'FOREIGN TABLE' : 'TABLE'} ${relationOf(part)}`;
}

/** `ALTER TABLE public.users ALTER COLUMN email`. */
export function alterColumnStart(column: Part): string {
  return `${alterRelation(column)} ALTER COLUMN ${quotedName(column)}`;
}

/**
 * {@link alterRelation} for what heirs of the table have each for themselves (defaults, storage): without ONLY it would
 * be theirs too.
 */
export function alterRelationOnly(part: Part, context: ScriptContext): string {
  const hasHeirs = [context.from, context.target].some((catalog) => {
    const relation = catalog.parts.get(part.objectId);
    return relation !== undefined && isSet(relation, 'has heirs');
  });
  return hasHeirs && !isOfForeignTable(part) ? `ALTER TABLE ONLY ${relationOf(part)}` : alterRelation(part);
}

/** Whether the column's table in the target is partitioned by it: the server changes neither its type nor its place. */
export function isPartitionKey(column: Part, context: ScriptContext): boolean {
  const table = context.target.parts.get(column.objectId);
  return table !== undefined && listOf(table, 'key columns').includes(nameOf(column));
}

/** The value of an attribute; undefined where the part has none of that name. */
export function attributeOf(part: Part, name: string): AttributeValue | undefined {
  return part.attributes[name]?.value;
}

/** The value of an attribute or detail that is a text; undefined where it is absent or of another type. */
export function textOf(part: Part, name: string): string | undefined {
  const value = part.attributes[name]?.value ?? part.details[name];
  return typeof value === 'string' ? value : undefined;
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

/** The attributes that have a value: what is at its default has no attribute, so that big catalogs stay small. */
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

/** An attribute with a value, or none where the server has none. */
export function given(value: AttributeValue): Attribute | undefined {
  return value === null ? undefined : { value };
}

/** An attribute that is there only where it is true. */
export function flagged(is: boolean): Attribute | undefined {
  return is ? { value: true } : undefined;
}
