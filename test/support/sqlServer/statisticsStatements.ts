import { type CatalogModel, type ModelRow, SqlProblem } from './catalogModel.js';
import type { StatementReader } from './reader.js';

/** What comes after CREATE STATISTICS. */
export function createStatistics(reader: StatementReader, model: CatalogModel): void {
  const name = reader.name();
  reader.expect('on');
  const [schema, table] = reader.qualified();
  const object_id = Number(model.needed(schema, table, 1088, 'U', 'V')['object_id']);
  if (model.find('stats', { object_id, name }) !== undefined)
    throw new SqlProblem(1927, `There are already statistics on table '${table}' named '${name}'.`);
  const stats_id = model.newId();
  reader
    .list(() => model.column(object_id, reader.name()))
    .forEach((column, index) => {
      const column_id = column['column_id'] ?? 0;
      model.rows('stats_columns').push({ object_id, stats_id, stats_column_id: index + 1, column_id });
    });
  const filter_definition = reader.accept('where') ? reader.parenthesised() : null;
  const row: ModelRow = {
    object_id,
    name,
    stats_id,
    user_created: true,
    no_recompute: false,
    is_incremental: false,
    auto_drop: false,
    filter_definition,
  };
  if (reader.accept('with')) {
    do {
      if (reader.accept('norecompute')) row['no_recompute'] = true;
      else if (reader.accept('auto_drop = on')) row['auto_drop'] = true;
      else {
        reader.expect('incremental = on');
        row['is_incremental'] = true;
      }
    } while (reader.accept(','));
  }
  model.rows('stats').push(row);
  reader.expectEnd();
}

/** What comes after DROP STATISTICS. */
export function dropStatistics(reader: StatementReader, model: CatalogModel): void {
  const [schema, table] = reader.qualified();
  reader.expect('.');
  const name = reader.name();
  const object_id = Number(model.needed(schema, table, 3701, 'U', 'V')['object_id']);
  const stats_id = model.find('stats', { object_id, name })?.['stats_id'];
  if (stats_id === undefined)
    throw new SqlProblem(3701, `Cannot drop the statistics '${table}.${name}', because it does not exist.`);
  model.remove('stats', { object_id, stats_id });
  model.remove('stats_columns', { object_id, stats_id });
  reader.expectEnd();
}
