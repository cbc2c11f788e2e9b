import { type CatalogModel, type ModelRow, SqlProblem } from './catalogModel.js';
import type { StatementReader } from './reader.js';

const units: Readonly<Record<string, number>> = { day: 3, week: 4, month: 5, year: 6 };

/** Periods and system versioning: what is refused while it is on, and what must be so for it to be switched on. */
export class TemporalStatements {
  constructor(
    private readonly model: CatalogModel,
    private readonly reader: StatementReader,
  ) {}

  /** Refuses a change of a temporal table or of a history; the server would carry some from one to the other. */
  refuseVersioned(table: number): void {
    const row = this.model.find('tables', { object_id: table });
    if (row?.['temporal_type'] !== 1 && row?.['temporal_type'] !== 2) return;
    throw new SqlProblem(
      13552,
      `The operation on table '${String(row['name'])}' failed because it is not supported on system-versioned tables.`,
    );
  }

  /** What comes after PERIOD FOR SYSTEM_TIME. */
  addPeriod(table: number): void {
    const { model, reader } = this;
    const [start, end] = reader.list(() => model.column(table, reader.name()));
    if (start === undefined || end === undefined) throw new SqlProblem(102, 'Incorrect syntax.');
    if (model.find('periods', { object_id: table }) !== undefined)
      throw new SqlProblem(13507, 'The table has a period already.');
    for (const column of [start, end])
      if (column['user_type_id'] !== 42 || column['is_nullable'] === true)
        throw new SqlProblem(13587, `Period column '${String(column['name'])}' must be datetime2 NOT NULL.`);
    start['generated_always_type'] = 1;
    end['generated_always_type'] = 2;
    model.rows('periods').push({
      object_id: table,
      start_column_id: start['column_id'] ?? 0,
      end_column_id: end['column_id'] ?? 0,
    });
  }

  dropPeriod(table: number): void {
    this.refuseVersioned(table);
    if (this.model.find('periods', { object_id: table }) === undefined)
      throw new SqlProblem(13508, 'The table has no period.');
    this.model.remove('periods', { object_id: table });
    for (const row of this.model.rows('columns'))
      if (row['object_id'] === table) row['generated_always_type'] = 0;
  }

  /** What comes after GENERATED ALWAYS AS ROW. */
  generate(column: ModelRow): void {
    if (!this.reader.accept('start')) this.reader.expect('end');
    column['is_hidden'] = this.reader.accept('hidden');
  }

  /** What comes after SET (SYSTEM_VERSIONING =. */
  setVersioning(table: number): void {
    const { model, reader } = this;
    const row = model.find('tables', { object_id: table });
    if (row === undefined) return;
    const isOn = row['temporal_type'] === 2;
    if (reader.accept('off')) {
      reader.expect(')');
      if (!isOn) throw new SqlProblem(13591, 'SYSTEM_VERSIONING is not turned ON.');
      const history = model.find('tables', { object_id: row['history_table_id'] ?? 0 });
      if (history !== undefined) history['temporal_type'] = 0;
      Object.assign(row, noVersioning);
      return;
    }
    reader.expect('on');
    let history: ModelRow | undefined;
    let retention: ModelRow = { history_retention_period: -1, history_retention_period_unit: -1 };
    reader.list(() => {
      if (reader.accept('history_table =')) {
        const [schema, name] = reader.qualified();
        history = model.find('tables', { object_id: model.needed(schema, name, 208, 'U')['object_id'] ?? 0 });
      } else {
        reader.expect('history_retention_period =');
        if (reader.accept('infinite')) return;
        const period = Number(reader.next().text);
        const unit = units[reader.name().toLowerCase().replace(/s$/, '')] ?? -1;
        retention = { history_retention_period: period, history_retention_period_unit: unit };
      }
    });
    reader.expect(')');
    if (!isOn) this.connect(row, history);
    if (retention['history_retention_period'] !== -1) this.refuseUnsorted(row);
    Object.assign(row, retention);
  }

  /** A retention wants the history to be sorted by the end of the period. */
  private refuseUnsorted(row: ModelRow): void {
    const { model } = this;
    const history = row['history_table_id'] ?? 0;
    const index = model.find('indexes', { object_id: history, index_id: 1 });
    const end = model.find('columns', {
      object_id: row['object_id'] ?? 0,
      column_id: model.find('periods', { object_id: row['object_id'] ?? 0 })?.['end_column_id'] ?? 0,
    });
    const first = model.find('index_columns', { object_id: history, index_id: 1, key_ordinal: 1 });
    const sortedBy = model.find('columns', { object_id: history, column_id: first?.['column_id'] ?? 0 });
    if (index?.['type'] === 5 || (sortedBy !== undefined && model.same(sortedBy['name'], end?.['name'])))
      return;
    throw new SqlProblem(
      13765,
      'Setting finite retention period failed because the history table does not contain required clustered index.',
    );
  }

  /** The index by which a retention finds what is too old. */
  refuseCleanup(table: number): void {
    const current = this.model.find('tables', { history_table_id: table });
    if (current === undefined || Number(current['history_retention_period'] ?? -1) < 0) return;
    throw new SqlProblem(
      13766,
      'Cannot drop the clustered index: it is used for automatic cleanup of aged data.',
    );
  }

  private connect(row: ModelRow, history: ModelRow | undefined): void {
    const { model } = this;
    if (history === undefined) throw new SqlProblem(13573, 'The tests want the history table to be named.');
    const [table, other] = [row, history].map((one) => Number(one['object_id']));
    if (table === undefined || other === undefined) return;
    if (model.find('periods', { object_id: table }) === undefined)
      throw new SqlProblem(
        13510,
        'Cannot set SYSTEM_VERSIONING to ON when SYSTEM_TIME period is not defined.',
      );
    if (model.find('key_constraints', { parent_object_id: table, type: 'PK' }) === undefined)
      throw new SqlProblem(13553, 'System versioned table must have a primary key.');
    const columns = (object: number): string =>
      JSON.stringify(
        model
          .rows('columns')
          .filter((one) => one['object_id'] === object)
          .map((one) => [
            String(one['name']).toLowerCase(),
            one['user_type_id'],
            one['max_length'],
            one['is_nullable'],
          ]),
      );
    if (columns(table) !== columns(other))
      throw new SqlProblem(13523, `The tables have different columns: ${columns(table)} ${columns(other)}`);
    history['temporal_type'] = 1;
    Object.assign(row, { temporal_type: 2, history_table_id: other });
  }
}

const noVersioning: ModelRow = {
  temporal_type: 0,
  history_table_id: null,
  history_retention_period: null,
  history_retention_period_unit: null,
};
