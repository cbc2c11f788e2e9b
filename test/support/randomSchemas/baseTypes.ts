import type { TypeRef } from './world.js';

/** The types that every server has, for columns and arguments. */
export const baseTypes: readonly TypeRef[] = [
  { sql: 'integer', values: ['1', '42', '(-7)'], sorts: true, counts: true },
  { sql: 'bigint', values: ['1::bigint', "'-5'::bigint"], sorts: true, counts: true },
  { sql: 'smallint', values: ['1::smallint', '7::smallint'], sorts: true, counts: true },
  { sql: 'text', values: ["'it''s'::text", "'a'::text", "''::text"], sorts: true, collates: true },
  {
    sql: 'character varying(20)',
    values: ["'a'::character varying", "'b'::character varying"],
    sorts: true,
    collates: true,
  },
  { sql: 'character(3)', values: ["'a'::character(3)"], sorts: true, collates: true },
  { sql: 'numeric(8,2)', values: ['1.50', '(-2.25)::numeric'], sorts: true },
  { sql: 'boolean', values: ['true', 'false'], sorts: true },
  { sql: 'date', values: ["'2020-01-31'::date", 'current_date'], sorts: true },
  {
    sql: 'timestamp(3) with time zone',
    values: ['now()', "'2020-01-31 12:00:00+00'::timestamptz"],
    sorts: true,
  },
  { sql: 'interval', values: ["'1 day 02:00'::interval"], sorts: true },
  { sql: 'uuid', values: ["'00000000-0000-0000-0000-000000000001'::uuid"], sorts: true },
  { sql: 'jsonb', values: [`'{"a": [1]}'::jsonb`, "'null'::jsonb"], sorts: true },
  { sql: 'integer[]', values: ["'{1,2}'::integer[]", 'ARRAY[1, 2]'], sorts: true },
  { sql: 'text[]', values: ["'{}'::text[]", "ARRAY['a', 'b']"], sorts: true },
  { sql: 'int4range', values: ["'[1,5)'::int4range", 'int4range(1, 3)'], sorts: true },
  { sql: 'tsvector', values: ["'a b'::tsvector"], sorts: true },
  { sql: 'bytea', values: [`'\\x01'::bytea`], sorts: true },
  { sql: 'point', values: ['point(1, 2)'], sorts: false },
];

/** A base type by its name. */
export function baseType(sql: string): TypeRef {
  const found = baseTypes.find((type) => type.sql === sql);
  if (found === undefined) throw new Error(`No base type ${sql}`);
  return found;
}
