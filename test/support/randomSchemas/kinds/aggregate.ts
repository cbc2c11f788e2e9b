import fc from 'fast-check';
import { baseType } from '../baseTypes.js';
import { anyType } from '../expressions.js';
import { literal } from '../names.js';
import { randomKind } from '../randomKind.js';
import { pick } from '../world.js';

export const aggregate = randomKind({
  word: 'agg',
  stage: 4,
  slots: 3,
  spec: fc.record({
    type: fc.nat(40),
    own: fc.boolean(),
    of: fc.nat(99),
    initial: fc.constantFrom('', '0', '7'),
    parallel: fc.boolean(),
  }),
  make: (spec, self, world) => {
    const own = spec.own
      ? pick(
          world.functions.filter(
            ({ takes, returns, is }) =>
              is === 'function' && takes.length === 2 && takes[0]?.sql === returns.sql,
          ),
          spec.of,
        )
      : undefined;
    const type = own?.takes[1] ?? (spec.type % 2 === 0 ? baseType('integer') : anyType(world, spec.type));
    const state =
      own?.returns ?? (spec.type % 2 === 0 ? type : { sql: `${type.sql}[]`, values: [], sorts: false });
    const transition = own?.sql ?? (spec.type % 2 === 0 ? 'int4pl' : 'array_append');
    const parts = [`SFUNC = ${transition}`, `STYPE = ${state.sql}`];
    if (spec.initial !== '' && own === undefined && spec.type % 2 === 0)
      parts.push(`INITCOND = ${literal(spec.initial)}`);
    if (spec.parallel) parts.push('PARALLEL = SAFE');
    world.run(`CREATE AGGREGATE ${self.sql}(${type.sql}) (${parts.join(', ')})`);
    world.functions.push({
      sql: self.sql,
      takes: [type],
      needs: 1,
      returns: state,
      isImmutable: false,
      is: 'aggregate',
    });
    world.subject(`AGGREGATE ${self.sql}(${type.sql})`);
  },
});
