import fc from 'fast-check';
import { quote } from '../names.js';
import { randomKind } from '../randomKind.js';
import { pick } from '../world.js';
import { madeColumns, randomColumns } from './columns.js';

export const foreignDataWrapper = randomKind({
  word: 'wrap',
  stage: 0,
  slots: 2,
  spec: fc.record({ option: fc.constantFrom('', 'it', 'b') }),
  make: (spec, self, world) => {
    const options = spec.option === '' ? '' : ` OPTIONS ("An option" '${spec.option}')`;
    world.run(`CREATE FOREIGN DATA WRAPPER ${self.quoted}${options}`);
    world.named('wrapper').push({ sql: self.quoted });
    world.subject(`FOREIGN DATA WRAPPER ${self.quoted}`, { owner: false, privileges: ['USAGE'] });
  },
});

export const foreignServer = randomKind({
  word: 'server',
  stage: 2,
  slots: 2,
  spec: fc.record({
    of: fc.nat(9),
    version: fc.constantFrom('', " VERSION '1.0'", " VERSION '2'"),
    option: fc.constantFrom('', 'a', 'b'),
    mapping: fc.constantFrom('', 'public', 'pg_monitor'),
  }),
  make: (spec, self, world) => {
    const wrapper = pick(world.named('wrapper'), spec.of);
    if (wrapper === undefined) return;
    const options = spec.option === '' ? '' : ` OPTIONS (host '${spec.option}')`;
    world.run(`CREATE SERVER ${self.quoted}${spec.version} FOREIGN DATA WRAPPER ${wrapper.sql}${options}`);
    if (spec.mapping !== '')
      world.run(`CREATE USER MAPPING FOR ${spec.mapping} SERVER ${self.quoted} OPTIONS ("user" 'x')`);
    world.named('server').push({ sql: self.quoted });
    world.subject(`SERVER ${self.quoted}`);
    world.subject(`FOREIGN SERVER ${self.quoted}`, { comments: false, owner: false, privileges: ['USAGE'] });
  },
});

export const foreignTable = randomKind({
  word: 'far',
  stage: 4,
  slots: 3,
  spec: fc.record({
    of: fc.nat(9),
    columns: randomColumns,
    option: fc.constantFrom('', 'a', 'b'),
    rowType: fc.boolean(),
  }),
  make: (spec, self, world) => {
    const server = pick(world.named('server'), spec.of);
    if (server === undefined) return;
    const columns = madeColumns(
      world,
      self,
      spec.columns.map((column) => ({
        ...column,
        extra: ['identity', 'always', 'serial'].includes(column.extra) ? 'none' : column.extra,
        storage: '',
        compression: '',
      })),
    );
    const options = spec.option === '' ? '' : ` OPTIONS (table_name '${spec.option}')`;
    world.run(
      `CREATE FOREIGN TABLE ${self.sql} (${columns.map(({ sql }) => sql).join(', ')}) SERVER ${server.sql}${options}`,
    );
    world.relation({ sql: self.sql, is: 'foreign table', columns });
    if (spec.rowType) world.types.push({ sql: self.sql, values: [`NULL::${self.sql}`], sorts: false });
    world.subject(`FOREIGN TABLE ${self.sql}`);
    world.subject(`TABLE ${self.sql}`, { comments: false, owner: false, privileges: ['SELECT', 'INSERT'] });
    for (const { name } of columns) world.subject(`COLUMN ${self.sql}.${quote(name)}`, { owner: false });
  },
});
