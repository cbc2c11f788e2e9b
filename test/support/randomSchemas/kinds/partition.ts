import fc from 'fast-check';
import { literal } from '../names.js';
import { randomKind } from '../randomKind.js';
import { pick } from '../world.js';

export const partition = randomKind({
  word: 'part',
  stage: 5,
  slots: 4,
  weight: 3,
  spec: fc.record({
    of: fc.nat(99),
    is: fc.constantFrom('hash', 'list', 'default'),
    bound: fc.nat(3),
    options: fc.constantFrom('', ' WITH (fillfactor=70)'),
  }),
  make: (spec, self, world) => {
    const whole = pick(
      world.relations.filter(({ is }) => is === 'partitioned'),
      spec.of,
    );
    const key = whole?.columns[0];
    if (whole === undefined || key === undefined) return;
    const listed = world.named('listed').some(({ sql }) => sql === whole.sql);
    const value = key.type.values[spec.bound % Math.max(1, key.type.values.length)] ?? literal('a');
    const bounds = listed
      ? spec.is === 'default'
        ? 'DEFAULT'
        : `FOR VALUES IN (${value})`
      : `FOR VALUES WITH (MODULUS 4, REMAINDER ${String(spec.bound)})`;
    world.run(`CREATE TABLE ${self.sql} PARTITION OF ${whole.sql} ${bounds}${spec.options}`);
    world.relation({ sql: self.sql, is: 'table', columns: whole.columns });
    world.subject(`TABLE ${self.sql}`, { privileges: ['SELECT'] });
  },
});
