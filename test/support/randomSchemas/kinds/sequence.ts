import fc from 'fast-check';
import { literal } from '../names.js';
import { quote } from '../names.js';
import { randomKind } from '../randomKind.js';
import { pick } from '../world.js';

export const sequence = randomKind({
  word: 'counter',
  stage: 2,
  slots: 4,
  weight: 3,
  spec: fc.record({
    as: fc.constantFrom('bigint', 'integer', 'smallint'),
    increment: fc.constantFrom(1, 5, -1),
    start: fc.constantFrom(0, 3, 30),
    max: fc.constantFrom(0, 100, 1000),
    cache: fc.constantFrom(1, 7),
    cycle: fc.boolean(),
    unlogged: fc.constantFrom(false, false, true),
    owner: fc.constantFrom(0, 0, 1, 2, 3),
    default: fc.constantFrom(0, 1, 2, 3),
  }),
  make: (spec, self, world) => {
    const unlogged = spec.unlogged && world.major >= 15 ? 'UNLOGGED ' : '';
    const parts = [
      `CREATE ${unlogged}SEQUENCE ${self.sql} AS ${spec.as} INCREMENT ${String(spec.increment)}`,
    ];
    if (spec.max > 0 && spec.increment > 0) parts.push(`MAXVALUE ${String(spec.max)}`);
    if (spec.start > 0 && spec.increment > 0) parts.push(`START ${String(spec.start)}`);
    if (spec.cache > 1) parts.push(`CACHE ${String(spec.cache)}`);
    if (spec.cycle) parts.push('CYCLE');
    world.run(parts.join(' '));
    world.named('sequence').push({ sql: self.sql });
    world.subject(`SEQUENCE ${self.sql}`, {
      owner: spec.owner === 0,
      privileges: ['USAGE', 'SELECT', 'UPDATE'],
    });
    const columns = (number: number) => {
      const table = pick(
        world.relations.filter(({ is }) => is === 'table'),
        number,
      );
      const column = pick(
        table?.columns.filter(({ type, isGenerated }) => type.counts === true && isGenerated !== true) ?? [],
        number,
      );
      return table === undefined || column === undefined
        ? undefined
        : { table: table.sql, column: quote(column.name) };
    };
    if (spec.default > 0) {
      const at = columns(spec.default);
      if (at !== undefined)
        world.run(`ALTER TABLE ${at.table} ALTER ${at.column} SET DEFAULT nextval(${literal(self.sql)})`);
    }
    if (spec.owner > 0) {
      const at = columns(spec.owner);
      if (at !== undefined) world.run(`ALTER SEQUENCE ${self.sql} OWNED BY ${at.table}.${at.column}`);
    }
  },
});
