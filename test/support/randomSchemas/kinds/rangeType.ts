import fc from 'fast-check';
import { anyType } from '../expressions.js';
import { quote } from '../names.js';
import { randomKind } from '../randomKind.js';

export const rangeType = randomKind({
  word: 'span',
  stage: 1,
  slots: 3,
  weight: 2,
  spec: fc.record({
    subtype: fc.nat(30),
    collation: fc.boolean(),
    multirange: fc.boolean(),
  }),
  make: (spec, self, world) => {
    const found = anyType(world, spec.subtype);
    const subtype = found.sorts ? found.sql : 'float8';
    const options = [`SUBTYPE = ${subtype}`];
    if (found.collates === true && spec.collation) options.push('COLLATION = "C"');
    if (spec.multirange && world.major >= 14)
      options.push(`MULTIRANGE_TYPE_NAME = ${quote(`many ${String(self.slot)}`)}`);
    world.run(`CREATE TYPE ${self.sql} AS RANGE (${options.join(', ')})`);
    world.types.push({ sql: self.sql, values: [`'empty'::${self.sql}`], sorts: true });
    world.subject(`TYPE ${self.sql}`, { privileges: ['USAGE'] });
  },
});
