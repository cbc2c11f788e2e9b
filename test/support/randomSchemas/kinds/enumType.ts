import fc from 'fast-check';
import { literal } from '../names.js';
import { randomKind } from '../randomKind.js';

const labels = ['sad', 'ok', "it's", 'happy 🙂', 'X', 'y'];

export const enumType = randomKind({
  word: 'mood',
  stage: 0,
  slots: 4,
  weight: 4,
  spec: fc.record({ labels: fc.shuffledSubarray(labels, { minLength: 1 }).map((some) => some.join('|')) }),
  make: (spec, self, world) => {
    const some = spec.labels.split('|');
    world.run(`CREATE TYPE ${self.sql} AS ENUM (${some.map(literal).join(', ')})`);
    const type = { sql: self.sql, values: some.map((one) => `${literal(one)}::${self.sql}`), sorts: true };
    world.types.push(type, {
      sql: `${self.sql}[]`,
      values: [`ARRAY[${type.values.join(', ')}]`, `'{}'::${self.sql}[]`],
      sorts: true,
    });
    world.subject(`TYPE ${self.sql}`, { privileges: ['USAGE'] });
  },
});
