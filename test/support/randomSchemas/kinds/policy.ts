import fc from 'fast-check';
import { condition } from '../expressions.js';
import { randomKind } from '../randomKind.js';
import { pick } from '../world.js';

export const policy = randomKind({
  word: 'policy',
  stage: 6,
  slots: 3,
  weight: 3,
  spec: fc.record({
    on: fc.nat(99),
    with: fc.nat(99),
    for: fc.constantFrom('ALL', 'SELECT', 'INSERT', 'UPDATE'),
    to: fc.constantFrom('', ' TO pg_monitor', ' TO current_user, pg_monitor'),
    as: fc.constantFrom('', ' AS RESTRICTIVE'),
    of: fc.nat(99),
    check: fc.boolean(),
    exists: fc.boolean(),
  }),
  make: (spec, self, world) => {
    const on = pick(
      world.relations.filter(({ is }) => is === 'table' || is === 'partitioned'),
      spec.on,
    );
    const other = pick(world.relations, spec.with);
    if (on === undefined || other === undefined) return;
    const own = condition(world, spec.of, { columns: on.columns });
    const using = spec.exists
      ? `EXISTS (SELECT 1 FROM ${other.sql} AS o WHERE ${condition(world, spec.of, { columns: other.columns, prefix: 'o.' })})`
      : own;
    const parts = [`CREATE POLICY ${self.quoted} ON ${on.sql}${spec.as} FOR ${spec.for}${spec.to}`];
    if (spec.for !== 'INSERT') parts.push(`USING (${using})`);
    if (spec.for === 'INSERT' || (spec.check && spec.for !== 'SELECT')) parts.push(`WITH CHECK (${own})`);
    world.run(parts.join(' '));
    world.subject(`POLICY ${self.quoted} ON ${on.sql}`, { owner: false });
  },
});
