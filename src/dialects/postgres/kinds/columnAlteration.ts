import type {
  Alteration,
  AttributeChange,
  ScriptContext,
  Statement,
} from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import type { PartId } from '../../../core/model/partId.js';
import type { Risk } from '../../../core/model/risk.js';
import { quoteIdentifier } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { addNotValid, nameOfHandedDown, storageSettings, usualNotNull } from './columnDefinition.js';
import { disturbedBy, whyNotAlone } from './columnDependents.js';
import { risksOf, typeChangeOf, using } from './columnConversion.js';
import { missingSecret, optionsAlteration, secretRisks } from './foreignOptions.js';
import {
  alterColumnStart as alterStart,
  alterRelation,
  alterRelationOnly,
  isOfForeignTable,
  isPartitionKey,
  isSet,
  listOf,
  qualified,
  quotedName,
  relationOf,
  textOf,
} from './partName.js';
import { identityChange } from './identityChange.js';
import {
  dropNotNullOfHeirs,
  getsNotNullFromAbove,
  keepNotNullOfHeirs,
  losesNotNullFromAbove,
  makeWayForNotNull,
  settleNotNullOfHeirs,
} from './inheritedColumn.js';
import { retypedNotNulls } from './retypedNotNull.js';
import { heldBy, rowHolders } from './rowHolders.js';
import { rebuildTable } from './tableRebuild.js';
import { tiedHeirs } from './tiedColumns.js';
import { optionChanges } from './storageOptions.js';

/** How one column becomes another: in place where the server can, and in an order in which each step finds what it needs. */
export function alterColumn(
  target: Part,
  source: Part,
  changes: readonly AttributeChange[],
  context: ScriptContext,
): Alteration {
  const changed = new Set(changes.map((change) => change.attribute));
  const secret = missingSecret(target, source, changes);
  if (secret !== undefined) return { how: 'unsupported', reason: secret };
  const blocked = replacement(target, source, changed, context);
  // They hold rows of the table, and can be filled again.
  const views = isRewritten(source, changed)
    ? rowHolders(target.objectId, context).filter(({ kind }) => kind === 'materialized-view')
    : [];
  const disturbs = new Set(views.map(({ id }) => id));
  if (blocked !== undefined) return blocked.how === 'replace' ? withRoom(blocked, disturbs) : blocked;
  if (changed.has('expression') && textOf(target, 'generated') === 'virtual')
    for (const { id } of memberships(target, context)) disturbs.add(id);
  const isNullableThen = changed.has('not null') && !isSet(source, 'not null');
  const alone = changed.has('type') || changed.has('collation');
  const notNulls = alone ? retypedNotNulls(target, context, isNullableThen) : undefined;
  if (notNulls?.obstacle !== undefined) return { how: 'unsupported', reason: notNulls.obstacle };
  for (const id of notNulls?.disturbs ?? []) disturbs.add(id);
  const takesOver: PartId[] = [];
  const identity = identityChange(target, source, changed, context, takesOver);
  const statements = [
    ...identity.before,
    ...(isNullableThen ? dropNotNull(target, context, disturbs) : []),
    ...(notNulls?.before ?? []),
    ...changeGeneration(target, source, changed, context),
    ...changeType(target, source, changed, context, disturbs),
    ...(notNulls?.after ?? []),
    ...(isNullableThen ? keepNotNullOfHeirs(source, context) : []),
    ...addNotNull(target, source, changed, context),
    ...identity.after,
    ...changeStorage(target, source, changed, context),
    ...changeForeignOptions(target, source, changed),
  ];
  return { how: 'in-place', statements, disturbs: [...disturbs], takesOver, ...(alone ? { alone } : {}) };
}

/** What makes a column's table, and those that inherit the column, members of publications: SET EXPRESSION refuses these. */
function memberships(column: Part, context: ScriptContext): readonly Part[] {
  return [column, ...context.heirsOf(column.id, 'target')].flatMap(({ objectId }) =>
    context.dependentsOf(objectId).filter(({ kind }) => kind === 'publication-table'),
  );
}

/** An alteration that also needs these parts out of its way. */
function withRoom(
  alteration: Extract<Alteration, { how: 'replace' }>,
  disturbs: ReadonlySet<PartId>,
): Alteration {
  return { ...alteration, disturbs: [...(alteration.disturbs ?? []), ...disturbs] };
}

/** Whether the server writes every row anew, as far as the column tells. */
function isRewritten(source: Part, changed: ReadonlySet<string>): boolean {
  const generated = textOf(source, 'generated');
  if (changed.has('type') || (changed.has('generated') && generated !== undefined)) return true;
  return generated !== 'virtual' && (changed.has('collation') || changed.has('expression'));
}

/** A column has a default or an identity, never both. */
function isDefaultOf(column: Part): (part: Part) => boolean {
  return (part) => part.kind === 'default' && part.parent === column.id;
}

/** The changes that the server can only make with a new column. */
function replacement(
  target: Part,
  source: Part,
  changed: ReadonlySet<string>,
  context: ScriptContext,
): Alteration | undefined {
  if (textOf(target, 'identity') === undefined && textOf(source, 'identity') !== undefined) {
    // A default that is dropped is none any more; what is left has to stay.
    const isKept = context.dependentsOf(target.id).some(isDefaultOf(target));
    if (isKept)
      return {
        how: 'unsupported',
        reason: `${qualified(target)} keeps its default, so it cannot be an identity`,
      };
  }
  const isHeir = target.inherited !== undefined && source.inherited !== undefined;
  if (isHeir && changed.size === 1 && changed.has('not null constraint')) {
    const reason = `NOT NULL of ${qualified(target)} is inherited, and so is its name`;
    return { how: 'unsupported', reason, independent: true };
  }
  const table = context.target.parts.get(target.objectId);
  const holder = isRewritten(source, changed)
    ? rowHolders(target.objectId, context).find(({ kind }) => kind === 'column')
    : undefined;
  if (table !== undefined && holder !== undefined) {
    return { how: 'unsupported', reason: heldBy(holder, table) };
  }
  if (changed.has('type') || changed.has('collation')) {
    const keyOf = [target, ...context.heirsOf(target.id, 'target')].find((one) =>
      isPartitionKey(one, context),
    );
    const next = context.from.parts.get(source.objectId);
    const other = whyNotAlone(target, context);
    if (other !== undefined) return { how: 'unsupported', reason: other };
    if (keyOf !== undefined && table !== undefined && next !== undefined) {
      const reason = `${relationOf(keyOf)} is partitioned by ${qualified(keyOf)}, whose type changes`;
      return rebuildTable(table, next, reason, context);
    }
  }
  const was = textOf(target, 'generated');
  const becomes = textOf(source, 'generated');
  const { version } = context.target.server;
  const calls = was !== undefined && version < 150000 && callsRoutine(target, context);
  if (changed.has('generated')) {
    // DROP EXPRESSION is there for stored values only.
    if (was === 'stored' && becomes === undefined) {
      if (!calls) return undefined;
      // pg_depend still says so afterwards: dropping the function would drop the column.
      const reason = `PostgreSQL before 15 keeps ${qualified(target)} tied to the function that computed it`;
      return { how: 'unsupported', reason };
    }
    return {
      how: 'replace',
      reason: `${qualified(target)} is computed in another way`,
      risks: [whatBecomesOfValues(target, becomes !== undefined)],
    };
  }
  if (was === undefined) return undefined;
  // USING is not for values that are computed. Before 15, no column changes its type that is computed by a function.
  const isRetyped = changed.has('type') || changed.has('collation');
  const needsUsing = changed.has('type') && typeChangeOf(target, source, context).using !== undefined;
  if (needsUsing || (isRetyped && calls)) {
    return {
      how: 'replace',
      reason: `${qualified(target)} is computed as another type`,
      risks: [whatBecomesOfValues(target, true)],
    };
  }
  if (changed.has('expression') && version < 170000) {
    return {
      how: 'replace',
      reason: `PostgreSQL before 17 cannot change the expression of ${qualified(target)}`,
      risks: [whatBecomesOfValues(target, true)],
    };
  }
  return undefined;
}

/** Whether a computed column calls a function that does not come with the server. */
function callsRoutine(column: Part, context: ScriptContext): boolean {
  return column.dependsOn.some((id) => context.target.parts.get(id)?.kind === 'function');
}

/** A column that is computed comes back by itself; one that no longer is has no values at all (18: virtual to plain). */
function whatBecomesOfValues(column: Part, isComputed: boolean): Risk {
  return isComputed
    ? risk('table-rewrite', `computes ${qualified(column)} for every row anew`)
    : risk('data-loss', `the values of ${qualified(column)} were computed and are not stored: they are gone`);
}

function changeGeneration(
  target: Part,
  source: Part,
  changed: ReadonlySet<string>,
  context: ScriptContext,
): readonly Statement[] {
  if (changed.has('generated')) return [statement(`${alterStart(target)} DROP EXPRESSION`)];
  if (!changed.has('expression') || changed.has('type')) return [];
  return setExpression(target, source, context);
}

/** SET EXPRESSION, for the column and those of its heirs; for each by itself where some compute it in their own way. */
function setExpression(target: Part, source: Part, context: ScriptContext): readonly Statement[] {
  const heirs = tiedHeirs(source, context);
  const expressionOf = (column: Part): string => textOf(column, 'expression') ?? '';
  const areAlike = heirs.every(({ heir }) => expressionOf(heir) === expressionOf(source));
  const set = (start: string, column: Part): Statement => {
    const sql = `${start} SET EXPRESSION AS (${expressionOf(column)})`;
    return textOf(column, 'generated') === 'virtual'
      ? statement(sql)
      : statement(sql, risk('table-rewrite', `computes ${qualified(column)} for every row anew`));
  };
  if (areAlike) return [set(alterStart(target), source)];
  const changed = heirs.filter(({ before, heir }) => expressionOf(before) !== expressionOf(heir));
  return [source, ...changed.map(({ heir }) => heir)].map((column) =>
    set(`${alterRelationOnly(column, context)} ALTER COLUMN ${quotedName(column)}`, column),
  );
}

function changeType(
  target: Part,
  source: Part,
  changed: ReadonlySet<string>,
  context: ScriptContext,
  disturbs: Set<PartId>,
): readonly Statement[] {
  if (!changed.has('type') && !changed.has('collation')) return [];
  const from = textOf(target, 'type') ?? '';
  const to = textOf(source, 'type') ?? '';
  const change = typeChangeOf(target, source, context);
  const isGenerated = textOf(source, 'generated') !== undefined;
  // A foreign table has no rows to convert, and the server refuses USING.
  const isForeign = isOfForeignTable(target);
  for (const id of disturbedBy(target, change, context)) disturbs.add(id);
  const collation = textOf(source, 'collation');
  const clauses = [
    `${alterStart(target)} TYPE ${to}`,
    ...(collation === undefined ? [] : [`COLLATE ${collation}`]),
    ...(isGenerated || isForeign ? [] : using(target, change, to)),
  ];
  return [
    statement(clauses.join(' '), ...(isGenerated || isForeign ? [] : risksOf(target, change, from, to))),
    ...(isGenerated && changed.has('expression') && !changed.has('generated')
      ? setExpression(target, source, context)
      : []),
  ];
}

function dropNotNull(target: Part, context: ScriptContext, disturbs: Set<PartId>): readonly Statement[] {
  // The columns of a primary key cannot be nullable while it stands.
  for (const dependent of context.dependentsOf(target.id)) {
    if (dependent.kind === 'constraint' && textOf(dependent, 'type') === 'primary key')
      disturbs.add(dependent.id);
  }
  // What is only inherited cannot be dropped, and goes with what it is inherited from.
  return losesNotNullFromAbove(target, context) ? [] : [statement(`${alterStart(target)} DROP NOT NULL`)];
}

function addNotNull(
  target: Part,
  source: Part,
  changed: ReadonlySet<string>,
  context: ScriptContext,
): readonly Statement[] {
  const table = alterRelation(target);
  const isNamed = context.target.server.version >= 180000;
  const usual = usualNotNull(target);
  const name = textOf(source, 'not null constraint') ?? usual;
  if (changed.has('not null') && isSet(source, 'not null')) {
    const risks = isOfForeignTable(target)
      ? []
      : [
          risk('may-fail-on-rows', `fails if ${qualified(target)} is null in any row`),
          risk('long-lock', `reads all rows of ${relationOf(target)} under a lock that stops everybody`),
        ];
    if (!isNamed)
      return [
        statement(`${alterStart(target)} SET NOT NULL`, ...risks),
        ...dropNotNullOfHeirs(source, context),
      ];
    // By itself, it would be one that the table declares too.
    if (getsNotNullFromAbove(source, context)) return [];
    const before = makeWayForNotNull(source, context);
    if (isSet(source, 'not null not valid')) return [...before, addNotValid(source)];
    const inherit = isSet(source, 'not null no inherit') ? ' NO INHERIT' : '';
    if (name === usual && nameOfHandedDown(source, context) === undefined && inherit === '') {
      return [...before, statement(`${alterStart(target)} SET NOT NULL`, ...risks)];
    }
    const add = `${table} ADD CONSTRAINT ${quoteIdentifier(name)} NOT NULL ${quotedName(target)}${inherit}`;
    return [...before, statement(add, ...risks)];
  }
  if (!isNamed || !isSet(target, 'not null') || !isSet(source, 'not null')) return [];
  if (changed.has('not null not valid') && isSet(source, 'not null not valid')) {
    return [statement(`${alterStart(target)} DROP NOT NULL`), addNotValid(source)];
  }
  const before = textOf(target, 'not null constraint') ?? usual;
  return changeNotNull(target, source, changed, before, name, context);
}

/** The properties that NOT NULL has as a constraint, since 18. */
function changeNotNull(
  target: Part,
  source: Part,
  changed: ReadonlySet<string>,
  before: string,
  after: string,
  context: ScriptContext,
): readonly Statement[] {
  const table = alterRelation(target);
  const statements: Statement[] = [];
  if (before !== after && changed.has('not null constraint')) {
    statements.push(
      statement(`${table} RENAME CONSTRAINT ${quoteIdentifier(before)} TO ${quoteIdentifier(after)}`),
    );
  }
  const name = quoteIdentifier(changed.has('not null constraint') ? after : before);
  if (changed.has('not null no inherit')) {
    const isAlone = isSet(source, 'not null no inherit');
    if (!isAlone) statements.push(...makeWayForNotNull(source, context));
    statements.push(statement(`${table} ALTER CONSTRAINT ${name} ${isAlone ? 'NO INHERIT' : 'INHERIT'}`));
    if (isAlone) statements.push(...settleNotNullOfHeirs(source, context));
  }
  if (changed.has('not null not valid')) {
    const fails = risk('may-fail-on-rows', `fails if ${qualified(target)} is null in any row`);
    statements.push(statement(`${table} VALIDATE CONSTRAINT ${name}`, fails));
  }
  return statements;
}

function changeStorage(
  target: Part,
  source: Part,
  changed: ReadonlySet<string>,
  context: ScriptContext,
): readonly Statement[] {
  const alter = `${alterRelationOnly(target, context)} ALTER COLUMN ${quotedName(target)}`;
  const statements: Statement[] = [];
  const isForgotten = changed.has('type') || changed.has('collation');
  if (isForgotten) {
    const heirs = context.heirsOf(source.id, 'from').filter(({ id }) => context.target.parts.has(id));
    statements.push(...[source, ...heirs].flatMap((column) => storageSettings(column, context)));
  }
  if (changed.has('storage') && !isForgotten) {
    statements.push(
      statement(`${alter} SET STORAGE ${(textOf(source, 'storage') ?? usualStorage(target)).toUpperCase()}`),
    );
  }
  if (changed.has('compression') && !isForgotten && context.target.server.version >= 140000) {
    statements.push(statement(`${alter} SET COMPRESSION ${textOf(source, 'compression') ?? 'default'}`));
  }
  if (changed.has('statistics target')) {
    const goal = source.attributes['statistics target']?.value;
    statements.push(statement(`${alter} SET STATISTICS ${typeof goal === 'number' ? String(goal) : '-1'}`));
  }
  if (changed.has('options')) {
    const { set, reset } = optionChanges(listOf(target, 'options'), listOf(source, 'options'));
    if (set !== '') statements.push(statement(`${alter} SET (${set})`));
    if (reset !== '') statements.push(statement(`${alter} RESET (${reset})`));
  }
  return statements;
}

function changeForeignOptions(
  target: Part,
  source: Part,
  changed: ReadonlySet<string>,
): readonly Statement[] {
  if (!changed.has('foreign options') && !changed.has('secret options')) return [];
  const options = optionsAlteration(target, source, 'foreign options');
  return [statement(`${alterStart(target)}${options}`, ...secretRisks(target, source))];
}

/** The storage that the column's type has by itself; SET STORAGE DEFAULT is there since 16 only. */
function usualStorage(column: Part): string {
  return textOf(column, 'usual storage') ?? 'extended';
}
