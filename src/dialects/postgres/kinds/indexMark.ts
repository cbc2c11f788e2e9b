import type { ScriptContext } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { isSet, qualified, quotedName, textOf } from './partName.js';

/** What at most one index of a table is marked for. The server keeps with the index that it is the one, and with the table that there is one. */
type IndexMark = 'clustered' | 'replica identity';

const marks: readonly IndexMark[] = ['clustered', 'replica identity'];

/** Why a table that is to go by no index goes by one: the index is left with its mark. Undefined where the mark goes. */
export function whyMarkStays(table: Part, mark: IndexMark, context: ScriptContext): string | undefined {
  const marked = context.dependentsOf(table.id).find((part) => isMarked(part, mark));
  if (marked === undefined || context.isChanging?.(marked.id, mark) === true) return undefined;
  return context.fateOf(marked.id) === 'drop' ? undefined : `it goes by ${quotedName(marked)}, which stays`;
}

/** Why a table cannot go by the index that it is to go by: that one is left. */
export function whyNoMark(table: Part, mark: IndexMark, context: ScriptContext): string | undefined {
  const marked = [...context.from.parts.values()].find(
    (part) => part.parent === table.id && isMarked(part, mark),
  );
  if (marked === undefined || context.fateOf(marked.id) === 'create') return undefined;
  const there = context.target.parts.get(marked.id);
  if (context.isChanging?.(marked.id, mark) === true || (there !== undefined && isSet(there, mark)))
    return undefined;
  return `it is to go by ${quotedName(marked)}, which is left as it is`;
}

/** Why an index cannot have the marks that it is to have: its table, or the index that has them, is left. */
export function whyNotMarked(index: Part, context: ScriptContext): string | undefined {
  const table = context.target.parts.get(index.parent ?? index.objectId);
  if (table?.kind !== 'table') return undefined;
  for (const mark of marks) {
    if (!isSet(index, mark)) continue;
    const other = context.dependentsOf(table.id).find((part) => isMarked(part, mark) && part.id !== index.id);
    const changing = isMarkedByIndex(table, mark) ? other : table;
    if (changing !== undefined && context.isLeft?.(changing.id) === true)
      return `${qualified(table)} is to go by it, and ${quotedName(changing)} is left as it is`;
  }
  return undefined;
}

function isMarked(part: Part, mark: IndexMark): boolean {
  return (part.kind === 'index' || part.kind === 'constraint') && isSet(part, mark);
}

/** Whether a table goes by one of its indexes. */
function isMarkedByIndex(table: Part, mark: IndexMark): boolean {
  return mark === 'clustered' ? isSet(table, mark) : textOf(table, mark) === 'index';
}
