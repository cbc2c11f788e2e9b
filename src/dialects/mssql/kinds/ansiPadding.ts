import type { Part } from '../../../core/model/part.js';
import type { CatalogBuilder } from '../introspection/catalogBuilder.js';
import type { SystemCatalog } from '../introspection/systemCatalog.js';
import type { SystemRow } from '../introspection/systemViews.js';
import { isSet, listOf, nameOf, qualified } from './partName.js';

/**
 * The types whose columns keep the ANSI_PADDING under which they were made: OFF cuts trailing blanks and zeros of what is
 * written. All others behave as under ON (https://learn.microsoft.com/sql/t-sql/statements/set-ansi-padding-transact-sql).
 */
const paddable: ReadonlySet<string> = new Set(['char', 'varchar', 'binary', 'varbinary']);

/** What a column tells of ANSI_PADDING; undefined where it makes no difference. */
export function paddingOf(
  row: SystemRow<'columns'>,
  types: ReadonlyMap<number, string>,
): 'on' | 'off' | undefined {
  const type = types.get(row.user_type_id) ?? '';
  if (!paddable.has(type) || row.max_length === -1 || row.is_computed) return undefined;
  // What has a fixed length and no NULL is filled up in any case.
  if (!type.startsWith('var') && row.is_nullable !== true) return undefined;
  return row.is_ansi_padded === false ? 'off' : 'on';
}

/** The names of base types by the user_type_id of whatever is made of them. */
export function baseTypeNames(system: SystemCatalog): ReadonlyMap<number, string> {
  const bases = new Map(
    system.types
      .filter(({ is_user_defined: own, name }) => !own && name !== 'sysname')
      .map((type) => [type.system_type_id, type.name]),
  );
  return new Map(
    system.types.map((type) => [type.user_type_id, bases.get(type.system_type_id) ?? type.name]),
  );
}

/** Notes of the tables whose columns were made under both settings which of these were under ON. */
export function noteMixedPadding(system: SystemCatalog, builder: CatalogBuilder): void {
  if (!system.columns.some((row) => row.is_ansi_padded === false)) return;
  const types = baseTypeNames(system);
  const found = new Map<number, { readonly on: string[]; hasOff: boolean; hasComputed: boolean }>();
  for (const row of system.columns) {
    const own = found.get(row.object_id) ?? { on: [], hasOff: false, hasComputed: false };
    found.set(row.object_id, own);
    const says = paddingOf(row, types);
    if (says === 'on') own.on.push(row.name);
    own.hasOff ||= says === 'off';
    own.hasComputed ||= row.is_computed;
  }
  for (const [object, { on, hasOff, hasComputed }] of found) {
    const table = builder.object(object);
    if (table === undefined || !hasOff || on.length === 0) continue;
    builder.detail(table, 'padded columns', on);
    if (hasComputed) builder.detail(table, 'padded beside computed ones', true);
  }
}

/**
 * Why a table cannot be made with columns under both settings: it is made in pieces then, so that a piece may not name a
 * column of a later one.
 */
export function paddingObstacle(table: Part, hasPeriod: boolean): string | undefined {
  if (listOf(table, 'padded columns').length === 0) return undefined;
  const isTied =
    hasPeriod ||
    isSet(table, 'padded beside computed ones') ||
    'partitioned by' in table.attributes ||
    'lob filegroup' in table.attributes;
  return isTied
    ? `the columns of ${qualified(table)} were made under ANSI_PADDING ON and OFF, of which DBVC makes plain tables only`
    : undefined;
}

/** Columns in their order, cut where the setting changes under which they are made. */
export function paddingRuns(
  table: Part,
  columns: readonly Part[],
): readonly { readonly off: boolean; readonly columns: readonly Part[] }[] {
  const padded = new Set(listOf(table, 'padded columns'));
  const runs: { off: boolean | undefined; columns: Part[] }[] = [];
  for (const column of columns) {
    const wants = isSet(column, paddingOff) ? true : padded.has(nameOf(column)) ? false : undefined;
    const last = runs.at(-1);
    if (last === undefined || (wants !== undefined && last.off !== undefined && last.off !== wants))
      runs.push({ off: wants, columns: [column] });
    else {
      last.off ??= wants;
      last.columns.push(column);
    }
  }
  return runs.map(({ off, columns: own }) => ({ off: off === true, columns: own }));
}

/** The attribute of a column that was made under ANSI_PADDING OFF. */
export const paddingOff = 'ansi padding off';
