import { type CatalogModel, type ModelRow, SqlProblem } from './catalogModel.js';
import type { StatementReader } from './reader.js';
import type { CellValue } from './tokenStream.js';
import { referencesOf } from './references.js';

const operations = ['after insert', 'after update', 'before update', 'before delete'];

/** Statements about security policies; false for everything else. */
export function runSecurityStatement(reader: StatementReader, model: CatalogModel): boolean {
  if (reader.accept('create security policy')) {
    const [schema, name] = reader.qualified();
    const id = model.addObject(schema, name, 'SP');
    const row: ModelRow = {
      ...model.objectRow(schema, name, id),
      is_enabled: true,
      is_not_for_replication: false,
    };
    model.rows('security_policies').push(row);
    changes(id, reader, model);
    options(row, reader, model);
    refuseSecondEnabled(row, model);
  } else if (reader.accept('alter security policy')) {
    const id = Number(model.needed(...reader.qualified(), 33264, 'SP')['object_id']);
    const row = model.find('security_policies', { object_id: id });
    if (row === undefined) return false;
    if (!['with', 'not'].includes(reader.peek()?.text.toLowerCase() ?? '')) changes(id, reader, model);
    options(row, reader, model);
    refuseSecondEnabled(row, model);
  } else if (reader.accept('drop security policy')) {
    const id = Number(model.needed(...reader.qualified(), 3701, 'SP')['object_id']);
    for (const view of ['objects', 'security_policies', 'security_predicates'])
      model.remove(view, { object_id: id });
    model.remove('sql_expression_dependencies', { referencing_id: id });
    model.remove('database_permissions', { class: 1, major_id: id });
  } else return false;
  reader.expectEnd();
  return true;
}

/** A table may be named by one enabled policy. */
function refuseSecondEnabled(policy: ModelRow, model: CatalogModel): void {
  if (policy['is_enabled'] !== true) return;
  const tables = (id: CellValue | undefined): readonly unknown[] =>
    model
      .rows('security_predicates')
      .filter((row) => row['object_id'] === id)
      .map((row) => row['target_object_id']);
  const own = new Set(tables(policy['object_id']));
  const other = model
    .rows('security_policies')
    .find(
      (row) =>
        row !== policy &&
        row['is_enabled'] === true &&
        tables(row['object_id']).some((table) => own.has(table)),
    );
  if (other !== undefined)
    throw new SqlProblem(
      33264,
      `The security policy '${String(policy['name'])}' cannot be enabled. A table is already referenced by the enabled security policy '${String(other['name'])}'.`,
    );
}

function changes(policy: number, reader: StatementReader, model: CatalogModel): void {
  do {
    const verb = ['add', 'alter', 'drop'].find((one) => reader.accept(one));
    const isBlock = reader.accept('block');
    if (!isBlock) reader.expect('filter');
    reader.expect('predicate');
    const call = verb === 'drop' ? undefined : calledFunction(reader, model);
    reader.expect('on');
    const target = Number(model.needed(...reader.qualified(), 33267, 'U')['object_id']);
    const operation = operations.findIndex((one) => reader.accept(one)) + 1;
    const key = {
      object_id: policy,
      target_object_id: target,
      predicate_type: isBlock ? 1 : 0,
      operation: operation === 0 ? null : operation,
    };
    const known = model.find('security_predicates', key);
    if (verb === undefined || (verb === 'add') === (known !== undefined))
      throw new SqlProblem(33264, 'The security policy has such a predicate already, or none.');
    for (const column of call?.columns ?? []) model.column(target, column);
    if (verb === 'drop') model.remove('security_predicates', key);
    else if (known !== undefined) known['predicate_definition'] = call?.text ?? '';
    else model.rows('security_predicates').push({ ...key, predicate_definition: call?.text ?? '' });
  } while (reader.accept(','));
  bind(policy, model);
}

/** A call as the server prints it, with its columns in brackets, and in parentheses. */
function calledFunction(
  reader: StatementReader,
  model: CatalogModel,
): { readonly text: string; readonly columns: readonly string[] } {
  const [schema, name] = reader.qualified();
  const called = model.needed(schema, name, 33259, 'IF');
  const module = model.find('sql_modules', { object_id: called['object_id'] ?? 0 });
  if (module?.['is_schema_bound'] !== true)
    throw new SqlProblem(33266, `The predicate function '${name}' is not schema bound.`);
  const columns: string[] = [];
  const values = reader.list(() => {
    const token = reader.next();
    if (token.kind === 'string' || /^\d/.test(token.text)) return reader.sql.slice(token.start, token.end);
    columns.push(token.text);
    return bracketed(token.text);
  });
  return { text: `(${bracketed(schema)}.${bracketed(name)}(${values.join(',')}))`, columns };
}

function bracketed(name: string): string {
  return `[${name.replaceAll(']', ']]')}]`;
}

/** Writes anew what a policy is bound to. */
function bind(policy: number, model: CatalogModel): void {
  model.remove('sql_expression_dependencies', { referencing_id: policy });
  for (const row of model.rows('security_predicates')) {
    if (row['object_id'] !== policy) continue;
    const [first, second, ...others] = referencesOf(String(row['predicate_definition']));
    const called = model.object(first?.name ?? '', second?.name ?? '');
    const target = Number(row['target_object_id']);
    const columns = others.flatMap(({ name }) => model.columnIfThere(target, name)?.['column_id'] ?? []);
    const add = (referenced_id: number, minor: number): void => {
      model.rows('sql_expression_dependencies').push({
        referencing_id: policy,
        referencing_minor_id: 0,
        referencing_class: 1,
        is_schema_bound_reference: true,
        referenced_class: 1,
        referenced_id,
        referenced_minor_id: minor,
      });
    };
    add(Number(called?.['object_id'] ?? 0), 0);
    add(target, 0);
    for (const column of columns) add(target, Number(column));
  }
}

function options(row: ModelRow, reader: StatementReader, model: CatalogModel): void {
  if (reader.accept('with')) {
    reader.list(() => {
      if (reader.accept('state =')) row['is_enabled'] = reader.name().toUpperCase() === 'ON';
      else {
        reader.expect('schemabinding = off');
        for (const one of model.rows('sql_expression_dependencies'))
          if (one['referencing_id'] === row['object_id']) one['is_schema_bound_reference'] = false;
      }
    });
  }
  if (reader.accept('not for replication')) row['is_not_for_replication'] = true;
}
