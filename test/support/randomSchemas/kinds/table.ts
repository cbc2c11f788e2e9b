import fc from 'fast-check';
import { randomKind } from '../randomKind.js';
import { list, quote } from '../names.js';
import { pick } from '../world.js';
import { madeColumns, randomColumns } from './columns.js';

const tablePrivileges = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER'];

export const table = randomKind({
  word: 'table',
  stage: 3,
  slots: 6,
  weight: 9,
  spec: fc.record({
    columns: randomColumns,
    key: fc.constantFrom('none', 'primary', 'primary', 'unique', 'two'),
    unlogged: fc.constantFrom(false, false, false, true),
    options: fc.constantFrom('', '', 'fillfactor=70', 'autovacuum_enabled=false'),
    inherits: fc.constantFrom(0, 0, 0, 0, 1, 2),
    isParted: fc.constantFrom(true, true, true, true, true, true, false),
    replica: fc.constantFrom('', '', '', 'FULL', 'NOTHING', 'key'),
    security: fc.constantFrom('', '', '', 'ENABLE', 'FORCE'),
    rowType: fc.boolean(),
  }),
  make: (spec, self, world) => {
    const tables = world.relations.filter(({ is }) => is === 'table');
    const parent = spec.inherits > 0 ? pick(tables, spec.inherits) : undefined;
    const taken = new Set(parent?.columns.map(({ name }) => name));
    const columns = madeColumns(world, self, spec.columns).filter(({ name }) => !taken.has(name));
    const partitionBy = spec.isParted ? (['HASH', 'LIST'][self.slot - 4] ?? '') : '';
    const isPartitioned = partitionBy !== '' && parent === undefined && columns[0] !== undefined;
    const all = [...(parent?.columns ?? []), ...columns];
    const entries = columns.map(({ sql }) => sql);
    const keyed = all.filter(({ type }) => type.sorts).slice(0, spec.key === 'two' ? 2 : 1);
    const key = keyed.length > 0 && (!isPartitioned || keyed[0] === columns[0]) ? keyed : [];
    const keyName = `key of ${String(self.slot)}`;
    if (spec.key !== 'none' && key.length > 0) {
      entries.push(
        `CONSTRAINT ${quote(keyName)} ${spec.key === 'unique' ? 'UNIQUE' : 'PRIMARY KEY'} (${list(key)})`,
      );
    }
    const unlogged = spec.unlogged && !isPartitioned ? 'UNLOGGED ' : '';
    const parts = [`CREATE ${unlogged}TABLE ${self.sql} (${entries.join(', ')})`];
    if (parent !== undefined) parts.push(`INHERITS (${parent.sql})`);
    if (isPartitioned && columns[0] !== undefined)
      parts.push(`PARTITION BY ${partitionBy} (${quote(columns[0].name)})`);
    if (spec.options !== '' && !isPartitioned) parts.push(`WITH (${spec.options})`);
    world.run(parts.join(' '), ...columns.flatMap(({ later }) => later));
    if (spec.replica !== '' && !isPartitioned) {
      const identity = spec.replica === 'key' ? `USING INDEX ${quote(keyName)}` : spec.replica;
      if (spec.replica !== 'key' || (spec.key !== 'none' && spec.key !== 'unique' && key.length > 0))
        world.run(`ALTER TABLE ${self.sql} REPLICA IDENTITY ${identity}`);
    }
    if (spec.security !== '') world.run(`ALTER TABLE ${self.sql} ENABLE ROW LEVEL SECURITY`);
    if (spec.security === 'FORCE') world.run(`ALTER TABLE ${self.sql} FORCE ROW LEVEL SECURITY`);
    if (isPartitioned && partitionBy === 'LIST') world.named('listed').push({ sql: self.sql });
    world.relation({
      sql: self.sql,
      is: isPartitioned ? 'partitioned' : 'table',
      columns: all,
      keys: spec.key !== 'none' && key.length > 0 ? [key] : [],
    });
    if (spec.rowType) {
      world.types.push({ sql: self.sql, values: [`NULL::${self.sql}`], sorts: false });
      world.types.push({ sql: `${self.sql}[]`, values: [`'{}'::${self.sql}[]`], sorts: false });
    }
    world.subject(`TABLE ${self.sql}`, { privileges: tablePrivileges });
    for (const { name } of columns) world.subject(`COLUMN ${self.sql}.${quote(name)}`, { owner: false });
  },
});
