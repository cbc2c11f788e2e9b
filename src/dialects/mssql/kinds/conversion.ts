import { typeName } from './columnType.js';

/** Types whose values the server converts alike. */
const families: Readonly<Record<string, string>> = Object.fromEntries(
  (
    [
      ['text', 'char varchar nchar nvarchar'],
      ['binary', 'binary varbinary'],
      ['number', 'bit tinyint smallint int bigint decimal numeric money smallmoney'],
      ['float', 'float real'],
      ['old moment', 'datetime smalldatetime'],
      ['moment', 'datetime2 datetimeoffset'],
      ['date', 'date'],
      ['time', 'time'],
      ['guid', 'uniqueidentifier'],
      ['variant', 'sql_variant'],
      ['xml', 'xml'],
      ['object', 'geography geometry hierarchyid'],
    ] as const
  ).flatMap(([family, names]) => names.split(' ').map((name) => [name, family])),
);

/** What values of a family become without CONVERT, themselves apart. */
const implicit: Readonly<Record<string, readonly string[]>> = {
  text: ['number', 'float', 'old moment', 'moment', 'date', 'time', 'guid', 'variant', 'xml', 'object'],
  binary: ['text', 'number', 'old moment', 'guid', 'variant', 'xml', 'object'],
  number: ['binary', 'text', 'float', 'old moment', 'variant'],
  float: ['binary', 'text', 'number', 'old moment', 'variant'],
  'old moment': ['text', 'moment', 'date', 'time', 'variant'],
  moment: ['text', 'old moment', 'date', 'time', 'variant'],
  date: ['text', 'old moment', 'moment', 'variant'],
  time: ['text', 'old moment', 'moment', 'variant'],
  guid: ['binary', 'text', 'variant'],
  variant: [],
  xml: [],
  object: [],
};

/**
 * Whether the server turns values of one type into the other by itself, as ALTER COLUMN and INSERT want it (errors 206 and
 * 257 otherwise). What is not known here (alias types, types of later versions) is left to the server.
 * https://learn.microsoft.com/sql/t-sql/data-types/data-type-conversion-database-engine
 */
export function isConvertible(from: string, to: string): boolean {
  const [one, other] = [typeName(from), typeName(to)];
  const [before, after] = [families[one], families[other]];
  if (one === other || before === undefined || after === undefined) return true;
  if (before === after) return before !== 'object';
  // A sql_variant holds up to 8,000 bytes, and takes nothing that may be longer.
  if (after === 'variant' && /\(max\)/i.test(from)) return false;
  return implicit[before]?.includes(after) === true;
}
