import { type CatalogModel, type ModelRow, SqlProblem } from './catalogModel.js';
import { usersOf } from './columnUsers.js';
import { refreshModule } from './moduleStatements.js';
import { readTokens, StatementReader } from './reader.js';

const viewOf: Readonly<Record<string, string>> = {
  V: 'views',
  P: 'procedures',
  U: 'tables',
  SO: 'sequences',
  SN: 'synonyms',
  TR: 'triggers',
};

/** EXEC of the procedures that change a catalog. */
export function execute(reader: StatementReader, model: CatalogModel): void {
  reader.accept('sys .');
  const procedure = reader.name().toLowerCase();
  const values: string[] = [];
  const named: Record<string, string> = {};
  while (!reader.isAtEnd && !reader.accept(';')) {
    const token = reader.next();
    if (token.text === ',') continue;
    if (token.text.startsWith('@')) {
      reader.expect('=');
      named[token.text.toLowerCase()] = reader.string();
    } else values.push(token.text);
  }
  switch (procedure) {
    case 'sp_refreshview':
    case 'sp_refreshsqlmodule':
      refreshModule(values[0] ?? '', model);
      break;
    case 'sp_rename':
      rename(values, model);
      break;
    case 'sp_addextendedproperty':
    case 'sp_updateextendedproperty':
    case 'sp_dropextendedproperty':
      extendedProperty(procedure, named, model);
      break;
    case 'sp_settriggerorder': {
      setTriggerOrder(values, model);
      break;
    }
    case 'sp_tableoption': {
      const [schema, name] = new StatementReader(values[0] ?? '').qualified();
      const row = model.find('tables', { object_id: model.needed(schema, name, 208, 'U')['object_id'] ?? 0 });
      if (row === undefined) break;
      if (values[1] === 'text in row') row['text_in_row_limit'] = Number(values[2]);
      else row['large_value_types_out_of_row'] = values[2] === '1';
      break;
    }
    default:
      throw new SqlProblem(2812, `Could not find stored procedure '${procedure}'.`);
  }
}

function setTriggerOrder(
  [trigger = '', order, event = '', namespace]: readonly string[],
  model: CatalogModel,
): void {
  const [schema, name] = new StatementReader(trigger).qualified();
  const row =
    namespace === 'DATABASE'
      ? model.find('triggers', { name, parent_class: 0 })
      : model.find('triggers', { object_id: model.needed(schema, name, 208, 'TR')['object_id'] ?? 0 });
  const own = model.find('trigger_events', { object_id: row?.['object_id'] ?? 0, type_desc: event });
  if (row === undefined || own === undefined)
    throw new SqlProblem(15125, `Trigger '${name}' is not a trigger for '${event}'.`);
  const place = order === 'First' ? 'is_first' : 'is_last';
  const holder = model.rows('trigger_events').find((one) => {
    if (one['type_desc'] !== event || one[place] !== true || one === own) return false;
    const other = model.find('triggers', { object_id: one['object_id'] ?? 0 });
    return other?.['parent_class'] === row['parent_class'] && other?.['parent_id'] === row['parent_id'];
  });
  if (order !== 'None' && holder !== undefined)
    throw new SqlProblem(15130, `There already exists a '${order ?? ''}' trigger for '${event}'.`);
  own['is_first'] = order === 'First';
  own['is_last'] = order === 'Last';
}

function rename([from = '', to = '', what = 'OBJECT']: readonly string[], model: CatalogModel): void {
  const path = readTokens(from).flatMap((token) => (token.text === '.' ? [] : [token.text]));
  const [schema = '', table = '', part = ''] = path;
  if (what === 'OBJECT') {
    const id = model.needed(schema, table, 15225)['object_id'] ?? 0;
    const isBound = model
      .rows('sql_expression_dependencies')
      .some((row) => row['referenced_id'] === id && row['is_schema_bound_reference'] === true);
    if (isBound) throw enforced(from);
    const holder = model.object(schema, to);
    if (holder !== undefined && holder['object_id'] !== id)
      throw new SqlProblem(15335, `The new name '${to}' is already in use as a OBJECT name.`);
    const constraint = model.find('key_constraints', { object_id: id });
    for (const view of [
      'objects',
      ...Object.values(viewOf),
      'check_constraints',
      'default_constraints',
      'key_constraints',
      'foreign_keys',
    ]) {
      const row = model.find(view, { object_id: id });
      if (row !== undefined) row['name'] = to;
    }
    if (constraint !== undefined) {
      const index = model.find('indexes', {
        object_id: constraint['parent_object_id'] ?? 0,
        index_id: constraint['unique_index_id'] ?? 0,
      });
      if (index !== undefined) index['name'] = to;
    }
    return;
  }
  const object_id = model.needed(schema, table, 15225)['object_id'] ?? 0;
  const row =
    what === 'COLUMN' ? model.column(object_id, part) : model.find('indexes', { object_id, name: part });
  if (row === undefined) throw new SqlProblem(15225, `No item by the name of '${from}' could be found.`);
  const binds = ({ kind, isFilter }: { kind: string; isFilter?: boolean }): boolean =>
    ['check', 'column', 'module', 'predicate'].includes(kind) || isFilter === true;
  if (what === 'COLUMN' && usersOf(Number(object_id), row, model).some(binds)) throw enforced(from);
  row['name'] = to;
}

function enforced(name: string): SqlProblem {
  return new SqlProblem(
    15336,
    `Object '${name}' cannot be renamed because the object participates in enforced dependencies.`,
  );
}

/** Where a property hangs: class, major and minor, found level by level. */
function placeOf(named: Readonly<Record<string, string>>, model: CatalogModel): ModelRow {
  const schema = named['@level0name'] ?? '';
  if (named['@level0type'] === 'TRIGGER') {
    const row = model.find('triggers', { name: schema, parent_class: 0 });
    if (row === undefined) throw new SqlProblem(15135, 'Object is invalid.');
    return { class: 1, major_id: row['object_id'] ?? 0, minor_id: 0 };
  }
  const [type1, name1 = ''] = [named['@level1type'], named['@level1name']];
  const [type2, name2 = ''] = [named['@level2type'], named['@level2name']];
  if (type1 === undefined) return { class: 3, major_id: model.schemaId(schema), minor_id: 0 };
  if (type1 === 'TYPE') {
    const type = model.find('types', { name: name1, schema_id: model.schemaId(schema) });
    if (type === undefined) throw new SqlProblem(15135, 'Object is invalid.');
    return { class: 6, major_id: type['user_type_id'] ?? 0, minor_id: 0 };
  }
  if (type1 === 'XML SCHEMA COLLECTION') {
    const row = model.find('xml_schema_collections', { name: name1, schema_id: model.schemaId(schema) });
    if (row === undefined) throw new SqlProblem(15135, 'Object is invalid.');
    return { class: 10, major_id: row['xml_collection_id'] ?? 0, minor_id: 0 };
  }
  const id = model.needed(schema, name1, 15135)['object_id'] ?? 0;
  switch (type2) {
    case undefined:
      return { class: 1, major_id: id, minor_id: 0 };
    case 'COLUMN':
      return { class: 1, major_id: id, minor_id: model.column(id, name2)['column_id'] ?? 0 };
    case 'INDEX': {
      const index = model.find('indexes', { object_id: id, name: name2 });
      if (index === undefined) throw new SqlProblem(15135, 'Object is invalid.');
      return { class: 7, major_id: id, minor_id: index['index_id'] ?? 0 };
    }
    default:
      return { class: 1, major_id: model.needed(schema, name2, 15135)['object_id'] ?? 0, minor_id: 0 };
  }
}

function extendedProperty(
  procedure: string,
  named: Readonly<Record<string, string>>,
  model: CatalogModel,
): void {
  const place = { ...placeOf(named, model), name: named['@name'] ?? '' };
  const existing = model.find('extended_properties', place);
  if (procedure === 'sp_addextendedproperty') {
    if (existing !== undefined)
      throw new SqlProblem(15233, `Property cannot be added. Property '${place.name}' already exists.`);
    model.rows('extended_properties').push({ ...place, value: named['@value'] ?? null, type: 'nvarchar' });
    return;
  }
  if (existing === undefined)
    throw new SqlProblem(
      15217,
      `Property cannot be updated or deleted. Property '${place.name}' does not exist.`,
    );
  if (procedure === 'sp_dropextendedproperty') model.remove('extended_properties', { ...existing });
  else existing['value'] = named['@value'] ?? null;
}
