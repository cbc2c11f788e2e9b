import type { CellValue } from './tokenStream.js';
import { type CatalogModel, type ModelRow, SqlProblem } from './catalogModel.js';
import { refuseConversion, refuseSecond, refuseUsers, usersOf } from './columnUsers.js';
import { ConstraintStatements } from './constraintStatements.js';
import { compress, indexRow, readCompression } from './indexStatements.js';
import { place, placementOf, readPlacement } from './partitionStatements.js';
import type { SessionSettings } from './moduleStatements.js';
import { numbers, type StatementReader } from './reader.js';
import { typedXml } from './xmlStatements.js';
import { TemporalStatements } from './temporalStatements.js';
import { referencesOf } from './references.js';

/** What CREATE TABLE and ALTER TABLE do to a catalog, with the refusals that the order of steps must avoid. */
export class TableStatements {
  private readonly constraints: ConstraintStatements;
  private readonly temporal: TemporalStatements;

  constructor(
    private readonly model: CatalogModel,
    private readonly reader: StatementReader,
    private readonly settings: Pick<SessionSettings, 'ansiNulls' | 'ansiPadding'> = {
      ansiNulls: true,
      ansiPadding: true,
    },
  ) {
    this.constraints = new ConstraintStatements(model, reader);
    this.temporal = new TemporalStatements(model, reader);
  }

  create(): void {
    const { model, reader } = this;
    const [schema, name] = reader.qualified();
    const id = model.addObject(schema, name, 'U');
    model.rows('tables').push({
      ...model.objectRow(schema, name, id),
      temporal_type: 0,
      is_memory_optimized: false,
      is_external: false,
      is_filetable: false,
      is_node: false,
      is_edge: false,
      ledger_type: 0,
      lock_escalation: 0,
      text_in_row_limit: 0,
      large_value_types_out_of_row: false,
      uses_ansi_nulls: this.settings.ansiNulls,
      lob_data_space_id: 0,
      history_table_id: null,
      history_retention_period: null,
      history_retention_period_unit: null,
    });
    model.rows('indexes').push(indexRow(id, 0, null, 0));
    this.elements(id, schema);
    this.storage(id);
    reader.expectEnd();
  }

  /** Where the rows of a new table lie, and how they are compressed. */
  private storage(id: number): void {
    const { model, reader } = this;
    const data = model.rows('indexes').find((row) => row['object_id'] === id && Number(row['index_id']) <= 1);
    if (data === undefined) return;
    if (reader.accept('on')) {
      const placement = readPlacement(reader, model);
      place(data, placement, model);
    }
    const hasLarge = this.hasLargeValues(id);
    const table = model.find('tables', { object_id: id });
    if (table !== undefined && hasLarge) table['lob_data_space_id'] = 1;
    if (reader.accept('textimage_on')) {
      if (!hasLarge)
        throw new SqlProblem(
          1709,
          'Cannot use TEXTIMAGE_ON when a table has no text, ntext, image, (max) columns.',
        );
      const { space, column } = readPlacement(reader, model);
      if (column !== undefined || placementOf(data, model)?.column !== undefined)
        throw new SqlProblem(156, "Incorrect syntax near the keyword 'TEXTIMAGE_ON'.");
      if (table !== undefined) table['lob_data_space_id'] = space['data_space_id'] ?? 1;
    }
    if (reader.accept('with')) this.compression(id, Number(data['index_id']));
  }

  private hasLargeValues(id: number): boolean {
    return this.model.rows('columns').some((row) => row['object_id'] === id && row['max_length'] === -1);
  }

  private rebuild(id: number): void {
    const data = this.model
      .rows('indexes')
      .find((row) => row['object_id'] === id && Number(row['index_id']) <= 1);
    if (data?.['type'] === 5)
      throw new SqlProblem(11418, 'Cannot alter the compression of a table whose rows are columns.');
    this.compression(id, Number(data?.['index_id'] ?? 0));
  }

  private compression(id: number, index: number): void {
    const { model, reader } = this;
    const all = reader.list(() => {
      const option = reader.name().toUpperCase();
      reader.expect('=');
      return readCompression(reader.next().text.toUpperCase(), reader, option);
    });
    for (const [partition, facts] of all.flat()) compress(id, index, partition, facts, model);
  }

  /** The list of columns and constraints of a table, or of a table type. */
  elements(id: number, schema: string): void {
    this.reader.list(() => this.element(id, schema));
  }

  alter(): void {
    const { model, reader } = this;
    const [schema, name] = reader.qualified();
    const table = model.needed(schema, name, 4902, 'U');
    const id = Number(table['object_id']);
    const trusted = reader.accept('with check') ? true : reader.accept('with nocheck') ? false : undefined;
    if (reader.accept('add')) {
      do {
        if (reader.accept('constraint'))
          this.constraints.constraint(id, schema, reader.name(), trusted !== false);
        else this.element(id, schema, trusted !== false, true);
      } while (reader.accept(','));
    } else if (reader.accept('drop constraint')) this.constraints.dropConstraint(id, reader.name());
    else if (reader.accept('drop period for system_time')) this.temporal.dropPeriod(id);
    else if (reader.accept('drop column')) {
      this.temporal.refuseVersioned(id);
      this.dropColumn(id, reader.name());
    } else if (reader.accept('alter column')) this.alterColumn(id);
    else if (reader.accept('set ( system_versioning =')) this.temporal.setVersioning(id);
    else if (reader.accept('nocheck constraint'))
      this.constraints.check(id, reader.name(), { is_disabled: true, is_not_trusted: true });
    else if (reader.accept('check constraint'))
      this.constraints.check(id, reader.name(), { is_disabled: false, is_not_trusted: trusted !== true });
    else if (reader.accept('rebuild partition = all with')) this.rebuild(id);
    else if (reader.accept('set')) {
      const [escalation] = reader.list(() => {
        reader.expect('lock_escalation =');
        return reader.name().toUpperCase();
      });
      const row = model.find('tables', { object_id: id });
      if (row !== undefined) row['lock_escalation'] = ['TABLE', 'DISABLE', 'AUTO'].indexOf(escalation ?? '');
    } else throw new SqlProblem(102, `Incorrect syntax near '${reader.next().text}'.`);
    reader.expectEnd();
  }

  /** A column or a constraint. */
  private element(table: number, schema: string, trusted = true, isAdded = false): void {
    const { reader } = this;
    if (reader.accept('constraint')) {
      this.constraints.constraint(table, schema, reader.name(), trusted);
      return;
    }
    if (reader.accept('period for system_time')) {
      this.temporal.addPeriod(table);
      return;
    }
    const word = reader.peek();
    const isConstraint =
      word?.kind === 'word' && /^(?:primary|unique|check|foreign|default)$/i.test(word.text);
    if (isConstraint) this.constraints.constraint(table, schema, undefined, trusted);
    else {
      if (isAdded) this.temporal.refuseVersioned(table);
      this.column(table, schema);
    }
  }

  private column(table: number, schema: string): void {
    const { model, reader } = this;
    const name = reader.name();
    if (model.columnIfThere(table, name) !== undefined) {
      throw new SqlProblem(
        2705,
        `Column names in each table must be unique. Column name '${name}' is specified more than once.`,
      );
    }
    const siblings = model.rows('columns').filter((row) => row['object_id'] === table);
    const row: ModelRow = {
      object_id: table,
      name,
      column_id: Math.max(0, ...siblings.map((one) => Number(one['column_id']))) + 1,
      user_type_id: 56,
      max_length: 4,
      precision: 10,
      scale: 0,
      collation_name: null,
      is_nullable: true,
      is_ansi_padded: false,
      is_rowguidcol: false,
      is_identity: false,
      is_computed: false,
      is_sparse: false,
      is_column_set: false,
      is_filestream: false,
      is_xml_document: false,
      xml_collection_id: 0,
      default_object_id: 0,
      rule_object_id: 0,
      encryption_type: null,
      is_masked: false,
      generated_always_type: 0,
      is_hidden: false,
    };
    model.rows('columns').push(row);
    const key = { object_id: table, column_id: row['column_id'] ?? 0 };
    if (reader.accept('as')) {
      const definition = reader.parenthesised();
      row['is_computed'] = true;
      const persisted = reader.accept('persisted');
      row['is_nullable'] = !(persisted && reader.accept('not null'));
      model.rows('computed_columns').push({ ...key, definition, is_persisted: persisted });
      this.addCalls(key, definition);
      return;
    }
    this.type(row);
    if (model.baseType(row['user_type_id']) === 'timestamp')
      refuseSecond(model, row, 2738, 'timestamp column');
    row['is_ansi_padded'] = this.isText(row) && this.settings.ansiPadding;
    for (;;) {
      if (reader.accept('collate')) row['collation_name'] = reader.name();
      else if (reader.accept('sparse')) row['is_sparse'] = true;
      else if (reader.accept('not for replication')) {
        const identity = model.find('identity_columns', key);
        if (identity !== undefined) identity['is_not_for_replication'] = true;
      } else if (reader.accept('not null')) row['is_nullable'] = false;
      else if (reader.accept('null')) row['is_nullable'] = true;
      else if (reader.accept('rowguidcol')) {
        refuseSecond(model, row, 8195, 'ROWGUIDCOL');
        row['is_rowguidcol'] = true;
      } else if (reader.accept('identity')) {
        const [seed = '1', increment = '1'] =
          reader.peek()?.text === '(' ? numbers(reader.parenthesised()) : [];
        refuseSecond(model, row, 2744, 'identity column');
        row['is_identity'] = true;
        row['is_nullable'] = false;
        model
          .rows('identity_columns')
          .push({ ...key, seed_value: seed, increment_value: increment, is_not_for_replication: false });
      } else if (reader.accept('masked')) this.mask(row);
      else if (reader.accept('generated always as row')) this.temporal.generate(row);
      else if (reader.accept('constraint')) this.constraints.defaultOf(row, schema, reader.name());
      else if (reader.peek()?.text.toLowerCase() === 'default')
        this.constraints.defaultOf(row, schema, undefined);
      else return;
    }
  }

  /** The functions that a computed column calls: they have to be there, and are bound to it. */
  private addCalls(column: { object_id: number; column_id: CellValue }, definition: string): void {
    for (const { schema, name } of referencesOf(definition)) {
      if (schema === undefined) continue;
      const called = this.model.needed(schema, name, 4121, 'FN');
      this.model.rows('sql_expression_dependencies').push({
        referencing_id: column.object_id,
        referencing_minor_id: column.column_id,
        referencing_class: 1,
        is_schema_bound_reference: true,
        referenced_class: 1,
        referenced_id: called['object_id'] ?? 0,
        referenced_minor_id: 0,
      });
    }
  }

  /** Reads a type into a column's row. */
  private type(row: ModelRow): void {
    const { model, reader } = this;
    const first = reader.next();
    const schema = reader.accept('.') ? first.text : undefined;
    const name = schema === undefined ? first.text : reader.name();
    const isXml = schema === undefined && name.toLowerCase() === 'xml';
    Object.assign(row, isXml ? typedXml(reader, model) : { is_xml_document: false, xml_collection_id: 0 });
    const parameters = reader.peek()?.text === '(' ? numbers(reader.parenthesised()) : [];
    Object.assign(row, model.type(schema, name, parameters));
    row['collation_name'] = model.isText(row['user_type_id']) ? model.collation : null;
  }

  private dropColumn(table: number, name: string): void {
    const { model } = this;
    const column = model.column(table, name);
    const user = usersOf(table, column, model)[0];
    if (user !== undefined)
      throw new SqlProblem(5074, `The object '${user.name}' is dependent on column '${name}'.`);
    const key = { object_id: table, column_id: column['column_id'] ?? 0 };
    for (const view of ['columns', 'computed_columns', 'identity_columns', 'masked_columns'])
      model.remove(view, key);
    model.remove('extended_properties', { class: 1, major_id: table, minor_id: key.column_id });
    model.remove('database_permissions', { class: 1, major_id: table, minor_id: key.column_id });
    model.remove('sql_expression_dependencies', {
      referencing_id: table,
      referencing_minor_id: key.column_id,
    });
  }

  private alterColumn(table: number): void {
    const { model, reader } = this;
    const name = reader.name();
    const row = model.column(table, name);
    const key = { object_id: table, column_id: row['column_id'] ?? 0 };
    const verb = reader.accept('add') ? true : reader.accept('drop') ? false : undefined;
    if (verb !== undefined && reader.accept('hidden')) {
      row['is_hidden'] = verb;
      return;
    }
    this.temporal.refuseVersioned(table);
    if (verb !== undefined) {
      if (reader.accept('rowguidcol')) {
        if (verb) refuseSecond(model, row, 4925, 'ROWGUIDCOL');
        row['is_rowguidcol'] = verb;
      } else if (reader.accept('sparse')) row['is_sparse'] = verb;
      else if (reader.accept('not for replication')) {
        const identity = model.find('identity_columns', key);
        if (identity === undefined)
          throw new SqlProblem(4928, `Cannot alter column '${name}' because it is no identity column.`);
        identity['is_not_for_replication'] = verb;
      } else if (reader.accept('masked')) {
        refuseUsers(table, row, model, ({ kind }) => kind === 'default');
        if (verb && row['is_masked'] === true)
          throw new SqlProblem(16009, `The column '${name}' is masked already.`);
        if (verb) this.mask(row);
        else this.unmask(row);
      } else throw new SqlProblem(102, `Incorrect syntax near '${reader.next().text}'.`);
      return;
    }
    if (row['is_rowguidcol'] === true)
      throw new SqlProblem(4928, `Cannot alter column '${name}' because it is 'ROWGUIDCOL'.`);
    const before = { ...row };
    const data = model
      .rows('indexes')
      .find((one) => one['object_id'] === table && Number(one['index_id']) <= 1);
    const isPartitioned = data !== undefined && placementOf(data, model)?.column !== undefined;
    const mask = this.model.find('masked_columns', key)?.['masking_function'];
    this.type(row);
    if (reader.accept('collate')) row['collation_name'] = reader.name();
    this.unmask(row);
    if (reader.accept('masked')) this.mask(row);
    row['is_nullable'] = reader.accept('not null') ? false : (reader.accept('null'), true);
    row['is_sparse'] = reader.accept('sparse');
    if (
      isPartitioned &&
      (row['user_type_id'] !== before['user_type_id'] || row['max_length'] !== before['max_length'])
    )
      throw new SqlProblem(4928, `Cannot alter column '${name}' because its table is partitioned.`);
    const isOtherMask = mask !== this.model.find('masked_columns', key)?.['masking_function'];
    row['is_ansi_padded'] = this.isText(row);
    const textual = /char$|binary$/.test(
      String(model.find('types', { user_type_id: row['user_type_id'] ?? 0 })?.['name']),
    );
    const grows =
      textual &&
      !isOtherMask &&
      before['collation_name'] === row['collation_name'] &&
      before['user_type_id'] === row['user_type_id'] &&
      before['is_nullable'] === row['is_nullable'] &&
      Number(row['max_length']) >= Number(before['max_length']);
    if (data?.['type'] === 5 && !grows)
      throw new SqlProblem(5074, `The index '${String(data['name'])}' is dependent on column '${name}'.`);
    refuseConversion(before, row, model);
    const sameType = before['user_type_id'] === row['user_type_id'];
    const tolerated = (kind: string): boolean =>
      (kind === 'default' && sameType) ||
      (grows && (kind === 'index' || kind === 'check' || kind === 'unique'));
    refuseUsers(table, row, model, ({ kind }) => tolerated(kind));
  }

  private isText(row: ModelRow): boolean {
    return /^(?:var)?(?:char|binary)$/.test(this.model.baseType(row['user_type_id']));
  }

  /** What comes after MASKED. */
  private mask(row: ModelRow): void {
    const { model, reader } = this;
    reader.expect('with');
    const [mask = ''] = reader.list(() => {
      reader.expect('function =');
      return reader.string();
    });
    row['is_masked'] = true;
    model.rows('masked_columns').push({
      object_id: row['object_id'] ?? 0,
      column_id: row['column_id'] ?? 0,
      masking_function: mask,
    });
  }

  private unmask(row: ModelRow): void {
    row['is_masked'] = false;
    this.model.remove('masked_columns', {
      object_id: row['object_id'] ?? 0,
      column_id: row['column_id'] ?? 0,
    });
  }
}
