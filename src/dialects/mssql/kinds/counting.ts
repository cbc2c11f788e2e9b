import type { Part } from '../../../core/model/part.js';
import { quoteLiteral } from '../generator/quoting.js';
import { typeName } from './columnType.js';
import { quotedName, textOf } from './partName.js';

/**
 * Lets the identity of a table that was made anew go on behind whatever its rows hold and the old one has given, and begin
 * where it is to begin if that is later. What RESEED says is the next value where no row was ever inserted, and the one
 * before it otherwise, but for what some editions of the page say: a number that is free as either may leave one out.
 * https://learn.microsoft.com/sql/t-sql/database-console-commands/dbcc-checkident-transact-sql
 */
export function goOnCounting(column: Part, table: string, old: string): string {
  const [seed, step] = countsFrom(column);
  const isDecimal = ['decimal', 'numeric'].includes(typeName(textOf(column, 'type') ?? ''));
  const type = isDecimal ? 'numeric(38, 0)' : 'bigint';
  const furthest = step < 0n ? 'MIN' : 'MAX';
  const next = `(VALUES (@last + (${String(step)})), (@used + (${String(step)})), (${String(seed)})) AS counted (v)`;
  return [
    `DECLARE @last ${type} = (SELECT ${furthest}(${quotedName(column)}) FROM ${table});`,
    `DECLARE @used ${type} = (SELECT CONVERT(${type}, last_value) FROM sys.identity_columns WHERE object_id = OBJECT_ID(${quoteLiteral(old)}));`,
    `DECLARE @value ${type} = (SELECT ${furthest}(v) FROM ${next});`,
    `DBCC CHECKIDENT (${quoteLiteral(table)}, RESEED, @value) WITH NO_INFOMSGS`,
  ].join('\n');
}

/** Seed and increment of an identity. */
function countsFrom(column: Part): readonly [seed: bigint, step: bigint] {
  const [seed = '1', step = '1'] = (textOf(column, 'identity') ?? '').match(/-?\d+/g) ?? [];
  return [BigInt(seed), BigInt(step)];
}
