import fc from 'fast-check';
import { anyType, condition, expressionOf } from '../expressions.js';
import { quote } from '../names.js';
import { randomKind } from '../randomKind.js';
import { pick, type ColumnRef, type RelationRef, type World } from '../world.js';

const viewPrivileges = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRIGGER'];

const query = fc.record({
  from: fc.nat(99),
  with: fc.nat(99),
  shape: fc.constantFrom(
    'plain',
    'plain',
    'star',
    'join',
    'group',
    'union',
    'cte',
    'function',
    'whole row',
    'window',
  ),
  width: fc.integer({ min: 1, max: 4 }),
  extra: fc.constantFrom('none', 'expression', 'cast', 'aggregate'),
  type: fc.nat(60),
  where: fc.constantFrom('none', 'none', 'condition', 'exists'),
  of: fc.nat(99),
});
type QuerySpec = typeof query extends fc.Arbitrary<infer Spec> ? Spec : never;

/** A query over what exists, and its columns. */
function queryOf(
  world: World,
  spec: QuerySpec,
): { readonly sql: string; readonly columns: readonly ColumnRef[] } | undefined {
  const from = pick(world.relations, spec.from);
  if (from === undefined || from.columns.length === 0) return undefined;
  const other = pick(world.relations, spec.with) ?? from;
  const taken = from.columns.slice(0, spec.width);
  const entries = taken.map(({ name }) => `t.${quote(name)}`);
  const columns: ColumnRef[] = taken.map(({ name, type }) => ({ name, type }));
  const add = (sql: string, type: ColumnRef['type'], name: string): void => {
    entries.push(`${sql} AS ${quote(name)}`);
    columns.push({ name, type });
  };
  const type = anyType(world, spec.type);
  if (spec.shape !== 'group' && spec.shape !== 'union') {
    if (spec.extra === 'expression') {
      add(expressionOf(world, type, spec.of, { columns: from.columns, prefix: 't.' }), type, 'Made up');
    }
    const first = from.columns[0];
    if (spec.extra === 'cast' && first !== undefined) {
      add(
        `t.${quote(first.name)}::text`,
        { sql: 'text', values: ["'a'::text"], sorts: true, collates: true },
        'as.text',
      );
    }
  }
  const where =
    spec.where === 'condition'
      ? ` WHERE ${condition(world, spec.of, { columns: from.columns, prefix: 't.' })}`
      : spec.where === 'exists'
        ? ` WHERE EXISTS (SELECT 1 FROM ${other.sql} AS o WHERE ${condition(world, spec.of, { columns: other.columns, prefix: 'o.' })})`
        : '';
  const head = `SELECT ${entries.join(', ')}`;
  switch (spec.shape) {
    case 'plain':
      return { sql: `${head} FROM ${from.sql} AS t${where}`, columns };
    case 'star':
      return { sql: `SELECT * FROM ${from.sql} AS t${where}`, columns: from.columns };
    case 'join':
      return {
        sql: `${head} FROM ${from.sql} AS t LEFT JOIN ${other.sql} AS u ON ${condition(world, spec.with, { columns: other.columns, prefix: 'u.' })}${where}`,
        columns,
      };
    case 'group':
      return grouped(world, spec, from, where);
    case 'union':
      return {
        sql: `${head} FROM ${from.sql} AS t${where} UNION ALL ${head} FROM ${from.sql} AS t`,
        columns,
      };
    case 'cte':
      return {
        sql: `WITH w AS (SELECT * FROM ${from.sql} AS t${where}) ${head} FROM w AS t ORDER BY 1`,
        columns,
      };
    case 'whole row':
      return {
        sql: `SELECT t AS whole FROM ${from.sql} AS t${where}`,
        columns: [{ name: 'whole', type: { sql: from.sql, values: [], sorts: false } }],
      };
    case 'window':
      return {
        sql: `${head}, row_number() OVER (ORDER BY t.${quote(taken[0]?.name ?? '')}) AS n FROM ${from.sql} AS t${where}`,
        columns,
      };
    case 'function': {
      const rows = pick(
        world.functions.filter(({ is, needs }) => is === 'set' && needs === 0),
        spec.of,
      );
      if (rows === undefined) return { sql: `${head} FROM ${from.sql} AS t${where}`, columns };
      return { sql: `SELECT f.* FROM ${rows.sql}() AS f`, columns: [] };
    }
  }
}

function grouped(
  world: World,
  spec: QuerySpec,
  from: RelationRef,
  where: string,
): ReturnType<typeof queryOf> {
  const key = from.columns.find(({ type }) => type.sorts);
  if (key === undefined) return undefined;
  const called = pick(
    world.functions.filter(
      ({ is, takes }) => is === 'aggregate' && from.columns.some(({ type }) => type.sql === takes[0]?.sql),
    ),
    spec.of,
  );
  const argument = from.columns.find(({ type }) => type.sql === called?.takes[0]?.sql);
  const total =
    called !== undefined && argument !== undefined ? `${called.sql}(t.${quote(argument.name)})` : 'count(*)';
  return {
    sql: `SELECT t.${quote(key.name)}, ${total} AS total FROM ${from.sql} AS t${where} GROUP BY t.${quote(key.name)}`,
    columns: [
      key,
      { name: 'total', type: called?.returns ?? { sql: 'bigint', values: ['1::bigint'], sorts: true } },
    ],
  };
}

export const view = randomKind({
  word: 'view',
  stage: 5,
  slots: 5,
  weight: 8,
  spec: fc.record({
    query,
    options: fc.constantFrom('', '', 'security_barrier=true', 'security_invoker=true', 'check_option=local'),
    default: fc.constantFrom(0, 0, 0, 1),
    rowType: fc.boolean(),
  }),
  make: (spec, self, world) => {
    const made = queryOf(world, spec.query);
    if (made === undefined) return;
    const options =
      spec.options === '' || (spec.options.includes('invoker') && world.major < 15)
        ? ''
        : ` WITH (${spec.options})`;
    world.run(`CREATE VIEW ${self.sql}${options} AS ${made.sql}`);
    const first = made.columns[0];
    if (spec.default > 0 && first !== undefined) {
      world.run(
        `ALTER VIEW ${self.sql} ALTER ${quote(first.name)} SET DEFAULT ${expressionOf(world, first.type, spec.query.of)}`,
      );
    }
    world.relation({ sql: self.sql, is: 'view', columns: made.columns });
    if (spec.rowType) world.types.push({ sql: self.sql, values: [`NULL::${self.sql}`], sorts: false });
    world.subject(`VIEW ${self.sql}`, { privileges: [] });
    world.subject(`TABLE ${self.sql}`, { comments: false, owner: false, privileges: viewPrivileges });
    if (first !== undefined) world.subject(`COLUMN ${self.sql}.${quote(first.name)}`, { owner: false });
  },
});

export const materializedView = randomKind({
  word: 'mat',
  stage: 5,
  slots: 3,
  weight: 3,
  spec: fc.record({
    query,
    options: fc.constantFrom('', '', ' WITH (fillfactor=70)'),
    data: fc.constantFrom('WITH DATA', 'WITH NO DATA'),
  }),
  make: (spec, self, world) => {
    const made = queryOf(world, spec.query);
    if (made === undefined) return;
    world.run(`CREATE MATERIALIZED VIEW ${self.sql}${spec.options} AS ${made.sql} ${spec.data}`);
    world.relation({ sql: self.sql, is: 'materialized view', columns: made.columns });
    world.subject(`MATERIALIZED VIEW ${self.sql}`);
    world.subject(`TABLE ${self.sql}`, { comments: false, owner: false, privileges: ['SELECT'] });
  },
});
