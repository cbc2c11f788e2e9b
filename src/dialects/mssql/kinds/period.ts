import type { Statement } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import { quoteIdentifier } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import type { MssqlKind } from './kind.js';
import { flagged, isSet, relationOf, textOf, withoutDefaults } from './partName.js';

/**
 * PERIOD FOR SYSTEM_TIME: it makes two columns of a table say from when to when a row was so. Without it they are plain
 * columns, so that all that is said of them by the period is the period's.
 * https://learn.microsoft.com/sql/relational-databases/tables/temporal-tables
 */
export const periodKind: MssqlKind = {
  name: 'period',
  rank: 160,
  read(system, builder) {
    const hidden = new Set(
      system.columns
        .filter((row) => row.is_hidden === true)
        .map((row) => `${String(row.object_id)}.${String(row.column_id)}`),
    );
    for (const row of system.periods) {
      const table = builder.partAt(row.object_id);
      if (table?.kind !== 'table') continue;
      const columns = [row.start_column_id, row.end_column_id];
      const [start = '', end = ''] = columns.map((column) => builder.columnName(row.object_id, column) ?? '');
      const [startHidden = false, endHidden = false] = columns.map((column) =>
        hidden.has(`${String(row.object_id)}.${String(column)}`),
      );
      const id = builder.id('period', ...table.path);
      builder.add({
        id,
        kind: 'period',
        objectId: table.id,
        parent: table.id,
        path: table.path,
        attributes: withoutDefaults({
          start: { value: start, canonical: builder.fold(start) },
          end: { value: end, canonical: builder.fold(end) },
          'start hidden': flagged(startHidden),
          'end hidden': flagged(endHidden),
        }),
      });
      for (const column of columns) builder.depend(id, builder.column(row.object_id, column));
    }
  },
  describe,
  create: (part) => [
    statement(`ALTER TABLE ${relationOf(part)} ADD ${periodClause(part)}`),
    ...(['start', 'end'] as const).flatMap((which) =>
      isSet(part, `${which} hidden`) ? [hide(part, which)] : [],
    ),
  ],
  drop: (part) => [
    statement(
      `ALTER TABLE ${relationOf(part)} DROP PERIOD FOR SYSTEM_TIME`,
      risk('drop', `drops ${describe(part)}`),
    ),
  ],
  alter: (target, source, changes) =>
    changes.every(({ attribute }) => attribute.endsWith(' hidden'))
      ? {
          how: 'in-place',
          statements: changes.map(({ attribute }) =>
            hide({ ...source, path: target.path }, attribute === 'start hidden' ? 'start' : 'end'),
          ),
        }
      : { how: 'replace', reason: `${describe(target)} changes` },
};

function describe(part: Part): string {
  return `the period of ${relationOf(part)}`;
}

/** What stands in CREATE TABLE and after ADD. */
export function periodClause(part: Part): string {
  const columns = ['start', 'end'].map((which) => quoteIdentifier(textOf(part, which) ?? ''));
  return `PERIOD FOR SYSTEM_TIME (${columns.join(', ')})`;
}

function hide(part: Part, which: 'start' | 'end'): Statement {
  const column = quoteIdentifier(textOf(part, which) ?? '');
  const verb = isSet(part, `${which} hidden`) ? 'ADD' : 'DROP';
  return statement(`ALTER TABLE ${relationOf(part)} ALTER COLUMN ${column} ${verb} HIDDEN`);
}

/** Which end of its table's period a column is. */
export function endOfPeriod(column: Part, period: Part | undefined): 'start' | 'end' | undefined {
  if (period === undefined) return undefined;
  const name = column.path[column.path.length - 1];
  if (textOf(period, 'start') === name) return 'start';
  return textOf(period, 'end') === name ? 'end' : undefined;
}

/** What a column of a period that is made together with it says. */
export function generatedClause(column: Part, period: Part | undefined): string {
  const which = endOfPeriod(column, period);
  if (which === undefined || period === undefined) return '';
  const hidden = isSet(period, `${which} hidden`) ? ' HIDDEN' : '';
  return `GENERATED ALWAYS AS ROW ${which.toUpperCase()}${hidden}`;
}

/** The period of the table of a part, in its catalog. */
export function periodOf(part: Part, parts: ReadonlyMap<string, Part>): Part | undefined {
  const id = part.objectId.slice(part.objectId.indexOf(':') + 1);
  return parts.get(partId('period') + id);
}

/** What rows have in a column that becomes an end of the period: they have been so for a moment, and are so for good. */
export function periodValue(column: Part, which: 'start' | 'end'): string {
  if (which === 'start') return 'DATEADD(SECOND, -1, SYSUTCDATETIME())';
  const digits = Number(/\((\d)\)/.exec(textOf(column, 'type') ?? '')?.[1] ?? '7');
  const fraction = digits === 0 ? '' : `.${'9'.repeat(digits)}`;
  return `CONVERT(${textOf(column, 'type') ?? 'datetime2(7)'}, N'9999-12-31T23:59:59${fraction}')`;
}
