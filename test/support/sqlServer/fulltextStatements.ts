import { type CatalogModel, type ModelRow, SqlProblem } from './catalogModel.js';
import type { SessionSettings } from './moduleStatements.js';
import type { StatementReader } from './reader.js';

/** Statements about full-text search; false for everything else. None of them runs in a transaction. */
export function runFulltextStatement(
  reader: StatementReader,
  model: CatalogModel,
  settings: SessionSettings,
): boolean {
  const verb = ['create', 'alter', 'drop'].find((one) => reader.accept(`${one} fulltext`));
  if (verb === undefined) return false;
  const what = reader.name().toUpperCase();
  if (settings.inTransaction === true)
    throw new SqlProblem(
      574,
      `${verb.toUpperCase()} FULLTEXT ${what} statement cannot be used inside a user transaction.`,
    );
  if (what === 'CATALOG') catalogs(verb, reader, model);
  else if (what === 'STOPLIST') stoplists(verb, reader, model);
  else indexes(verb, reader, model);
  reader.expectEnd();
  return true;
}

function named(view: string, name: string, model: CatalogModel): ModelRow {
  const row = model.find(view, { name });
  if (row === undefined) throw new SqlProblem(7641, `Full-text object '${name}' does not exist.`);
  return row;
}

function fresh(view: string, name: string, model: CatalogModel): void {
  if (model.find(view, { name }) !== undefined)
    throw new SqlProblem(7642, `A full-text object named '${name}' already exists.`);
}

function catalogs(verb: string, reader: StatementReader, model: CatalogModel): void {
  const name = reader.name();
  const makeDefault = (row: ModelRow): void => {
    for (const one of model.rows('fulltext_catalogs')) one['is_default'] = one === row;
  };
  if (verb === 'create') {
    fresh('fulltext_catalogs', name, model);
    reader.expect('with accent_sensitivity =');
    const row = {
      name,
      fulltext_catalog_id: model.newId(),
      is_default: false,
      is_accent_sensitivity_on: reader.name().toUpperCase() === 'ON',
    };
    model.rows('fulltext_catalogs').push(row);
    if (reader.accept('as default')) makeDefault(row);
    return;
  }
  const row = named('fulltext_catalogs', name, model);
  const { fulltext_catalog_id = 0 } = row;
  if (verb === 'drop') {
    if (model.find('fulltext_indexes', { fulltext_catalog_id }) !== undefined)
      throw new SqlProblem(
        7668,
        `Cannot drop full-text catalog '${name}' because it contains a full-text index.`,
      );
    model.remove('fulltext_catalogs', { fulltext_catalog_id });
    model.remove('database_permissions', { class: 23, major_id: fulltext_catalog_id });
  } else if (reader.accept('as default')) makeDefault(row);
  else {
    reader.expect('rebuild with accent_sensitivity =');
    row['is_accent_sensitivity_on'] = reader.name().toUpperCase() === 'ON';
  }
}

function stoplists(verb: string, reader: StatementReader, model: CatalogModel): void {
  const name = reader.name();
  if (verb === 'create') {
    fresh('fulltext_stoplists', name, model);
    model.rows('fulltext_stoplists').push({ name, stoplist_id: model.newId() });
    return;
  }
  const { stoplist_id = 0 } = named('fulltext_stoplists', name, model);
  if (verb === 'drop') {
    if (model.find('fulltext_indexes', { stoplist_id }) !== undefined)
      throw new SqlProblem(30047, `The full-text stoplist '${name}' is in use.`);
    for (const view of ['fulltext_stoplists', 'fulltext_stopwords']) model.remove(view, { stoplist_id });
    model.remove('database_permissions', { class: 29, major_id: stoplist_id });
    return;
  }
  const isAdded = reader.accept('add');
  if (!isAdded) reader.expect('drop');
  const stopword = reader.string();
  reader.expect('language');
  const row = { stoplist_id, stopword, language_id: Number(reader.next().text) };
  if ((model.find('fulltext_stopwords', row) === undefined) !== isAdded)
    throw new SqlProblem(30049, `The stopword '${stopword}' is there already, or is not.`);
  if (isAdded) model.rows('fulltext_stopwords').push(row);
  else model.remove('fulltext_stopwords', row);
}

function indexes(verb: string, reader: StatementReader, model: CatalogModel): void {
  reader.expect('on');
  const object_id = Number(model.needed(...reader.qualified(), 208, 'U', 'V')['object_id']);
  const known = model.find('fulltext_indexes', { object_id });
  if ((known === undefined) !== (verb === 'create'))
    throw new SqlProblem(7652, 'A full-text index for the table has already been created, or has not.');
  if (verb === 'drop') {
    for (const view of ['fulltext_indexes', 'fulltext_index_columns']) model.remove(view, { object_id });
    return;
  }
  if (known !== undefined) {
    if (reader.accept('enable')) known['is_enabled'] = true;
    else if (reader.accept('disable')) known['is_enabled'] = false;
    else {
      reader.expect('set');
      option(known, reader, model);
    }
    return;
  }
  reader.list(() => column(object_id, reader, model));
  reader.expect('key index');
  const key = model.find('indexes', { object_id, name: reader.name() });
  const keyColumns = model
    .rows('index_columns')
    .filter((one) => one['object_id'] === object_id && one['index_id'] === key?.['index_id']);
  const keyColumn = model.find('columns', { object_id, column_id: keyColumns[0]?.['column_id'] ?? 0 });
  if (key?.['is_unique'] !== true || keyColumns.length !== 1 || keyColumn?.['is_nullable'] !== false)
    throw new SqlProblem(7653, 'The key index must be unique, non-nullable and of one column.');
  reader.expect('on');
  const row: ModelRow = {
    object_id,
    unique_index_id: key['index_id'] ?? 0,
    fulltext_catalog_id: named('fulltext_catalogs', reader.name(), model)['fulltext_catalog_id'] ?? 0,
    is_enabled: true,
    change_tracking_state: 'A',
    stoplist_id: 0,
    property_list_id: null,
  };
  if (reader.accept('with'))
    reader.list(() => {
      option(row, reader, model);
    });
  model.rows('fulltext_indexes').push(row);
}

function column(object_id: number, reader: StatementReader, model: CatalogModel): void {
  const own = model.column(object_id, reader.name());
  const type = reader.accept('type column') ? model.column(object_id, reader.name()) : undefined;
  reader.expect('language');
  model.rows('fulltext_index_columns').push({
    object_id,
    column_id: own['column_id'] ?? 0,
    type_column_id: type?.['column_id'] ?? null,
    language_id: Number(reader.next().text),
    statistical_semantics: reader.accept('statistical_semantics') ? 1 : 0,
  });
}

function option(row: ModelRow, reader: StatementReader, model: CatalogModel): void {
  if (reader.accept('change_tracking =')) {
    row['change_tracking_state'] = reader.name().charAt(0).toUpperCase();
    return;
  }
  reader.expect('stoplist =');
  if (reader.accept('off')) row['stoplist_id'] = null;
  else if (reader.accept('system')) row['stoplist_id'] = 0;
  else row['stoplist_id'] = named('fulltext_stoplists', reader.name(), model)['stoplist_id'] ?? 0;
}
