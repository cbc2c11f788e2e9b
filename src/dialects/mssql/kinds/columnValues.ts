import type { Part } from '../../../core/model/part.js';
import { typeName } from './columnType.js';
import { textOf } from './partName.js';

/** The columns of a table in a catalog. */
export function columnsOf(table: Part, parts: ReadonlyMap<string, Part>): readonly Part[] {
  return [...parts.values()].filter(({ kind, objectId }) => kind === 'column' && objectId === table.id);
}

/** Whether the server counts the changes of rows in a column. */
export function isRowVersion(column: Part): boolean {
  return ['timestamp', 'rowversion'].includes(typeName(textOf(column, 'type') ?? ''));
}

/** Whether an INSERT may give a column a value: the server makes those of others. */
export function takesValue(column: Part): boolean {
  return !('computed' in column.attributes) && !isRowVersion(column);
}
