import type { ScriptContext, Statement } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { partId, type PartId } from '../../../core/model/partId.js';
import { quoteIdentifier } from '../generator/quoting.js';
import { statement } from '../generator/statement.js';
import { columnSettings, notNullName } from './columnDefinition.js';
import { alterRelation, detailKind, isSet, quotedName, relationOf, textOf } from './partName.js';

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
  // Since 18, an heir can have it from its parent and declare it too.
  const isOwn = context.from.server.version >= 180000 && !isSet(column, 'not null inherited');
  if (isSet(column, 'not null') && from !== undefined && (isOwn || !isSet(from, 'not null'))) {
    statements.push(statement(`${alter} SET NOT NULL`));
  }
  return statements;
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
  return tiedHeirs(column, context).flatMap(({ before, heir, leader }) => {
    const stays = isSet(heir, 'not null') && isSet(before, 'not null') && !isSet(leader, 'not null');
    if (!stays) return [];
    const table = alterRelation(before);
    // Before 18, the server takes it from all heirs.
    if (context.target.server.version < 180_000)
      return [statement(`${table} ALTER COLUMN ${quotedName(before)} SET NOT NULL`)];
    if (isSet(before, 'not null handed down')) {
      const name = quoteIdentifier(notNullName(heir));
      return [statement(`${table} ADD CONSTRAINT ${name} NOT NULL ${quotedName(before)}`)];
    }
    const isNamed = notNullName(before) === notNullName(heir) || context.hides('constraint-names');
    return isNamed ? [] : [renameNotNull(before, heir)];
  });
}

/** The heirs of a column that are tied to it on both sides and are never parted, as they were and as they are to be. */
export function tiedHeirs(
  column: Part,
  context: ScriptContext,
): readonly { readonly before: Part; readonly heir: Part; readonly leader: Part }[] {
  return context.heirsOf(column.id, 'from').flatMap((heir) => {
    const before = context.target.parts.get(heir.id);
    const { inherited } = heir;
    if (before === undefined || inherited?.from !== column.id || before.inherited?.via !== inherited.via)
      return [];
    if (isParted(inherited.via, context)) return [];
    return [{ before, heir, leader: column }, ...tiedHeirs(heir, context)];
  });
}

function renameNotNull(before: Part, after: Part): Statement {
  const [from, to] = [before, after].map((one) => quoteIdentifier(notNullName(one)));
  return statement(`${alterRelation(before)} RENAME CONSTRAINT ${from ?? ''} TO ${to ?? ''}`);
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
