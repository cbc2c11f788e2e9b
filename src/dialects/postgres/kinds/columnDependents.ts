import type { ScriptContext } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { partId, type PartId } from '../../../core/model/partId.js';
import type { TypeChange } from './columnType.js';
import { detailKind, isSet, nameOf, qualified, relationOf, textOf } from './partName.js';
import { isParted, withHeirs } from './tiedColumns.js';

/**
 * What has to make room while a column changes its type or collation. The server refuses while views, rules,
 * triggers, policies, generated columns or SQL-standard functions read the column; it would rebuild indexes and
 * constraints itself, but with the operators of the new type, which need not exist until the other columns of an
 * expression or foreign key have changed too.
 */
export function disturbedBy(column: Part, change: TypeChange, context: ScriptContext): readonly PartId[] {
  // The columns of its heirs change with it.
  return [column, ...context.heirsOf(column.id, 'target')]
    .flatMap((one) =>
      context
        .dependentsOf(one.id)
        .filter((part) => isDisturbed(part, one, change) || isOfPartitions(part, one, context)),
    )
    .map((part) => part.id);
}

/**
 * Why a column cannot get another type by itself: it is inherited, or an heir has it from another table too, and the server
 * keeps all of them alike.
 */
export function whyNotAlone(column: Part, context: ScriptContext): string | undefined {
  const above = column.inherited && context.target.parts.get(column.inherited.from);
  if (above !== undefined && !isParted(column.inherited?.via, context) && stays(above, context))
    return `${qualified(column)} is inherited from ${relationOf(above)}, where it stays as it is`;
  const members = withHeirs(column, context);
  const ids = new Set(members.map(({ id }) => id));
  const inTable = (table: PartId): Part | undefined => {
    const path = context.target.parts.get(table)?.path ?? [];
    return context.target.parts.get(partId(detailKind('column', table), ...path, nameOf(column)));
  };
  for (const member of members) {
    for (const tie of context.dependentsOf(member.objectId)) {
      if (tie.kind !== 'inheritance' || isParted(tie.id, context)) continue;
      // Those above the column itself are what it is inherited from.
      if (tie.objectId === member.objectId && member === column) continue;
      const [heir, other] =
        tie.objectId === member.objectId
          ? [member, tie.dependsOn.flatMap((id) => inTable(id) ?? []).find(({ id }) => !ids.has(id))]
          : [inTable(tie.objectId), undefined];
      if (heir === undefined || (other === undefined && ids.has(heir.id))) continue;
      const from = other ?? context.target.parts.get(heir.inherited?.from ?? heir.id) ?? heir;
      return `${qualified(heir)} is inherited from ${relationOf(from)} too`;
    }
  }
  return undefined;
}

function stays(column: Part, context: ScriptContext): boolean {
  if (context.fateOf(column.id) === 'drop' || context.isReplaced?.(column.id) === true) return false;
  return ['type', 'collation'].every((attribute) => context.isChanging?.(column.id, attribute) !== true);
}

/**
 * Whether a part is an index, or a key, of a table that is partitioned: the server would make those of its partitions
 * again under names of its own, and without their settings and comments.
 */
function isOfPartitions(part: Part, column: Part, context: ScriptContext): boolean {
  const table = context.target.parts.get(column.objectId);
  if (table === undefined || textOf(table, 'partition key') === undefined) return false;
  const type = part.kind === 'constraint' ? (textOf(part, 'type') ?? '') : '';
  return part.kind === 'index' || ['primary key', 'unique', 'exclusion'].includes(type);
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
