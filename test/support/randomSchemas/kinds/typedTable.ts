import fc from 'fast-check';
import { quote } from '../names.js';
import { randomKind } from '../randomKind.js';
import { pick } from '../world.js';
import { attributesIn } from './compositeType.js';

/** Tables of a composite type: their columns are its attributes. */
export const typedTable = randomKind({
  word: 'typed',
  stage: 4,
  slots: 3,
  spec: fc.record({
    of: fc.nat(9),
    isNotNull: fc.boolean(),
    persistence: fc.constantFrom('', '', 'UNLOGGED '),
  }),
  make: (spec, self, world) => {
    const type = pick(attributesIn(world), spec.of);
    const [first] = type?.columns ?? [];
    if (type === undefined || first === undefined) return;
    const options = spec.isNotNull ? ` (${quote(first.name)} WITH OPTIONS NOT NULL)` : '';
    world.run(`CREATE ${spec.persistence}TABLE ${self.sql} OF ${type.sql}${options}`);
    world.relation({ sql: self.sql, is: 'table', columns: type.columns });
    world.subject(`TABLE ${self.sql}`, { privileges: ['SELECT', 'INSERT'] });
  },
});
