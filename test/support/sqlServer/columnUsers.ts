import { type CatalogModel, type ModelRow, SqlProblem } from './catalogModel.js';
import { referencesOf } from './references.js';

/** Something that uses a column, by the words of the dialect's kinds. */
export interface ColumnUser {
  readonly kind: string;
  readonly name: string;
  readonly isFilter?: boolean;
}

/** What keeps a column from being changed or dropped. */
export function usersOf(table: number, column: ModelRow, model: CatalogModel): readonly ColumnUser[] {
  const id = column['column_id'] ?? 0;
  const users: ColumnUser[] = [];
  for (const row of model.rows('periods')) {
    if (row['object_id'] === table && [row['start_column_id'], row['end_column_id']].includes(id))
      users.push({ kind: 'period', name: 'SYSTEM_TIME' });
  }
  const names = (text: unknown): boolean =>
    referencesOf(String(text)).some((one) => model.same(one.name, column['name']));
  for (const row of model.rows('default_constraints')) {
    if (row['parent_object_id'] === table && row['parent_column_id'] === id)
      users.push({ kind: 'default', name: String(row['name']) });
  }
  for (const row of model.rows('check_constraints')) {
    if (row['parent_object_id'] === table && names(row['definition']))
      users.push({ kind: 'check', name: String(row['name']) });
  }
  for (const row of model.rows('computed_columns')) {
    if (row['object_id'] === table && row['column_id'] !== id && names(row['definition']))
      users.push({ kind: 'column', name: 'computed' });
  }
  for (const row of model.rows('index_columns')) {
    if (row['object_id'] !== table || row['column_id'] !== id) continue;
    const index = model.find('indexes', { object_id: table, index_id: row['index_id'] ?? 0 });
    const kind =
      index?.['is_primary_key'] === true
        ? 'primary-key'
        : index?.['is_unique_constraint'] === true
          ? 'unique'
          : 'index';
    users.push({ kind, name: String(index?.['name']) });
  }
  for (const row of model.rows('indexes')) {
    if (row['object_id'] === table && row['filter_definition'] !== null && names(row['filter_definition']))
      users.push({ kind: 'index', name: String(row['name']), isFilter: true });
  }
  for (const row of model.rows('fulltext_index_columns')) {
    if (row['object_id'] === table && [row['column_id'], row['type_column_id']].includes(id))
      users.push({ kind: 'fulltext', name: 'a full-text index' });
  }
  for (const row of model.rows('stats_columns')) {
    if (row['object_id'] === table && row['column_id'] === id)
      users.push({ kind: 'statistics', name: 'statistics' });
  }
  for (const row of model.rows('foreign_key_columns')) {
    const own = row['parent_object_id'] === table && row['parent_column_id'] === id;
    const other = row['referenced_object_id'] === table && row['referenced_column_id'] === id;
    if (own || other) users.push({ kind: 'foreign-key', name: 'a foreign key' });
  }
  for (const row of model.rows('sql_expression_dependencies')) {
    if (
      row['referenced_id'] === table &&
      row['referenced_minor_id'] === id &&
      row['is_schema_bound_reference'] === true
    )
      users.push({ kind: 'module', name: 'a schema-bound module' });
  }
  return users;
}

/** Refuses to change a column with users that are not tolerated. */
export function refuseUsers(
  table: number,
  column: ModelRow,
  model: CatalogModel,
  tolerated: (user: ColumnUser) => boolean,
): void {
  const user = usersOf(table, column, model).find((one) => !tolerated(one));
  if (user !== undefined)
    throw new SqlProblem(
      5074,
      `The object '${user.name}' is dependent on column '${String(column['name'])}'.`,
    );
}

/** Of some columns a table has one: `number` is the error that says so. */
export function refuseSecond(model: CatalogModel, row: ModelRow, number: number, what: string): void {
  const is = (one: ModelRow): boolean => {
    if (number === 2738) return model.baseType(one['user_type_id']) === 'timestamp';
    return one[number === 2744 ? 'is_identity' : 'is_rowguidcol'] === true;
  };
  const second = model
    .rows('columns')
    .some((one) => one !== row && one['object_id'] === row['object_id'] && is(one));
  if (second) throw new SqlProblem(number, `A table can only have one ${what}.`);
}

/** Types of which the server makes no other by itself. */
export function refuseConversion(before: ModelRow, after: ModelRow, model: CatalogModel): void {
  const [from, to] = [before, after].map((row) => model.baseType(row['user_type_id']));
  const isNumber = (type: string | undefined): boolean =>
    /int$|^bit$|decimal|numeric|money|float|real/.test(type ?? '');
  const isMoment = (type: string | undefined): boolean => /^(?:date|time$|datetime)/.test(type ?? '');
  if ((isNumber(from) && isMoment(to) && to !== 'datetime') || (isMoment(from) && isNumber(to)))
    throw new SqlProblem(206, `Operand type clash: ${from ?? ''} is incompatible with ${to ?? ''}`);
}
