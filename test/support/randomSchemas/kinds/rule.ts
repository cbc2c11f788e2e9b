import fc from 'fast-check';
import { condition } from '../expressions.js';
import { randomKind } from '../randomKind.js';
import { pick } from '../world.js';

export const rule = randomKind({
  word: 'rule',
  stage: 6,
  slots: 3,
  spec: fc.record({
    on: fc.nat(99),
    to: fc.nat(99),
    event: fc.constantFrom('INSERT', 'UPDATE', 'DELETE'),
    is: fc.constantFrom('nothing', 'also', 'instead', 'when'),
    of: fc.nat(99),
    enabled: fc.constantFrom('', '', 'DISABLE', 'ENABLE ALWAYS'),
  }),
  make: (spec, self, world) => {
    const on = pick(
      world.relations.filter(({ is }) => is === 'table' || is === 'view'),
      spec.on,
    );
    const to = pick(
      world.relations.filter(({ is }) => is === 'table'),
      spec.to,
    );
    if (on === undefined) return;
    const row = spec.event === 'DELETE' ? 'OLD.' : 'NEW.';
    const clear =
      to === undefined
        ? 'NOTHING'
        : `DELETE FROM ${to.sql} WHERE ${condition(world, spec.of, { columns: to.columns })}`;
    const when = condition(world, spec.of, { columns: on.columns, prefix: row });
    const doing = {
      nothing: 'DO INSTEAD NOTHING',
      also: `DO ALSO ${clear}`,
      instead: `DO INSTEAD ${clear}`,
      when: `WHERE ${when} DO ALSO ${clear}`,
    }[spec.is];
    const [, ...rest] = doing.startsWith('WHERE') ? ['', doing] : ['', doing];
    world.run(`CREATE RULE ${self.quoted} AS ON ${spec.event} TO ${on.sql} ${rest.join('')}`);
    if (spec.enabled !== '' && on.is === 'table')
      world.run(`ALTER TABLE ${on.sql} ${spec.enabled} RULE ${self.quoted}`);
    world.subject(`RULE ${self.quoted} ON ${on.sql}`, { owner: false });
  },
});
