import fc from 'fast-check';
import { randomKind } from '../randomKind.js';
import { pick } from '../world.js';

export const cast = randomKind({
  word: 'cast',
  stage: 5,
  slots: 2,
  spec: fc.record({
    of: fc.nat(99),
    way: fc.constantFrom('', ' AS ASSIGNMENT', ' AS IMPLICIT'),
    by: fc.constantFrom('function', 'inout'),
  }),
  make: (spec, _self, world) => {
    const made = new Set(world.types.map(({ sql }) => sql));
    const called = pick(
      world.functions.filter(
        ({ takes, is, needs, returns }) =>
          is === 'function' &&
          takes.length === 1 &&
          needs === 1 &&
          takes[0] !== undefined &&
          (made.has(takes[0].sql) || made.has(returns.sql)),
      ),
      spec.of,
    );
    const taken = called?.takes[0];
    if (called === undefined || taken === undefined) return;
    const sql = `CAST (${taken.sql} AS ${called.returns.sql})`;
    if (!world.claims(sql)) return;
    const by = spec.by === 'inout' ? 'WITH INOUT' : `WITH FUNCTION ${called.sql}(${taken.sql})`;
    world.run(`CREATE ${sql} ${by}${spec.way === ' AS IMPLICIT' ? ' AS ASSIGNMENT' : spec.way}`);
    world.subject(sql, { owner: false });
  },
});
