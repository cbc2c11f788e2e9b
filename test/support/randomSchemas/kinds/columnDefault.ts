import fc from 'fast-check';
import { expressionOf } from '../expressions.js';
import { quote } from '../names.js';
import { randomKind } from '../randomKind.js';
import { pick } from '../world.js';

/** A default that is set after functions, views and other tables are there, and so may depend on them. */
export const columnDefault = randomKind({
  word: 'default',
  stage: 6,
  slots: 20,
  weight: 4,
  spec: fc.record({ on: fc.nat(99), column: fc.nat(99), of: fc.nat(99) }),
  make: (spec, _self, world) => {
    const table = pick(
      world.relations.filter(({ is }) => is === 'table' || is === 'partitioned'),
      spec.on,
    );
    const column = pick(table?.columns.filter(({ isGenerated }) => isGenerated !== true) ?? [], spec.column);
    if (table === undefined || column === undefined) return;
    world.run(
      `ALTER TABLE ${table.sql} ALTER ${quote(column.name)} SET DEFAULT ${expressionOf(world, column.type, spec.of)}`,
    );
  },
});
