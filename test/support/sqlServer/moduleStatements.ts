import { type CatalogModel, type ModelRow, SqlProblem } from './catalogModel.js';
import { readTokens, StatementReader } from './reader.js';
import { referencesOf } from './references.js';

const moduleTypes: Readonly<Record<string, string>> = { view: 'V', procedure: 'P', proc: 'P', trigger: 'TR' };

/** Settings that modules remember. */
export interface SessionSettings {
  ansiNulls: boolean;
  ansiPadding: boolean;
  quotedIdentifier: boolean;
  inTransaction?: boolean;
  /** The table in which this session may say what identities are. */
  identityInsert?: number | undefined;
}

/** CREATE, ALTER and CREATE OR ALTER of what has to be alone in its batch; false for everything else. */
export function runModule(sql: string, model: CatalogModel, settings: SessionSettings): boolean {
  const reader = new StatementReader(sql);
  const start = reader.peek()?.start ?? 0;
  const create = reader.accept('create');
  const alter = create ? reader.accept('or alter') : reader.accept('alter');
  if (!create && !alter) return false;
  const word = reader.peek()?.text.toLowerCase() ?? '';
  if (!['view', 'proc', 'procedure', 'function', 'trigger'].includes(word)) return false;
  const wordEnd = reader.next().end;
  const [schema, name] = reader.qualified();
  const body = sql.slice(reader.peek()?.start ?? sql.length);
  if (word === 'trigger' && /^\s*on\s+database\b/i.test(body)) {
    const kept = `${sql.slice(0, start)}CREATE ${sql.slice(wordEnd - word.length)}`;
    runDatabaseTrigger({ name, kept, body, create, alter }, model, settings);
    return true;
  }
  const type = word === 'function' ? functionType(body) : (moduleTypes[word] ?? '');
  const existing = model.object(schema, name);
  if (existing !== undefined && (!alter || String(existing['type']).trim() !== type)) {
    throw existing['type'] === type || !alter
      ? new SqlProblem(2714, `There is already an object named '${name}' in the database.`)
      : new SqlProblem(
          2010,
          `Cannot perform alter on '${schema}.${name}' because it is an incompatible object type.`,
        );
  }
  if (existing === undefined && !create)
    throw new SqlProblem(208, `Invalid object name '${schema}.${name}'.`);
  if (/^(?:\s|--[^\n]*|\/\*.*?\*\/)*;/s.test(body)) throw new SqlProblem(102, "Incorrect syntax near ';'.");
  const isBound = /\bwith\b[^;]*?\bschemabinding\b/i.test(body.split(/\bas\b/i)[0] ?? '');
  checkReferences(body, type, model, isBound);
  const parent = word === 'trigger' ? triggerParent(body, model) : 0;
  let id = Number(existing?.['object_id'] ?? 0);
  if (existing === undefined) id = model.addObject(schema, name, type, parent);
  else {
    const bound = model
      .rows('sql_expression_dependencies')
      .find(
        (row) =>
          row['referenced_id'] === id &&
          row['is_schema_bound_reference'] === true &&
          row['referencing_id'] !== id,
      );
    if (bound !== undefined)
      throw new SqlProblem(
        3729,
        `Cannot ALTER '${schema}.${name}' because it is being referenced by object '${String(bound['referencing_id'])}'.`,
      );
    // ALTER VIEW drops the indexes of the view.
    if (type === 'V')
      for (const view of ['indexes', 'index_columns', 'columns']) model.remove(view, { object_id: id });
    for (const view of ['sql_modules', 'trigger_events', 'triggers', 'views', 'parameters'])
      model.remove(view, { object_id: id });
    model.remove('sql_expression_dependencies', { referencing_id: id });
  }
  // The server keeps CREATE, whatever was said, and all that stands around it.
  const kept = `${sql.slice(0, start)}CREATE ${alter && create ? '  ' : ''}${sql.slice(wordEnd - word.length, wordEnd)}${sql.slice(wordEnd)}`;
  model.rows('sql_modules').push({
    object_id: id,
    definition: kept,
    uses_ansi_nulls: settings.ansiNulls,
    uses_quoted_identifier: settings.quotedIdentifier,
    is_schema_bound: isBound,
    uses_native_compilation: false,
  });
  if (type === 'V') {
    model.rows('views').push(model.objectRow(schema, name, id));
    addViewColumns(id, body, model);
  }
  if (type === 'TR') addTrigger(id, name, parent, body, model);
  addReferences(id, body, isBound, model);
  addParameters(id, body, model);
  model.touch();
  return true;
}

interface DatabaseTrigger {
  readonly name: string;
  readonly kept: string;
  readonly body: string;
  readonly create: boolean;
  readonly alter: boolean;
}

/** A trigger on the DDL of the database: in sys.triggers and sys.sql_modules alone. */
function runDatabaseTrigger(
  { name, kept, body, create, alter }: DatabaseTrigger,
  model: CatalogModel,
  settings: SessionSettings,
): void {
  const existing = model.find('triggers', { name, parent_class: 0 });
  if (existing === undefined && !create) throw new SqlProblem(208, `Invalid object name '${name}'.`);
  if (existing !== undefined && !alter)
    throw new SqlProblem(2714, `There is already an object named '${name}' in the database.`);
  const id = Number(existing?.['object_id'] ?? model.newId());
  for (const view of ['sql_modules', 'trigger_events']) model.remove(view, { object_id: id });
  model.rows('sql_modules').push({
    object_id: id,
    definition: kept,
    uses_ansi_nulls: settings.ansiNulls,
    uses_quoted_identifier: settings.quotedIdentifier,
    is_schema_bound: false,
    uses_native_compilation: false,
  });
  if (existing === undefined) {
    model.rows('triggers').push({
      object_id: id,
      name,
      parent_class: 0,
      parent_id: 0,
      type: 'TR',
      is_ms_shipped: false,
      is_disabled: false,
    });
  }
  addEvents(id, /\b(?:after|for)\s+(\w+(?:\s*,\s*\w+)*)/i.exec(body)?.[1] ?? '', model);
  model.touch();
}

function addEvents(id: number, events: string, model: CatalogModel): void {
  for (const event of events.split(',')) {
    model
      .rows('trigger_events')
      .push({ object_id: id, type_desc: event.trim().toUpperCase(), is_first: false, is_last: false });
  }
}

function functionType(body: string): string {
  if (/\breturns\s+table\b/i.test(body)) return 'IF';
  return /\breturns\s+@\w+\s+table\b/i.test(body) ? 'TF' : 'FN';
}

/** What has to exist when a module is made: views and inline functions are bound at once, others when they run. */
function checkReferences(body: string, type: string, model: CatalogModel, isBound: boolean): void {
  if (type !== 'V' && type !== 'IF' && !isBound) return;
  for (const match of body.matchAll(
    /\b(?:from|join)\s+((?:\[[^\]]+\]|\w+)(?:\s*\.\s*(?:\[[^\]]+\]|\w+))?)/gi,
  )) {
    const [schema, name] = new StatementReader(match[1] ?? '').qualified();
    if (name.startsWith('@') || schema.toLowerCase() === 'sys') continue;
    model.needed(schema, name, 208);
  }
}

function addReferences(id: number, body: string, isBound: boolean, model: CatalogModel): void {
  const found = new Set<number>();
  const references = referencesOf(body);
  for (const { schema, name } of references) {
    const type =
      schema === undefined
        ? undefined
        : model.find('types', {
            name,
            schema_id: model.find('schemas', { name: schema })?.['schema_id'] ?? 0,
          });
    if (type !== undefined)
      model.rows('sql_expression_dependencies').push({
        referencing_id: id,
        referencing_minor_id: 0,
        referencing_class: 1,
        is_schema_bound_reference: isBound,
        referenced_class: 6,
        referenced_id: type['user_type_id'] ?? 0,
        referenced_minor_id: 0,
      });
    const object = schema === undefined ? undefined : model.object(schema, name);
    const referenced = Number(object?.['object_id'] ?? 0);
    if (referenced === 0 || referenced === id || found.has(referenced)) continue;
    found.add(referenced);
    const row = {
      referencing_id: id,
      referencing_minor_id: 0,
      referencing_class: 1,
      is_schema_bound_reference: isBound,
      referenced_class: 1,
      referenced_id: referenced,
    };
    model.rows('sql_expression_dependencies').push({ ...row, referenced_minor_id: 0 });
    if (!isBound) continue;
    for (const column of model.rows('columns')) {
      if (
        column['object_id'] !== referenced ||
        !references.some((one) => model.same(one.name, column['name']))
      )
        continue;
      model
        .rows('sql_expression_dependencies')
        .push({ ...row, referenced_minor_id: column['column_id'] ?? 0 });
    }
  }
}

/** Reads a module again, as it was made: a view gets the columns that are there now. */
export function refreshModule(name: string, model: CatalogModel): void {
  const object = model.needed(...new StatementReader(name).qualified(), 15165);
  const id = Number(object['object_id']);
  const module = model.find('sql_modules', { object_id: id });
  if (module?.['is_schema_bound'] === true) throw new SqlProblem(15165, `Could not refresh '${name}'.`);
  const definition = String(module?.['definition']);
  checkReferences(definition, String(object['type']), model, false);
  if (object['type'] !== 'V') return;
  model.remove('columns', { object_id: id });
  addViewColumns(id, definition, model);
}

/** The columns of a view whose list holds names alone or with aliases, or a star for those of one relation. */
function addViewColumns(id: number, body: string, model: CatalogModel): void {
  const list = /\bselect\b([\s\S]*?)(?:\bfrom\b|$)/i.exec(body)?.[1] ?? '';
  const from = /\bfrom\s+(\S+)/i.exec(body)?.[1] ?? '';
  const names =
    list.trim() === '*'
      ? columnsOf(from, model)
      : list.split(',').map((item) => readTokens(item).at(-1)?.text ?? '');
  names.forEach((name, index) => {
    model.rows('columns').push({ ...viewColumn, object_id: id, column_id: index + 1, name });
  });
}

function columnsOf(relation: string, model: CatalogModel): string[] {
  const { object_id: id = 0 } = model.needed(...new StatementReader(relation).qualified(), 208);
  return model
    .rows('columns')
    .filter((row) => row['object_id'] === id)
    .map((row) => String(row['name']));
}

const viewColumn: ModelRow = {
  user_type_id: 56,
  max_length: 4,
  precision: 10,
  scale: 0,
  is_nullable: true,
  is_rowguidcol: false,
  is_identity: false,
  is_computed: false,
  is_filestream: false,
  is_xml_document: false,
  xml_collection_id: 0,
  default_object_id: 0,
  rule_object_id: 0,
};

function addParameters(id: number, body: string, model: CatalogModel): void {
  const header = body.split(/\bas\b|\breturns\b/i)[0] ?? '';
  let number = 0;
  for (const match of header.matchAll(/@\w+\s+(?:\[?(\w+)\]?\s*\.\s*)?\[?(\w+)\]?/g)) {
    const [, schema, name = ''] = match;
    number += 1;
    const type = model.type(schema, name, []);
    const typed = /^\s*\(\s*(?:(?:document|content)\s+)?\[?(\w+)\]?\s*\.\s*\[?(\w+)\]?\s*\)/i.exec(
      header.slice(match.index + match[0].length),
    );
    const xml =
      typed === null
        ? undefined
        : model.find('xml_schema_collections', {
            name: typed[2] ?? '',
            schema_id: model.schemaId(typed[1] ?? ''),
          });
    model.rows('parameters').push({
      object_id: id,
      name: match[0].split(/\s/)[0] ?? '',
      parameter_id: number,
      user_type_id: type['user_type_id'] ?? 0,
      xml_collection_id: name.toLowerCase() === 'xml' ? (xml?.['xml_collection_id'] ?? 0) : 0,
    });
  }
}

function triggerParent(body: string, model: CatalogModel): number {
  const reader = new StatementReader(body);
  reader.expect('on');
  const [schema, name] = reader.qualified();
  return Number(model.needed(schema, name, 8197, 'U', 'V')['object_id']);
}

function addTrigger(id: number, name: string, parent: number, body: string, model: CatalogModel): void {
  const isInsteadOf = /^[^;]*?\binstead\s+of\s+(?:insert|update|delete)\b/i.test(
    body.split(/\bas\b/i)[0] ?? '',
  );
  model.rows('triggers').push({
    object_id: id,
    name,
    parent_class: 1,
    parent_id: parent,
    type: 'TR',
    is_ms_shipped: false,
    is_disabled: false,
    is_instead_of_trigger: isInsteadOf,
  });
  const events =
    /\b(?:after|for|instead\s+of)\s+((?:insert|update|delete)(?:\s*,\s*(?:insert|update|delete))*)/i.exec(
      body,
    )?.[1] ?? '';
  addEvents(id, events, model);
  if (!isInsteadOf) return;
  const own = new Set(eventsOf(id, model));
  for (const row of model.rows('triggers')) {
    if (row['object_id'] === id || row['parent_id'] !== parent || row['is_instead_of_trigger'] !== true)
      continue;
    if (eventsOf(Number(row['object_id']), model).some((event) => own.has(event)))
      throw new SqlProblem(2111, `Cannot create trigger '${name}': an INSTEAD OF trigger already exists.`);
  }
}

function eventsOf(trigger: number, model: CatalogModel): readonly string[] {
  return model
    .rows('trigger_events')
    .filter((row) => row['object_id'] === trigger)
    .map((row) => String(row['type_desc']));
}
