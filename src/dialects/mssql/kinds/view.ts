import type { MssqlKind } from './kind.js';
import { isRenamed, moduleAttributes, moduleScripts } from './module.js';
import { quoteQualified } from '../generator/quoting.js';

/** Views. Their indexes are parts of them. */
export const viewKind: MssqlKind = {
  name: 'view',
  object: { name: 'view', label: 'View', plural: 'Views', order: 80, icon: 'eye' },
  rank: 200,
  ...moduleScripts('VIEW'),
  read(system, builder) {
    const columns = new Map<number, (typeof system.columns)[number][]>();
    for (const row of system.columns) {
      const list = columns.get(row.object_id);
      if (list === undefined) columns.set(row.object_id, [row]);
      else list.push(row);
    }
    const modules = new Map(system.sql_modules.map((row) => [row.object_id, row]));
    for (const row of system.objects) {
      if (row.type.trim() !== 'V' || row.is_ms_shipped) continue;
      const schema = builder.schema(row.schema_id);
      const path = [schema, row.name];
      const id = builder.id('view', ...path);
      const occupies = [builder.occupied('object', ...path)];
      const attributes = moduleAttributes(modules.get(row.object_id), 'VIEW', path, builder);
      if (attributes === undefined) {
        builder.addUncompared({ id, kind: 'views without a text', name: quoteQualified(...path), occupies });
        builder.atObject(row.object_id, id);
        continue;
      }
      builder.addObject({ id, kind: 'view', path, attributes, occupies }, row.object_id, schema);
      if (isRenamed(modules.get(row.object_id), row.name)) builder.detail(id, 'renamed', true);
      for (const column of columns.get(row.object_id) ?? []) {
        builder.nameColumn(row.object_id, column.column_id, column.name);
      }
    }
  },
};
