import type { Alteration, ScriptContext, Statement } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import type { PartId } from '../../../core/model/partId.js';
import type { Risk } from '../../../core/model/risk.js';
import { quoteIdentifier } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { asideNames } from './asideName.js';
import { storageSettings } from './columnDefinition.js';
import { createComposite } from './compositeStatements.js';
import { createDomain } from './domainStatements.js';
import {
  alterRelation,
  isOfForeignTable,
  isPartitionKey,
  isSet,
  qualified,
  quotedName,
  relationOf,
  textOf,
} from './partName.js';
import { retypedNotNulls } from './retypedNotNull.js';
import { whyNoRewrite } from './rowHolders.js';
import { isParted } from './tiedColumns.js';

/** The type that a column gets, as SQL, and whether it is an array of the new type. */
export interface NewColumnType {
  readonly sql: string;
  readonly isArray: boolean;
}

export interface TypeReplacement {
  /** The statements that create the new type, under the name of the old one. */
  readonly create: readonly Statement[];
  /**
   * The expression that turns an old value into one of the new type; undefined where there is none. `of` is the type of
   * the value: the one that is replaced, or one that is built on it.
   */
  using(value: string, type: NewColumnType, of: Part): string | undefined;
  /** What the conversion can do beside writing the tables anew. */
  readonly risks: readonly Risk[];
}

/**
 * Changes a type in a way that ALTER TYPE has no words for, without touching the columns' rows: the old type is
 * renamed aside, the new one created, every column converted, the old type dropped. The domains and composite types
 * that are built on it are made again with it, as they were. What reads the columns or names one of the types is
 * dropped before and made again after.
 */
export function replaceType(target: Part, context: ScriptContext, replacement: TypeReplacement): Alteration {
  const types = typesBuiltOn(target, context);
  const obstacle = types.map((type) => obstacleOf(type, target, context)).find((one) => one !== undefined);
  if (obstacle !== undefined) return { how: 'unsupported', reason: obstacle };

  const columns = types.flatMap((type) => columnsOf(type, context).map((column) => ({ column, type })));
  const plain = columns.filter(
    ({ column }) => textOf(column, 'generated') === undefined && context.isReplaced?.(column.id) !== true,
  );
  const key = plain.find(({ column }) => isPartitionKey(column, context));
  if (key !== undefined) {
    const reason = `${relationOf(key.column)} is partitioned by ${qualified(key.column)}, whose type cannot change`;
    return { how: 'unsupported', reason };
  }
  const held = plain
    .map(({ column }) => whyNoRewrite(column.objectId, context))
    .find((reason) => reason !== undefined);
  if (held !== undefined) return { how: 'unsupported', reason: held };
  const leading = plain.filter(({ column }) => !isConvertedWithOne(column, plain, context));
  const conversions = leading.map(({ column, type }) => conversionOf(column, type, replacement));
  const stuck = conversions.find(({ using }) => using === undefined);
  if (stuck !== undefined) {
    const reason = `${qualified(stuck.column)} holds arrays of ${qualified(target)}, which cannot be taken apart`;
    return { how: 'unsupported', reason };
  }
  const notNulls = leading.map(({ column }) => retypedNotNulls(column, context));
  const unnamed = notNulls.find((one) => one.obstacle !== undefined);
  if (unnamed?.obstacle !== undefined) return { how: 'unsupported', reason: unnamed.obstacle };
  const kept = new Map(types.slice(1).map((type) => [type, checksThatStay(type, types, context)]));
  const nameAside = asideNames(context, 'type');
  const aside = new Map(types.map((type) => [type, nameAside(type.path)]));
  return {
    how: 'in-place',
    disturbs: [
      ...disturbed(
        types,
        plain.map(({ column }) => column),
        [...kept.values()].flat(),
        context,
      ),
      ...notNulls.flatMap((one) => one.disturbs),
    ],
    touches: [...types.slice(1), ...columns.map(({ column }) => column)].map(({ id }) => id),
    statements: [
      ...types.map((type) => statement(`ALTER TYPE ${qualified(type)} RENAME TO ${asideOf(type)}`)),
      ...types.flatMap((type) => [...createAgain(type), ...ownerOf(type)]),
      ...notNulls.flatMap(({ before }) => before),
      ...convertColumns(conversions, replacement),
      ...notNulls.flatMap(({ after }) => after),
      ...plain.flatMap(({ column }) => storageSettings(column, context)),
      ...[...types].reverse().map((type) => {
        const schema = quoteIdentifier(type.path[0] ?? '');
        return statement(`DROP TYPE ${schema}.${asideOf(type)}`);
      }),
    ],
  };

  function asideOf(type: Part): string {
    return quoteIdentifier(aside.get(type) ?? '');
  }

  function createAgain(type: Part): readonly Statement[] {
    if (type === target) return replacement.create;
    if (type.kind !== 'domain') return [createComposite(type)];
    return [createDomain(type, kept.get(type) ?? [], true)];
  }
}

/** Whether the server converts a column with that of the table that it inherits from: not when they were parted before. */
function isConvertedWithOne(
  column: Part,
  columns: readonly { readonly column: Part }[],
  context: ScriptContext,
): boolean {
  const { inherited } = column;
  return columns.some((one) => one.column.id === inherited?.from) && !isParted(inherited?.via, context);
}

function ownerOf(type: Part): readonly Statement[] {
  const owner = textOf(type, 'owner');
  if (owner === undefined) return [];
  return [statement(`ALTER TYPE ${qualified(type)} OWNER TO ${quoteIdentifier(owner)}`)];
}

/** A type and the domains and composite types that are built on it, each after those that it is built on. */
export function typesBuiltOn(type: Part, context: ScriptContext): readonly Part[] {
  const ordered: Part[] = [];
  const seen = new Set<PartId>();
  const visit = (one: Part): void => {
    if (seen.has(one.id)) return;
    seen.add(one.id);
    for (const part of context.dependentsOf(one.id)) if (isBuiltType(part)) visit(part);
    ordered.unshift(one);
  };
  visit(type);
  return ordered;
}

function isBuiltType(part: Part): boolean {
  return part.kind === 'domain' || part.kind === 'composite';
}

/** The columns of a type or of arrays of it. */
export function columnsOf(type: Part, context: ScriptContext): readonly Part[] {
  return context.dependentsOf(type.id).filter((part) => isOfType(part, type));
}

/** Why a type cannot be replaced: what is not compared cannot be converted or made again. */
function obstacleOf(type: Part, target: Part, context: ScriptContext): string | undefined {
  const table = context.dependentsOf(type.id).find((part) => part.kind === 'table');
  if (table !== undefined) {
    return `table ${qualified(table)} is built on ${qualified(type)}, which takes a new type to change`;
  }
  const other = context.target.uncompared.find((object) => object.dependsOn.includes(type.id));
  if (other === undefined) return undefined;
  const built = type === target ? '' : `, with ${qualified(type)} that is built on it`;
  return `${other.name} (${other.kind}, not compared yet) uses ${qualified(type)}, and ${qualified(target)} takes a new type to change${built}`;
}

/**
 * The checks of a domain that is made again that are the same on both sides, and need nothing that is made again with the
 * types: they are written into it.
 */
function checksThatStay(domain: Part, types: readonly Part[], context: ScriptContext): readonly Part[] {
  const built = builtOn(types, context);
  return context.dependentsOf(domain.id).filter((part) => {
    if (part.kind !== 'domain-constraint' || part.parent !== domain.id) return false;
    if (!isSet(part, 'validated') || part.dependsOn.some((on) => built.has(on))) return false;
    const twin = context.from.parts.get(part.id);
    return twin !== undefined && textOf(twin, 'definition') === textOf(part, 'definition');
  });
}

/** What depends on types, directly or not, and is none of them. */
function builtOn(types: readonly Part[], context: ScriptContext): ReadonlySet<PartId> {
  const built = new Set(types.map(({ id }) => id));
  // A set goes on to what is added while it is gone through.
  for (const id of built) for (const part of context.dependentsOf(id)) built.add(part.id);
  for (const { id } of types) built.delete(id);
  return built;
}

/** Whether a part is a column of the type or of an array of it, rather than one whose expression names the type. */
function isOfType(part: Part, type: Part): boolean {
  return part.kind === 'column' && elementType(textOf(part, 'type') ?? '') === textOf(type, 'server name');
}

function elementType(type: string): string {
  return type.endsWith('[]') ? type.slice(0, -2) : type;
}

function disturbed(
  types: readonly Part[],
  columns: readonly Part[],
  kept: readonly Part[],
  context: ScriptContext,
): readonly PartId[] {
  const stays = new Set([...types, ...columns, ...kept].map((part) => part.id));
  const ids = new Set<PartId>();
  // Comments on checks that are written into their domain, too.
  for (const one of [...types, ...kept]) {
    for (const part of context.dependentsOf(one.id)) if (!stays.has(part.id)) ids.add(part.id);
  }
  for (const column of columns) {
    for (const part of context.dependentsOf(column.id)) {
      if (!stays.has(part.id) && readsColumn(part, types)) ids.add(part.id);
    }
  }
  return [...ids].sort();
}

/**
 * Whether a dependent of a column stands in the way of its new type. The server makes indexes and keys again by itself
 * unless their expressions hold values of the old type; a foreign key needs both of its sides to match meanwhile.
 */
function readsColumn(part: Part, types: readonly Part[]): boolean {
  const namesType = types.some((type) => part.dependsOn.includes(type.id));
  if (part.kind === 'comment' || part.kind === 'privileges' || part.kind === 'sequence') return false;
  if (part.kind === 'index') return namesType;
  if (part.kind === 'constraint') return textOf(part, 'type') === 'foreign key' || namesType;
  return true;
}

interface Conversion {
  readonly column: Part;
  readonly sql: string;
  readonly using: string | undefined;
}

function conversionOf(column: Part, type: Part, replacement: TypeReplacement): Conversion {
  const isArray = (textOf(column, 'type') ?? '').endsWith('[]');
  const sql = `${qualified(type)}${isArray ? '[]' : ''}`;
  // A foreign table has no rows to convert, and the server refuses USING.
  if (isOfForeignTable(column)) return { column, sql, using: '' };
  return { column, sql, using: replacement.using(quotedName(column), { sql, isArray }, type) };
}

/** One ALTER TABLE for each table, so that its rows are written once. */
function convertColumns(
  conversions: readonly Conversion[],
  replacement: TypeReplacement,
): readonly Statement[] {
  const byTable = new Map<string, { readonly column: Part; readonly actions: string[] }>();
  for (const { column, sql, using = '' } of conversions) {
    const action = `ALTER COLUMN ${quotedName(column)} TYPE ${sql}${using === '' ? '' : ` USING ${using}`}`;
    const table = byTable.get(relationOf(column));
    if (table === undefined) byTable.set(relationOf(column), { column, actions: [action] });
    else table.actions.push(action);
  }
  return [...byTable].map(([table, { column, actions }]) => {
    const sql = `${alterRelation(column)}\n    ${actions.join(',\n    ')}`;
    if (isOfForeignTable(column)) return statement(sql);
    return statement(
      sql,
      risk('table-rewrite', `writes all rows of ${table} anew, under a lock that stops everybody`),
      ...replacement.risks,
    );
  });
}
