import { type CatalogModel, type ModelRow, SqlProblem } from './catalogModel.js';
import type { StatementReader } from './reader.js';

/** Statements about XML schema collections; false for everything else. */
export function runXmlStatement(reader: StatementReader, model: CatalogModel): boolean {
  if (reader.accept('create xml schema collection')) {
    const [schema, name] = reader.qualified();
    const schema_id = model.schemaId(schema);
    if (model.find('xml_schema_collections', { name, schema_id }) !== undefined)
      throw new SqlProblem(6302, `Collection with id '${name}' already exists.`);
    reader.expect('as');
    const row = { name, schema_id, xml_collection_id: model.newId(), definition: printed(reader.string()) };
    model.rows('xml_schema_collections').push(row);
  } else if (reader.accept('alter xml schema collection')) {
    const row = collection(reader, model);
    reader.expect('add');
    const added = printed(reader.string());
    if (String(row['definition']).includes(added))
      throw new SqlProblem(2378, 'The component is in the collection already.');
    row['definition'] = `${String(row['definition'])}${added}`;
  } else if (reader.accept('drop xml schema collection')) {
    const { xml_collection_id = 0, name } = collection(reader, model);
    for (const view of ['columns', 'parameters'])
      if (model.find(view, { xml_collection_id }) !== undefined)
        throw new SqlProblem(
          6328,
          `Specified collection '${String(name)}' cannot be dropped because it is used.`,
        );
    model.remove('xml_schema_collections', { xml_collection_id });
    model.remove('database_permissions', { class: 10, major_id: xml_collection_id });
    model.remove('extended_properties', { class: 10, major_id: xml_collection_id });
  } else return false;
  reader.expectEnd();
  return true;
}

export function collection(reader: StatementReader, model: CatalogModel): ModelRow {
  const [schema, name] = reader.qualified();
  const row = model.find('xml_schema_collections', { name, schema_id: model.schemaId(schema) });
  if (row === undefined) throw new SqlProblem(6314, `Collection specified does not exist: '${name}'.`);
  return row;
}

/** The server keeps what it understood: here, what stands between tags. */
function printed(text: string): string {
  if (!/^\s*<(?:\w+:)?schema\b/.test(text)) throw new SqlProblem(2359, 'XML parsing: no schema.');
  return text.replaceAll(/>\s+</g, '><').trim();
}

/** What stands in parentheses after xml. */
export function typedXml(reader: StatementReader, model: CatalogModel): ModelRow {
  if (!reader.accept('(')) return { is_xml_document: false, xml_collection_id: 0 };
  const is_xml_document = reader.accept('document');
  if (!is_xml_document) reader.accept('content');
  const { xml_collection_id = 0 } = collection(reader, model);
  reader.expect(')');
  return { is_xml_document, xml_collection_id };
}
