import { type CatalogModel, type ModelRow, SqlProblem } from './catalogModel.js';
import { runFulltextStatement } from './fulltextStatements.js';
import { IndexStatements, indexRow } from './indexStatements.js';
import { runModule, type SessionSettings } from './moduleStatements.js';
import { execute } from './procedureCalls.js';
import { runPartitionStatement } from './partitionStatements.js';
import { removePermissions, runPrincipalStatement } from './principalStatements.js';
import { StatementReader, SyntaxProblem } from './reader.js';
import { runSecurityStatement } from './securityStatements.js';
import { runXmlStatement } from './xmlStatements.js';
import { createStatistics, dropStatistics } from './statisticsStatements.js';
import { databaseTrigger, triggerState } from './triggerStatements.js';
import { TableStatements } from './tableStatements.js';
import { TemporalStatements } from './temporalStatements.js';

/**
 * Runs one statement, or a batch that makes a module, against a catalog. What it does not know is an error, so that a
 * statement of the generator that nobody could run does not pass.
 */
export function runStatement(sql: string, model: CatalogModel, settings: SessionSettings): void {
  try {
    if (runModule(sql, model, settings)) return;
    const reader = new StatementReader(sql);
    if (!runFulltextStatement(reader, model, settings) && !runKnown(reader, model, settings))
      throw new SqlProblem(102, `Incorrect syntax near '${reader.peek()?.text ?? ''}'.`);
    model.touch();
  } catch (error) {
    throw error instanceof SyntaxProblem ? new SqlProblem(102, error.message) : error;
  }
}

function runKnown(reader: StatementReader, model: CatalogModel, settings: SessionSettings): boolean {
  const tables = new TableStatements(model, reader, settings);
  const indexes = new IndexStatements(model, reader);
  const others = [runPartitionStatement, runPrincipalStatement, runXmlStatement, runSecurityStatement];
  if (others.some((run) => run(reader, model))) return true;
  if (reader.accept('alter database current add filegroup')) {
    model
      .rows('data_spaces')
      .push({ name: reader.name(), data_space_id: model.newId(), type: 'FG', is_default: false });
    reader.expectEnd();
  } else if (reader.accept('create schema')) createSchema(reader, model);
  else if (reader.accept('drop schema')) dropSchema(reader, model);
  else if (reader.accept('alter authorization on schema : :')) changeOwner(reader, model);
  else if (reader.accept('create table')) tables.create();
  else if (reader.accept('alter table')) tables.alter();
  else if (reader.accept('create type')) createType(reader, model);
  else if (reader.accept('drop type')) dropType(reader, model);
  else if (reader.accept('create sequence')) sequence(reader, model, true);
  else if (reader.accept('alter sequence')) sequence(reader, model, false);
  else if (reader.accept('create synonym')) createSynonym(reader, model);
  else if (reader.accept('alter index')) indexes.alter();
  else if (reader.accept('drop index')) indexes.drop();
  else if (reader.accept('create statistics')) createStatistics(reader, model);
  else if (reader.accept('drop statistics')) dropStatistics(reader, model);
  else if (reader.accept('create')) indexes.create();
  else if (reader.accept('drop')) dropObject(reader, model);
  else if (reader.accept('enable trigger')) triggerState(reader, model, false);
  else if (reader.accept('disable trigger')) triggerState(reader, model, true);
  else if (reader.accept('exec') || reader.accept('execute')) execute(reader, model);
  else return false;
  return true;
}

function createSchema(reader: StatementReader, model: CatalogModel): void {
  const name = reader.name();
  if (model.find('schemas', { name }) !== undefined)
    throw new SqlProblem(2714, `There is already an object named '${name}' in the database.`);
  const owner = reader.accept('authorization') ? principal(reader, model) : 1;
  model.rows('schemas').push({ name, schema_id: model.newId(), principal_id: owner });
  reader.expectEnd();
}

function principal(reader: StatementReader, model: CatalogModel): number {
  const name = reader.name();
  const row = model.find('database_principals', { name });
  if (row === undefined)
    throw new SqlProblem(
      15151,
      `Cannot find the user '${name}', because it does not exist or you do not have permission.`,
    );
  return Number(row['principal_id']);
}

function dropSchema(reader: StatementReader, model: CatalogModel): void {
  const name = reader.name();
  const schema_id = model.schemaId(name);
  const user = ['objects', 'types', 'xml_schema_collections']
    .flatMap((view) => model.rows(view))
    .find((row) => row['schema_id'] === schema_id);
  if (user !== undefined)
    throw new SqlProblem(
      3729,
      `Cannot drop schema '${name}' because it is being referenced by object '${String(user['name'])}'.`,
    );
  removePermissions({ class: 3, major_id: schema_id }, model);
  model.remove('schemas', { schema_id });
  model.remove('extended_properties', { class: 3, major_id: schema_id });
  reader.expectEnd();
}

function changeOwner(reader: StatementReader, model: CatalogModel): void {
  const row = model.find('schemas', { name: reader.name() });
  reader.expect('to');
  const owner = principal(reader, model);
  if (row !== undefined) {
    row['principal_id'] = owner;
    const schema_id = row['schema_id'] ?? 0;
    removePermissions({ class: 3, major_id: schema_id }, model);
    for (const one of model.rows('objects'))
      if (one['schema_id'] === schema_id)
        removePermissions({ class: 1, major_id: one['object_id'] ?? 0 }, model);
    for (const one of model.rows('types'))
      if (one['schema_id'] === schema_id)
        removePermissions({ class: 6, major_id: one['user_type_id'] ?? 0 }, model);
  }
  reader.expectEnd();
}

function createType(reader: StatementReader, model: CatalogModel): void {
  const [schema, name] = reader.qualified();
  const schema_id = model.schemaId(schema);
  if (model.find('types', { name, schema_id }) !== undefined)
    throw new SqlProblem(219, `The type '${schema}.${name}' already exists.`);
  if (reader.accept('as table')) {
    createTableType(schema_id, name, reader, model);
    return;
  }
  reader.expect('from');
  const base = reader.name();
  const parameters =
    reader.peek()?.text === '('
      ? reader
          .parenthesised()
          .slice(1, -1)
          .split(',')
          .map((one) => one.trim())
      : [];
  const use = model.type(undefined, base, parameters);
  const nullable = !reader.accept('not null');
  if (nullable) reader.accept('null');
  model.rows('types').push({
    ...model.find('types', { name: base, schema_id: 4 }),
    ...use,
    name,
    schema_id,
    system_type_id: use['user_type_id'] ?? 0,
    user_type_id: model.newId(),
    is_nullable: nullable,
    is_user_defined: true,
  });
  reader.expectEnd();
}

function createTableType(
  schema_id: number,
  name: string,
  reader: StatementReader,
  model: CatalogModel,
): void {
  const user_type_id = model.newId();
  const table = model.addObject('sys', `TT_${name}_${user_type_id.toString(16).toUpperCase()}`, 'TT');
  model.rows('types').push({
    ...model.find('types', { name: 'int', schema_id: 4 }),
    name,
    schema_id,
    system_type_id: 243,
    user_type_id,
    is_nullable: false,
    is_user_defined: true,
    is_table_type: true,
  });
  model.rows('table_types').push({
    name,
    schema_id,
    user_type_id,
    type_table_object_id: table,
    is_memory_optimized: false,
  });
  model.rows('indexes').push(indexRow(table, 0, null, 0));
  new TableStatements(model, reader).elements(table, 'sys');
  reader.expectEnd();
}

function dropType(reader: StatementReader, model: CatalogModel): void {
  const [schema, name] = reader.qualified();
  const row = model.find('types', { name, schema_id: model.schemaId(schema) });
  if (row === undefined)
    throw new SqlProblem(
      3701,
      `Cannot drop the type '${name}', because it does not exist or you do not have permission.`,
    );
  const user_type_id = row['user_type_id'] ?? 0;
  const isUsed = ['columns', 'parameters', 'sequences'].some((view) =>
    model.rows(view).some((one) => one['user_type_id'] === user_type_id),
  );
  const isNamed = model
    .rows('sql_expression_dependencies')
    .some((one) => one['referenced_class'] === 6 && one['referenced_id'] === user_type_id);
  if (isUsed || isNamed)
    throw new SqlProblem(
      3732,
      `Cannot drop type '${schema}.${name}' because it is being referenced by an object.`,
    );
  removePermissions({ class: 6, major_id: user_type_id }, model);
  model.remove('types', { user_type_id });
  const table = model.find('table_types', { user_type_id })?.['type_table_object_id'];
  if (table !== undefined) {
    model.remove('table_types', { user_type_id });
    for (const view of [
      'columns',
      'computed_columns',
      'identity_columns',
      'indexes',
      'index_columns',
      'objects',
    ])
      model.remove(view, { object_id: table });
    for (const view of ['objects', 'key_constraints', 'check_constraints', 'default_constraints'])
      model.remove(view, { parent_object_id: table });
  }
  model.remove('extended_properties', { class: 6, major_id: user_type_id });
  reader.expectEnd();
}

function sequence(reader: StatementReader, model: CatalogModel, isNew: boolean): void {
  const [schema, name] = reader.qualified();
  let row: ModelRow | undefined;
  if (isNew) {
    const id = model.addObject(schema, name, 'SO');
    reader.expect('as');
    const type = model.type(undefined, reader.name(), []);
    row = {
      ...model.objectRow(schema, name, id),
      ...type,
      is_cycling: false,
      is_cached: true,
      cache_size: null,
    };
    model.rows('sequences').push(row);
  } else
    row = model.find('sequences', { object_id: model.needed(schema, name, 208, 'SO')['object_id'] ?? 0 });
  if (row === undefined) throw new SqlProblem(208, `Invalid object name '${name}'.`);
  const number = (): string => `${reader.accept('-') ? '-' : ''}${reader.next().text}`;
  while (!reader.isAtEnd && reader.peek()?.text !== ';') {
    if (reader.accept('start with')) row['start_value'] = number();
    else if (reader.accept('increment by')) row['increment'] = number();
    else if (reader.accept('minvalue')) row['minimum_value'] = number();
    else if (reader.accept('maxvalue')) row['maximum_value'] = number();
    else if (reader.accept('no cycle')) row['is_cycling'] = false;
    else if (reader.accept('cycle')) row['is_cycling'] = true;
    else if (reader.accept('no cache')) Object.assign(row, { is_cached: false, cache_size: null });
    else if (reader.accept('cache')) {
      Object.assign(row, {
        is_cached: true,
        cache_size: /^\d+$/.test(reader.peek()?.text ?? '') ? Number(reader.next().text) : null,
      });
    } else throw new SqlProblem(102, `Incorrect syntax near '${reader.next().text}'.`);
  }
  reader.expectEnd();
}

function createSynonym(reader: StatementReader, model: CatalogModel): void {
  const [schema, name] = reader.qualified();
  const id = model.addObject(schema, name, 'SN');
  reader.expect('for');
  const start = reader.peek()?.start ?? 0;
  let end = start;
  while (!reader.isAtEnd) end = reader.next().end;
  model
    .rows('synonyms')
    .push({ ...model.objectRow(schema, name, id), base_object_name: reader.sql.slice(start, end) });
}

const dropTypes: Readonly<Record<string, readonly string[]>> = {
  table: ['U'],
  view: ['V'],
  procedure: ['P'],
  function: ['FN', 'IF', 'TF'],
  trigger: ['TR'],
  sequence: ['SO'],
  synonym: ['SN'],
};

function dropObject(reader: StatementReader, model: CatalogModel): void {
  const what = reader.name().toLowerCase();
  const [schema, name] = reader.qualified();
  if (what === 'trigger' && reader.accept('on database')) {
    const trigger = databaseTrigger(name, model);
    for (const view of ['triggers', 'trigger_events', 'sql_modules'])
      model.remove(view, { object_id: trigger['object_id'] ?? 0 });
    model.remove('extended_properties', { class: 1, major_id: trigger['object_id'] ?? 0 });
    reader.expectEnd();
    return;
  }
  const row = model.needed(schema, name, 3701, ...(dropTypes[what] ?? ['none']));
  const id = Number(row['object_id']);
  if (what === 'table') new TemporalStatements(model, reader).refuseVersioned(id);
  const bound = model
    .rows('sql_expression_dependencies')
    .find((one) => one['referenced_id'] === id && one['is_schema_bound_reference'] === true);
  if (bound !== undefined)
    throw new SqlProblem(
      3729,
      `Cannot DROP ${what.toUpperCase()} '${schema}.${name}' because it is being referenced by object '${String(model.find('objects', { object_id: bound['referencing_id'] ?? 0 })?.['name'])}'.`,
    );
  const key = model
    .rows('foreign_keys')
    .find((one) => one['referenced_object_id'] === id && one['parent_object_id'] !== id);
  if (key !== undefined)
    throw new SqlProblem(
      3726,
      `Could not drop object '${schema}.${name}' because it is referenced by a FOREIGN KEY constraint.`,
    );
  remove(id, model);
  reader.expectEnd();
}

/** Everything that goes with an object. */
function remove(id: number, model: CatalogModel): void {
  for (const child of model.rows('objects').filter((row) => row['parent_object_id'] === id))
    remove(Number(child['object_id']), model);
  for (const view of [
    'objects',
    'tables',
    'views',
    'procedures',
    'sequences',
    'synonyms',
    'triggers',
    'trigger_events',
    'sql_modules',
    'columns',
    'computed_columns',
    'identity_columns',
    'masked_columns',
    'periods',
    'indexes',
    'index_columns',
    'partitions',
    'parameters',
    'default_constraints',
    'check_constraints',
    'key_constraints',
    'foreign_keys',
    'fulltext_indexes',
    'fulltext_index_columns',
    'rows of tables',
  ]) {
    model.remove(view, { object_id: id });
  }
  removePermissions({ class: 1, major_id: id }, model);
  model.remove('foreign_key_columns', { constraint_object_id: id });
  model.remove('sql_expression_dependencies', { referencing_id: id });
  model.remove('extended_properties', { class: 1, major_id: id });
  model.remove('extended_properties', { class: 7, major_id: id });
}
