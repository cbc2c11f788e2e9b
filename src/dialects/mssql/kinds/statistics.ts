import type { Part } from '../../../core/model/part.js';
import { quoteIdentifier } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { columnsNamedIn } from './expression.js';
import { statisticsPlace } from './placesOfTable.js';
import { isOlderThan } from '../session/serverInfo.js';
import type { MssqlKind } from './kind.js';
import { flagged, isSet, listOf, quotedName, relationOf, textOf, withoutDefaults } from './partName.js';

/**
 * Statistics that people made; those of indexes go with them, and those that the server made by itself are not the
 * schema's. There is no ALTER: they are made again, from the rows.
 */
export const statisticsKind: MssqlKind = {
  name: 'statistics',
  rank: 215,
  read(system, builder) {
    for (const row of system.stats) {
      const owner = builder.partAt(row.object_id);
      if (row.user_created !== true || row.name === null || owner === undefined) continue;
      const columns = system.stats_columns
        .filter((one) => one.object_id === row.object_id && one.stats_id === row.stats_id)
        .sort((a, b) => a.stats_column_id - b.stats_column_id);
      const names = columns.map((one) =>
        quoteIdentifier(builder.columnName(one.object_id, one.column_id) ?? ''),
      );
      const path = [...owner.path, row.name];
      const id = builder.id('statistics', ...path);
      builder.add({
        id,
        kind: 'statistics',
        objectId: owner.objectId,
        parent: owner.id,
        path,
        attributes: withoutDefaults({
          ...builder.spelling(row.name),
          columns: { value: names, canonical: names.map((name) => builder.canonical(name)) },
          filter: row.filter_definition === null ? undefined : builder.printed(row.filter_definition),
          'not recomputed': flagged(row.no_recompute, 'storage-parameters'),
          incremental: flagged(row.is_incremental, 'storage-parameters'),
          'dropped by themselves': flagged(row.auto_drop, 'storage-parameters'),
        }),
        occupies: [statisticsPlace(row.name, owner, builder)],
      });
      for (const one of columns) builder.depend(id, builder.column(one.object_id, one.column_id));
      for (const on of columnsNamedIn(row.filter_definition ?? '', owner, builder)) builder.depend(id, on);
    }
  },
  describe,
  obstacle: (part, context) =>
    isSet(part, 'dropped by themselves') && isOlderThan(context.target.server, 16)
      ? "the target's version has no AUTO_DROP of statistics"
      : undefined,
  create: (part) => [statement(create(part))],
  drop: (part) => [
    statement(
      `DROP STATISTICS ${relationOf(part)}.${quotedName(part)}`,
      risk('drop', `drops ${describe(part)}`),
    ),
  ],
  alter: (target) => ({ how: 'replace', reason: `${describe(target)} have no ALTER` }),
};

function describe(part: Part): string {
  return `statistics ${quotedName(part)} on ${relationOf(part)}`;
}

function create(part: Part): string {
  const filter = textOf(part, 'filter');
  const options = [
    ...(isSet(part, 'not recomputed') ? ['NORECOMPUTE'] : []),
    ...(isSet(part, 'incremental') ? ['INCREMENTAL = ON'] : []),
    ...(isSet(part, 'dropped by themselves') ? ['AUTO_DROP = ON'] : []),
  ];
  return (
    `CREATE STATISTICS ${quotedName(part)} ON ${relationOf(part)} (${listOf(part, 'columns').join(', ')})` +
    (filter === undefined ? '' : ` WHERE ${filter}`) +
    (options.length === 0 ? '' : ` WITH ${options.join(', ')}`)
  );
}
