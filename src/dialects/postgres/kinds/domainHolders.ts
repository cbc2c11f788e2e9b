import type { ScriptContext } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import type { PartId } from '../../../core/model/partId.js';
import { qualified, textOf } from './partName.js';

/**
 * Why a domain can get no constraint: the server checks the columns of a domain then, but refuses to look into arrays
 * and composite values that are stored (get_rels_with_domain in typecmds.c). Undefined where nothing is in the way.
 */
export function whyNoConstraint(domain: PartId, context: ScriptContext): string | undefined {
  const name = qualifiedOf(domain, context);
  for (const part of context.dependentsOf(domain)) {
    if (part.kind === 'column' && (textOf(part, 'type') ?? '').endsWith('[]')) {
      return `${qualified(part)} holds arrays of ${name}, to which the server adds no constraint then`;
    }
    const column = isContainer(part) ? storedIn(part, context) : undefined;
    if (column !== undefined) {
      return `${qualified(column)} holds values of ${name} within ${qualified(part)}, to which the server adds no constraint then`;
    }
    const within =
      part.kind === 'domain' && !isContainer(part) ? whyNoConstraint(part.id, context) : undefined;
    if (within !== undefined) return within;
  }
  return undefined;
}

/** Whether values of a type contain some of a domain that it is built on, rather than being some. */
function isContainer(part: Part): boolean {
  if (part.kind === 'domain') return (textOf(part, 'base type') ?? '').endsWith('[]');
  return part.kind === 'composite' || part.kind === 'range';
}

function qualifiedOf(domain: PartId, context: ScriptContext): string {
  const part = context.target.parts.get(domain);
  return part === undefined ? '' : qualified(part);
}

/** A column that stores values of a type, directly or within another one. */
function storedIn(type: Part, context: ScriptContext, seen = new Set<PartId>()): Part | undefined {
  seen.add(type.id);
  for (const part of context.dependentsOf(type.id)) {
    if (part.kind === 'column') return part;
    if (!['composite', 'range', 'domain'].includes(part.kind) || seen.has(part.id)) continue;
    const column = storedIn(part, context, seen);
    if (column !== undefined) return column;
  }
  return undefined;
}
