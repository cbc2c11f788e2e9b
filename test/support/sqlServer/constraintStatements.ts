import { type CatalogModel, type ModelRow, SqlProblem } from './catalogModel.js';
import { IndexStatements, partitionsOf } from './indexStatements.js';
import { placementOf } from './partitionStatements.js';
import type { StatementReader } from './reader.js';
import { TemporalStatements } from './temporalStatements.js';
import { referencesOf } from './references.js';

/** What statements about tables do to constraints. */
export class ConstraintStatements {
  constructor(
    private readonly model: CatalogModel,
    private readonly reader: StatementReader,
  ) {}

  defaultOf(column: ModelRow, schema: string, name: string | undefined): void {
    const { model, reader } = this;
    reader.expect('default');
    const definition = reader.peek()?.text === '(' ? reader.parenthesised() : `(${this.plainExpression()})`;
    const table = Number(column['object_id']);
    if (
      model.find('default_constraints', {
        parent_object_id: table,
        parent_column_id: column['column_id'] ?? 0,
      }) !== undefined
    ) {
      throw new SqlProblem(1781, 'Column already has a DEFAULT bound to it.');
    }
    const { id, given } = this.newConstraint(schema, name, 'D', table, `DF__${String(column['name'])}`);
    column['default_object_id'] = id;
    model.rows('default_constraints').push({
      ...model.objectRow(schema, given, id),
      parent_object_id: table,
      is_system_named: name === undefined,
      parent_column_id: column['column_id'] ?? 0,
      definition,
    });
  }

  /** A literal or a call, which the server prints in parentheses: (0) as ((0)). */
  private plainExpression(): string {
    const { reader } = this;
    const token = reader.next();
    const text = reader.sql.slice(token.start, token.end);
    if (reader.peek()?.text === '(') return `${text.toLowerCase()}${reader.parenthesised()}`;
    return /^\d/.test(text) ? `(${text})` : text;
  }

  private newConstraint(
    schema: string,
    name: string | undefined,
    type: string,
    table: number,
    prefix: string,
  ): { id: number; given: string } {
    const given = name ?? `${prefix}__${this.model.newId().toString(16).toUpperCase()}`;
    return { id: this.model.addObject(schema, given, type, table), given };
  }

  constraint(table: number, schema: string, name: string | undefined, trusted: boolean): void {
    const { model, reader } = this;
    if (reader.accept('default')) {
      const definition = reader.parenthesised();
      reader.expect('for');
      const column = model.column(table, reader.name());
      if (column['default_object_id'] !== 0)
        throw new SqlProblem(1781, 'Column already has a DEFAULT bound to it.');
      const { id, given } = this.newConstraint(schema, name, 'D', table, 'DF');
      column['default_object_id'] = id;
      model.rows('default_constraints').push({
        ...model.objectRow(schema, given, id),
        parent_object_id: table,
        is_system_named: name === undefined,
        parent_column_id: column['column_id'] ?? 0,
        definition,
      });
    } else if (reader.accept('check')) {
      const replication = reader.accept('not for replication');
      const definition = reader.parenthesised();
      const { id, given } = this.newConstraint(schema, name, 'C', table, 'CK');
      for (const column of referencesOf(definition)) {
        if (column.isName) model.column(table, column.name);
      }
      model.rows('check_constraints').push({
        ...model.objectRow(schema, given, id),
        parent_object_id: table,
        is_system_named: name === undefined,
        parent_column_id: 0,
        definition,
        is_disabled: false,
        // What replication may pass is trusted by nobody.
        is_not_trusted: !trusted || replication,
        is_not_for_replication: replication,
      });
    } else if (reader.accept('foreign key')) this.foreignKey(table, schema, name, trusted);
    else {
      const primary = reader.accept('primary key');
      if (!primary) reader.expect('unique');
      const type = reader.accept('clustered') ? 1 : reader.accept('nonclustered') ? 2 : primary ? 1 : 2;
      const { id, given } = this.newConstraint(
        schema,
        name,
        primary ? 'PK' : 'UQ',
        table,
        primary ? 'PK' : 'UQ',
      );
      if (
        primary &&
        model.rows('key_constraints').some((row) => row['parent_object_id'] === table && row['type'] === 'PK')
      ) {
        throw new SqlProblem(1779, `Table already has a primary key defined on it.`);
      }
      const index = new IndexStatements(model, reader).add(
        table,
        given,
        type,
        true,
        primary ? { is_primary_key: true } : { is_unique_constraint: true },
      );
      if (primary) {
        for (const row of model.rows('index_columns')) {
          if (row['object_id'] !== table || row['index_id'] !== index['index_id']) continue;
          const column = model.find('columns', { object_id: table, column_id: row['column_id'] ?? 0 });
          if (column?.['is_nullable'] === true)
            throw new SqlProblem(8111, 'Cannot define PRIMARY KEY constraint on nullable column.');
        }
      }
      model.rows('key_constraints').push({
        ...model.objectRow(schema, given, id),
        parent_object_id: table,
        is_system_named: name === undefined,
        type: primary ? 'PK' : 'UQ',
        unique_index_id: index['index_id'] ?? 0,
      });
    }
  }

  private foreignKey(table: number, schema: string, name: string | undefined, trusted: boolean): void {
    const { model, reader } = this;
    const columns = reader.list(() => model.column(table, reader.name()));
    reader.expect('references');
    const [otherSchema, otherName] = reader.qualified();
    const other = model.object(otherSchema, otherName, 'U');
    if (other === undefined)
      throw new SqlProblem(1767, `Foreign key references invalid table '${otherSchema}.${otherName}'.`);
    const otherId = Number(other['object_id']);
    const referenced = reader.list(() => model.column(otherId, reader.name()));
    const wanted = referenced.map((row) => row['column_id']).sort();
    const key = model.rows('indexes').find((index) => {
      if (index['object_id'] !== otherId || index['is_unique'] !== true || index['has_filter'] === true)
        return false;
      const own = model
        .rows('index_columns')
        .filter((row) => row['object_id'] === otherId && row['index_id'] === index['index_id'])
        .filter((row) => Number(row['key_ordinal']) > 0);
      return JSON.stringify(own.map((row) => row['column_id']).sort()) === JSON.stringify(wanted);
    });
    if (key === undefined)
      throw new SqlProblem(
        1776,
        `There are no primary or candidate keys in the referenced table '${otherSchema}.${otherName}'.`,
      );
    const actions = { delete: 0, update: 0 };
    for (let word = this.action(); word !== undefined; word = this.action()) actions[word.on] = word.code;
    const replication = reader.accept('not for replication');
    const { id, given } = this.newConstraint(schema, name, 'F', table, 'FK');
    model.rows('foreign_keys').push({
      ...model.objectRow(schema, given, id),
      parent_object_id: table,
      is_system_named: name === undefined,
      referenced_object_id: otherId,
      key_index_id: key['index_id'] ?? 0,
      is_disabled: false,
      is_not_trusted: !trusted || replication,
      is_not_for_replication: replication,
      delete_referential_action: actions.delete,
      update_referential_action: actions.update,
    });
    columns.forEach((column, index) => {
      model.rows('foreign_key_columns').push({
        constraint_object_id: id,
        constraint_column_id: index + 1,
        parent_object_id: table,
        parent_column_id: column['column_id'] ?? 0,
        referenced_object_id: otherId,
        referenced_column_id: referenced[index]?.['column_id'] ?? 0,
      });
    });
  }

  private action(): { on: 'delete' | 'update'; code: number } | undefined {
    const { reader } = this;
    const on = reader.accept('on delete') ? 'delete' : reader.accept('on update') ? 'update' : undefined;
    if (on === undefined) return undefined;
    const words = ['no action', 'cascade', 'set null', 'set default'];
    return { on, code: words.findIndex((one) => reader.accept(one)) };
  }

  dropConstraint(table: number, name: string): void {
    const { model } = this;
    const object = model
      .rows('objects')
      .find((row) => row['parent_object_id'] === table && model.same(row['name'], name));
    if (object === undefined) throw new SqlProblem(3728, `'${name}' is not a constraint.`);
    const id = Number(object['object_id']);
    const key = model.find('key_constraints', { object_id: id });
    if (key?.['type'] === 'PK') new TemporalStatements(model, this.reader).refuseVersioned(table);
    if (key !== undefined) {
      const used = model
        .rows('foreign_keys')
        .find(
          (row) => row['referenced_object_id'] === table && row['key_index_id'] === key['unique_index_id'],
        );
      if (used !== undefined)
        throw new SqlProblem(
          3725,
          `The constraint '${name}' is being referenced by foreign key constraint '${String(used['name'])}'.`,
        );
      const own = { object_id: table, index_id: key['unique_index_id'] ?? 0 };
      const index = model.find('indexes', own);
      const placement = index === undefined ? undefined : placementOf(index, model);
      const packed = partitionsOf(table, 1, model);
      for (const view of ['indexes', 'index_columns', 'partitions']) model.remove(view, own);
      if (own.index_id === 1) new IndexStatements(model, this.reader).leaveHeap(table, placement, packed);
    }
    const column = model.find('columns', { default_object_id: id });
    if (column !== undefined) column['default_object_id'] = 0;
    for (const view of [
      'objects',
      'key_constraints',
      'check_constraints',
      'default_constraints',
      'foreign_keys',
    ])
      model.remove(view, { object_id: id });
    model.remove('foreign_key_columns', { constraint_object_id: id });
    model.remove('extended_properties', { class: 1, major_id: id });
  }

  check(table: number, name: string, state: ModelRow): void {
    const row =
      this.model.find('check_constraints', { parent_object_id: table, name }) ??
      this.model.find('foreign_keys', { parent_object_id: table, name });
    if (row === undefined) throw new SqlProblem(4917, `Constraint '${name}' does not exist.`);
    Object.assign(row, state);
  }
}
