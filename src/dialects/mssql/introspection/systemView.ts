import * as z from 'zod';

export const text = z.string();
export const integer = z.number();
export const flag = z.boolean();
export const optionalText = text.nullable();
export const optionalInteger = integer.nullable();
export const optionalFlag = flag.nullable();

/** How one catalog view is read: by itself, because plain reads are fast, and what belongs together is joined in memory. */
export interface SystemView<Row extends z.ZodObject = z.ZodObject> {
  readonly row: Row;
  /** The view, where it is not `sys.` and the name in the list. */
  readonly from?: string;
  /** How a column is read that is not read by its name alone: sql_variant as text. */
  readonly expressions?: Readonly<Record<string, string>>;
  /** A condition; one that depends on which columns the server has asks for them. */
  readonly where?: string | ((has: (column: string) => boolean) => string);
  /** Columns that some versions and editions lack: where the server has none, they read as NULL. */
  readonly perhaps?: readonly string[];
  /** Whether some versions and editions lack the view: where the server has none, it reads as empty. */
  readonly isSeldom?: boolean;
}

export function view<Row extends z.ZodObject>(row: Row, how: Omit<SystemView, 'row'> = {}): SystemView<Row> {
  return { row, ...how };
}

export function seldom<Row extends z.ZodObject>(
  row: Row,
  how: Omit<SystemView, 'row'> = {},
): SystemView<Row> {
  return { row, ...how, isSeldom: true };
}

/** What every row of sys.objects has. */
export const object = { object_id: integer, name: text, schema_id: integer, is_ms_shipped: flag };
export const constraint = { ...object, parent_object_id: integer, is_system_named: flag };
export const named = z.object({ name: text });
export const variant = (column: string): string => `convert(nvarchar(4000), ${column})`;
export const baseType = (column: string): string =>
  `convert(nvarchar(128), sql_variant_property(${column}, 'BaseType'))`;

/** A sql_variant as text from which the value comes back whole, whatever the session's language is. */
export const variantLiteral = (column: string): string => `case ${baseType(column)}
  when N'date' then convert(nvarchar(4000), convert(date, ${column}), 23)
  when N'time' then convert(nvarchar(4000), convert(time(7), ${column}), 121)
  when N'smalldatetime' then convert(nvarchar(4000), convert(datetime, ${column}), 126)
  when N'datetime' then convert(nvarchar(4000), convert(datetime, ${column}), 126)
  when N'datetime2' then convert(nvarchar(4000), convert(datetime2(7), ${column}), 126)
  when N'datetimeoffset' then convert(nvarchar(4000), convert(datetimeoffset(7), ${column}), 126)
  when N'real' then convert(nvarchar(4000), convert(float, ${column}), 3)
  when N'float' then convert(nvarchar(4000), convert(float, ${column}), 3)
  when N'smallmoney' then convert(nvarchar(4000), convert(money, ${column}), 2)
  when N'money' then convert(nvarchar(4000), convert(money, ${column}), 2)
  when N'binary' then convert(nvarchar(4000), convert(varbinary(8000), ${column}), 1)
  when N'varbinary' then convert(nvarchar(4000), convert(varbinary(8000), ${column}), 1)
  else convert(nvarchar(4000), ${column}) end`;
