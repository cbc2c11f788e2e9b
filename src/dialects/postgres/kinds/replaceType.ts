import type { Alteration, ScriptContext, Statement } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import type { PartId } from '../../../core/model/partId.js';
import type { Risk } from '../../../core/model/risk.js';
import { quoteIdentifier } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { nameOf, qualified, quotedName, relationOf, textOf } from './partName.js';

/** The type that a column gets, as SQL, and whether it is an array of the new type. */
export interface NewColumnType {
  readonly sql: string;
  readonly isArray: boolean;
}

export interface TypeReplacement {
  /** The statements that create the new type, under the name of the old one. */
  readonly create: readonly Statement[];
  /** The expression that turns a column's old value into one of the new type. */
  using(column: string, type: NewColumnType): string;
  /** What the conversion can do beside writing the tables anew. */
  readonly risks: readonly Risk[];
}

/**
 * Changes a type in a way that ALTER TYPE has no words for, without touching the columns' rows: the old type is
 * renamed aside, the new one created, every column converted, the old type dropped. What reads the columns or names the
 * type is dropped before and made again after.
 */
export function replaceType(
  target: Part,
  source: Part,
  context: ScriptContext,
  replacement: TypeReplacement,
): Alteration {
  const dependents = context.dependentsOf(target.id);
  const obstacle = obstacleOf(target, dependents, context);
  if (obstacle !== undefined) return { how: 'unsupported', reason: obstacle };

  const name = qualified(target);
  const columns = dependents.filter((part) => isOfType(part, target));
  const aside = asideName(target, context);
  const owner = textOf(target, 'owner');
  return {
    how: 'in-place',
    disturbs: disturbed(target, dependents, columns, context),
    statements: [
      statement(`ALTER TYPE ${name} RENAME TO ${quoteIdentifier(aside)}`),
      ...replacement.create,
      ...(owner === undefined ? [] : [statement(`ALTER TYPE ${name} OWNER TO ${quoteIdentifier(owner)}`)]),
      ...convertColumns(columns, source, replacement),
      statement(`DROP TYPE ${quoteIdentifier(target.path[0] ?? '')}.${quoteIdentifier(aside)}`),
    ],
  };
}

/** Why the type cannot be replaced: other types and what is not compared cannot be converted or made again. */
function obstacleOf(target: Part, dependents: readonly Part[], context: ScriptContext): string | undefined {
  const type = dependents.find((part) => ['domain', 'composite', 'table'].includes(part.kind));
  if (type !== undefined) {
    return `${type.kind} ${qualified(type)} is built on ${qualified(target)}, which takes a new type to change`;
  }
  const other = context.target.uncompared.find((object) => object.dependsOn.includes(target.id));
  if (other !== undefined) {
    return `${other.name} (${other.kind}, not compared yet) uses ${qualified(target)}, which takes a new type to change`;
  }
  return undefined;
}

/** Whether a part is a column of the type or of an array of it, rather than one whose expression names the type. */
function isOfType(part: Part, type: Part): boolean {
  return part.kind === 'column' && elementType(textOf(part, 'type') ?? '') === textOf(type, 'server name');
}

function elementType(type: string): string {
  return type.endsWith('[]') ? type.slice(0, -2) : type;
}

function disturbed(
  target: Part,
  dependents: readonly Part[],
  columns: readonly Part[],
  context: ScriptContext,
): readonly PartId[] {
  const converted = new Set(columns.map((column) => column.id));
  const ids = new Set<PartId>();
  for (const part of dependents) if (!converted.has(part.id)) ids.add(part.id);
  for (const column of columns) {
    for (const part of context.dependentsOf(column.id)) {
      if (!converted.has(part.id) && readsColumn(part, target)) ids.add(part.id);
    }
  }
  return [...ids].sort();
}

/**
 * Whether a dependent of a column stands in the way of its new type. The server makes indexes and keys again by itself
 * unless their expressions hold values of the old type; a foreign key needs both of its sides to match meanwhile.
 */
function readsColumn(part: Part, type: Part): boolean {
  if (part.kind === 'comment' || part.kind === 'privileges' || part.kind === 'sequence') return false;
  if (part.kind === 'index') return part.dependsOn.includes(type.id);
  if (part.kind === 'constraint') {
    return textOf(part, 'type') === 'foreign key' || part.dependsOn.includes(type.id);
  }
  return true;
}

/** One ALTER TABLE for each table, so that its rows are written once. */
function convertColumns(
  columns: readonly Part[],
  source: Part,
  replacement: TypeReplacement,
): readonly Statement[] {
  const byTable = new Map<string, string[]>();
  for (const column of columns) {
    const isArray = (textOf(column, 'type') ?? '').endsWith('[]');
    const sql = `${qualified(source)}${isArray ? '[]' : ''}`;
    const name = quotedName(column);
    const action = `ALTER COLUMN ${name} TYPE ${sql} USING ${replacement.using(name, { sql, isArray })}`;
    const actions = byTable.get(relationOf(column));
    if (actions === undefined) byTable.set(relationOf(column), [action]);
    else actions.push(action);
  }
  return [...byTable].map(([table, actions]) =>
    statement(
      `ALTER TABLE ${table}\n    ${actions.join(',\n    ')}`,
      risk('table-rewrite', `writes all rows of ${table} anew, under a lock that stops everybody`),
      ...replacement.risks,
    ),
  );
}

/** A name for the old type that no type has, at most 63 bytes long. */
function asideName(target: Part, context: ScriptContext): string {
  const schema = target.path[0] ?? '';
  const taken = new Set([...context.target.parts.values()].flatMap((part) => part.occupies));
  const characters = Array.from(nameOf(target));
  while (new TextEncoder().encode(characters.join('')).length > 55) characters.pop();
  const base = `${characters.join('')}_old`;
  let name = base;
  for (let count = 2; taken.has(`type:${schema}.${name}`); count++) name = `${base}${String(count)}`;
  return name;
}
