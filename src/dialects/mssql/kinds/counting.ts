import type { Part } from '../../../core/model/part.js';
import { quoteLiteral } from '../generator/quoting.js';
import { typeName } from './columnType.js';
import { quotedName, textOf } from './partName.js';

/**
 * Lets the identity of a table that was made anew go on behind whatever its rows hold and the old one has given, and begin
 * where it is to begin if that is later. Until a row was ever inserted, RESEED says the first value and not the last:
 * https://learn.microsoft.com/sql/t-sql/database-console-commands/dbcc-checkident-transact-sql
 */
export function goOnCounting(column: Part, table: string, old: string): string {
  const [seed, step] = countsFrom(column);
  const type = ['decimal', 'numeric'].includes(typeName(textOf(column, 'type') ?? ''))
    ? 'numeric(38, 0)'
    : 'bigint';
  const latest = step < 0n ? 'MIN' : 'MAX';
  const reseed = `DBCC CHECKIDENT (${quoteLiteral(table)}, RESEED, @value) WITH NO_INFOMSGS`;
  return [
    `DECLARE @last ${type} = (SELECT ${latest}(${quotedName(column)}) FROM ${table});`,
    `DECLARE @used ${type} = (SELECT CONVERT(${type}, last_value) FROM sys.identity_columns WHERE object_id = OBJECT_ID(${quoteLiteral(old)}));`,
    `DECLARE @value ${type} = CASE`,
    `    WHEN @last IS NOT NULL THEN (SELECT ${latest}(v) FROM (VALUES (@last), (@used), (${String(seed - step)})) AS counted (v))`,
    `    WHEN @used IS NOT NULL THEN (SELECT ${latest}(v) FROM (VALUES (@used + (${String(step)})), (${String(seed)})) AS counted (v))`,
    `END;`,
    `IF @value IS NOT NULL ${reseed}`,
  ].join('\n');
}

/** Seed and increment of an identity. */
function countsFrom(column: Part): readonly [seed: bigint, step: bigint] {
  const [seed = '1', step = '1'] = (textOf(column, 'identity') ?? '').match(/-?\d+/g) ?? [];
  return [BigInt(seed), BigInt(step)];
}
