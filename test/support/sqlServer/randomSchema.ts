import fc from 'fast-check';

/** A schema as batches. Names come from few, so that two schemas have much in common. */
export interface RandomSchema {
  readonly script: string;
}

const texts = ['varchar(10)', 'varchar(40)', 'nvarchar(20)'];
/** The server converts numbers and texts by itself, and moments and texts, but no numbers and moments. */
const numbers = ['int', 'bigint', 'decimal(9, 2)'];
const moments = ['datetime2(3)', 'date'];

interface Column {
  readonly type: string;
  readonly nullable: boolean;
  readonly default: 'none' | 'named' | 'unnamed';
  readonly extra: 'none' | 'collation' | 'sparse' | 'mask';
}

const columnOf = (types: readonly string[]): fc.Arbitrary<Column> =>
  fc.record({
    type: fc.constantFrom(...types),
    nullable: fc.boolean(),
    default: fc.constantFrom('none', 'none', 'named', 'unnamed'),
    extra: fc.constantFrom('none', 'none', 'none', 'collation', 'sparse', 'mask'),
  });
const column = columnOf([...numbers, ...texts]);
const momentColumn = columnOf([...moments, ...texts]);

const index = fc.record({
  keys: fc.uniqueArray(fc.constantFrom('id', 'c0', 'c1'), { minLength: 1, maxLength: 2 }),
  down: fc.boolean(),
  include: fc.boolean(),
  filter: fc.boolean(),
  unique: fc.boolean(),
  options: fc.constantFrom('', 'FILLFACTOR = 80', 'DATA_COMPRESSION = ROW', 'ALLOW_PAGE_LOCKS = OFF'),
  disabled: fc.integer({ min: 0, max: 5 }).map((number) => number === 0),
});

const table = fc.record({
  columns: fc.record(
    { c0: column, c1: column, c2: column, c3: momentColumn },
    { requiredKeys: ['c0', 'c1'] },
  ),
  computed: fc.constantFrom('', '([id]*(2))', '([id]*(3)) PERSISTED', '([dbo].[f]([id]))'),
  key: fc.constantFrom('none', 'clustered', 'nonclustered', 'unnamed'),
  unique: fc.constantFrom('none', 'named', 'unnamed'),
  check: fc.constantFrom('none', 'named', 'unnamed', 'disabled', 'untrusted'),
  limit: fc.integer({ min: 0, max: 2 }),
  identity: fc.constantFrom('', '', '', ' IDENTITY(1, 1)', ' IDENTITY(10, 5)'),
  clustered: fc.constantFrom('none', 'id', 'c0', 'columnstore'),
  packed: fc.constantFrom('', '', 'ROW', 'PAGE'),
  indexes: fc.record({ i0: index, i1: index }, { requiredKeys: [] }),
  statistics: fc.boolean(),
  trigger: fc.constantFrom('none', '1', '2', 'disabled'),
  comment: fc.constantFrom('none', 'a', 'b'),
  grant: fc.constantFrom('none', 'SELECT', 'UPDATE'),
});

type Table = typeof table extends fc.Arbitrary<infer T> ? T : never;

function columnLine(of: string, name: string, one: Column): string {
  const isText = one.type.includes('char');
  const collation = one.extra === 'collation' && isText ? ' COLLATE Latin1_General_BIN2' : '';
  const isSparse = one.extra === 'sparse' && one.nullable && one.default === 'none';
  const mask = one.extra === 'mask' ? " MASKED WITH (FUNCTION = 'default()')" : '';
  const value = isText ? "('x')" : moments.includes(one.type) ? '(sysutcdatetime())' : '((0))';
  const given =
    one.default === 'none'
      ? ''
      : `${one.default === 'named' ? ` CONSTRAINT DF_${of}_${name}` : ''} DEFAULT ${value}`;
  return `${name} ${one.type}${collation}${isSparse ? ' SPARSE' : ''}${mask} ${one.nullable ? 'NULL' : 'NOT NULL'}${given}`;
}

function tableBatches(name: string, one: Table): readonly string[] {
  const columns = Object.entries(one.columns);
  const names = ['id', ...columns.map(([column]) => column)];
  const check = `CHECK ([id]>(${String(one.limit)}))`;
  const kind = one.key === 'nonclustered' ? 'NONCLUSTERED' : 'CLUSTERED';
  const lines = [
    `id int${one.identity} NOT NULL`,
    ...columns.map(([column, facts]) => columnLine(name, column, facts)),
    ...(one.computed === '' ? [] : [`x AS ${one.computed}`]),
    ...(one.key === 'none'
      ? []
      : [`${one.key === 'unnamed' ? '' : `CONSTRAINT PK_${name} `}PRIMARY KEY ${kind} (id)`]),
    ...(one.unique === 'none'
      ? []
      : [`${one.unique === 'named' ? `CONSTRAINT UQ_${name} ` : ''}UNIQUE (c0)`]),
    ...(one.check === 'unnamed' ? [check] : []),
    ...(one.check === 'named' || one.check === 'disabled' ? [`CONSTRAINT CK_${name} ${check}`] : []),
  ];
  const isFree = one.key === 'none' || one.key === 'nonclustered';
  const isColumns = isFree && one.clustered === 'columnstore';
  const packed = one.packed === '' || isColumns ? '' : ` WITH (DATA_COMPRESSION = ${one.packed})`;
  const bare = isColumns ? lines.filter((line) => !line.startsWith('x AS')) : lines;
  const batches = [`CREATE TABLE dbo.${name} (${bare.join(', ')})${packed}`];
  if (isColumns) batches.push(`CREATE CLUSTERED COLUMNSTORE INDEX CX_${name} ON dbo.${name}`);
  else if (isFree && one.clustered !== 'none')
    batches.push(`CREATE CLUSTERED INDEX CX_${name} ON dbo.${name} (${one.clustered})`);
  if (one.check === 'disabled') batches.push(`ALTER TABLE dbo.${name} NOCHECK CONSTRAINT CK_${name}`);
  if (one.check === 'untrusted')
    batches.push(`ALTER TABLE dbo.${name} WITH NOCHECK ADD CONSTRAINT CK_${name} ${check}`);
  for (const [key, facts] of Object.entries(one.indexes)) {
    const keys = facts.keys.map((column, at) => `${column}${facts.down && at === 0 ? ' DESC' : ''}`);
    const included = names.find((column) => !facts.keys.some((key) => key === column));
    batches.push(
      `CREATE ${facts.unique ? 'UNIQUE ' : ''}NONCLUSTERED INDEX ${key} ON dbo.${name} (${keys.join(', ')})` +
        (facts.include && included !== undefined ? ` INCLUDE (${included})` : '') +
        (facts.filter ? ` WHERE ([id]>(${String(one.limit)}))` : '') +
        (facts.options === '' ? '' : ` WITH (${facts.options})`),
      ...(facts.disabled ? [`ALTER INDEX ${key} ON dbo.${name} DISABLE`] : []),
    );
  }
  if (one.statistics) batches.push(`CREATE STATISTICS st ON dbo.${name} (c1, id)`);
  if (one.trigger !== 'none')
    batches.push(
      `CREATE TRIGGER dbo.tr_${name} ON dbo.${name} AFTER INSERT AS SELECT ${one.trigger === '2' ? '2' : '1'}`,
      ...(one.trigger === 'disabled' ? [`DISABLE TRIGGER dbo.tr_${name} ON dbo.${name}`] : []),
    );
  if (one.comment !== 'none')
    batches.push(
      `EXEC sys.sp_addextendedproperty @name = N'MS_Description', @value = N'${one.comment}', @level0type = N'SCHEMA', @level0name = N'dbo', @level1type = N'TABLE', @level1name = N'${name}', @level2type = N'COLUMN', @level2name = N'c0'`,
    );
  if (one.grant !== 'none') batches.push(`GRANT ${one.grant} ON OBJECT::dbo.${name} TO readers`);
  return batches;
}

/** Schemas of tables with all that hangs on them, and modules that read them, some bound to them. */
export const randomSchema: fc.Arbitrary<RandomSchema> = fc
  .record({
    tables: fc.record({ t0: table, t1: table, t2: table }, { requiredKeys: ['t0'] }),
    view: fc.constantFrom('none', 'plain', 'bound', 'indexed'),
    upper: fc.boolean(),
    function: fc.constantFrom('1', '2'),
    policy: fc.constantFrom('none', 'on', 'off'),
    reference: fc.constantFrom('none', 'NO ACTION', 'CASCADE', 'disabled'),
    sequence: fc.integer({ min: 1, max: 3 }),
    temporal: fc.constantFrom('none', 'plain', 'versioned', 'kept'),
  })
  .map((one) => {
    const batches = [
      'CREATE ROLE readers',
      `CREATE FUNCTION dbo.f (@a int) RETURNS int WITH SCHEMABINDING AS BEGIN RETURN @a + ${one.function} END`,
      `CREATE SEQUENCE dbo.s AS int START WITH 1 INCREMENT BY ${String(one.sequence)} MINVALUE 1 MAXVALUE 99 NO CYCLE CACHE`,
    ];
    const { t0, t1, t2 } = one.tables;
    for (const [name, facts] of [
      ['t0', t0],
      ['t1', t1],
      ['t2', t2],
    ] as const)
      if (facts !== undefined) batches.push(...tableBatches(name, facts));
    if (t1 !== undefined && t0.key !== 'none' && one.reference !== 'none') {
      const action = one.reference === 'CASCADE' ? ' ON DELETE CASCADE' : '';
      batches.push(
        `ALTER TABLE dbo.t1 ADD CONSTRAINT FK_t1 FOREIGN KEY (id) REFERENCES dbo.t0 (id)${action}`,
      );
      if (one.reference === 'disabled') batches.push('ALTER TABLE dbo.t1 NOCHECK CONSTRAINT FK_t1');
    }
    if (one.view !== 'none') {
      const bound = one.view === 'plain' ? '' : ' WITH SCHEMABINDING';
      batches.push(`CREATE VIEW dbo.v${bound} AS SELECT id, c0 FROM dbo.t0`);
      if (one.view === 'indexed') batches.push('CREATE UNIQUE CLUSTERED INDEX IX_v ON dbo.v (id)');
      if (one.upper) batches.push('CREATE VIEW dbo.w AS SELECT id FROM dbo.v');
    }
    if (one.policy !== 'none')
      batches.push(
        'CREATE FUNCTION dbo.sees (@id int) RETURNS TABLE WITH SCHEMABINDING AS RETURN (SELECT 1 AS one WHERE @id > 0)',
        `CREATE SECURITY POLICY dbo.guard ADD FILTER PREDICATE dbo.sees(id) ON dbo.t0 WITH (STATE = ${one.policy.toUpperCase()})`,
      );
    if (one.temporal === 'plain')
      batches.push('CREATE TABLE dbo.h (id int NOT NULL, CONSTRAINT PK_h PRIMARY KEY (id))');
    else if (one.temporal !== 'none')
      batches.push(
        `CREATE TABLE dbo.h (id int NOT NULL, a datetime2(7) GENERATED ALWAYS AS ROW START NOT NULL, b datetime2(7) GENERATED ALWAYS AS ROW END NOT NULL,
  CONSTRAINT PK_h PRIMARY KEY (id), PERIOD FOR SYSTEM_TIME (a, b))`,
        'CREATE TABLE dbo.h_history (id int NOT NULL, a datetime2(7) NOT NULL, b datetime2(7) NOT NULL)',
        'CREATE CLUSTERED INDEX CX_h ON dbo.h_history (b, a)',
        `ALTER TABLE dbo.h SET (SYSTEM_VERSIONING = ON (HISTORY_TABLE = dbo.h_history${one.temporal === 'kept' ? ', HISTORY_RETENTION_PERIOD = 1 YEAR' : ''}))`,
      );
    return { script: batches.join('\nGO\n') };
  });
