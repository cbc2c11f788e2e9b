import type {
  Alteration,
  AttributeChange,
  ScriptContext,
  Statement,
} from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { quoteQualified } from '../generator/quoting.js';
import { withOff } from '../generator/settings.js';
import { risk, statement } from '../generator/statement.js';
import type { SystemCatalog } from '../introspection/systemCatalog.js';
import type { SystemRow } from '../introspection/systemViews.js';
import { compressionOptions, noLongerCompressed, xmlCompression } from './indexOptions.js';
import { versionObstacle } from './indexVersions.js';
import { paddingObstacle, paddingRuns } from './ansiPadding.js';
import { missingFilegroup } from './filegroup.js';
import { largeValuesClause } from './largeValues.js';
import { filegroupObstacle, placementClause } from './placement.js';
import { periodClause, periodOf } from './period.js';
import { versioningOff } from './systemVersioning.js';
import { columnDefinition } from './columnDefinition.js';
import { constraintClause, isInlineConstraint } from './constraintClause.js';
import type { MssqlKind } from './kind.js';
import { isSet, listOf, nameOf, numberOf, qualified, textOf, withoutDefaults } from './partName.js';
import { boundToName, rename } from './rename.js';
import { bringRowsBack, rebuildTable, setTableAside } from './tableRebuild.js';

const escalations: Readonly<Record<number, string>> = { 1: 'DISABLE', 2: 'AUTO' };

/** Tables, each with its columns, constraints and indexes as parts of it. */
export const tableKind: MssqlKind = {
  name: 'table',
  object: { name: 'table', label: 'Table', plural: 'Tables', order: 60, icon: 'table' },
  rank: 100,
  read(system, builder) {
    for (const row of system.tables) {
      if (row.is_ms_shipped) continue;
      const schema = builder.schema(row.schema_id);
      const id = builder.id('table', schema, row.name);
      const occupies = [builder.occupied('object', schema, row.name)];
      const uncompared = uncomparedKind(row) ?? uncomparedVersions(row, system);
      if (uncompared !== undefined) {
        builder.addUncompared({ id, kind: uncompared, name: quoteQualified(schema, row.name), occupies });
        builder.atObject(row.object_id, id);
        continue;
      }
      const watched = watchedBy(row, system);
      const escalation = escalations[row.lock_escalation ?? 0];
      const limit = row.text_in_row_limit ?? 0;
      builder.addObject(
        {
          id,
          kind: 'table',
          path: [schema, row.name],
          attributes: withoutDefaults({
            ...builder.spelling(row.name),
            'lock escalation':
              escalation === undefined ? undefined : { value: escalation, rule: 'storage-parameters' },
            'text in row': limit === 0 ? undefined : { value: limit, rule: 'storage-parameters' },
            'large values out of row':
              row.large_value_types_out_of_row === true
                ? { value: true, rule: 'storage-parameters' }
                : undefined,
            'ansi nulls': row.uses_ansi_nulls === false ? { value: false } : undefined,
          }),
          details: watched === undefined ? {} : { 'watched by': watched },
          occupies,
        },
        row.object_id,
        schema,
      );
    }
  },
  describe: (part) => `table ${qualified(part)}`,
  create: (part, inline, context) => {
    const columns = inOrder(
      inline.filter(({ kind }) => kind === 'column'),
      listOf(part, 'column order'),
    );
    const runs = paddingRuns(part, columns);
    const last = [
      ...inline.filter(isInlineConstraint).map((one) => constraintClause(one, context)),
      ...inline.filter(({ kind }) => kind === 'period').map(periodClause),
    ];
    const compressed = context.hides('storage-parameters') ? [] : compressionOptions(part);
    const pieces = runs.flatMap(({ off, columns: own }, at) => {
      const lines = [
        ...own.map((column) => columnDefinition(column, inline)),
        ...(at === runs.length - 1 ? last : []),
      ].map((line) => `    ${line}`);
      const sql =
        at === 0
          ? `CREATE TABLE ${qualified(part)} (\n${lines.join(',\n')}\n)` +
            placementClause(part, context) +
            largeValuesClause(part, inline, context) +
            (compressed.length === 0 ? '' : ` WITH (${compressed.join(', ')})`)
          : `ALTER TABLE ${qualified(part)} ADD\n${lines.join(',\n')}`;
      const options = [
        ...(at === 0 && 'ansi nulls' in part.attributes ? ['ANSI_NULLS'] : []),
        ...(off ? ['ANSI_PADDING'] : []),
      ];
      return withOff(options, statement(sql));
    });
    return [...pieces, ...settings(part, context.hides('storage-parameters'))];
  },
  drop: (part) => [
    ...(isSet(part, 'versioned') ? [statement(versioningOff(part))] : []),
    statement(
      `DROP TABLE ${qualified(part)}`,
      risk('data-loss', `drops table ${qualified(part)} and its rows`),
    ),
  ],
  obstacle: (part, context) =>
    context.target.parts.has(part.id)
      ? undefined
      : (versionObstacle(part, context) ??
        paddingObstacle(part, periodOf(part, context.from.parts) !== undefined) ??
        (context.hides('tablespaces')
          ? undefined
          : (filegroupObstacle(part, context) ??
            missingFilegroup(
              ['lob filegroup'].flatMap((name) => textOf(part, name) ?? []),
              context,
            )))),
  setAside: setTableAside,
  bringBack: bringRowsBack,
  alter,
  inlines(_parent, child) {
    if (child.kind === 'column') return 'must';
    if (child.kind === 'period') return 'may';
    return isInlineConstraint(child) ? 'may' : 'no';
  },
};

/** What looks at a table by what it is and not by its name, and would not look at its successor. */
function watchedBy(row: SystemRow<'tables'>, system: SystemCatalog): string | undefined {
  if (row.is_tracked_by_cdc === true) return 'change data capture';
  if (row.is_published === true || row.is_merge_published === true || row.is_replicated === true)
    return 'replication';
  const isTracked = system.change_tracking_tables.some(({ object_id: id }) => id === row.object_id);
  return isTracked ? 'change tracking' : undefined;
}

/** The columns of a table as it has them; those that it does not know come last. */
function inOrder(columns: readonly Part[], order: readonly string[]): readonly Part[] {
  const places = new Map(order.map((name, at) => [name.toLowerCase(), at]));
  const placeOf = (part: Part): number => places.get(nameOf(part).toLowerCase()) ?? order.length;
  const position = (part: Part): number => numberOf(part, 'position') ?? 0;
  return [...columns].sort((a, b) => placeOf(a) - placeOf(b) || position(a) - position(b));
}

/** What a table is called that is found but not compared; undefined for a plain one. */
function uncomparedKind(row: SystemRow<'tables'>): string | undefined {
  if (row.is_external === true) return 'external tables';
  if (row.is_memory_optimized === true) return 'memory-optimised tables';
  if (row.is_filetable === true) return 'file tables';
  if (row.is_node === true || row.is_edge === true) return 'graph tables';
  if ((row.ledger_type ?? 0) !== 0) return 'ledger tables';
  return undefined;
}

/**
 * What a temporal or history table is called whose other half is not compared, or whose history table the server named: that
 * name holds a number, which is another in every database.
 */
function uncomparedVersions(row: SystemRow<'tables'>, system: SystemCatalog): string | undefined {
  if (row.temporal_type !== 1 && row.temporal_type !== 2) return undefined;
  const isHistory = row.temporal_type === 1;
  const other = system.tables.find((one) =>
    isHistory ? one.history_table_id === row.object_id : one.object_id === row.history_table_id,
  );
  const history = isHistory ? row : other;
  const isCompared =
    other !== undefined &&
    uncomparedKind(other) === undefined &&
    !/^MSSQL_TemporalHistoryFor_/i.test(history?.name ?? '');
  if (isCompared) return undefined;
  return isHistory ? 'history tables' : 'temporal tables';
}

function settings(part: Part, hidden: boolean): readonly Statement[] {
  if (hidden) return [];
  return ['lock escalation', 'text in row', 'large values out of row']
    .filter((name) => name in part.attributes)
    .map((name) => setting(part, name));
}

function setting(part: Part, name: string): Statement {
  const table = qualified(part);
  switch (name) {
    case 'lock escalation':
      return statement(`ALTER TABLE ${table} SET (LOCK_ESCALATION = ${textOf(part, name) ?? 'TABLE'})`);
    case 'text in row':
      return option(table, name, String(numberOf(part, name) ?? 0));
    default:
      return option(table, 'large value types out of row', isSet(part, name) ? '1' : '0');
  }
}

function option(table: string, name: string, value: string): Statement {
  return statement(`EXEC sp_tableoption N'${table.replaceAll("'", "''")}', N'${name}', N'${value}'`);
}

function placeOf(part: Part, attribute: string): string {
  return textOf(part, attribute) ?? 'in the default filegroup';
}

function recompressed(target: Part, source: Part): Statement {
  const options = [...compressionOptions(source), ...noLongerCompressed(target, source)];
  return statement(
    `ALTER TABLE ${qualified(target)} REBUILD PARTITION = ALL WITH (${options.join(', ')})`,
    risk('table-rewrite', `writes all rows of ${qualified(target)} anew, under a lock that stops everybody`),
  );
}

function alter(
  target: Part,
  source: Part,
  changes: readonly AttributeChange[],
  context: ScriptContext,
): Alteration {
  const statements: Statement[] = [];
  for (const { attribute } of changes) {
    switch (attribute) {
      case 'name':
        statements.push(rename(target, source, 'OBJECT'));
        break;
      case 'column order':
        if (changes.length > 1 || comesByItself(target, source)) break;
        return rebuildTable(
          target,
          `the columns of ${qualified(target)} stand in another order, which only a new table could change`,
          true,
          context,
        );
      case 'ansi nulls':
      case 'lob filegroup': {
        const reason =
          attribute === 'ansi nulls'
            ? `${qualified(target)} was made under another ANSI_NULLS, which only a new table could change`
            : `large values of ${qualified(target)} lie elsewhere (${placeOf(target, attribute)} and not ${placeOf(source, attribute)}), which only a new table could change`;
        if (changes.length > 1) return { how: 'unsupported', independent: true, reason };
        return rebuildTable(target, reason, true, context);
      }
      case 'partitioned by':
      case 'filegroup':
        return {
          how: 'unsupported',
          independent: true,
          reason: `the rows of ${qualified(target)} lie elsewhere (${placeOf(target, attribute)} and not ${placeOf(source, attribute)}), which only moving them could change`,
        };
      case 'compression':
      case xmlCompression: {
        // A clustered columnstore index says it of itself.
        if (!isSet(source, 'rowstore')) break;
        const reason = versionObstacle(source, context);
        if (reason !== undefined) return { how: 'unsupported', independent: true, reason };
        const isSaid = attribute === xmlCompression && changes.some((one) => one.attribute === 'compression');
        if (!isSaid) statements.push(recompressed(target, source));
        break;
      }
      default:
        statements.push(setting({ ...source, path: target.path }, attribute));
    }
  }
  const isRenamed = changes.some(({ attribute }) => attribute === 'name');
  return { how: 'in-place', statements, disturbs: isRenamed ? boundToName(target, context) : [] };
}

/** Whether columns that come and go leave the source's order: new ones at the end of those that stay. */
function comesByItself(target: Part, source: Part): boolean {
  const [before, after] = [listOf(target, 'column order'), listOf(source, 'column order')];
  const staying = before.filter((name) => after.includes(name));
  const result = [...staying, ...after.filter((name) => !before.includes(name))];
  return result.every((name, index) => name === after[index]);
}
