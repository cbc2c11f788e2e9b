import type { ScriptContext } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { quoteIdentifier, quoteLiteral } from '../generator/quoting.js';
import { indexOptions } from './indexOptions.js';
import { isSet, listOf, relationOf, textOf } from './partName.js';

/** The kinds of constraints, as the server's catalog views tell them apart. */
export const constraintKinds: readonly string[] = ['primary-key', 'unique', 'check', 'foreign-key'];

/** Whether CREATE TABLE can write a constraint: foreign keys come after all tables, and states need a statement. */
export function isInlineConstraint(part: Part): boolean {
  if (part.kind === 'check') return !isSet(part, 'disabled') && !isSet(part, 'not trusted');
  return part.kind === 'primary-key' || part.kind === 'unique';
}

/** What follows ADD or stands in CREATE TABLE. A constraint that the server named gets a name from it again. */
export function constraintClause(part: Part, context: ScriptContext): string {
  const name = textOf(part, 'constraint name');
  return `${name === undefined ? '' : `CONSTRAINT ${quoteIdentifier(name)} `}${body(part, context)}`;
}

function body(part: Part, context: ScriptContext): string {
  const replication = isSet(part, 'not for replication') ? ' NOT FOR REPLICATION' : '';
  switch (part.kind) {
    case 'check':
      return `CHECK${replication} ${textOf(part, 'expression') ?? ''}`;
    case 'foreign-key': {
      const onDelete = textOf(part, 'on delete');
      const onUpdate = textOf(part, 'on update');
      return (
        `FOREIGN KEY (${listOf(part, 'columns').map(quoteIdentifier).join(', ')}) ` +
        `REFERENCES ${textOf(part, 'references') ?? ''} (${listOf(part, 'referenced columns').map(quoteIdentifier).join(', ')})` +
        (onDelete === undefined ? '' : ` ON DELETE ${onDelete}`) +
        (onUpdate === undefined ? '' : ` ON UPDATE ${onUpdate}`) +
        replication
      );
    }
    default: {
      const word = part.kind === 'primary-key' ? 'PRIMARY KEY' : 'UNIQUE';
      return `${word} ${textOf(part, 'type') ?? ''} (${listOf(part, 'columns').join(', ')})${indexOptions(part, context)}`;
    }
  }
}

const catalogViews: Readonly<Record<string, string>> = {
  check: 'check_constraints',
  'foreign-key': 'foreign_keys',
  'primary-key': 'key_constraints',
  unique: 'key_constraints',
};

/**
 * The statement that drops a constraint: by the name that was given to it, or by the one that the server has made up,
 * which is looked up by what the constraint says.
 */
export function dropConstraint(part: Part): string {
  const name = textOf(part, 'constraint name');
  const table = relationOf(part);
  if (name !== undefined) return `ALTER TABLE ${table} DROP CONSTRAINT ${quoteIdentifier(name)}`;
  return (
    `DECLARE @constraint sysname = (\n` +
    `    SELECT TOP (1) k.name FROM sys.${catalogViews[part.kind] ?? ''} AS k\n` +
    `    WHERE k.parent_object_id = OBJECT_ID(${quoteLiteral(table)}) AND k.is_system_named = 1 AND ${condition(part)}\n` +
    `);\n` +
    `IF @constraint IS NULL THROW 50000, ${quoteLiteral(`${table} has no such constraint any more.`)}, 1;\n` +
    `DECLARE @statement nvarchar(max) = ${quoteLiteral(`ALTER TABLE ${table} DROP CONSTRAINT `)} + QUOTENAME(@constraint);\n` +
    `EXEC sys.sp_executesql @statement`
  );
}

/** What tells a constraint without a name from the others of its table. */
function condition(part: Part): string {
  switch (part.kind) {
    case 'check':
      return `k.definition = ${quoteLiteral(textOf(part, 'expression') ?? '')}`;
    case 'primary-key':
      return `k.type = 'PK'`;
    case 'unique':
      return `k.type = 'UQ' AND ${[...listOf(part, 'key columns').map(keyColumn), noFurtherKeyColumn(part)].join(' AND ')}`;
    default:
      return [
        `k.referenced_object_id = OBJECT_ID(${quoteLiteral(textOf(part, 'references') ?? '')})`,
        ...listOf(part, 'columns').map((name, index) => foreignColumn('parent', name, index)),
        ...listOf(part, 'referenced columns').map((name, index) => foreignColumn('referenced', name, index)),
      ].join(' AND ');
  }
}

function keyColumn(name: string, index: number): string {
  return (
    `EXISTS (SELECT 1 FROM sys.index_columns AS c WHERE c.object_id = k.parent_object_id ` +
    `AND c.index_id = k.unique_index_id AND c.key_ordinal = ${String(index + 1)} ` +
    `AND COL_NAME(c.object_id, c.column_id) = ${quoteLiteral(name)})`
  );
}

/** UNIQUE (a) is not UNIQUE (a, b). */
function noFurtherKeyColumn(part: Part): string {
  return (
    `NOT EXISTS (SELECT 1 FROM sys.index_columns AS c WHERE c.object_id = k.parent_object_id ` +
    `AND c.index_id = k.unique_index_id AND c.key_ordinal > ${String(listOf(part, 'key columns').length)})`
  );
}

function foreignColumn(side: 'parent' | 'referenced', name: string, index: number): string {
  return (
    `EXISTS (SELECT 1 FROM sys.foreign_key_columns AS c WHERE c.constraint_object_id = k.object_id ` +
    `AND c.constraint_column_id = ${String(index + 1)} ` +
    `AND COL_NAME(c.${side}_object_id, c.${side}_column_id) = ${quoteLiteral(name)})`
  );
}
