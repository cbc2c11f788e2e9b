import { quoteIdentifier } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import type { MssqlKind } from './kind.js';
import { moduleAttributes, moduleScripts } from './module.js';
import { quotedName } from './partName.js';
import { alterTrigger, stateAttributes, stateStatements } from './triggerState.js';

const scripts = moduleScripts('TRIGGER');

/**
 * Triggers on the DDL of the database. They stand in no schema and not in sys.objects. They fire for the steps of a plan
 * as for everybody's: new ones come last, old ones go first.
 */
export const databaseTriggerKind: MssqlKind = {
  name: 'database-trigger',
  object: {
    name: 'database-trigger',
    label: 'Database trigger',
    plural: 'Database triggers',
    order: 110,
    icon: 'zap',
  },
  rank: 700,
  ...scripts,
  describe: (part) => `database trigger ${quotedName(part)}`,
  create: (part, inline, context) => [...scripts.create(part, inline, context), ...stateStatements(part)],
  drop: (part) => [
    statement(
      `DROP TRIGGER ${quotedName(part)} ON DATABASE`,
      risk('drop', `drops database trigger ${quotedName(part)}`),
    ),
  ],
  alter: alterTrigger,
  read(system, builder) {
    const modules = new Map(system.sql_modules.map((row) => [row.object_id, row]));
    for (const row of system.triggers) {
      if (row.is_ms_shipped || row.parent_class !== 0) continue;
      const path = [row.name];
      const id = builder.id('database-trigger', ...path);
      const occupies = [builder.occupied('database-trigger', ...path)];
      const attributes =
        row.type.trim() === 'TR'
          ? moduleAttributes(modules.get(row.object_id), 'TRIGGER', path, builder)
          : undefined;
      if (attributes === undefined) {
        const name = quoteIdentifier(row.name);
        builder.addUncompared({ id, kind: 'database triggers without a text', name, occupies });
        continue;
      }
      builder.add({
        id,
        kind: 'database-trigger',
        path,
        attributes: { ...attributes, ...stateAttributes(row) },
        details: { 'fires on': 'DATABASE' },
        occupies,
      });
      builder.atObject(row.object_id, id);
    }
  },
};
