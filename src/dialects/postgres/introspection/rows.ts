import * as z from 'zod';
import type { SqlRow, SqlValue } from '../../../core/dialect/session.js';
import { DbvcError } from '../../../core/errors.js';
import { quoteIdentifier } from '../generator/quoting.js';

/** Shapes of catalog columns that many kinds read. */
export const oid = z.number();
export const text = z.string();
export const optionalText = text.nullable();
export const flag = z.boolean();
export const integer = z.number();
export const texts = z.array(z.string());
export const integers = z.array(z.number());
export const flags = z.array(z.boolean());
export const optionalTexts = texts.nullable();

/**
 * Checks the rows of a catalog query against their shape, once, at the border. Throws `internal` where the server
 * answers in another shape than the query promises. What is plain is looked at in place: a database has hundreds of
 * thousands of rows, and a copy of each would take as long as reading them.
 */
export function checkedRows<Shape extends z.ZodObject>(
  kind: string,
  shape: Shape,
  rows: readonly SqlRow[],
): readonly z.infer<Shape>[] {
  const columns = Object.entries(shape.shape);
  const names = columns.map(([name]) => name);
  const tests = columns.map(([, schema]) => plainTest(schema));
  return rows.map((row) => {
    let isPlain = true;
    for (let at = 0; isPlain && at < names.length; at += 1)
      isPlain = tests[at]?.(row[names[at] ?? '']) === true;
    if (isPlain) return row as z.infer<Shape>;
    const result = shape.safeParse(row);
    if (result.success) return result.data;
    throw new DbvcError('internal', `The server describes a ${kind} in an unexpected way.`, {
      lines: result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    });
  });
}

type Test = (value: SqlValue | undefined) => boolean;

/** Whether a value is what the schema of a column asks for; where that is not said by its type, only null is. */
function plainTest(schema: unknown): Test {
  if (!(schema instanceof z.ZodNullable)) return plainTests.get(schema) ?? (() => false);
  const inner = plainTests.get(schema.unwrap());
  return (value) => value === null || inner?.(value) === true;
}

/** Whether a value is a list of plain ones. */
function listOf(type: 'string' | 'number' | 'boolean'): Test {
  return (value) => Array.isArray(value) && value.every((one) => typeof one === type);
}

const plainTests: ReadonlyMap<unknown, Test> = new Map<unknown, Test>([
  [oid, (value) => typeof value === 'number'],
  [integer, (value) => typeof value === 'number'],
  [text, (value) => typeof value === 'string'],
  [flag, (value) => typeof value === 'boolean'],
  [texts, listOf('string')],
  [integers, listOf('number')],
  [flags, listOf('boolean')],
]);

/** The shape of the rows of a catalog query. */
export type RowShape = z.ZodObject;

const envelope = z.object({ row: text });

/**
 * A catalog query whose rows come as JSON arrays, in the order of the shape: a database has hundreds of thousands of
 * rows, and value by value they cost the client several times what JSON.parse does. Row by row, since one text of
 * megabytes is copied again and again on its way.
 */
export function asJsonRows(sql: string, shape: RowShape): string {
  const values = Object.entries(shape.shape).map(
    ([name, schema]) => `q.${quoteIdentifier(name)}${castOf(schema)}`,
  );
  return `
  select pg_catalog.json_build_array(${values.join(', ')})::text as row
  from (${sql}
  ) as q`;
}

/**
 * The rows of a query that {@link asJsonRows} wrapped, so many at a time: what is read and let go of before the next
 * ones are parsed costs no memory. At least one slice, which is empty where there are no rows: some kinds do what has to
 * be done when those before them have been read. Throws `internal` where they are not rows.
 */
export function* slicesOfJsonRows(
  answer: readonly SqlRow[],
  shape: RowShape,
  length: number,
): Generator<readonly SqlRow[], void, undefined> {
  const names = Object.keys(shape.shape);
  // A copy of a row that has all columns costs a fraction of adding them one by one.
  const empty: Readonly<Record<string, SqlValue>> = Object.fromEntries(names.map((name) => [name, null]));
  const texts = checkedRows('list of rows', envelope, answer);
  if (texts.length === 0) yield [];
  for (let start = 0; start < texts.length; start += length) {
    const slice = parsedRows(texts.slice(start, start + length).map(({ row }) => row));
    yield slice.map((values) => {
      const row = { ...empty };
      for (let at = 0; at < names.length; at += 1) row[names[at] ?? ''] = values[at] ?? null;
      return row;
    });
  }
}

/** How many characters of rows are parsed together, if there are more rows than one. */
const parsedTogether = 50_000;

/** Few rows at a time where they are long, such as routines: a text of all of them would be copied before it is parsed. */
function parsedRows(rows: readonly string[]): readonly (readonly SqlValue[])[] {
  const parsed: (readonly SqlValue[])[] = [];
  for (let start = 0; start < rows.length;) {
    let end = start;
    for (let length = 0; end < rows.length && length < parsedTogether; end += 1)
      length += rows[end]?.length ?? 0;
    // Each row is checked against its own shape.
    parsed.push(...(JSON.parse(`[${rows.slice(start, end).join(',')}]`) as (readonly SqlValue[])[]));
    start = end;
  }
  return parsed;
}

/** All rows of a query that {@link asJsonRows} wrapped. Throws `internal` where they are not. */
export function jsonRows(answer: readonly SqlRow[], shape: RowShape): readonly SqlRow[] {
  return [...slicesOfJsonRows(answer, shape, Number.POSITIVE_INFINITY)].flat();
}

/** JSON has oids as texts, and floats and int8 as numbers that JavaScript rounds. */
function castOf(schema: unknown): string {
  const inner = schema instanceof z.ZodNullable ? schema.unwrap() : schema;
  if (inner === oid) return '::pg_catalog.int8';
  return inner === text ? '::pg_catalog.text' : '';
}
