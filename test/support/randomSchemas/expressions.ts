import { baseType, baseTypes } from './baseTypes.js';
import { quote } from './names.js';
import { oneOf, pick, type ColumnRef, type TypeRef, type World } from './world.js';

/** What an expression may use. */
export interface ExpressionOptions {
  readonly columns?: readonly ColumnRef[];
  /** Only immutable functions, as in indexes and generated columns. */
  readonly immutable?: boolean;
  /** What columns are qualified with, such as `NEW.`. */
  readonly prefix?: string;
}

/** The type for a number: one of the server's, or one that was made before. */
export function anyType(world: World, number: number): TypeRef {
  const made = number % 2 === 0 ? world.types : [];
  return pick(made, number) ?? oneOf(baseTypes, Math.floor(number / 2));
}

/** A value of a type, as an expression without columns. */
export function valueOf(type: TypeRef, number: number): string {
  return type.values.length === 0 ? `NULL::${type.sql}` : oneOf(type.values, number);
}

/** An expression of a type: a column, a value, or a call of a function that was made before. */
export function expressionOf(
  world: World,
  type: TypeRef,
  number: number,
  options: ExpressionOptions = {},
): string {
  const { columns = [], prefix = '', immutable = false } = options;
  const column = pick(
    columns.filter((one) => one.type.sql === type.sql),
    number,
  );
  const callable = world.functions.filter(
    ({ returns, is, isImmutable }) =>
      returns.sql === type.sql && is === 'function' && (isImmutable || !immutable),
  );
  const called = pick(callable, number);
  const way = number % 4;
  if (called !== undefined && way < 2) {
    const given = called.takes.slice(0, way === 0 ? called.needs : called.takes.length);
    const values = given.map((taken) => {
      const source = columns.find((one) => one.type.sql === taken.sql);
      return source === undefined ? constantOf(taken, number, immutable) : `${prefix}${quote(source.name)}`;
    });
    return `${called.sql}(${values.join(', ')})`;
  }
  if (column !== undefined && way < 3) return `${prefix}${quote(column.name)}`;
  if (type.sql === 'text' && columns.length > 0 && !immutable) {
    const any = pick(columns, number);
    if (any !== undefined) return `(${prefix}${quote(any.name)})::text`;
  }
  return constantOf(type, number, immutable);
}

function constantOf(type: TypeRef, number: number, immutable: boolean): string {
  const value = valueOf(type, number);
  return immutable && /now\(\)|current_date/.test(value) ? `NULL::${type.sql}` : value;
}

/** A condition over columns. */
export function condition(world: World, number: number, options: ExpressionOptions = {}): string {
  const { columns = [], prefix = '' } = options;
  const column = pick(columns, number);
  if (column === undefined) return expressionOf(world, baseType('boolean'), number, options);
  const name = `${prefix}${quote(column.name)}`;
  const compared = column.type.sorts;
  const values = column.type.values.filter((value) => !/now\(\)|current_date/.test(value));
  switch (number % 6) {
    case 0:
      return `${name} IS NOT NULL`;
    case 1:
      return compared && values.length > 0 ? `${name} = ${oneOf(values, number)}` : `${name} IS NULL`;
    case 2:
      return compared && values.length > 0 ? `${name} IN (${values.join(', ')})` : `${name} IS NOT NULL`;
    case 3:
      return compared
        ? `${name} <> ${expressionOf(world, column.type, number, options)}`
        : `NOT (${name} IS NULL)`;
    case 4:
      return expressionOf(world, baseType('boolean'), number, options);
    default:
      return `(${name} IS NULL OR ${expressionOf(world, baseType('boolean'), number + 1, options)})`;
  }
}
