import type { ScriptContext, Statement } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { partId, type PartId } from '../../../core/model/partId.js';
import { quoteIdentifier } from '../generator/quoting.js';
import { statement } from '../generator/statement.js';
import { columnSettings, notNullName } from './columnDefinition.js';
import { alterRelation, detailKind, isSet, nameOf, quotedName, relationOf, textOf } from './partName.js';
import { heirsByOtherTies, isParted, tiedHeirs } from './tiedColumns.js';

/** What a new heir's column has of its own, where CREATE TABLE … INHERITS brings the column along. */
export function inheritedColumn(
  column: Part,
  inline: readonly Part[],
  context: ScriptContext,
): readonly Statement[] {
  const from = column.inherited === undefined ? undefined : context.from.parts.get(column.inherited.from);
  const alter = `ALTER TABLE ONLY ${relationOf(column)} ALTER COLUMN ${quotedName(column)}`;
  const value = inline.find((part) => part.kind === 'default' && part.parent === column.id);
  const statements: Statement[] = [];
  // What its parent has may change before or after, and without the heir.
  const changes = from !== undefined && changesDefault(from, context);
  if (value !== undefined && (value.inherited === undefined || changes)) {
    statements.push(statement(`${alter} SET DEFAULT ${textOf(value, 'expression') ?? ''}`));
  }
  if (value === undefined && from !== undefined && (hasDefault(from, context) || changes)) {
    statements.push(statement(`${alter} DROP DEFAULT`));
  }
  return [...statements, ...inheritedNotNull(column, from, context)];
}

/** NOT NULL where it is not that of the column from which it is inherited; in a document, wherever it is. */
function inheritedNotNull(
  column: Part,
  from: Part | undefined,
  context: ScriptContext,
): readonly Statement[] {
  const table = `ALTER TABLE ONLY ${relationOf(column)}`;
  const set = `${table} ALTER COLUMN ${quotedName(column)} SET NOT NULL`;
  const isNotNull = isSet(column, 'not null');
  if (context.isDocument === true) {
    const name = context.hides('constraint-names') ? undefined : textOf(column, 'not null constraint');
    // What is not valid is said with the settings of the column.
    if (!isNotNull || isSet(column, 'not null not valid')) return [];
    const add = `${table} ADD CONSTRAINT ${quoteIdentifier(name ?? '')} NOT NULL ${quotedName(column)}`;
    return [statement(name === undefined ? set : add)];
  }
  if (from === undefined) return [];
  const isModern = context.from.server.version >= 180_000;
  // Before 18, an heir can do without it.
  if (!isNotNull && !isModern && isSet(from, 'not null'))
    return [statement(`${table} ALTER COLUMN ${quotedName(column)} DROP NOT NULL`)];
  // Since 18, an heir can have it from its parent and declare it too.
  const isOwn = isModern && !isSet(column, 'not null inherited');
  return isNotNull && (isOwn || !isSet(from, 'not null')) ? [statement(set)] : [];
}

/** What the columns that the server adds to heirs with a new column have of their own. */
export function settleHeirs(
  column: Part,
  inline: readonly Part[],
  context: ScriptContext,
): readonly Statement[] {
  const fills = inline.some((part) => part.kind === 'default' && part.parent === column.id);
  return context
    .heirsOf(column.id, 'from')
    .filter((heir) => heir.inherited !== undefined && context.target.parts.has(heir.inherited.via))
    .flatMap((heir) => [
      ...(fills && !hasDefault(heir, context)
        ? [statement(`ALTER TABLE ONLY ${relationOf(heir)} ALTER COLUMN ${quotedName(heir)} DROP DEFAULT`)]
        : []),
      ...ownExpression(context.nextOf?.(heir.id) ?? heir, column, context),
      ...columnSettings(heir, [], context),
    ]);
}

/** How an heir computes what the table that it inherits from computes in another way (since 17 a column can say so by itself). */
function ownExpression(heir: Part, column: Part, context: ScriptContext): readonly Statement[] {
  const expression = textOf(heir, 'expression');
  if (context.target.server.version < 170_000 || textOf(heir, 'generated') === undefined) return [];
  if (expression === undefined || expression === textOf(column, 'expression')) return [];
  const alter = `ALTER TABLE ONLY ${relationOf(heir)} ALTER COLUMN ${quotedName(heir)}`;
  return [statement(`${alter} SET EXPRESSION AS (${expression})`)];
}

/**
 * NOT NULL of a new column in the heirs that call it in another way, and then in the table itself: the server gives heirs
 * the name of what they inherit (since 18) unless they have theirs before. Nothing where all have the one name.
 */
export function notNullsOfHeirs(column: Part, context: ScriptContext): readonly Statement[] {
  const isNamed = context.target.server.version >= 180_000 && !context.hides('constraint-names');
  // An identity is NOT NULL from the beginning.
  if (!isNamed || !isSet(column, 'not null') || textOf(column, 'identity') !== undefined) return [];
  const heirs = context
    .heirsOf(column.id, 'from')
    .filter((heir) => heir.inherited !== undefined && context.target.parts.has(heir.inherited.via))
    .filter((heir) => notNullName(heir) !== notNullName(column));
  // Those below before those above, whose name they would get.
  return heirs.length === 0
    ? []
    : [...[...heirs].reverse(), column].map((one) =>
        statement(
          `${alterRelation(one)} ADD CONSTRAINT ${quoteIdentifier(notNullName(one))} NOT NULL ${quotedName(one)}`,
        ),
      );
}

/**
 * What makes way for a NOT NULL that the heirs of a column are to have from it: the server would leave those that have
 * one already with their own name (since 18).
 */
export function makeWayForNotNull(column: Part, context: ScriptContext): readonly Statement[] {
  if (context.target.server.version < 180_000 || context.hides('constraint-names')) return [];
  return tiedHeirs(column, context).flatMap(({ before, heir }) => {
    const isThere =
      isSet(heir, 'not null') && isSet(before, 'not null') && !isSet(before, 'not null handed down');
    if (!isThere || notNullName(before) === notNullName(heir)) return [];
    if (isSet(heir, 'not null handed down'))
      return [statement(`${alterRelation(before)} ALTER COLUMN ${quotedName(before)} DROP NOT NULL`)];
    // The server renames it in all that inherit it, or not at all.
    const isShared = context
      .heirsOf(heir.id, 'target')
      .every((one) => notNullName(one) === notNullName(before));
    return isShared ? [renameNotNull(before, heir)] : [];
  });
}

/** What gives heirs of a column back a NOT NULL of their own that goes with that of the column, or its name. */
export function keepNotNullOfHeirs(column: Part, context: ScriptContext): readonly Statement[] {
  const isModern = context.target.server.version >= 180_000;
  const tied = tiedHeirs(column, context).flatMap(({ before, heir, leader }) => {
    const stays = isSet(heir, 'not null') && isSet(before, 'not null') && !isSet(leader, 'not null');
    if (!stays || getsNotNullFromAbove(heir, context)) return [];
    const table = alterRelation(before);
    // Before 18, the server takes it from all heirs.
    if (!isModern) return [statement(`${table} ALTER COLUMN ${quotedName(before)} SET NOT NULL`)];
    if (isSet(before, 'not null handed down')) {
      const name = quoteIdentifier(notNullName(heir));
      return [statement(`${table} ADD CONSTRAINT ${name} NOT NULL ${quotedName(before)}`)];
    }
    const isNamed = notNullName(before) === notNullName(heir) || context.hides('constraint-names');
    return isNamed ? [] : [renameNotNull(before, heir)];
  });
  // Those too to which another table hands the column down first.
  const others = isModern ? [] : heirsByOtherTies(column, context);
  return [
    ...tied,
    ...others
      .filter(({ before, heir }) => isSet(before, 'not null') && isSet(heir, 'not null'))
      .map(({ before }) =>
        statement(`ALTER TABLE ONLY ${relationOf(before)} ALTER COLUMN ${quotedName(before)} SET NOT NULL`),
      ),
  ];
}

/**
 * What brings heirs of a column whose NOT NULL becomes one that is not inherited to what they are to have: the server
 * leaves it there, as their own.
 */
export function settleNotNullOfHeirs(column: Part, context: ScriptContext): readonly Statement[] {
  return tiedHeirs(column, context).flatMap(({ before, heir, leader }) => {
    if (!isSet(before, 'not null')) return [];
    const table = alterRelation(before);
    const isOwn = leader.id === column.id || !isSet(before, 'not null handed down');
    // It goes with that of the heir above.
    const goesAlong = !isOwn && !isSet(leader, 'not null');
    if (!isSet(heir, 'not null'))
      return goesAlong ? [] : [statement(`${table} ALTER COLUMN ${quotedName(before)} DROP NOT NULL`)];
    if (goesAlong) {
      const name = quoteIdentifier(notNullName(heir));
      return [statement(`${table} ADD CONSTRAINT ${name} NOT NULL ${quotedName(before)}`)];
    }
    const isNamed = notNullName(before) === notNullName(heir) || context.hides('constraint-names');
    return isOwn && !isNamed ? [renameNotNull(before, heir)] : [];
  });
}

/** What lets heirs go on without the NOT NULL that a column gets: before 18, they can, and the server gives it to them. */
export function dropNotNullOfHeirs(column: Part, context: ScriptContext): readonly Statement[] {
  if (context.target.server.version >= 180_000) return [];
  return [...tiedHeirs(column, context), ...heirsByOtherTies(column, context)]
    .filter(({ before, heir }) => !isSet(before, 'not null') && !isSet(heir, 'not null'))
    .map(({ before }) =>
      statement(`ALTER TABLE ONLY ${relationOf(before)} ALTER COLUMN ${quotedName(before)} DROP NOT NULL`),
    );
}

/**
 * What takes the NOT NULL of a column that is dropped from heirs that keep the column because another table hands it down
 * too: since 18, the server would leave it there, inherited from nothing, for good.
 */
export function letGoOfNotNull(column: Part, context: ScriptContext): readonly Statement[] {
  if (context.target.server.version < 180_000 || !isSet(column, 'not null')) return [];
  const isKey = context
    .dependentsOf(column.id)
    .some((part) => part.kind === 'constraint' && textOf(part, 'type') === 'primary key');
  if (isKey || textOf(column, 'identity') !== undefined) return [];
  const isShared = context
    .heirsOf(column.id, 'target')
    .some((heir) =>
      tiesAbove(heir, context).some(
        ({ tie, id }) => tie !== heir.inherited?.via && context.target.parts.has(id),
      ),
    );
  return isShared
    ? [statement(`${alterRelation(column)} ALTER COLUMN ${quotedName(column)} DROP NOT NULL`)]
    : [];
}

/** Whether a column gets its NOT NULL with one that the plan gives to a column that it is inherited from, of whatever parent. */
export function getsNotNullFromAbove(column: Part, context: ScriptContext): boolean {
  return (
    isSet(column, 'not null handed down') &&
    tiesAbove(column, context).some(({ tie, id }) => {
      const next = context.from.parts.get(id);
      if (next === undefined || !context.from.parts.has(tie) || isParted(tie, context)) return false;
      if (!isSet(next, 'not null') || isSet(next, 'not null no inherit')) return false;
      return context.fateOf(id) === 'create' || context.isChanging?.(id, 'not null') === true;
    })
  );
}

/** Whether a column loses its NOT NULL with one that the plan takes from a column that it is inherited from. */
export function losesNotNullFromAbove(column: Part, context: ScriptContext): boolean {
  return (
    isSet(column, 'not null handed down') &&
    tiesAbove(column, context).some(({ tie, id }) => {
      const before = context.target.parts.get(id);
      if (before === undefined || isParted(tie, context)) return false;
      if (!isSet(before, 'not null') || isSet(before, 'not null no inherit')) return false;
      return context.fateOf(id) === 'drop' || context.isChanging?.(id, 'not null') === true;
    })
  );
}

/** The ties of a column's table to those that it inherits from, on the target, with the id that the column has, or would have, there. */
function tiesAbove(
  column: Part,
  context: ScriptContext,
): readonly { readonly tie: PartId; readonly id: PartId }[] {
  return context
    .dependentsOf(column.objectId)
    .filter(({ kind, objectId }) => kind === 'inheritance' && objectId === column.objectId)
    .flatMap((tie) =>
      tie.dependsOn.flatMap((on) => {
        const path = on === column.objectId ? undefined : context.target.parts.get(on)?.path;
        if (path === undefined) return [];
        return [{ tie: tie.id, id: partId(detailKind('column', on), ...path, nameOf(column)) }];
      }),
    );
}

function renameNotNull(before: Part, after: Part): Statement {
  const [from, to] = [before, after].map((one) => quoteIdentifier(notNullName(one)));
  return statement(`${alterRelation(before)} RENAME CONSTRAINT ${from ?? ''} TO ${to ?? ''}`);
}

/** A column before it is NOT NULL. */
export function withoutNotNull(column: Part): Part {
  const attributes = Object.entries(column.attributes).filter(([name]) => !name.startsWith('not null'));
  return { ...column, attributes: Object.fromEntries(attributes) };
}

/** Whether the source's column has a default of its own. */
export function hasDefault(column: Part, context: ScriptContext): boolean {
  return context.from.parts.has(defaultId(column));
}

/** Whether a column that is there has another default than the source's, or one where that has none. */
function changesDefault(column: Part, context: ScriptContext): boolean {
  if (!context.target.parts.has(column.id)) return false;
  const [after, before] = [context.from, context.target].map(({ parts }) => {
    const value = parts.get(defaultId(column));
    return value === undefined ? undefined : textOf(value, 'expression');
  });
  return after !== before;
}

/** The id that the default of a column has, or would have. */
function defaultId(column: Part): PartId {
  return partId(detailKind('default', column.objectId), ...column.path);
}
