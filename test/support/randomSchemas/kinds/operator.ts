import fc from 'fast-check';
import { randomKind } from '../randomKind.js';
import { pick } from '../world.js';

const symbols = ['===', '<%>', '~+~'];

export const operator = randomKind({
  word: 'op',
  stage: 4,
  slots: 3,
  spec: fc.record({ of: fc.nat(99), commutator: fc.boolean(), hashes: fc.boolean(), restrict: fc.boolean() }),
  make: (spec, self, world) => {
    const called = pick(
      world.functions.filter(
        ({ takes, needs, is }) =>
          is === 'function' && takes.length > 0 && takes.length < 3 && needs === takes.length,
      ),
      spec.of,
    );
    const last = called?.takes.at(-1);
    if (called === undefined || last === undefined) return;
    const left = called.takes.length === 2 ? called.takes[0] : undefined;
    const name = `${world.schemas[0]}.${symbols[self.slot] ?? '==='}`;
    const parts = [`FUNCTION = ${called.sql}`, `RIGHTARG = ${last.sql}`];
    if (left !== undefined) parts.push(`LEFTARG = ${left.sql}`);
    const isEqual = left?.sql === last.sql && called.returns.sql === 'boolean';
    if (isEqual && spec.commutator) parts.push(`COMMUTATOR = OPERATOR(${name})`);
    if (isEqual && spec.hashes) parts.push('HASHES');
    if (called.returns.sql === 'boolean' && spec.restrict && left !== undefined)
      parts.push('RESTRICT = eqsel', 'JOIN = eqjoinsel');
    world.run(`CREATE OPERATOR ${name} (${parts.join(', ')})`);
    world.subject(`OPERATOR ${name} (${left?.sql ?? 'NONE'}, ${last.sql})`);
    if (left === undefined) return;
    world.named('operator').push({ sql: name });
  },
});
