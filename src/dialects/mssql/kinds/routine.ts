import { quoteQualified } from '../generator/quoting.js';
import type { CatalogBuilder } from '../introspection/catalogBuilder.js';
import type { SystemCatalog } from '../introspection/systemCatalog.js';
import type { MssqlKind } from './kind.js';
import { isRenamed, moduleAttributes, moduleScripts, uncomparedModules } from './module.js';
import type { ModuleWord } from './moduleText.js';

/** What sys.objects calls a function, and what people do. */
const functions: Readonly<Record<string, string>> = { FN: 'scalar', IF: 'inline table', TF: 'table' };

function read(
  system: SystemCatalog,
  builder: CatalogBuilder,
  kind: 'procedure' | 'function',
  word: ModuleWord,
  accept: (type: string) => boolean,
): void {
  const modules = new Map(system.sql_modules.map((row) => [row.object_id, row]));
  const parameters = new Map<number, (typeof system.parameters)[number][]>();
  for (const row of system.parameters) {
    const list = parameters.get(row.object_id);
    if (list === undefined) parameters.set(row.object_id, [row]);
    else list.push(row);
  }
  for (const row of system.objects) {
    const type = row.type.trim();
    if (!accept(type) || row.is_ms_shipped) continue;
    const path = [builder.schema(row.schema_id), row.name];
    const id = builder.id(kind, ...path);
    const occupies = [builder.occupied('object', ...path)];
    const attributes = moduleAttributes(modules.get(row.object_id), word, path, builder);
    if (attributes === undefined) {
      const called = uncomparedModules(modules.get(row.object_id), kind);
      builder.addUncompared({ id, kind: called, name: quoteQualified(...path), occupies });
      builder.atObject(row.object_id, id);
      continue;
    }
    const returns = functions[type];
    builder.addObject(
      {
        id,
        kind,
        path,
        attributes: { ...attributes, ...(returns === undefined ? {} : { returns: { value: returns } }) },
        occupies,
      },
      row.object_id,
      path[0] ?? '',
    );
    if (isRenamed(modules.get(row.object_id), row.name)) builder.detail(id, 'renamed', true);
    for (const used of parameters.get(row.object_id) ?? []) {
      builder.depend(id, builder.type(used.user_type_id));
      builder.depend(id, builder.xmlCollection(used.xml_collection_id));
    }
  }
}

export const functionKind: MssqlKind = {
  name: 'function',
  object: { name: 'function', label: 'Function', plural: 'Functions', order: 70, icon: 'symbol-function' },
  rank: 180,
  ...moduleScripts('FUNCTION'),
  read: (system, builder) => {
    read(system, builder, 'function', 'FUNCTION', (type) => type in functions);
  },
};

export const procedureKind: MssqlKind = {
  name: 'procedure',
  object: { name: 'procedure', label: 'Procedure', plural: 'Procedures', order: 75, icon: 'symbol-method' },
  rank: 400,
  ...moduleScripts('PROCEDURE'),
  read: (system, builder) => {
    read(system, builder, 'procedure', 'PROCEDURE', (type) => type === 'P');
  },
};
