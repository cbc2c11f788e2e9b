import fc from 'fast-check';
import { list, quote } from '../names.js';
import { randomKind } from '../randomKind.js';
import { pick } from '../world.js';

export const extendedStatistics = randomKind({
  word: 'stat',
  stage: 6,
  slots: 3,
  spec: fc.record({
    on: fc.nat(99),
    kinds: fc.constantFrom('', '', ' (ndistinct)', ' (mcv, dependencies)'),
    expression: fc.boolean(),
    target: fc.constantFrom(-1, -1, 77),
  }),
  make: (spec, self, world) => {
    const on = pick(
      world.relations.filter(
        ({ is }) => is === 'table' || is === 'partitioned' || is === 'materialized view',
      ),
      spec.on,
    );
    const columns =
      on?.columns.filter(({ type, isGenerated }) => type.sorts && isGenerated !== true).slice(0, 2) ?? [];
    const [first, second] = columns;
    if (on === undefined || first === undefined || second === undefined) return;
    const items =
      spec.expression && world.major >= 14
        ? `${quote(first.name)}, (${quote(second.name)} IS NULL)`
        : list(columns);
    world.run(`CREATE STATISTICS ${self.sql}${spec.kinds} ON ${items} FROM ${on.sql}`);
    if (spec.target >= 0) world.run(`ALTER STATISTICS ${self.sql} SET STATISTICS ${String(spec.target)}`);
    world.subject(`STATISTICS ${self.sql}`);
  },
});
