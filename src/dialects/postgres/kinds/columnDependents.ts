import type { ScriptContext } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import type { PartId } from '../../../core/model/partId.js';
import type { TypeChange } from './columnType.js';
import { isSet, textOf } from './partName.js';

/**
 * What has to make room while a column changes its type or collation. The server refuses while views, rules,
 * triggers, policies, generated columns or SQL-standard functions read the column; it would rebuild indexes and
 * constraints itself, but with the operators of the new type, which need not exist until the other columns of an
 * expression or foreign key have changed too.
 */
export function disturbedBy(column: Part, change: TypeChange, context: ScriptContext): readonly PartId[] {
  // The columns of its heirs change with it.
  return [column, ...context.heirsOf(column.id, 'target')]
    .flatMap((one) => context.dependentsOf(one.id).filter((part) => isDisturbed(part, one, change)))
    .map((part) => part.id);
}

function isDisturbed(part: Part, column: Part, change: TypeChange): boolean {
  switch (part.kind) {
    case 'default':
      return part.parent === column.id;
    case 'constraint':
      return change.rewrites && ['check', 'foreign key'].includes(textOf(part, 'type') ?? '');
    case 'index':
      return change.rewrites && isSet(part, 'computed');
    default:
      // Its own comment, privileges and sequence stay.
      return part.parent !== column.id;
  }
}
