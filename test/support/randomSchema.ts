import fc from 'fast-check';

/**
 * Random schemas as SQL. Names come from small pools with awkward members, so that two schemas share most of their
 * objects and differ in all ways; whatever does not fit (a foreign key to a column that is not there) is left out when
 * the SQL is written.
 */
interface RandomColumn {
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
  readonly extra: 'none' | 'default' | 'identity' | 'generated' | 'serial' | 'nextval';
  readonly comment: boolean;
}

interface RandomTable {
  readonly name: string;
  readonly columns: readonly RandomColumn[];
  readonly key: 'none' | 'primary' | 'unique';
  readonly check: 'none' | 'length' | 'list' | 'not-valid';
  readonly references: readonly {
    readonly to: number;
    readonly action: string;
    readonly deferrable: boolean;
  }[];
  readonly index: 'none' | 'plain' | 'unique' | 'expression' | 'partial' | 'include';
  readonly policy: 'none' | 'read' | 'write';
  readonly trigger: 'none' | 'row' | 'column' | 'disabled';
  readonly unlogged: boolean;
}

interface RandomView {
  readonly name: string;
  readonly on: number;
  readonly width: number;
  readonly kind: 'view' | 'materialized' | 'barrier';
  readonly nested: boolean;
}

export interface RandomSchema {
  readonly labels: readonly string[];
  readonly domain: 'none' | 'text' | 'checked';
  readonly composite: readonly string[];
  readonly sequence: number;
  readonly tables: readonly RandomTable[];
  readonly views: readonly RandomView[];
  readonly functions: readonly number[];
}

const tableNames = ['users', 'Order "x"', 'a.b', 'select', 'größe 🙂', 'n'.repeat(63)];
const columnNames = ['id', 'Name', 'group', 'a.b', 'x"y', 'z'];
const types = [
  'integer',
  'bigint',
  'text',
  'character varying(20)',
  'numeric(8,2)',
  'boolean',
  'date',
  'mood',
  'label',
];

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

const column = (name: string): fc.Arbitrary<RandomColumn> =>
  fc.record({
    name: fc.constant(name),
    type: fc.constantFrom(...types),
    notNull: fc.boolean(),
    extra: fc.constantFrom(
      'none',
      'none',
      'default',
      'default',
      'identity',
      'generated',
      'serial',
      'nextval',
    ),
    comment: fc.boolean(),
  });

const table = (name: string): fc.Arbitrary<RandomTable> =>
  fc.record({
    name: fc.constant(name),
    columns: fc
      .subarray(columnNames, { minLength: 1 })
      .chain((names) => fc.tuple(...names.map((one) => column(one)))),
    key: fc.constantFrom('none', 'primary', 'primary', 'unique'),
    check: fc.constantFrom('none', 'length', 'list', 'not-valid'),
    references: fc.array(
      fc.record({
        to: fc.nat(tableNames.length - 1),
        action: fc.constantFrom('', 'ON DELETE CASCADE', 'ON UPDATE SET NULL'),
        deferrable: fc.boolean(),
      }),
      { maxLength: 2 },
    ),
    index: fc.constantFrom('none', 'plain', 'unique', 'expression', 'partial', 'include'),
    policy: fc.constantFrom('none', 'none', 'read', 'write'),
    trigger: fc.constantFrom('none', 'none', 'row', 'column', 'disabled'),
    unlogged: fc.boolean().map((one) => one && name === 'users'),
  });

/** A schema that PostgreSQL 13 accepts. */
export const randomSchema: fc.Arbitrary<RandomSchema> = fc.record({
  labels: fc.shuffledSubarray(['sad', 'ok', "it's", 'happy 🙂'], { minLength: 1 }),
  domain: fc.constantFrom('text', 'checked'),
  composite: fc.subarray(['text', 'integer', 'date'], { minLength: 1 }),
  sequence: fc.nat(3),
  tables: fc
    .subarray(tableNames, { minLength: 0, maxLength: 4 })
    .chain((names) => fc.tuple(...names.map((one) => table(one)))),
  views: fc.array(
    fc.record({
      name: fc.constantFrom('v1', 'V 2', 'users_view'),
      on: fc.nat(3),
      width: fc.integer({ min: 1, max: 3 }),
      kind: fc.constantFrom('view', 'view', 'materialized', 'barrier'),
      nested: fc.boolean(),
    }),
    { maxLength: 3 },
  ),
  functions: fc.array(fc.nat(7), { maxLength: 3 }),
});

const functions = [
  'CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS $$ SELECT a + 1 $$',
  'CREATE FUNCTION f(b integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT b + 1 $$',
  'CREATE FUNCTION f(a integer) RETURNS bigint LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN a; END $$',
  "CREATE FUNCTION f(a text, b integer DEFAULT 2) RETURNS text LANGUAGE sql AS $$ SELECT a || b || 'x' $$",
  'CREATE FUNCTION f(a mood) RETURNS SETOF mood LANGUAGE sql SECURITY DEFINER SET search_path TO public AS $$ SELECT a $$',
  "CREATE PROCEDURE p(a integer) LANGUAGE plpgsql AS $$ BEGIN RAISE NOTICE 'x'; END $$",
  "CREATE PROCEDURE p(a integer) LANGUAGE plpgsql AS $$ BEGIN RAISE NOTICE 'y'; END $$",
  'CREATE FUNCTION g() RETURNS TABLE(x integer, y text) LANGUAGE sql COST 7 ROWS 9 STRICT AS $$ SELECT 1, NULL::text $$',
];

/** The statements that build a schema, in an order that runs. */
export function schemaSql(schema: RandomSchema): string {
  const lines = [
    `CREATE TYPE mood AS ENUM (${schema.labels.map((label) => `'${label.replaceAll("'", "''")}'`).join(', ')})`,
    `CREATE DOMAIN label AS text${schema.domain === 'checked' ? " DEFAULT 'x' CONSTRAINT short CHECK (length(VALUE) < 100)" : ''}`,
    `CREATE TYPE pair AS (${schema.composite.map((type, index) => `a${String(index)} ${type}`).join(', ')})`,
    `CREATE SEQUENCE counter INCREMENT ${String(schema.sequence + 1)}`,
    'CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$',
  ];
  for (const index of new Set(schema.functions)) {
    const sql = functions[index] ?? '';
    const taken = schema.functions
      .slice(0, schema.functions.indexOf(index))
      .map((one) => functions[one] ?? '');
    if (!taken.some((one) => signature(one) === signature(sql))) lines.push(sql);
  }
  for (const one of schema.tables) lines.push(...tableSql(one));
  for (const one of schema.tables) lines.push(...referenceSql(one, schema));
  lines.push(...viewSql(schema));
  return lines.map((line) => `${line};`).join('\n');
}

function signature(sql: string): string {
  return (/^CREATE \w+ (\w+\([^)]*\))/.exec(sql)?.[1] ?? '').replaceAll(/ DEFAULT \d+|\b[ab] /g, '');
}

function tableSql(table: RandomTable): readonly string[] {
  const name = quote(table.name);
  const entries = table.columns.map((one) => columnSql(one, table));
  const first = table.columns[0];
  const lines: string[] = [];
  if (first === undefined) return lines;
  if (table.key !== 'none') {
    entries.push(
      `CONSTRAINT ${quote(`${table.name.slice(0, 40)} key`)} ${table.key === 'primary' ? 'PRIMARY KEY' : 'UNIQUE'} (${quote(first.name)})`,
    );
  }
  const text = table.columns.find((one) => one.type.startsWith('character') || one.type === 'text');
  lines.push(`CREATE ${table.unlogged ? 'UNLOGGED ' : ''}TABLE ${name} (${entries.join(', ')})`);
  if (text !== undefined && table.check !== 'none') {
    const expression =
      table.check === 'list' ? `${quote(text.name)} IN ('a', 'b')` : `length(${quote(text.name)}) > 0`;
    const suffix = table.check === 'not-valid' ? ' NOT VALID' : '';
    lines.push(`ALTER TABLE ${name} ADD CONSTRAINT "check" CHECK (${expression})${suffix}`);
  }
  const last = table.columns.at(-1) ?? first;
  const index = {
    none: [],
    plain: [`CREATE INDEX ${quote(`i ${table.name.slice(0, 20)}`)} ON ${name} (${quote(last.name)} DESC)`],
    unique: [
      `CREATE UNIQUE INDEX ${quote(`i ${table.name.slice(0, 20)}`)} ON ${name} (${quote(first.name)}, ${quote(last.name)})`,
    ],
    expression:
      text === undefined
        ? []
        : [`CREATE INDEX ${quote(`i ${table.name.slice(0, 20)}`)} ON ${name} (lower(${quote(text.name)}))`],
    partial: [
      `CREATE INDEX ${quote(`i ${table.name.slice(0, 20)}`)} ON ${name} (${quote(first.name)}) WHERE ${quote(last.name)} IS NOT NULL`,
    ],
    include: [
      `CREATE INDEX ${quote(`i ${table.name.slice(0, 20)}`)} ON ${name} (${quote(first.name)}) INCLUDE (${quote(last.name)})`,
    ],
  }[table.index];
  lines.push(...index);
  for (const one of table.columns) {
    if (one.comment) lines.push(`COMMENT ON COLUMN ${name}.${quote(one.name)} IS 'a comment on ${one.type}'`);
    if (one.extra === 'nextval' && isInteger(one)) {
      lines.push(`ALTER TABLE ${name} ALTER ${quote(one.name)} SET DEFAULT nextval('counter')`);
    }
  }
  if (table.policy !== 'none') {
    lines.push(`ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY`);
    const clause = table.policy === 'read' ? 'FOR SELECT USING' : 'FOR INSERT WITH CHECK';
    lines.push(`CREATE POLICY "my policy" ON ${name} ${clause} (${quote(first.name)} IS NOT NULL)`);
  }
  if (table.trigger !== 'none') {
    const event = table.trigger === 'column' ? `UPDATE OF ${quote(last.name)}` : 'INSERT OR UPDATE';
    lines.push(`CREATE TRIGGER "a trigger" BEFORE ${event} ON ${name} FOR EACH ROW EXECUTE FUNCTION touch()`);
    if (table.trigger === 'disabled') lines.push(`ALTER TABLE ${name} DISABLE TRIGGER "a trigger"`);
  }
  return lines;
}

function isInteger(column: RandomColumn): boolean {
  return column.type === 'integer' || column.type === 'bigint';
}

function columnSql(column: RandomColumn, table: RandomTable): string {
  const name = quote(column.name);
  const notNull = column.notNull ? ' NOT NULL' : '';
  if (column.extra === 'serial' && isInteger(column)) {
    return `${name} ${column.type === 'bigint' ? 'bigserial' : 'serial'}`;
  }
  if (column.extra === 'identity' && isInteger(column)) {
    return `${name} ${column.type} GENERATED BY DEFAULT AS IDENTITY`;
  }
  if (column.extra === 'generated' && column.type === 'text' && table.columns[0] !== column) {
    const first = table.columns[0];
    if (first?.type === 'integer')
      return `${name} text GENERATED ALWAYS AS ((${quote(first.name)} + 1)::text) STORED`;
  }
  const values: Readonly<Record<string, string>> = {
    integer: '42',
    bigint: '-1',
    text: `'it''s'`,
    'character varying(20)': `'a'`,
    'numeric(8,2)': '1.50',
    boolean: 'true',
    date: 'CURRENT_DATE',
  };
  const value = values[column.type];
  return `${name} ${column.type}${column.extra === 'default' && value !== undefined ? ` DEFAULT ${value}` : ''}${notNull}`;
}

function referenceSql(table: RandomTable, schema: RandomSchema): readonly string[] {
  return table.references.flatMap(({ to, action, deferrable }, index) => {
    const other = schema.tables.find((one) => one.name === tableNames[to]);
    const target = other?.columns[0];
    const column = table.columns.find((one) => one.type === target?.type && one.extra !== 'generated');
    if (other === undefined || target === undefined || column === undefined || other.key === 'none')
      return [];
    if (table.unlogged !== other.unlogged) return [];
    const name = quote(`fk ${String(index)}`);
    const timing = deferrable ? 'DEFERRABLE INITIALLY DEFERRED' : '';
    const references = `FOREIGN KEY (${quote(column.name)}) REFERENCES ${quote(other.name)} (${quote(target.name)})`;
    return [`ALTER TABLE ${quote(table.name)} ADD CONSTRAINT ${name} ${references} ${action} ${timing}`];
  });
}

function viewSql(schema: RandomSchema): readonly string[] {
  const lines: string[] = [];
  const made: { readonly name: string; readonly materialized: boolean }[] = [];
  for (const view of schema.views) {
    const table = schema.tables[view.on % Math.max(schema.tables.length, 1)];
    if (table === undefined || made.some(({ name }) => name === view.name)) continue;
    const previous = made.at(-1);
    const columns = table.columns.slice(0, view.width).map((one) => quote(one.name));
    const from = view.nested && previous !== undefined ? `SELECT * FROM ${quote(previous.name)}` : undefined;
    const body = from ?? `SELECT ${columns.join(', ')} FROM ${quote(table.name)}`;
    const materialized = view.kind === 'materialized';
    const options = view.kind === 'barrier' ? ' WITH (security_barrier=true)' : '';
    lines.push(`CREATE ${materialized ? 'MATERIALIZED ' : ''}VIEW ${quote(view.name)}${options} AS ${body}`);
    made.push({ name: view.name, materialized });
    if (materialized && from === undefined && columns[0] !== undefined) {
      lines.push(`CREATE INDEX ${quote(`mi ${view.name}`)} ON ${quote(view.name)} (${columns[0]})`);
    }
    if (!materialized)
      lines.push(`COMMENT ON VIEW ${quote(view.name)} IS 'a view of width ${String(view.width)}'`);
  }
  return lines;
}
