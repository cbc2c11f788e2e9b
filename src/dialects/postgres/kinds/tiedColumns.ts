import type { ScriptContext } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { partId, type PartId } from '../../../core/model/partId.js';
import { detailKind, nameOf, textOf } from './partName.js';

/** A column of the target and those of the tables that inherit it and stay tied, from above to below. */
export function withHeirs(column: Part, context: ScriptContext): readonly Part[] {
  return walkDown(column, context.heirsOf(column.id, 'target'), context);
}

/** The heirs of a column that are tied to it on both sides and are never parted, as they were and as they are to be. */
export function tiedHeirs(
  column: Part,
  context: ScriptContext,
): readonly { readonly before: Part; readonly heir: Part; readonly leader: Part }[] {
  const heirs = context.heirsOf(column.id, 'from').filter((heir) => {
    const before = context.target.parts.get(heir.id);
    return before !== undefined && before.inherited?.via === heir.inherited?.via;
  });
  const members = new Map(walkDown(column, heirs, context).map((one) => [one.id, one]));
  return [...members.values()].flatMap((heir) => {
    const before = context.target.parts.get(heir.id);
    const leader =
      heir === column || heir.inherited === undefined ? undefined : members.get(heir.inherited.from);
    return before === undefined || leader === undefined ? [] : [{ before, heir, leader }];
  });
}

/**
 * The columns of the target that a change of a column's NOT NULL reaches, and that another table hands down first, as
 * they are and as they are to be; from above to below.
 */
export function heirsByOtherTies(
  column: Part,
  context: ScriptContext,
): readonly { readonly before: Part; readonly heir: Part }[] {
  const reached = new Set([column.id]);
  const tied = new Set(tiedHeirs(column, context).map(({ heir }) => heir.id));
  const found: { before: Part; heir: Part }[] = [];
  // A set goes on to what is added while it is gone through.
  for (const id of reached) {
    const above = context.target.parts.get(id);
    for (const tie of above === undefined ? [] : context.dependentsOf(above.objectId)) {
      if (tie.kind !== 'inheritance' || tie.objectId === above?.objectId || isParted(tie.id, context))
        continue;
      const table = context.target.parts.get(tie.objectId);
      const below = partId(detailKind('column', tie.objectId), ...(table?.path ?? []), nameOf(column));
      if (reached.has(below)) continue;
      reached.add(below);
      const [before, heir] = [context.target, context.from].map(({ parts }) => parts.get(below));
      if (before !== undefined && heir !== undefined && !tied.has(below)) found.push({ before, heir });
    }
  }
  return found;
}

/** A column and those of its heirs that are reached by ties that stay; each heir comes after what it inherits. */
function walkDown(column: Part, heirs: readonly Part[], context: ScriptContext): readonly Part[] {
  const members = new Map([[column.id, column]]);
  for (const heir of heirs) {
    const { inherited } = heir;
    if (inherited === undefined || !members.has(inherited.from) || members.has(heir.id)) continue;
    if (!isParted(inherited.via, context)) members.set(heir.id, heir);
  }
  return [...members.values()];
}

/** Whether a tie is undone, for good or to be made again with other bounds. */
export function isParted(tie: PartId | undefined, context: ScriptContext): boolean {
  const was = tie === undefined ? undefined : context.target.parts.get(tie);
  const next = tie === undefined ? undefined : context.from.parts.get(tie);
  if (was === undefined) return false;
  // What is set aside is parted only then.
  if (context.isSetAside?.(was.objectId) === true) return false;
  return next === undefined || textOf(next, 'bound') !== textOf(was, 'bound');
}
