import type { PartId } from '../../../core/model/partId.js';
import { isSet, textOf } from '../kinds/partName.js';
import type { CatalogBuilder } from './catalogBuilder.js';
import type { SystemCatalog } from './systemCatalog.js';

/** The class of triggers on the DDL of the database, which are no objects of a schema. */
const databaseTrigger = 12;

/** The class of XML schema collections. */
const xmlCollection = 10;

/**
 * Joins what the server knows of what modules, checks and computed columns name. What is bound when it is made (views,
 * inline functions, whatever is schema-bound) depends on it; what looks names up when it runs only mentions it.
 */
export function addDependencies(system: SystemCatalog, builder: CatalogBuilder): void {
  const mentions = new Map<PartId, Set<PartId>>();
  for (const row of system.sql_expression_dependencies) {
    if (row.referencing_class !== 1 && row.referencing_class !== databaseTrigger) continue;
    // A computed column is its table, with the column's number.
    const from =
      builder.column(row.referencing_id, row.referencing_minor_id) ?? builder.object(row.referencing_id);
    const part = builder.part(from);
    // What a security policy names, its predicates do.
    if (from === undefined || part?.kind === 'security-policy') continue;
    const to =
      row.referenced_class === 6
        ? builder.type(row.referenced_id ?? 0)
        : row.referenced_class === xmlCollection
          ? builder.xmlCollection(row.referenced_id)
          : row.referenced_class === 1
            ? builder.object(row.referenced_id)
            : undefined;
    if (to === undefined || to === from) continue;
    const column =
      row.referenced_minor_id > 0 && row.referenced_class === 1
        ? builder.column(row.referenced_id ?? 0, row.referenced_minor_id)
        : undefined;
    const bound =
      part === undefined ||
      // No type or XML schema collection goes while a variable of a routine is of it (errors 3732 and 6328).
      row.referenced_class !== 1 ||
      part.kind === 'column' ||
      row.is_schema_bound_reference ||
      part.kind === 'view' ||
      isSet(part, 'schema bound') ||
      textOf(part, 'returns') === 'inline table';
    if (bound) {
      builder.depend(from, to);
      builder.depend(from, column);
      continue;
    }
    const set = mentions.get(from);
    if (set === undefined) mentions.set(from, new Set([to]));
    else set.add(to);
  }
  for (const [id, found] of mentions) builder.detail(id, 'mentions', [...found].sort());
}
