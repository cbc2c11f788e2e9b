import fc from 'fast-check';
import { anyType, expressionOf, valueOf } from '../expressions.js';
import { quote } from '../names.js';
import { randomKind } from '../randomKind.js';
import { pick } from '../world.js';

const check = fc.record({
  is: fc.constantFrom('none', 'known', 'not null', 'function', 'not valid'),
  of: fc.nat(99),
});

export const domain = randomKind({
  word: 'dom',
  stage: 1,
  slots: 4,
  weight: 3,
  spec: fc.record({
    base: fc.nat(40),
    default: fc.constantFrom('none', 'value', 'expression'),
    value: fc.nat(99),
    notNull: fc.constantFrom(false, false, true),
    collation: fc.constantFrom(0, 0, 1, 2, 3),
    checks: fc.tuple(check, check),
  }),
  make: (spec, self, world) => {
    const base = anyType(world, spec.base);
    const collation =
      base.collates === true && spec.collation > 0
        ? pick(world.named('collation'), spec.collation)
        : undefined;
    const parts = [`CREATE DOMAIN ${self.sql} AS ${base.sql}`];
    if (collation !== undefined) parts.push(`COLLATE ${collation.sql}`);
    if (spec.default === 'value') parts.push(`DEFAULT ${valueOf(base, spec.value)}`);
    if (spec.default === 'expression') parts.push(`DEFAULT ${expressionOf(world, base, spec.value)}`);
    if (spec.notNull) parts.push('NOT NULL');
    const later: string[] = [];
    spec.checks.forEach(({ is, of }, index) => {
      const name = quote(`check ${String(index)}`);
      const known = base.sorts ? `VALUE <> ${valueOf(base, of)}` : 'VALUE IS NOT NULL';
      const called = pick(
        world.functions.filter(
          ({ takes, returns, needs, is: kind }) =>
            kind === 'function' && takes[0]?.sql === base.sql && needs === 1 && returns.sql === 'boolean',
        ),
        of,
      );
      const condition = {
        none: undefined,
        known,
        'not null': 'VALUE IS NOT NULL',
        function: called === undefined ? known : `${called.sql}(VALUE)`,
        'not valid': known,
      }[is];
      if (condition === undefined) return;
      if (is === 'not valid') {
        later.push(`ALTER DOMAIN ${self.sql} ADD CONSTRAINT ${name} CHECK (${condition}) NOT VALID`);
      } else parts.push(`CONSTRAINT ${name} CHECK (${condition})`);
    });
    world.run(parts.join(' '), ...later);
    const values = base.values.map((value) => `(${value})::${self.sql}`);
    world.types.push({ ...base, sql: self.sql, values, counts: false });
    world.types.push({ sql: `${self.sql}[]`, values: [`'{}'::${self.sql}[]`], sorts: base.sorts });
    world.subject(`DOMAIN ${self.sql}`);
    world.subject(`TYPE ${self.sql}`, { comments: false, privileges: ['USAGE'] });
  },
});
