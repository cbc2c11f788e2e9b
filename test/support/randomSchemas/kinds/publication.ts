import fc from 'fast-check';
import { condition } from '../expressions.js';
import { list } from '../names.js';
import { randomKind } from '../randomKind.js';
import { pick } from '../world.js';

export const publication = randomKind({
  word: 'pub',
  stage: 7,
  slots: 2,
  spec: fc.record({
    is: fc.constantFrom('nothing', 'all', 'tables', 'tables', 'schema'),
    on: fc.nat(99),
    also: fc.nat(99),
    columns: fc.boolean(),
    where: fc.constantFrom(0, 0, 1, 2),
    with: fc.constantFrom('', " WITH (publish = 'insert')", ' WITH (publish_via_partition_root = true)'),
  }),
  make: (spec, self, world) => {
    const tables = world.relations.filter(({ is }) => is === 'table' || is === 'partitioned');
    const on = pick(tables, spec.on);
    const also = pick(tables, spec.also);
    if (on === undefined || also === undefined) return;
    const column =
      world.major >= 15 && spec.columns
        ? on.columns.filter(({ isGenerated }) => isGenerated !== true).slice(0, 2)
        : [];
    const some = column.length > 0 ? ` (${list(column)})` : '';
    const where =
      world.major >= 15 && spec.where > 0
        ? ` WHERE (${condition(world, spec.where - 1, { columns: on.columns, immutable: true })})`
        : '';
    const members = {
      nothing: '',
      all: ' FOR ALL TABLES',
      tables: ` FOR TABLE ${on.sql}${some}${where}${also === on ? '' : `, ${also.sql}`}`,
      schema: world.major >= 15 ? ` FOR TABLES IN SCHEMA ${world.schemas[1]}` : '',
    }[spec.is];
    world.run(`CREATE PUBLICATION ${self.quoted}${members}${spec.with}`);
    world.subject(`PUBLICATION ${self.quoted}`);
  },
});
