import type { CatalogModel, ModelRow } from './catalogModel.js';
import { SqlProblem } from './catalogModel.js';
import type { SessionSettings } from './moduleStatements.js';
import { readTokens, StatementReader, SyntaxProblem } from './reader.js';
import type { CellValue } from './tokenStream.js';

/** The rows of tables, each with its values as texts by the numbers of the columns: enough to see what is copied. */
const rowsOfTables = 'rows of tables';

/** Runs what reads and writes rows; false where a statement does not. */
export function runRowStatement(sql: string, model: CatalogModel, settings: SessionSettings): boolean {
  try {
    return runKnown(sql, model, settings);
  } catch (error) {
    throw error instanceof SyntaxProblem ? new SqlProblem(102, error.message) : error;
  }
}

function runKnown(sql: string, model: CatalogModel, settings: SessionSettings): boolean {
  const reader = new StatementReader(sql);
  if (reader.accept('set identity_insert')) {
    const table = tableNamed(reader, model);
    settings.identityInsert = reader.accept('on') ? table : undefined;
    if (settings.identityInsert === undefined) reader.expect('off');
    if (model.find('identity_columns', { object_id: table }) === undefined)
      throw new SqlProblem(8106, 'Table does not have the identity property. Cannot perform SET operation.');
  } else if (reader.accept('insert into')) insert(reader, model, settings);
  else if (reader.accept('if exists ( select 1 from sys . triggers where parent_id = object_id (')) {
    const table = tableNamed(new StatementReader(reader.string()), model);
    reader.expect(') ) throw 50000 ,');
    const message = reader.string();
    reader.expect(', 1');
    if (model.find('triggers', { parent_id: table }) !== undefined) throw new SqlProblem(50000, message);
  } else if (reader.accept('if isnull ( has_perms_by_name ( quotename ( db_name ( ) ) ,')) {
    reader.string();
    reader.expect(',');
    reader.string();
    reader.expect(') , 0 ) = 0 throw 50000 ,');
    reader.string();
    reader.expect(', 1');
  } else if (reader.accept('if ( select count_big ( * ) from')) {
    const table = tableNamed(reader, model);
    reader.expect(') < > ( select count_big ( * ) from');
    const other = tableNamed(reader, model);
    reader.expect(') throw 50000 ,');
    const message = reader.string();
    reader.expect(', 1');
    if (rowsOf(table, model).length !== rowsOf(other, model).length) throw new SqlProblem(50000, message);
  } else if (reader.accept('declare @last')) {
    reseed(sql, model);
    return true;
  } else return false;
  reader.expectEnd();
  return true;
}

/** The rows of a table as objects of texts by the names of its columns. */
export function rowsNamed(model: CatalogModel, schema: string, name: string): readonly ModelRow[] {
  const table = Number(model.needed(schema, name, 208, 'U')['object_id']);
  return rowsOf(table, model).map((row) =>
    Object.fromEntries(
      columnsOf(table, model)
        .filter((column) => column['is_computed'] !== true)
        .map((column) => [String(column['name']), row[`c${String(column['column_id'])}`] ?? null]),
    ),
  );
}

function rowsOf(table: number, model: CatalogModel): readonly ModelRow[] {
  return model.rows(rowsOfTables).filter((row) => row['object_id'] === table);
}

function columnsOf(table: number, model: CatalogModel): readonly ModelRow[] {
  return model
    .rows('columns')
    .filter((row) => row['object_id'] === table)
    .sort((a, b) => Number(a['column_id']) - Number(b['column_id']));
}

function tableNamed(reader: StatementReader, model: CatalogModel): number {
  return Number(model.needed(...reader.qualified(), 208, 'U')['object_id']);
}

function insert(reader: StatementReader, model: CatalogModel, settings: SessionSettings): void {
  const table = tableNamed(reader, model);
  const into = reader.list(() => model.column(table, reader.name()));
  if (reader.accept('values')) {
    do {
      const values = reader.list(() => literal(reader));
      insertRow(
        table,
        new Map(into.map((column, at) => [column['column_id'], values[at] ?? null])),
        model,
        settings,
      );
    } while (reader.accept(','));
    return;
  }
  reader.expect('select');
  const names = [reader.name()];
  while (reader.accept(',')) names.push(reader.name());
  reader.expect('from');
  const from = tableNamed(reader, model);
  reader.expect('with ( tablockx , holdlock )');
  const columns = names.map((name) => model.column(from, name));
  for (const row of rowsOf(from, model)) {
    const values = into.map(
      (column, at) => [column['column_id'], row[`c${String(columns[at]?.['column_id'])}`] ?? null] as const,
    );
    insertRow(table, new Map(values), model, settings);
  }
}

function literal(reader: StatementReader): CellValue {
  const token = reader.next();
  if (token.kind === 'string') return token.text;
  if (token.text.toLowerCase() === 'null') return null;
  const sign = token.text === '-' ? '-' : '';
  const whole = sign === '' ? token.text : reader.next().text;
  return `${sign}${whole}${reader.accept('.') ? `.${reader.next().text}` : ''}`;
}

function insertRow(
  table: number,
  given: ReadonlyMap<CellValue | undefined, CellValue>,
  model: CatalogModel,
  settings: SessionSettings,
): void {
  const row: ModelRow = { object_id: table };
  for (const column of columnsOf(table, model)) {
    const id = column['column_id'];
    const isGiven = given.has(id);
    const name = String(column['name']);
    const type = model.find('types', { user_type_id: column['user_type_id'] ?? 0 });
    if (column['is_computed'] === true) {
      if (isGiven)
        throw new SqlProblem(271, `The column "${name}" cannot be modified because it is computed.`);
      continue;
    }
    if (type?.['name'] === 'timestamp') {
      if (isGiven) throw new SqlProblem(273, 'Cannot insert an explicit value into a timestamp column.');
      row[`c${String(id)}`] = String(model.newId());
      continue;
    }
    const value = isIdentity(column)
      ? identityValue(table, column, given.get(id), settings, model)
      : isGiven
        ? (given.get(id) ?? null)
        : defaultOf(column, model);
    if (value === null && column['is_nullable'] !== true)
      throw new SqlProblem(515, `Cannot insert the value NULL into column '${name}'.`);
    const room = Number(column['max_length']) / (String(type?.['name']).startsWith('n') ? 2 : 1);
    if (typeof value === 'string' && model.isText(column['user_type_id']) && room > 0 && value.length > room)
      throw new SqlProblem(2628, `String or binary data would be truncated in column '${name}'.`);
    row[`c${String(id)}`] = value;
  }
  model.rows(rowsOfTables).push(row);
}

function isIdentity(column: ModelRow): boolean {
  return column['is_identity'] === true;
}

function identityValue(
  table: number,
  column: ModelRow,
  given: CellValue | undefined,
  settings: SessionSettings,
  model: CatalogModel,
): CellValue {
  const counter = model.find('identity_columns', { object_id: table, column_id: column['column_id'] ?? 0 });
  if (counter === undefined) throw new SqlProblem(8106, 'Table does not have the identity property.');
  const isOn = settings.identityInsert === table;
  if (given !== undefined && !isOn)
    throw new SqlProblem(
      544,
      'Cannot insert explicit value for identity column when IDENTITY_INSERT is set to OFF.',
    );
  if (given === undefined && isOn)
    throw new SqlProblem(
      545,
      'Explicit value must be specified for identity column when IDENTITY_INSERT is set to ON.',
    );
  const last = counter['last_value'] ?? null;
  const step = Number(counter['increment_value']);
  if (given !== undefined) {
    const isFurther =
      last === null || (step < 0 ? Number(given) < Number(last) : Number(given) > Number(last));
    if (isFurther) counter['last_value'] = given;
    return given;
  }
  const next =
    last === null ? (counter['first_value'] ?? counter['seed_value'] ?? '1') : String(Number(last) + step);
  counter['last_value'] = next;
  return String(next);
}

/** A default that is a literal, as a text. */
function defaultOf(column: ModelRow, model: CatalogModel): CellValue {
  const row = model.find('default_constraints', { object_id: column['default_object_id'] ?? 0 });
  if (row === undefined) return null;
  const literal = readTokens(String(row['definition'])).find(({ text }) => text !== '(');
  return literal?.text ?? null;
}

/** The batch that says where an identity goes on, read word by word. */
function reseed(sql: string, model: CatalogModel): void {
  const reader = new StatementReader(sql);
  reader.expect('declare @last');
  const type = reader.accept('bigint') ? 'bigint' : (reader.expect('numeric'), reader.parenthesised());
  const again = type === 'bigint' ? 'bigint' : 'numeric ( 38 , 0 )';
  reader.expect('= ( select');
  const isMinimum = reader.accept('min');
  if (!isMinimum) reader.expect('max');
  const latest = isMinimum ? 'min' : 'max';
  reader.expect('(');
  const name = reader.name();
  reader.expect(') from');
  const table = tableNamed(reader, model);
  reader.expect(
    `) ; declare @used ${again} = ( select convert ( ${again} , last_value ) from sys . identity_columns where object_id = object_id (`,
  );
  const old = tableNamed(new StatementReader(reader.string()), model);
  reader.expect(`) ) ; declare @value ${again} = ( select ${latest} ( v ) from ( values ( @last +`);
  const step = Number(reader.parenthesised().slice(1, -1));
  reader.expect(') , ( @used +');
  if (Number(reader.parenthesised().slice(1, -1)) !== step) throw new SqlProblem(102, 'Two increments.');
  reader.expect(') ,');
  const seed = Number(reader.parenthesised().slice(1, -1));
  reader.expect(') as counted ( v ) ) ; dbcc checkident (');
  if (tableNamed(new StatementReader(reader.string()), model) !== table)
    throw new SqlProblem(102, 'Two tables.');
  reader.expect(', reseed , @value ) with no_infomsgs');
  reader.expectEnd();

  const column = model.column(table, name);
  const values = rowsOf(table, model).map((row) => Number(row[`c${String(column['column_id'])}`]) + step);
  const used = model.find('identity_columns', { object_id: old })?.['last_value'] ?? null;
  const choices = [...values, ...(used === null ? [] : [Number(used) + step]), seed];
  const value = String(isMinimum ? Math.min(...choices) : Math.max(...choices));
  const counter = model.find('identity_columns', { object_id: table });
  if (counter === undefined) throw new SqlProblem(7997, 'The table does not contain an identity column.');
  // Until a row was inserted, the value is the first; then the last.
  counter[(counter['last_value'] ?? null) === null ? 'first_value' : 'last_value'] = value;
}
