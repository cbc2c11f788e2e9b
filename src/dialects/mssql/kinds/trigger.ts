import { quoteQualified } from '../generator/quoting.js';
import type { MssqlKind } from './kind.js';
import { insteadOfPlaces } from './placesOfTable.js';
import { moduleAttributes, moduleScripts, uncomparedModules } from './module.js';
import { alterTrigger, stateAttributes, stateStatements } from './triggerState.js';

const scripts = moduleScripts('TRIGGER');

/** Triggers of tables and views: objects of their own, which go when their table goes. */
export const triggerKind: MssqlKind = {
  name: 'trigger',
  object: { name: 'trigger', label: 'Trigger', plural: 'Triggers', order: 90, icon: 'zap' },
  rank: 500,
  ...scripts,
  create: (part, inline, context) => [...scripts.create(part, inline, context), ...stateStatements(part)],
  alter: alterTrigger,
  read(system, builder) {
    const modules = new Map(system.sql_modules.map((row) => [row.object_id, row]));
    const schemas = new Map(system.objects.map((row) => [row.object_id, row.schema_id]));
    const events = new Map<number, (typeof system.trigger_events)[number][]>();
    for (const row of system.trigger_events) {
      const list = events.get(row.object_id);
      if (list === undefined) events.set(row.object_id, [row]);
      else list.push(row);
    }
    for (const row of system.triggers) {
      if (row.is_ms_shipped || row.parent_class !== 1) continue;
      const owner = builder.partAt(row.parent_id);
      const schemaId = schemas.get(row.object_id);
      const path = [schemaId === undefined ? (owner?.path[0] ?? '') : builder.schema(schemaId), row.name];
      const attributes =
        owner === undefined || row.type.trim() !== 'TR'
          ? undefined
          : moduleAttributes(modules.get(row.object_id), 'TRIGGER', path, builder);
      const id = builder.id('trigger', ...path);
      const occupies = [builder.occupied('object', ...path)];
      if (attributes === undefined || owner === undefined) {
        const on = builder.object(row.parent_id);
        const goesWith = on === undefined ? {} : { goesWith: [on] };
        builder.addUncompared(
          {
            id,
            kind: uncomparedModules(modules.get(row.object_id), 'trigger'),
            name: quoteQualified(...path),
            occupies,
            ...goesWith,
          },
          on,
        );
        continue;
      }
      builder.add({
        id,
        kind: 'trigger',
        parent: owner.id,
        path,
        attributes: { ...attributes, ...stateAttributes(row) },
        details: { 'fires on': quoteQualified(...owner.path) },
        occupies: [...occupies, ...insteadOfPlaces(row, events.get(row.object_id) ?? [], owner, builder)],
      });
      builder.atObject(row.object_id, id);
    }
  },
};
