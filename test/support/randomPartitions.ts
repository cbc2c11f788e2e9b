import fc from 'fast-check';

/**
 * Random partitioned tables as SQL: the whole is always partitioned by range of `k`, everything else differs. Partitions
 * can be partitioned themselves, be attached or stand alone, and have things of their own.
 */
export interface RandomPartitions {
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    readonly notNull: boolean;
    readonly value: boolean;
  }[];
  readonly key: 'none' | 'primary' | 'unique';
  readonly indexes: readonly ('plain' | 'expression' | 'partial')[];
  readonly check: boolean;
  readonly trigger: 'none' | 'on' | 'off';
  readonly reference: 'none' | 'out' | 'in';
  readonly view: 'none' | 'whole' | 'partition';
  readonly partitions: readonly {
    readonly is: 'absent' | 'attached' | 'alone' | 'parted';
    readonly bound: number;
    readonly ownIndex: boolean;
    readonly ownCheck: boolean;
    readonly ownValue: boolean;
    readonly comment: boolean;
  }[];
}

const names = ['a', 'B.c', 'x"y'];

/** What is partitioned and what is not never have the same name: one cannot become the other. */
function nameOf(is: string, index: number): string {
  return `${is === 'parted' ? 'q' : 'p'}${String(index)}`;
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export const randomPartitions: fc.Arbitrary<RandomPartitions> = fc.record({
  columns: fc.tuple(
    ...names.map((name) =>
      fc.record({
        name: fc.constant(name),
        type: fc.constantFrom('', 'integer', 'bigint', 'text'),
        notNull: fc.boolean(),
        value: fc.boolean(),
      }),
    ),
  ),
  key: fc.constantFrom('none', 'primary', 'unique'),
  indexes: fc.uniqueArray(fc.constantFrom('plain', 'expression', 'partial'), { maxLength: 2 }),
  check: fc.boolean(),
  trigger: fc.constantFrom('none', 'on', 'off'),
  reference: fc.constantFrom('none', 'out', 'in'),
  view: fc.constantFrom('none', 'whole', 'partition'),
  partitions: fc.array(
    fc.record({
      is: fc.constantFrom('absent', 'attached', 'alone', 'parted'),
      bound: fc.nat(2),
      ownIndex: fc.boolean(),
      ownCheck: fc.boolean(),
      ownValue: fc.boolean(),
      comment: fc.boolean(),
    }),
    { minLength: 3, maxLength: 3 },
  ),
});

/** The statements that make random partitions in an empty database. */
export function partitionsSql(schema: RandomPartitions): string {
  const columns = schema.columns
    .filter(({ type }) => type !== '')
    .map(({ name, type, notNull, value }) => {
      const standard = value ? ` default ${type === 'text' ? "'v'" : '7'}` : '';
      return `${quote(name)} ${type}${standard}${notNull ? ' not null' : ''}`;
    });
  const list = ['k int not null', ...columns].join(', ');
  const statements = [
    `create table other (id int primary key)`,
    `create function f() returns trigger language plpgsql as 'begin return new; end'`,
    `create table w (${list}) partition by range (k)`,
  ];
  const attached: string[] = [];
  schema.partitions.forEach(({ is, bound }, index) => {
    const name = nameOf(is, index);
    const from = index * 100;
    const bounds = `for values from (${String(from)}) to (${String(from + 50 + bound * 10)})`;
    if (is === 'attached') statements.push(`create table ${name} partition of w ${bounds}`);
    if (is === 'alone') statements.push(`create table ${name} (${list})`);
    if (is === 'parted') {
      statements.push(`create table ${name} partition of w ${bounds} partition by list (k)`);
      statements.push(`create table ${name}_leaf partition of ${name} for values in (${String(from + 1)})`);
    }
    if (is === 'attached' || is === 'parted') attached.push(name);
  });
  if (schema.key !== 'none') {
    const key = schema.key === 'primary' ? 'primary key' : 'unique';
    statements.push(`alter table w add constraint key ${key} (k)`);
  }
  for (const kind of schema.indexes) {
    const on = { plain: '(k desc)', expression: '((k + 1))', partial: '(k) where k > 5' }[kind];
    statements.push(`create index ${kind} on w ${on}`);
  }
  if (schema.check) statements.push(`alter table w add constraint "C.1" check (k >= 0)`);
  if (schema.trigger !== 'none') {
    statements.push(`create trigger t after insert on w for each row execute function f()`);
    if (schema.trigger === 'off') statements.push(`alter table w disable trigger t`);
  }
  if (schema.reference === 'out')
    statements.push(`alter table w add constraint fk foreign key (k) references other`);
  if (schema.reference === 'in' && schema.key !== 'none') {
    statements.push(`create table r (k int constraint fk references w (k))`);
  }
  schema.partitions.forEach(({ is, ownIndex, ownCheck, ownValue, comment }, index) => {
    if (is === 'absent') return;
    const name = nameOf(is, index);
    if (ownIndex) statements.push(`create index ${name}_own on ${name} (k, (k * 2))`);
    if (ownCheck) statements.push(`alter table ${name} add constraint own check (k < 10000)`);
    if (ownValue) statements.push(`alter table only ${name} alter k set default 3`);
    if (comment) statements.push(`comment on column ${name}.k is 'key'`);
  });
  if (schema.view === 'whole') statements.push('create view v as select * from w');
  if (schema.view === 'partition' && attached[0] !== undefined) {
    statements.push(`create view v as select * from ${attached[0]}`);
  }
  return statements.join(';\n');
}
