import type { Part } from '../../../core/model/part.js';
import type { CatalogBuilder } from '../introspection/catalogBuilder.js';
import type { SystemRow } from '../introspection/systemViews.js';

/**
 * Of what there can be one in a table or view, so that the old one goes before the new one comes, and nothing comes while it
 * stays: a clustered index (error 1902), an identity (2744), a ROWGUIDCOL (4925), a rowversion (2738), an INSTEAD OF
 * trigger for each event (2111). Indexes, keys and statistics share one space of names (1913).
 */
function place(what: string, table: Part, builder: CatalogBuilder): string {
  return builder.occupied(what, ...table.path);
}

/** What an index, or that of a key, takes; the server's own names of keys are nobody else's. */
export function indexPlaces(
  index: SystemRow<'indexes'>,
  name: string | undefined,
  table: Part,
  builder: CatalogBuilder,
): readonly string[] {
  return [
    ...(name === undefined ? [] : [statisticsPlace(name, table, builder)]),
    ...(index.type === 1 || index.type === 5 ? [place('clustered-index', table, builder)] : []),
  ];
}

/** The name of statistics, those of indexes included. */
export function statisticsPlace(name: string, table: Part, builder: CatalogBuilder): string {
  return builder.occupied('statistics-name', ...table.path, name);
}

export function columnPlaces(
  row: SystemRow<'columns'>,
  isRowVersion: boolean,
  table: Part,
  builder: CatalogBuilder,
): readonly string[] {
  return [
    ...(row.is_identity ? [place('identity', table, builder)] : []),
    ...(row.is_rowguidcol ? [place('rowguidcol', table, builder)] : []),
    ...(isRowVersion ? [place('rowversion', table, builder)] : []),
  ];
}

export function insteadOfPlaces(
  trigger: SystemRow<'triggers'>,
  events: readonly SystemRow<'trigger_events'>[],
  table: Part,
  builder: CatalogBuilder,
): readonly string[] {
  if (trigger.is_instead_of_trigger !== true) return [];
  return events.map((event) => builder.occupied('instead-of', ...table.path, event.type_desc ?? ''));
}
