import fc from 'fast-check';
import { randomKind } from '../randomKind.js';

export const collation = randomKind({
  word: 'coll',
  stage: 0,
  slots: 3,
  weight: 2,
  spec: fc.record({ of: fc.constantFrom(0, 1, 2) }),
  make: (spec, self, world) => {
    const from = [
      "(LOCALE = 'C')",
      'FROM "POSIX"',
      world.major >= 18
        ? "(PROVIDER = builtin, LOCALE = 'PG_UNICODE_FAST')"
        : "(LC_COLLATE = 'C', LC_CTYPE = 'POSIX')",
    ][spec.of];
    world.run(`CREATE COLLATION ${self.sql} ${from ?? ''}`);
    world.named('collation').push({ sql: self.sql });
    world.subject(`COLLATION ${self.sql}`);
  },
});
