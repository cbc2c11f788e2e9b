import fc from 'fast-check';
import { condition } from '../expressions.js';
import { quote } from '../names.js';
import { randomKind } from '../randomKind.js';
import { pick } from '../world.js';

export const trigger = randomKind({
  word: 'trig',
  stage: 6,
  slots: 4,
  weight: 4,
  spec: fc.record({
    on: fc.nat(99),
    function: fc.nat(3),
    is: fc.constantFrom('row', 'row', 'column', 'when', 'statement', 'transition', 'constraint', 'truncate'),
    of: fc.nat(99),
    argument: fc.constantFrom('', "'it''s'"),
    enabled: fc.constantFrom('', '', 'DISABLE', 'ENABLE ALWAYS', 'ENABLE REPLICA'),
    timing: fc.constantFrom('BEFORE', 'AFTER'),
  }),
  make: (spec, self, world) => {
    const on = pick(
      world.relations.filter(({ is }) => is !== 'materialized view'),
      spec.on,
    );
    const called = pick(world.named('trigger function'), spec.function);
    if (on === undefined || called === undefined) return;
    const column = pick(on.columns, spec.of);
    const columns = on.columns.filter(({ isGenerated }) => isGenerated !== true);
    const call = `EXECUTE FUNCTION ${called.sql}(${spec.argument})`;
    const head = `TRIGGER ${self.quoted}`;
    const timing = on.is === 'view' ? 'INSTEAD OF' : spec.timing;
    const each = 'FOR EACH ROW';
    const sql = {
      row: `${head} ${timing} INSERT OR UPDATE ON ${on.sql} ${each} ${call}`,
      column: `${head} ${on.is === 'view' ? timing : spec.timing} UPDATE OF ${quote(column?.name ?? 'z')} ON ${on.sql} ${each} ${call}`,
      when: `${head} ${spec.timing} UPDATE ON ${on.sql} ${each} WHEN (${condition(world, spec.of, { columns, prefix: 'NEW.' })}) ${call}`,
      statement: `${head} ${spec.timing} DELETE ON ${on.sql} FOR EACH STATEMENT ${call}`,
      transition: `${head} AFTER UPDATE ON ${on.sql} REFERENCING OLD TABLE AS "old.rows" NEW TABLE AS new_rows FOR EACH STATEMENT ${call}`,
      constraint: `CONSTRAINT ${head} AFTER INSERT ON ${on.sql} DEFERRABLE INITIALLY DEFERRED ${each} ${call}`,
      truncate: `${head} ${spec.timing} TRUNCATE ON ${on.sql} FOR EACH STATEMENT ${call}`,
    }[spec.is];
    world.run(`CREATE ${sql}`);
    if (spec.enabled !== '' && on.is !== 'view')
      world.run(`ALTER TABLE ${on.sql} ${spec.enabled} TRIGGER ${self.quoted}`);
    world.subject(`${head} ON ${on.sql}`, { owner: false });
  },
});

export const triggerFunction = randomKind({
  word: 'touch',
  stage: 2,
  slots: 2,
  weight: 4,
  spec: fc.record({
    body: fc.constantFrom('RETURN NEW', 'RETURN OLD', 'RETURN NULL'),
    options: fc.constantFrom('', ' SECURITY DEFINER'),
  }),
  make: (spec, self, world) => {
    world.run(
      `CREATE FUNCTION ${self.sql}() RETURNS trigger LANGUAGE plpgsql${spec.options} AS $$ BEGIN ${spec.body}; END $$`,
    );
    world.named('trigger function').push({ sql: self.sql });
    world.subject(`FUNCTION ${self.sql}()`, { privileges: ['EXECUTE'] });
  },
});
