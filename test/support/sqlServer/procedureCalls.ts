import { type CatalogModel, type ModelRow, SqlProblem } from './catalogModel.js';
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
    case 'sp_rename':
      rename(values, model);
      break;
    case 'sp_addextendedproperty':
    case 'sp_updateextendedproperty':
    case 'sp_dropextendedproperty':
      extendedProperty(procedure, named, model);
      break;
    case 'sp_settriggerorder': {
      const [schema, name] = new StatementReader(values[0] ?? '').qualified();
      const id = model.needed(schema, name, 208, 'TR')['object_id'] ?? 0;
      const event = model.find('trigger_events', { object_id: id, type_desc: values[2] ?? '' });
      if (event === undefined)
        throw new SqlProblem(15125, `Trigger '${name}' is not a trigger for '${values[2] ?? ''}'.`);
      event['is_first'] = values[1] === 'First';
      event['is_last'] = values[1] === 'Last';
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

function rename([from = '', to = '', what = 'OBJECT']: readonly string[], model: CatalogModel): void {
  const path = readTokens(from).flatMap((token) => (token.text === '.' ? [] : [token.text]));
  const [schema = '', table = '', part = ''] = path;
  if (what === 'OBJECT') {
    const id = model.needed(schema, table, 15225)['object_id'] ?? 0;
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
  row['name'] = to;
}

/** Where a property hangs: class, major and minor, found level by level. */
function placeOf(named: Readonly<Record<string, string>>, model: CatalogModel): ModelRow {
  const schema = named['@level0name'] ?? '';
  const [type1, name1 = ''] = [named['@level1type'], named['@level1name']];
  const [type2, name2 = ''] = [named['@level2type'], named['@level2name']];
  if (type1 === undefined) return { class: 3, major_id: model.schemaId(schema), minor_id: 0 };
  if (type1 === 'TYPE') {
    const type = model.find('types', { name: name1, schema_id: model.schemaId(schema) });
    if (type === undefined) throw new SqlProblem(15135, 'Object is invalid.');
    return { class: 6, major_id: type['user_type_id'] ?? 0, minor_id: 0 };
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
