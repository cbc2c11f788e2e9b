import type { Alteration, AttributeChange } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import type { CatalogBuilder } from '../introspection/catalogBuilder.js';
import type { SystemCatalog } from '../introspection/systemCatalog.js';
import type { SystemRow } from '../introspection/systemViews.js';
import { quoteIdentifier } from '../generator/quoting.js';
import { risk } from '../generator/statement.js';
import { fulltextBatch } from './fulltext.js';
import type { MssqlKind } from './kind.js';
import { flagged, isSet, listOf, relationOf, textOf, withoutDefaults } from './partName.js';

const tracking: Readonly<Record<string, string>> = { M: 'MANUAL', A: 'AUTO', O: 'OFF' };

/** Full-text indexes of tables, of which a table has one at the most. How far they are filled is data. */
export const fulltextIndexKind: MssqlKind = {
  name: 'fulltext-index',
  rank: 900,
  read(system, builder) {
    for (const row of system.fulltext_indexes) {
      const table = builder.partAt(row.object_id);
      if (table?.kind === 'table') readIndex(row, table, system, builder);
    }
  },
  describe,
  obstacle: (part) =>
    isSet(part, 'search properties')
      ? `${describe(part)} has a search property list, which DBVC does not compare yet`
      : undefined,
  create: (part) =>
    fulltextBatch(
      [
        `CREATE FULLTEXT INDEX ON ${relationOf(part)} (${listOf(part, 'columns').join(', ')}) ` +
          `KEY INDEX ${quoteIdentifier(textOf(part, 'key') ?? '')} ON ${quoteIdentifier(textOf(part, 'catalog') ?? '')} ` +
          `WITH (CHANGE_TRACKING = ${textOf(part, 'change tracking') ?? 'AUTO'}, STOPLIST = ${textOf(part, 'stoplist') ?? 'SYSTEM'})`,
        ...(isSet(part, 'disabled') ? [`ALTER FULLTEXT INDEX ON ${relationOf(part)} DISABLE`] : []),
      ],
      risk(
        'index-build',
        `fills ${describe(part)} in the background: searches find all only when that is done`,
      ),
    ),
  drop: (part) =>
    fulltextBatch(
      [`DROP FULLTEXT INDEX ON ${relationOf(part)}`],
      risk('drop', `drops ${describe(part)}: searches fail until there is one again`),
    ),
  alter,
};

function readIndex(
  row: SystemRow<'fulltext_indexes'>,
  table: Part,
  system: SystemCatalog,
  builder: CatalogBuilder,
): void {
  const columns = system.fulltext_index_columns
    .filter((one) => one.object_id === row.object_id)
    .sort((a, b) => a.column_id - b.column_id);
  const name = (column: number | null): string =>
    quoteIdentifier(builder.columnName(row.object_id, column ?? 0) ?? '');
  const lines = columns.map((one) =>
    [
      name(one.column_id),
      one.type_column_id === null ? '' : `TYPE COLUMN ${name(one.type_column_id)}`,
      `LANGUAGE ${String(one.language_id)}`,
      (one.statistical_semantics ?? 0) === 0 ? '' : 'STATISTICAL_SEMANTICS',
    ]
      .filter((part) => part !== '')
      .join(' '),
  );
  const keyId = builder.index(row.object_id, row.unique_index_id);
  const key = system.indexes.find(
    (one) => one.object_id === row.object_id && one.index_id === row.unique_index_id,
  )?.name;
  const catalog = system.fulltext_catalogs.find((one) => one.fulltext_catalog_id === row.fulltext_catalog_id);
  const stoplist = system.fulltext_stoplists.find((one) => one.stoplist_id === row.stoplist_id);
  const id = builder.id('fulltext-index', ...table.path);
  const named = (value: string): { value: string; canonical: string } => ({
    value,
    canonical: builder.fold(value),
  });
  builder.add({
    id,
    kind: 'fulltext-index',
    objectId: table.id,
    parent: table.id,
    path: table.path,
    attributes: withoutDefaults({
      columns: { value: lines, canonical: lines.map((line) => builder.fold(line)) },
      key: named(key ?? ''),
      catalog: named(catalog?.name ?? ''),
      'change tracking': { value: tracking[row.change_tracking_state?.trim() ?? ''] ?? 'AUTO' },
      stoplist:
        stoplist === undefined
          ? { value: row.stoplist_id === null ? 'OFF' : 'SYSTEM' }
          : named(quoteIdentifier(stoplist.name)),
      disabled: flagged(!row.is_enabled),
      'search properties': flagged(row.property_list_id !== null),
    }),
  });
  builder.depend(id, keyId);
  if (catalog !== undefined) builder.depend(id, builder.id('fulltext-catalog', catalog.name));
  if (stoplist !== undefined) builder.depend(id, builder.id('fulltext-stoplist', stoplist.name));
  for (const one of columns) {
    builder.depend(id, builder.column(row.object_id, one.column_id));
    if (one.type_column_id !== null) builder.depend(id, builder.column(row.object_id, one.type_column_id));
  }
}

function describe(part: Part): string {
  return `full-text index on ${relationOf(part)}`;
}

function alter(target: Part, source: Part, changes: readonly AttributeChange[]): Alteration {
  const changed = new Set(changes.map(({ attribute }) => attribute));
  const inPlace = ['change tracking', 'stoplist', 'disabled'];
  if (![...changed].every((one) => inPlace.includes(one)))
    return { how: 'replace', reason: `${describe(target)} changes in what has no ALTER` };
  const index = `ALTER FULLTEXT INDEX ON ${relationOf(target)}`;
  return {
    how: 'in-place',
    statements: fulltextBatch([
      ...(changed.has('change tracking')
        ? [`${index} SET CHANGE_TRACKING = ${textOf(source, 'change tracking') ?? 'AUTO'}`]
        : []),
      ...(changed.has('stoplist')
        ? [`${index} SET STOPLIST = ${textOf(source, 'stoplist') ?? 'SYSTEM'}`]
        : []),
      ...(changed.has('disabled') ? [`${index} ${isSet(source, 'disabled') ? 'DISABLE' : 'ENABLE'}`] : []),
    ]),
  };
}
