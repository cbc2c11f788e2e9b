import { type CatalogModel, type ModelRow, SqlProblem } from './catalogModel.js';
import { type StatementReader } from './reader.js';
import { collection } from './xmlStatements.js';

/** Statements about users, roles and permissions; false for everything else. */
export function runPrincipalStatement(reader: StatementReader, model: CatalogModel): boolean {
  if (reader.accept('create role')) {
    const name = reader.name();
    const owner = reader.accept('authorization') ? principal(reader.name(), model)['principal_id'] : 1;
    add(name, { type: 'R', owning_principal_id: owner ?? 1 }, model);
  } else if (reader.accept('create user')) createUser(reader, model);
  else if (reader.accept('alter role')) alterRole(reader, model);
  else if (reader.accept('alter user')) alterUser(reader, model);
  else if (reader.accept('alter authorization on role : :')) {
    const role = principal(reader.name(), model);
    reader.expect('to');
    role['owning_principal_id'] = principal(reader.name(), model)['principal_id'] ?? 1;
  } else if (reader.accept('drop role') || reader.accept('drop user')) dropPrincipal(reader.name(), model);
  else if (reader.accept('grant')) permit(reader, model, 'G');
  else if (reader.accept('deny')) permit(reader, model, 'D');
  else if (reader.accept('revoke')) permit(reader, model, undefined);
  else return false;
  reader.expectEnd();
  return true;
}

function principal(name: string, model: CatalogModel): ModelRow {
  const row =
    name.toLowerCase() === 'public' ? { name, principal_id: 0 } : model.find('database_principals', { name });
  if (row === undefined) throw new SqlProblem(15151, `Cannot find the principal '${name}'.`);
  return row;
}

function add(name: string, facts: ModelRow, model: CatalogModel): void {
  if (model.find('database_principals', { name }) !== undefined)
    throw new SqlProblem(15023, `User, group, or role '${name}' already exists in the current database.`);
  if (model.find('database_principals', { name: 'public' }) === undefined)
    model
      .rows('database_principals')
      .push({ name: 'public', principal_id: 0, type: 'R', is_fixed_role: false });
  model
    .rows('database_principals')
    .push({ name, principal_id: model.newId(), is_fixed_role: false, ...facts });
}

function createUser(reader: StatementReader, model: CatalogModel): void {
  const name = reader.name();
  const row: ModelRow = { type: 'S', authentication_type: 0, default_schema_name: 'dbo' };
  if (reader.accept('for login')) Object.assign(row, { authentication_type: 1, login_name: reader.name() });
  else reader.expect('without login');
  if (reader.accept('with default_schema =')) row['default_schema_name'] = reader.name();
  add(name, row, model);
}

function alterUser(reader: StatementReader, model: CatalogModel): void {
  const row = principal(reader.name(), model);
  reader.expect('with');
  do {
    if (reader.accept('name =')) row['name'] = reader.name();
    else {
      reader.expect('default_schema =');
      row['default_schema_name'] = reader.name();
    }
  } while (reader.accept(','));
}

function alterRole(reader: StatementReader, model: CatalogModel): void {
  const role = principal(reader.name(), model);
  if (reader.accept('with name =')) {
    role['name'] = reader.name();
    return;
  }
  const joins = reader.accept('add member');
  if (!joins) reader.expect('drop member');
  const member = principal(reader.name(), model);
  const row = {
    role_principal_id: role['principal_id'] ?? 0,
    member_principal_id: member['principal_id'] ?? 0,
  };
  if (joins) model.rows('database_role_members').push(row);
  else model.remove('database_role_members', row);
}

function dropPrincipal(name: string, model: CatalogModel): void {
  const { principal_id = 0 } = principal(name, model);
  if (model.find('database_role_members', { role_principal_id: principal_id }) !== undefined)
    throw new SqlProblem(15144, 'The role has members. It must be empty before it can be dropped.');
  if (model.find('schemas', { principal_id }) !== undefined)
    throw new SqlProblem(
      15138,
      'The database principal owns a schema in the database, and cannot be dropped.',
    );
  model.remove('database_principals', { principal_id });
  model.remove('database_role_members', { member_principal_id: principal_id });
  model.remove('database_permissions', { grantee_principal_id: principal_id });
}

/** GRANT, DENY (with a state) and REVOKE (without). */
function permit(reader: StatementReader, model: CatalogModel, state: 'G' | 'D' | undefined): void {
  const words: string[] = [];
  while (!['on', 'to', 'from'].includes(reader.peek()?.text.toLowerCase() ?? 'to'))
    words.push(reader.next().text);
  const place = reader.accept('on') ? placeOf(reader, model) : { class: 0, major_id: 0, minor_id: 0 };
  if (!reader.accept('to')) reader.expect('from');
  const grantee = principal(reader.name(), model)['principal_id'] ?? 0;
  const object = model.find('objects', { object_id: place['class'] === 1 ? (place['major_id'] ?? 0) : 0 });
  const schema_id = place['class'] === 3 ? place['major_id'] : object?.['schema_id'];
  if (model.find('schemas', { schema_id: schema_id ?? 0 })?.['principal_id'] === grantee)
    throw new SqlProblem(
      4624,
      'Cannot grant, deny, or revoke permissions to sa, dbo, entity owner, information_schema, sys, or yourself.',
    );
  const onRows = /^(?:SELECT|INSERT|UPDATE|DELETE)$/i.test(words.join(' '));
  const isFitting =
    (!onRows || object?.['type'] !== 'FN') &&
    (!/^EXECUTE$/i.test(words.join(' ')) || !['IF', 'TF'].includes(String(object?.['type'])));
  if (!isFitting) throw new SqlProblem(4606, 'Granted or revoked privilege is not compatible with object.');
  const key = { ...place, grantee_principal_id: grantee, permission_name: words.join(' ').toUpperCase() };
  const known = model.find('database_permissions', key);
  const cascade = reader.accept('cascade');
  if (state === undefined && known?.['state'] === 'W' && !cascade)
    throw new SqlProblem(4611, 'To revoke or deny grantable privileges, specify the CASCADE option.');
  if (known !== undefined) model.remove('database_permissions', key);
  if (state === undefined) return;
  const option = reader.accept('with grant option');
  model.rows('database_permissions').push({ ...key, state: option ? 'W' : state });
}

const ofSearch = [
  ['catalog', 23, 'fulltext_catalogs', 'fulltext_catalog_id'],
  ['stoplist', 29, 'fulltext_stoplists', 'stoplist_id'],
] as const;

function placeOf(reader: StatementReader, model: CatalogModel): ModelRow {
  if (reader.accept('schema : :')) return { class: 3, major_id: model.schemaId(reader.name()), minor_id: 0 };
  if (reader.accept('type : :')) {
    const [schema, name] = reader.qualified();
    const type = model.find('types', { name, schema_id: model.schemaId(schema) });
    if (type === undefined) throw new SqlProblem(15151, `Cannot find the type '${name}'.`);
    return { class: 6, major_id: type['user_type_id'] ?? 0, minor_id: 0 };
  }
  if (reader.accept('xml schema collection : :'))
    return { class: 10, major_id: collection(reader, model)['xml_collection_id'] ?? 0, minor_id: 0 };
  for (const [what, number, view, key] of ofSearch) {
    if (!reader.accept(`fulltext ${what} : :`)) continue;
    const row = model.find(view, { name: reader.name() });
    if (row === undefined) throw new SqlProblem(15151, `Cannot find the full-text ${what}.`);
    return { class: number, major_id: row[key] ?? 0, minor_id: 0 };
  }
  reader.expect('object : :');
  const major_id = model.needed(...reader.qualified(), 15151)['object_id'] ?? 0;
  const [column] =
    reader.peek()?.text === '(' ? reader.list(() => model.column(major_id, reader.name())) : [];
  return { class: 1, major_id, minor_id: column?.['column_id'] ?? 0 };
}

/** What goes with an object. */
export function removePermissions(place: ModelRow, model: CatalogModel): void {
  model.remove('database_permissions', place);
}
