import fc from 'fast-check';
import { randomKind } from '../randomKind.js';
import { pick } from '../world.js';

export const comment = randomKind({
  word: 'comment',
  stage: 9,
  slots: 40,
  weight: 6,
  spec: fc.record({ on: fc.nat(999), text: fc.constantFrom('a comment', "it's\nanother", '🙂 $$') }),
  make: (spec, _self, world) => {
    const on = pick(
      world.subjects.filter(({ comments }) => comments),
      spec.on,
    );
    if (on !== undefined) world.run(`COMMENT ON ${on.sql} IS '${spec.text.replaceAll("'", "''")}'`);
  },
});

export const grant = randomKind({
  word: 'grant',
  stage: 9,
  slots: 40,
  weight: 4,
  spec: fc.record({
    on: fc.nat(999),
    of: fc.nat(9),
    to: fc.constantFrom('pg_monitor', 'pg_signal_backend', 'PUBLIC'),
    is: fc.constantFrom('grant', 'grant', 'option', 'revoke', 'column'),
  }),
  make: (spec, _self, world) => {
    const on = pick(
      world.subjects.filter(({ privileges }) => privileges.length > 0),
      spec.on,
    );
    if (on === undefined) return;
    const privilege = on.privileges[spec.of % on.privileges.length] ?? 'ALL';
    const relation = world.relations.find(({ sql }) => on.sql === `TABLE ${sql}`);
    const column = relation?.columns[0];
    if (spec.is === 'column' && column !== undefined && relation !== undefined) {
      world.run(`GRANT SELECT ("${column.name.replaceAll('"', '""')}") ON ${relation.sql} TO ${spec.to}`);
    } else if (spec.is === 'revoke') world.run(`REVOKE ${privilege} ON ${on.sql} FROM PUBLIC, CURRENT_USER`);
    else
      world.run(
        `GRANT ${privilege} ON ${on.sql} TO ${spec.to}${spec.is === 'option' && spec.to !== 'PUBLIC' ? ' WITH GRANT OPTION' : ''}`,
      );
  },
});

export const owner = randomKind({
  word: 'owner',
  stage: 9,
  slots: 40,
  spec: fc.record({ on: fc.nat(999) }),
  make: (spec, _self, world) => {
    const on = pick(
      world.subjects.filter((one) => one.owner),
      spec.on,
    );
    if (on !== undefined) world.run(`ALTER ${on.sql} OWNER TO pg_monitor`);
  },
});

export const defaultPrivileges = randomKind({
  word: 'defaults',
  stage: 9,
  slots: 3,
  weight: 1,
  spec: fc.record({
    for: fc.constantFrom('', ' FOR ROLE pg_monitor'),
    in: fc.constantFrom(undefined, 0 as const, 1 as const),
    what: fc.constantFrom(
      'GRANT SELECT ON TABLES TO pg_signal_backend',
      'GRANT EXECUTE ON FUNCTIONS TO pg_monitor',
      'GRANT USAGE ON SEQUENCES TO PUBLIC',
      'GRANT USAGE ON TYPES TO pg_monitor',
    ),
  }),
  make: (spec, _self, world) => {
    const schema = spec.in === undefined ? '' : ` IN SCHEMA ${world.schemas[spec.in]}`;
    world.run(`ALTER DEFAULT PRIVILEGES${spec.for}${schema} ${spec.what}`);
  },
});
