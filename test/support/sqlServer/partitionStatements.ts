import { type CatalogModel, type ModelRow, SqlProblem } from './catalogModel.js';
import { readTokens, type StatementReader } from './reader.js';

/** Statements about partition functions and schemes; false for everything else. */
export function runPartitionStatement(reader: StatementReader, model: CatalogModel): boolean {
  if (reader.accept('create partition function')) createFunction(reader, model);
  else if (reader.accept('alter partition function')) alterFunction(reader, model);
  else if (reader.accept('drop partition function')) dropFunction(reader, model);
  else if (reader.accept('create partition scheme')) createScheme(reader, model);
  else if (reader.accept('alter partition scheme')) {
    const scheme = schemeOf(reader.name(), model);
    reader.expect('next used');
    scheme['next_used'] = spaceOf(reader.name(), model)['data_space_id'] ?? 1;
  } else if (reader.accept('drop partition scheme')) dropScheme(reader, model);
  else return false;
  reader.expectEnd();
  return true;
}

function functionOf(name: string, model: CatalogModel): ModelRow {
  const row = model.find('partition_functions', { name });
  if (row === undefined) throw new SqlProblem(7701, `Invalid partition function '${name}'.`);
  return row;
}

function schemeOf(name: string, model: CatalogModel): ModelRow {
  const row = model.find('partition_schemes', { name });
  if (row === undefined) throw new SqlProblem(7701, `Invalid partition scheme '${name}'.`);
  return row;
}

function spaceOf(name: string, model: CatalogModel): ModelRow {
  const row =
    name.toLowerCase() === 'default'
      ? model.find('data_spaces', { is_default: true })
      : model.find('data_spaces', { name });
  if (row === undefined) throw new SqlProblem(1921, `Invalid filegroup '${name}' specified.`);
  return row;
}

/** A literal as sys.partition_range_values keeps it. */
function boundary(reader: StatementReader): ModelRow {
  const isNegative = reader.accept('-');
  const token = reader.next();
  if (token.kind === 'string') return { value: token.text, base: 'nvarchar' };
  return { value: `${isNegative ? '-' : ''}${token.text}`, base: 'int' };
}

const byValue = (a: ModelRow, b: ModelRow): number =>
  a['base'] === 'int'
    ? Number(a['value']) - Number(b['value'])
    : String(a['value']) < String(b['value'])
      ? -1
      : 1;

function setValues(function_id: number, values: readonly ModelRow[], model: CatalogModel): void {
  model.remove('partition_range_values', { function_id });
  [...values].sort(byValue).forEach((row, index) => {
    model.rows('partition_range_values').push({ ...row, function_id, boundary_id: index + 1 });
  });
}

function valuesOf(function_id: number, model: CatalogModel): ModelRow[] {
  return model.rows('partition_range_values').filter((row) => row['function_id'] === function_id);
}

function createFunction(reader: StatementReader, model: CatalogModel): void {
  const name = reader.name();
  if (model.find('partition_functions', { name }) !== undefined)
    throw new SqlProblem(2714, `There is already an object named '${name}' in the database.`);
  const function_id = model.newId();
  const [type = 'int', ...parameters] = readTokens(reader.parenthesised().slice(1, -1))
    .map(({ text }) => text)
    .filter((text) => !/^[(),]$/.test(text));
  const use = model.type(undefined, type, parameters);
  model.rows('partition_parameters').push({
    function_id,
    ...use,
    collation_name: model.isText(use['user_type_id']) ? model.collation : null,
  });
  reader.expect('as range');
  const right = reader.accept('right');
  if (!right) reader.expect('left');
  reader.expect('for values');
  const isEmpty = reader.peek(1)?.text === ')';
  const values = isEmpty ? [] : reader.list(() => boundary(reader));
  if (isEmpty) reader.parenthesised();
  model
    .rows('partition_functions')
    .push({ name, function_id, type: 'R', boundary_value_on_right: right, is_system: false });
  setValues(function_id, values, model);
}

function alterFunction(reader: StatementReader, model: CatalogModel): void {
  const row = functionOf(reader.name(), model);
  const function_id = Number(row['function_id']);
  const right = row['boundary_value_on_right'] === true;
  reader.expect('( )');
  const split = reader.accept('split range');
  if (!split) reader.expect('merge range');
  const [value] = reader.list(() => boundary(reader));
  if (value === undefined) return;
  const schemes = model.rows('partition_schemes').filter((one) => one['function_id'] === function_id);
  const values = valuesOf(function_id, model);
  const at = values.findIndex((one) => one['value'] === value['value']);
  if (!split && at === -1)
    throw new SqlProblem(7715, 'The specified partition range value could not be found.');
  if (split && at !== -1) throw new SqlProblem(7721, 'Duplicate range boundary values are not allowed.');
  const after = split ? [...values, value].sort(byValue) : values.filter((_one, index) => index !== at);
  const place = (split ? after.indexOf(value) : at) + (right ? 1 : 0);
  for (const scheme of schemes) {
    const spaces = destinationsOf(scheme, model);
    if (!split) spaces.splice(place, 1);
    else {
      const next = scheme['next_used'];
      if (typeof next !== 'number')
        throw new SqlProblem(
          7710,
          `The partition scheme '${String(scheme['name'])}' does not have any next used filegroup.`,
        );
      spaces.splice(place, 0, next);
      delete scheme['next_used'];
    }
    setDestinations(scheme, spaces, model);
  }
  setValues(function_id, after, model);
  for (const scheme of schemes) repartition(Number(scheme['data_space_id']), model);
}

function dropFunction(reader: StatementReader, model: CatalogModel): void {
  const { function_id = 0 } = functionOf(reader.name(), model);
  if (model.find('partition_schemes', { function_id }) !== undefined)
    throw new SqlProblem(7706, 'Partition function is being used by one or more partition schemes.');
  for (const view of ['partition_functions', 'partition_parameters', 'partition_range_values'])
    model.remove(view, { function_id });
}

function destinationsOf(scheme: ModelRow, model: CatalogModel): number[] {
  return model
    .rows('destination_data_spaces')
    .filter((row) => row['partition_scheme_id'] === scheme['data_space_id'])
    .map((row) => Number(row['data_space_id']));
}

function setDestinations(scheme: ModelRow, spaces: readonly number[], model: CatalogModel): void {
  const partition_scheme_id = scheme['data_space_id'] ?? 0;
  model.remove('destination_data_spaces', { partition_scheme_id });
  spaces.forEach((data_space_id, index) => {
    model
      .rows('destination_data_spaces')
      .push({ partition_scheme_id, destination_id: index + 1, data_space_id });
  });
}

function createScheme(reader: StatementReader, model: CatalogModel): void {
  const name = reader.name();
  if (model.find('data_spaces', { name }) !== undefined)
    throw new SqlProblem(7723, `There is already a data space named '${name}'.`);
  reader.expect('as partition');
  const { function_id = 0 } = functionOf(reader.name(), model);
  const all = reader.accept('all');
  reader.expect('to');
  const spaces = reader.list(() => Number(spaceOf(reader.name(), model)['data_space_id']));
  const wanted = valuesOf(Number(function_id), model).length + 1;
  if (!all && spaces.length < wanted)
    throw new SqlProblem(7707, 'The partition function generates more partitions than there are filegroups.');
  const row: ModelRow = { name, data_space_id: model.newId(), function_id, is_system: false };
  model.rows('partition_schemes').push(row);
  model.rows('data_spaces').push({ ...row, type: 'PS', is_default: false });
  setDestinations(
    row,
    all ? Array.from({ length: wanted }, () => spaces[0] ?? 1) : spaces.slice(0, wanted),
    model,
  );
}

function dropScheme(reader: StatementReader, model: CatalogModel): void {
  const { data_space_id = 0 } = schemeOf(reader.name(), model);
  if (model.find('indexes', { data_space_id }) !== undefined)
    throw new SqlProblem(
      7717,
      'The partition scheme is currently being used to partition one or more tables.',
    );
  for (const view of ['partition_schemes', 'data_spaces']) model.remove(view, { data_space_id });
  model.remove('destination_data_spaces', { partition_scheme_id: data_space_id });
}

/** What follows ON: a filegroup, or a partition scheme with its column. */
export interface Placement {
  readonly space: ModelRow;
  readonly column?: string;
}

export function readPlacement(reader: StatementReader, model: CatalogModel): Placement {
  const space = spaceOf(reader.name(), model);
  if (space['type'] !== 'PS') return { space };
  const [column = ''] = reader.list(() => reader.name());
  return { space, column };
}

/** Where an index or heap lies, as another one beside it would. */
export function placementOf(row: ModelRow, model: CatalogModel): Placement | undefined {
  const space = model.find('data_spaces', { data_space_id: row['data_space_id'] ?? 0 });
  const by = model
    .rows('index_columns')
    .find(
      (one) =>
        one['object_id'] === row['object_id'] &&
        one['index_id'] === row['index_id'] &&
        Number(one['partition_ordinal']) > 0,
    );
  const column = model.find('columns', {
    object_id: row['object_id'] ?? 0,
    column_id: by?.['column_id'] ?? 0,
  });
  if (space === undefined) return undefined;
  return column === undefined ? { space } : { space, column: String(column['name']) };
}

/** Puts an index or heap, whose columns are there, somewhere. */
export function place(row: ModelRow, { space, column }: Placement, model: CatalogModel): void {
  row['data_space_id'] = space['data_space_id'] ?? 1;
  if (column !== undefined) {
    const key = { object_id: row['object_id'] ?? 0, index_id: row['index_id'] ?? 0 };
    const column_id = model.column(key.object_id, column)['column_id'] ?? 0;
    const own = model.find('index_columns', { ...key, column_id });
    if (row['is_unique'] === true && Number(own?.['key_ordinal'] ?? 0) === 0)
      throw new SqlProblem(
        1908,
        `Column '${column}' is partitioning column of the index, but not of its unique key.`,
      );
    if (own !== undefined) own['partition_ordinal'] = 1;
    else {
      const others = model
        .rows('index_columns')
        .filter((one) => one['object_id'] === key.object_id && one['index_id'] === key.index_id);
      model.rows('index_columns').push({
        ...key,
        index_column_id: others.length + 1,
        column_id,
        key_ordinal: 0,
        partition_ordinal: 1,
        is_descending_key: false,
        is_included_column: false,
        column_store_order_ordinal: 0,
      });
    }
  }
  repartition(Number(row['data_space_id']), model);
}

/** Gives everything on a partition scheme as many partitions as its function says. */
function repartition(data_space_id: number, model: CatalogModel): void {
  const scheme = model.find('partition_schemes', { data_space_id });
  if (scheme === undefined) return;
  const count = destinationsOf(scheme, model).length;
  for (const index of model.rows('indexes').filter((row) => row['data_space_id'] === data_space_id)) {
    const key = { object_id: index['object_id'] ?? 0, index_id: index['index_id'] ?? 0 };
    const known = model
      .rows('partitions')
      .filter((row) => row['object_id'] === key.object_id && row['index_id'] === key.index_id);
    const compression = known[0]?.['data_compression'] ?? 0;
    model.remove('partitions', key);
    for (let number = 1; number <= count; number += 1) {
      const own =
        known.find((row) => row['partition_number'] === number)?.['data_compression'] ?? compression;
      model
        .rows('partitions')
        .push({ ...key, partition_number: number, data_compression: own, xml_compression: false });
    }
  }
}
