import type { ScriptContext, Statement } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import type { PartId } from '../../../core/model/partId.js';
import type { Risk } from '../../../core/model/risk.js';
import { quoteQualified } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import type { SystemRow } from '../introspection/systemViews.js';
import { ColumnRows } from './columnRows.js';
import type { MssqlKind } from './kind.js';
import { relationOf, textOf, withoutDefaults } from './partName.js';

/** How long a unit of retention lasts at the most and at the least, in days. */
const units: Readonly<Record<number, readonly [word: string, days: number]>> = {
  3: ['DAY', 1],
  4: ['WEEK', 7],
  5: ['MONTH', 30],
  6: ['YEAR', 365],
};

/**
 * SYSTEM_VERSIONING: a table whose former rows go into a history table. It holds on to the columns of both and to the key:
 * while they change it is off, and what is in the history stays there. Switched on again, it says its retention again,
 * which OFF forgets.
 */
export const systemVersioningKind: MssqlKind = {
  name: 'system-versioning',
  rank: 800,
  read(system, builder) {
    const rows = new ColumnRows(system, builder);
    const clustered = new Map(
      system.indexes.flatMap((one) =>
        one.index_id === 1 && one.name !== null ? [[one.object_id, one.name] as const] : [],
      ),
    );
    for (const row of system.tables) {
      const table = builder.partAt(row.object_id);
      const history = builder.partAt(row.history_table_id);
      if (row.temporal_type !== 2 || table?.kind !== 'table' || history === undefined) continue;
      const id = builder.id('system-versioning', ...table.path);
      const name = quoteQualified(...history.path);
      const retention = retentionOf(row);
      const columns = rows.of(row.object_id).map((column) => column.name);
      builder.add({
        id,
        kind: 'system-versioning',
        objectId: table.id,
        parent: table.id,
        path: table.path,
        attributes: withoutDefaults({
          'history table': { value: name, canonical: builder.canonical(name), printed: true },
          retention: retention === undefined ? undefined : { value: retention },
          // One that comes has to come in both tables, with nothing that brings it from one to the other.
          'columns kept': {
            value: [...columns].sort(),
            canonical: columns.map((column) => builder.fold(column)).sort(),
          },
        }),
      });
      builder.detail(table.id, 'versioned', true);
      builder.detail(history.id, 'history of', table.id);
      builder.depend(id, history.id);
      builder.depend(id, builder.id('period', ...table.path));
      builder.depend(id, builder.id('primary-key', ...table.path));
      const rowsOfHistory = clustered.get(row.history_table_id ?? 0);
      // What is too old is found by it, so that no retention goes without (errors 13765 and 13766).
      if (retention !== undefined && rowsOfHistory !== undefined)
        builder.depend(id, builder.id('index', ...history.path, rowsOfHistory));
      for (const column of [...rows.of(row.object_id), ...rows.of(row.history_table_id ?? 0)]) {
        builder.depend(id, builder.column(column.object_id, column.column_id));
      }
    }
  },
  describe,
  create: (part, _inline, context) => [on(part, shortens(part, context))],
  drop: (part) => [
    statement(versioningOff(part), risk('drop', `no longer keeps the history of ${relationOf(part)}`)),
  ],
  alter: (target, source, changes) => {
    if (!changes.every(({ attribute }) => attribute === 'retention'))
      return { how: 'replace', reason: `${describe(target)} changes` };
    const risks = isShorter(target, source) ? [forgets(source)] : [];
    const period = textOf(source, 'retention') ?? 'INFINITE';
    const sql = `ALTER TABLE ${relationOf(target)} SET (SYSTEM_VERSIONING = ON (HISTORY_RETENTION_PERIOD = ${period}))`;
    return { how: 'in-place', statements: [statement(sql, ...risks)] };
  },
};

function describe(part: Part): string {
  return `the system versioning of ${relationOf(part)}`;
}

function retentionOf(row: SystemRow<'tables'>): string | undefined {
  const unit = units[row.history_retention_period_unit ?? -1];
  const period = row.history_retention_period ?? -1;
  if (unit === undefined || period < 0) return undefined;
  return `${String(period)} ${unit[0]}${period === 1 ? '' : 'S'}`;
}

/** The statement that switches versioning off: what is in the history stays, in a plain table. */
export function versioningOff(part: Part): string {
  return `ALTER TABLE ${relationOf(part)} SET (SYSTEM_VERSIONING = OFF)`;
}

function on(part: Part, risks: readonly Risk[]): Statement {
  const retention = textOf(part, 'retention');
  const options = [
    `HISTORY_TABLE = ${textOf(part, 'history table') ?? ''}`,
    ...(retention === undefined ? [] : [`HISTORY_RETENTION_PERIOD = ${retention}`]),
  ];
  const sql = `ALTER TABLE ${relationOf(part)} SET (SYSTEM_VERSIONING = ON (${options.join(', ')}))`;
  return statement(sql, ...risks);
}

/** Days that are kept, as few as a retention can mean. */
function days(part: Part): number {
  const [period = '', word = ''] = (textOf(part, 'retention') ?? '').split(' ');
  const unit = Object.values(units).find(([name]) => word.startsWith(name));
  return unit === undefined ? Infinity : Number(period) * unit[1];
}

function isShorter(target: Part, source: Part): boolean {
  return days(source) < days(target);
}

function forgets(part: Part): Risk {
  const period = (textOf(part, 'retention') ?? '').toLowerCase();
  return risk(
    'data-loss',
    `the server deletes what is older than ${period} from the history of ${relationOf(part)}`,
  );
}

/** What switching on deletes from a history table that is there already. */
function shortens(part: Part, { target }: ScriptContext): readonly Risk[] {
  const before = target.parts.get(part.id);
  const history = part.dependsOn.find((id: PartId) => id.startsWith('table:') && id !== part.objectId);
  if (history === undefined || !target.parts.has(history) || days(part) === Infinity) return [];
  return before !== undefined && !isShorter(before, part) ? [] : [forgets(part)];
}
