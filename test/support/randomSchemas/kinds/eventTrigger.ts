import fc from 'fast-check';
import { randomKind } from '../randomKind.js';

export const eventTrigger = randomKind({
  word: 'event',
  stage: 7,
  slots: 2,
  weight: 1,
  spec: fc.record({
    on: fc.constantFrom('ddl_command_start', 'ddl_command_end', 'sql_drop'),
    tags: fc.constantFrom('', " WHEN TAG IN ('CREATE TABLE', 'DROP TABLE')"),
    body: fc.constantFrom('BEGIN END', 'BEGIN NULL; END'),
    enabled: fc.constantFrom('', 'DISABLE', 'ENABLE ALWAYS'),
  }),
  make: (spec, self, world) => {
    const called = `${world.schemas[0]}."on ${String(self.slot)}"()`;
    world.run(`CREATE FUNCTION ${called} RETURNS event_trigger LANGUAGE plpgsql AS $$ ${spec.body} $$`);
    world.run(`CREATE EVENT TRIGGER ${self.quoted} ON ${spec.on}${spec.tags} EXECUTE FUNCTION ${called}`);
    if (spec.enabled !== '') world.run(`ALTER EVENT TRIGGER ${self.quoted} ${spec.enabled}`);
    world.subject(`EVENT TRIGGER ${self.quoted}`, { owner: false });
  },
});
