import fc from 'fast-check';
import { condition } from '../expressions.js';
import { list, quote } from '../names.js';
import { randomKind, type Self } from '../randomKind.js';
import { pick, type RelationRef, type World } from '../world.js';

const timing = fc.constantFrom('', '', '', ' DEFERRABLE', ' DEFERRABLE INITIALLY DEFERRED');

export const check = randomKind({
  word: 'check',
  stage: 5,
  slots: 5,
  weight: 4,
  spec: fc.record({
    on: fc.nat(99),
    of: fc.nat(99),
    valid: fc.constantFrom('', '', ' NOT VALID', ' NO INHERIT', ' NOT ENFORCED'),
  }),
  make: (spec, self, world) => {
    const on = pick(
      world.relations.filter(({ is }) => is === 'table' || is === 'partitioned' || is === 'foreign table'),
      spec.on,
    );
    if (on === undefined) return;
    const valid =
      (spec.valid === ' NOT ENFORCED' && world.major < 18) ||
      on.is === 'foreign table' ||
      on.is === 'partitioned'
        ? ''
        : spec.valid;
    const foreign = on.is === 'foreign table' ? 'FOREIGN ' : '';
    world.run(
      `ALTER ${foreign}TABLE ${on.sql} ADD CONSTRAINT ${self.quoted} CHECK (${condition(world, spec.of, { columns: on.columns })})${valid}`,
    );
    constrained(world, self, on);
  },
});

export const unique = randomKind({
  word: 'unique',
  stage: 4,
  slots: 4,
  weight: 3,
  spec: fc.record({
    on: fc.nat(99),
    of: fc.nat(99),
    second: fc.constantFrom(0, 0, 1),
    include: fc.constantFrom(0, 0, 1),
    nulls: fc.boolean(),
    timing,
    is: fc.constantFrom('unique', 'unique', 'exclude', 'exclude where'),
  }),
  make: (spec, self, world) => {
    const on = pick(
      world.relations.filter(({ is }) => is === 'table'),
      spec.on,
    );
    const sorted = on?.columns.filter(({ type }) => type.sorts) ?? [];
    const column = pick(sorted, spec.of);
    if (on === undefined || column === undefined) return;
    const second = spec.second > 0 ? pick(sorted, spec.second) : undefined;
    const columns = second === undefined || second === column ? [column] : [column, second];
    const included = spec.include > 0 ? pick(on.columns, spec.include) : undefined;
    const include =
      included === undefined || columns.includes(included) ? '' : ` INCLUDE (${quote(included.name)})`;
    const head = `ALTER TABLE ${on.sql} ADD CONSTRAINT ${self.quoted}`;
    if (spec.is === 'unique') {
      const nulls = spec.nulls && world.major >= 15 ? 'NULLS NOT DISTINCT ' : '';
      world.run(`${head} UNIQUE ${nulls}(${list(columns)})${include}${spec.timing}`);
      if (spec.timing === '') on.keys.push(columns);
    } else {
      const ranged = column.type.sql.endsWith('range');
      const elements = ranged ? `${quote(column.name)} WITH &&` : `${quote(column.name)} WITH =`;
      const where =
        spec.is === 'exclude where'
          ? ` WHERE (${condition(world, spec.of, { columns: on.columns, immutable: true })})`
          : '';
      world.run(
        `${head} EXCLUDE USING ${ranged ? 'gist' : 'btree'} (${elements})${include}${where}${spec.timing}`,
      );
    }
    constrained(world, self, on);
  },
});

export const foreignKey = randomKind({
  word: 'ref',
  stage: 5,
  slots: 5,
  weight: 5,
  spec: fc.record({
    from: fc.nat(99),
    to: fc.nat(99),
    key: fc.nat(9),
    action: fc.constantFrom(
      '',
      ' ON DELETE CASCADE',
      ' ON UPDATE SET NULL',
      ' ON DELETE SET DEFAULT ON UPDATE RESTRICT',
    ),
    match: fc.constantFrom('', '', ' MATCH FULL'),
    timing,
    valid: fc.constantFrom('', '', ' NOT VALID'),
  }),
  make: (spec, self, world) => {
    const to = pick(
      world.relations.filter(({ keys }) => keys.length > 0),
      spec.to,
    );
    const key = to?.keys[spec.key % to.keys.length];
    if (to === undefined || key === undefined) return;
    const fits = world.relations.filter(
      ({ is, columns }) =>
        (is === 'table' || is === 'partitioned') &&
        key.every(({ type }) => columns.some((one) => one.type.sql === type.sql && one.isGenerated !== true)),
    );
    const from = pick(fits, spec.from);
    if (from === undefined) return;
    const columns = key
      .map(({ type }) => from.columns.find((one) => one.type.sql === type.sql && one.isGenerated !== true))
      .filter((one) => one !== undefined);
    if (new Set(columns).size < key.length) return;
    const valid = from.is === 'partitioned' ? '' : spec.valid;
    world.run(
      `ALTER TABLE ${from.sql} ADD CONSTRAINT ${self.quoted} FOREIGN KEY (${list(columns)}) REFERENCES ${to.sql} (${list(key)})${spec.match}${spec.action}${spec.timing}${valid}`,
    );
    constrained(world, self, from);
  },
});

function constrained(world: World, self: Self, on: RelationRef): void {
  world.subject(`CONSTRAINT ${self.quoted} ON ${on.sql}`, { owner: false });
}
