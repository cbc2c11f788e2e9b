import type { ScriptContext } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { quoteIdentifier } from '../generator/quoting.js';
import type { CatalogBuilder } from '../introspection/catalogBuilder.js';
import type { SystemCatalog } from '../introspection/systemCatalog.js';
import { isSet, textOf, withoutDefaults } from './partName.js';

const oldTypes: ReadonlySet<string> = new Set(['text', 'ntext', 'image']);

/** Says of the tables that have large values in which filegroup these lie, where that is not the database's default. */
export function addLargeValues(system: SystemCatalog, builder: CatalogBuilder): void {
  const old = new Set(
    system.types.filter(({ name }) => oldTypes.has(name)).map(({ system_type_id: type }) => type),
  );
  const types = new Set(
    system.types.filter((type) => old.has(type.system_type_id)).map(({ user_type_id: type }) => type),
  );
  const owners = new Set<number>();
  for (const row of system.columns)
    if (!row.is_computed && (row.max_length === -1 || types.has(row.user_type_id))) owners.add(row.object_id);
  const spaces = new Map(system.data_spaces.map((space) => [space.data_space_id, space]));
  for (const { object_id: object, lob_data_space_id: id } of system.tables) {
    const table = builder.object(object);
    if (table === undefined || !owners.has(object)) continue;
    const space = spaces.get(id ?? 0);
    const isElsewhere = space !== undefined && !space.is_default && space.type.trim() !== 'PS';
    builder.detail(table, 'large values', true);
    builder.amend(
      table,
      withoutDefaults({
        'lob filegroup': isElsewhere ? { value: space.name, rule: 'tablespaces' } : undefined,
      }),
    );
  }
}

/**
 * ` TEXTIMAGE_ON …`, which only CREATE TABLE can say, and not of a table that is cut into partitions: where it is not said, large values
 * lie in the default filegroup (https://learn.microsoft.com/sql/t-sql/statements/create-table-transact-sql).
 */
export function largeValuesClause(table: Part, inline: readonly Part[], context: ScriptContext): string {
  if (context.hides('tablespaces') || !isSet(table, 'large values')) return '';
  if (textOf(table, 'partitioned by') !== undefined) return '';
  const own = textOf(table, 'lob filegroup');
  if (own !== undefined) return ` TEXTIMAGE_ON ${quoteIdentifier(own)}`;
  // Beside rows that lie elsewhere, nothing is left to what a version takes for the default.
  const isApart = [table, ...inline].some((part) => textOf(part, 'filegroup') !== undefined);
  return isApart ? ' TEXTIMAGE_ON [default]' : '';
}
