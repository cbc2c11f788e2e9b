import type { ScriptContext } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import type { PartId } from '../../../core/model/partId.js';

/** The kinds of parts that keep values of a type, or texts sorted by a collation, and so cannot let go of it. */
const holders: readonly string[] = ['column', 'domain', 'composite', 'range'];

/** A part of the target that holds on to a type or collation; undefined where whatever uses it can be made again. */
export function holderOf(id: PartId, context: ScriptContext): Part | undefined {
  return context.dependentsOf(id).find((part) => holders.includes(part.kind));
}
