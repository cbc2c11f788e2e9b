import { type CatalogModel, type ModelRow, SqlProblem } from './catalogModel.js';
import type { StatementReader } from './reader.js';

/** ENABLE and DISABLE TRIGGER. */
export function triggerState(reader: StatementReader, model: CatalogModel, isDisabled: boolean): void {
  const [schema, name] = reader.qualified();
  const row = reader.accept('on database')
    ? databaseTrigger(name, model)
    : model.find('triggers', { object_id: model.needed(schema, name, 208, 'TR')['object_id'] ?? 0 });
  if (row?.['parent_class'] === 1) {
    reader.expect('on');
    reader.qualified();
  }
  if (row !== undefined) row['is_disabled'] = isDisabled;
  reader.expectEnd();
}

/** The row of a trigger on the DDL of the database. */
export function databaseTrigger(name: string, model: CatalogModel): ModelRow {
  const row = model.find('triggers', { name, parent_class: 0 });
  if (row === undefined) throw new SqlProblem(3701, `Cannot find the trigger '${name}'.`);
  return row;
}
