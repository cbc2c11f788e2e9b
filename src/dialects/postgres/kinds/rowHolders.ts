import type { ScriptContext } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import type { PartId } from '../../../core/model/partId.js';
import { isOfForeignTable, listOf, qualified, textOf } from './partName.js';

/**
 * What stores rows of a table as values, columns of other tables and materialized views: the server does not write the
 * table anew then, because it would not find them (find_composite_type_dependencies in tablecmds.c).
 */
export function rowHolders(table: PartId, context: ScriptContext): readonly Part[] {
  const part = context.target.parts.get(table);
  return part?.kind === 'table' ? storedIn(part, context, new Set()) : [];
}

/** Why the server does not write the rows of a table anew; undefined where nothing is in the way. */
export function whyNoRewrite(table: PartId, context: ScriptContext): string | undefined {
  const part = context.target.parts.get(table);
  const [holder] = rowHolders(table, context);
  return part === undefined || holder === undefined ? undefined : heldBy(holder, part);
}

/** That one part holds rows of another, in words. */
export function heldBy(holder: Part, table: Part): string {
  return `${qualified(holder)} holds rows of ${qualified(table)}, which the server does not write anew then`;
}

/** What stores values of a type, directly or within another one. */
function storedIn(type: Part, context: ScriptContext, seen: Set<PartId>): readonly Part[] {
  seen.add(type.id);
  return context.dependentsOf(type.id).flatMap((part) => {
    if (part.objectId === type.objectId || seen.has(part.id)) return [];
    if (part.kind === 'column') return !isOfForeignTable(part) && isOfType(part, type) ? [part] : [];
    if (part.kind === 'materialized-view')
      return listOf(part, 'held types').includes(qualified(type)) ? [part] : [];
    return ['composite', 'domain', 'range'].includes(part.kind) ? storedIn(part, context, seen) : [];
  });
}

/** Rather than one whose expression names the type. */
function isOfType(column: Part, type: Part): boolean {
  return (textOf(column, 'type') ?? '').replace(/\[\]$/, '') === qualified(type);
}
