import assert from 'node:assert/strict';
import type { Database, SqlRow } from '../../../src/core/dialect/session.js';
import type { Demo } from '../../../src/demo/demo.js';
import { connectDatabase } from '../../support/connectDatabase.js';
import { openDemo } from '../../support/demo/openDemo.js';
import { startPostgres } from '../../support/postgres/testServer.js';

/** Expressions of many types, and what a session delivers for each. */
const values: readonly (readonly [expression: string, value: unknown])[] = [
  ['true', true],
  ['null::bool', null],
  ['(-3)::int2', -3],
  ['2147483647', 2_147_483_647],
  ['4294967295::oid', 4_294_967_295],
  ['9007199254740993::int8', '9007199254740993'],
  ['0.1::float4', '0.1'],
  [`'NaN'::float8`, 'NaN'],
  ['12.50::numeric(8,2)', '12.50'],
  [`'ä€😀'::text`, 'ä€😀'],
  [`''::text`, ''],
  [`'x'::"char"`, 'x'],
  [`'pg_catalog'::name`, 'pg_catalog'],
  [`'{"a": [1, null, "b"]}'::json`, { a: [1, null, 'b'] }],
  [`'"text"'::jsonb`, 'text'],
  [`'null'::jsonb`, null],
  [`array['a', 'b "c"', 'NULL', '', 'd\\e', '{}']`, ['a', 'b "c"', 'NULL', '', 'd\\e', '{}']],
  [`'{}'::text[]`, []],
  [`array['x', 'y z']::name[]`, ['x', 'y z']],
  ['array[1, 2]', '{1,2}'],
  ['array[true]', '{t}'],
  [`array['2024-02-29'::date]`, '{2024-02-29}'],
  [`'2024-02-29 12:30:00.5+02'::timestamptz`, '2024-02-29 10:30:00.5+00'],
  [`'2024-02-29'::date`, '2024-02-29'],
  [`'1 year 2 days 03:04:05'::interval`, '1 year 2 days 03:04:05'],
  [`'\\xdeadbeef'::bytea`, '\\xdeadbeef'],
  [`'10.0.0.0/8'::cidr`, '10.0.0.0/8'],
  [`'pg_class'::regclass`, 'pg_class'],
  [`'1 a'::tsvector`, `'1' 'a'`],
  [`row(1, 'a b')`, '(1,"a b")'],
  [`'[1,5)'::int4range`, '[1,5)'],
];

const parameters: readonly (readonly [string, string | number | boolean | null])[] = [
  ['$1::text', "it's"],
  ['$1::int4 + 1', 41],
  ['$1::int8', 41],
  ['not $1::bool', true],
  ['$1::text is null', null],
  [`$1 = any(array['public', 'reporting'])`, 'public'],
  [`$1::jsonb ->> 'a'`, '{"a": "b"}'],
];

/** Reads everything in one session, by a statement and by a list of statements. */
async function readAll(database: Database): Promise<readonly (SqlRow | undefined)[]> {
  const session = await database.open({ purpose: 'read' });
  try {
    const rows: (SqlRow | undefined)[] = [];
    for (const [expression] of values) rows.push((await session.query(`select ${expression} as value`))[0]);
    for (const [expression, parameter] of parameters) {
      rows.push((await session.query(`select ${expression} as value`, [parameter]))[0]);
    }
    const many = await session.queryMany(values.map(([expression]) => `select ${expression} as value`));
    return [...rows, ...many.map((one) => one[0])];
  } finally {
    await session.close();
  }
}

describe('Values from the demo', () => {
  let demo: Demo;
  before(async () => {
    demo = await openDemo();
  });
  after(() => demo.close());

  it('are what every session delivers', async () => {
    const expected = values.map(([, value]) => ({ value }));
    const rows = await readAll(demo.source);
    assert.deepEqual(rows.slice(0, values.length), expected);
    assert.deepEqual(rows.slice(values.length + parameters.length), expected);
  });

  it('are the same as from a server', async () => {
    const server = await startPostgres(18);
    assert.deepEqual(
      await readAll(demo.source),
      await readAll(await connectDatabase(server.url('postgres'))),
    );
  });

  it('do not depend on the settings of the database', async () => {
    const settings = [
      'search_path',
      'DateStyle',
      'IntervalStyle',
      'TimeZone',
      'extra_float_digits',
      'bytea_output',
    ];
    const query = settings.map((name) => `current_setting('${name}') as "${name}"`).join(', ');
    const session = await demo.source.open({ purpose: 'read' });
    const [row] = await session.query(`select ${query}`);
    await session.close();
    assert.deepEqual(Object.values(row ?? {}), ['', 'ISO, MDY', 'postgres', 'UTC', '3', 'hex']);
  });
});
