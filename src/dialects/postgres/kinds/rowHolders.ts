import type { ScriptContext } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import type { PartId } from '../../../core/model/partId.js';
import { isOfForeignTable, qualified, textOf } from './partName.js';

/**
 * Why the server does not write the rows of a table anew: another table holds such rows as values, which it would not find
 * (find_composite_type_dependencies in tablecmds.c). Undefined where nothing is in the way.
 */
export function whyNoRewrite(table: PartId, context: ScriptContext): string | undefined {
  const part = context.target.parts.get(table);
  const holder = part?.kind === 'table' ? rowsStoredIn(part, context, new Set()) : undefined;
  if (part === undefined || holder === undefined) return undefined;
  return `${qualified(holder)} holds rows of ${qualified(part)}, which the server does not write anew then`;
}

/** A column of another table that stores values of a type, directly or within another one. */
function rowsStoredIn(type: Part, context: ScriptContext, seen: Set<PartId>): Part | undefined {
  seen.add(type.id);
  for (const part of context.dependentsOf(type.id)) {
    if (part.objectId === type.objectId || seen.has(part.id)) continue;
    if (part.kind === 'column' && !isOfForeignTable(part) && isOfType(part, type)) return part;
    if (!['composite', 'domain', 'range'].includes(part.kind)) continue;
    const holder = rowsStoredIn(part, context, seen);
    if (holder !== undefined) return holder;
  }
  return undefined;
}

/** Rather than one whose expression names the type. */
function isOfType(column: Part, type: Part): boolean {
  return (textOf(column, 'type') ?? '').replace(/\[\]$/, '') === qualified(type);
}
