import type { SqlRow, SqlValue } from '../../../core/dialect/session.js';

/** A value of the driver as sessions deliver it: numbers and booleans as they are, everything else as text. */
export function toSqlValue(value: unknown): SqlValue {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return value;
    case 'bigint':
      return value.toString();
    default:
      if (value === null || value === undefined) return null;
      if (value instanceof Date) return value.toISOString();
      if (Buffer.isBuffer(value)) return `0x${value.toString('hex').toUpperCase()}`;
      return JSON.stringify(value);
  }
}

/** One column of a row as the driver gives it. */
export interface DriverColumn {
  readonly metadata: { readonly colName: string };
  readonly value: unknown;
}

export function toSqlRow(columns: readonly DriverColumn[]): SqlRow {
  const row: Record<string, SqlValue> = {};
  for (const { metadata, value } of columns) row[metadata.colName] = toSqlValue(value);
  return row;
}
