import { setTimeout as wait } from 'node:timers/promises';
import { CatalogModel, type ModelRow, SqlProblem } from './catalogModel.js';
import { accepts } from './catalogConditions.js';
import { readTokens, StatementReader } from './reader.js';
import { statementsOf, withoutResult } from './batches.js';
import { runRowStatement } from './rowStatements.js';
import type { SessionSettings } from './moduleStatements.js';
import { viewColumns, viewsOf } from './serverViews.js';
import { runStatement } from './statements.js';
import { type BatchAnswer, type ServedSession, startTdsServer, type TdsServer } from './tdsServer.js';
import type { ServerIdentity } from './tlsInPackets.js';
import type { CellValue, ResultSet } from './tokenStream.js';

export interface TestSqlServer {
  readonly tds: TdsServer;
  /** Makes a database by running a script, its batches split by GO. */
  createDatabase(script: string, collation?: string): TestSqlDatabase;
  /** Makes a database of recorded rows by view. */
  addDatabase(model: CatalogModel): TestSqlDatabase;
  /** What the next statement that holds a text answers instead of running. */
  failOn(text: string, number: number, message: string): void;
  close(): Promise<void>;
}

export interface TestSqlDatabase {
  readonly model: CatalogModel;
  readonly url: string;
  /** Runs a script as sqlcmd does: batches split by GO, going on after errors. Gives back the errors. */
  runScript(script: string): readonly SqlProblem[];
  drop(): void;
}

/**
 * A SQL Server as far as its catalog goes: the real driver speaks to it over a socket. It speaks TLS where it has an
 * identity, and takes a token and nothing else where there is one.
 */
export async function startSqlServer(
  version = '16.0.4165.4',
  options: { readonly identity?: ServerIdentity; readonly token?: string } = {},
): Promise<TestSqlServer> {
  const databases = new Map<string, CatalogModel>();
  const locks = new Map<string, Engine>();
  const failures: { text: string; problem: SqlProblem }[] = [];
  const server = { version, locks, failures };
  const tds = await startTdsServer(({ database, user, token }) => {
    if (token !== options.token)
      return { number: 18456, message: "Login failed for user '<token-identified principal>'." };
    const model = databases.get(database);
    if (user === 'nobody') return { number: 18456, message: "Login failed for user 'nobody'." };
    if (model === undefined)
      return { number: 4060, message: `Cannot open database "${database}" requested by the login.` };
    return new Engine(model, user, server);
  }, options.identity);
  let made = 0;
  const add = (model: CatalogModel): TestSqlDatabase => {
    databases.set(model.name, model);
    return {
      model,
      url: `mssql://sa:secret@127.0.0.1:${String(tds.port)}/${model.name}?encrypt=false`,
      runScript: (script) => runScript(script.split(batchEnd), new Engine(model, 'dbo', server)),
      drop: () => databases.delete(model.name),
    };
  };
  return {
    tds,
    addDatabase: add,
    createDatabase: (script, collation) => {
      made += 1;
      const database = add(new CatalogModel(`db${String(made)}`, collation));
      const [problem] = runScript(script.split(/^GO$/m), new Engine(database.model, 'dbo', server));
      if (problem !== undefined) throw problem;
      return database;
    },
    failOn: (text, number, message) => {
      failures.push({ text, problem: new SqlProblem(number, message) });
    },
    close: () => tds.close(),
  };
}

/** A line on which sqlcmd ends a batch. */
const batchEnd = /^[ \t]*GO[ \t]*\d*[ \t;]*$/im;

function runScript(batches: readonly string[], engine: Engine): readonly SqlProblem[] {
  const problems: SqlProblem[] = [];
  for (const batch of batches) {
    if (batch.trim() === '') continue;
    const { error } = engine.runNow(batch);
    if (error !== undefined) problems.push(new SqlProblem(error.number, `${error.message}\n${batch}`));
  }
  engine.close();
  return problems;
}

interface SharedServer {
  readonly version: string;
  readonly locks: Map<string, Engine>;
  readonly failures: { text: string; problem: SqlProblem }[];
}

/** A login that may change whatever there is, and read no table. */
export const readerOfNothing = 'ddladmin';

/** One session on a database. */
class Engine implements ServedSession {
  readonly #settings: SessionSettings = {
    ansiNulls: true,
    ansiPadding: true,
    quotedIdentifier: true,
  };
  /** The catalog as it was when the transaction began. */
  #before: Record<string, ModelRow[]> | undefined;
  #noExec = false;
  /** @@ERROR of the batch before. */
  #lastFailed = false;
  #changes: (8 | 9 | 10)[] = [];

  constructor(
    readonly model: CatalogModel,
    readonly user: string,
    readonly server: SharedServer,
  ) {}

  async run(sql: string, signal: AbortSignal): Promise<BatchAnswer> {
    const delay = /^\s*waitfor\s+delay\s+'00:00:(\d+)'/i.exec(sql)?.[1];
    if (delay !== undefined) {
      await wait(Number(delay) * 1000, undefined, { signal }).catch(() => undefined);
      return { results: [] };
    }
    return this.runNow(sql);
  }

  runNow(sql: string): BatchAnswer {
    this.#changes = [];
    const results: ResultSet[] = [];
    try {
      const failure = this.server.failures.findIndex(({ text }) => sql.includes(text));
      if (failure !== -1)
        throw this.server.failures.splice(failure, 1)[0]?.problem ?? new Error('no failure');
      for (const statement of statementsOf(sql)) {
        const result = this.#statement(statement);
        if (result !== undefined) results.push(result);
      }
    } catch (error) {
      if (!(error instanceof SqlProblem)) throw error;
      // XACT_ABORT is on in every session that DBVC opens and script that it writes; it does not see what fails to compile.
      if (this.#before !== undefined && error.number !== 102) this.#end(10);
      this.#lastFailed = true;
      return { results, transaction: this.#changes, error };
    }
    this.#lastFailed = false;
    return { results, transaction: this.#changes };
  }

  close(): void {
    if (this.#before !== undefined) this.#end(10);
    for (const [name, holder] of this.server.locks) if (holder === this) this.server.locks.delete(name);
  }

  #end(how: 9 | 10): void {
    if (how === 10 && this.#before !== undefined) this.model.views = this.#before;
    this.#before = undefined;
    this.#changes.push(how);
  }

  #statement(sql: string): ResultSet | undefined {
    const reader = new StatementReader(sql);
    if (reader.isAtEnd) return undefined;
    if (reader.accept('if @@trancount < > 1 set noexec on')) {
      this.#noExec ||= this.#before === undefined;
      return undefined;
    }
    if (reader.accept('if @@error < > 0 set noexec on')) {
      this.#noExec ||= this.#lastFailed;
      return undefined;
    }
    if (!this.#noExec && runRowStatement(sql, this.model, this.#settings)) return undefined;
    if (reader.accept('set')) {
      this.#set(sql);
      return undefined;
    }
    if (this.#noExec) return undefined;
    this.#settings.inTransaction = this.#before !== undefined;
    if (reader.accept('if @@error < > 0 and @@trancount > 0 rollback transaction')) {
      if (this.#lastFailed && this.#before !== undefined) this.#end(10);
      return undefined;
    }
    if (reader.accept('begin transaction')) {
      this.#before = this.model.copy();
      this.#changes.push(8);
    } else if (reader.accept('commit transaction')) {
      if (this.#before === undefined)
        throw new SqlProblem(3902, 'The COMMIT TRANSACTION request has no corresponding BEGIN TRANSACTION.');
      this.#end(9);
    } else if (reader.accept('if @@trancount > 0 rollback transaction')) {
      if (this.#before !== undefined) this.#end(10);
    } else if (reader.accept('if @@trancount < > 1')) {
      if (this.#before === undefined) throw new SqlProblem(50001, 'The transaction is not as it should be.');
    } else if (reader.accept('if has_perms_by_name')) {
      if (this.user === readerOfNothing) return { columns: ['held'], rows: [[0]] };
      return this.#select(/\bSELECT TOP [\s\S]*(?= ELSE )/.exec(sql)?.[0] ?? '');
    } else if (reader.accept('select')) return this.#select(sql);
    else if (sql.includes('sp_getapplock')) {
      const holder = this.server.locks.get(this.model.name);
      if (holder === undefined) this.server.locks.set(this.model.name, this);
      return { columns: ['result'], rows: [[holder === undefined || holder === this ? 0 : -1]] };
    } else if (sql.includes('sp_releaseapplock')) this.server.locks.delete(this.model.name);
    else if (sql.trimStart().startsWith('DECLARE @statement')) this.#runDynamic(sql);
    else
      runStatement(
        /^\s*DECLARE @constraint/.test(sql) ? this.#looksUp(sql) : withoutResult(sql),
        this.model,
        this.#settings,
      );
    return undefined;
  }

  /** A literal put together of pieces, and run. */
  #runDynamic(sql: string): void {
    const text = readTokens(sql)
      .filter(({ kind }) => kind === 'string')
      .map((token) => token.text)
      .join('');
    runStatement(withoutResult(text), this.model, this.#settings);
  }

  #set(sql: string): void {
    const words = sql.toUpperCase();
    const on = /\bON\b\s*;?\s*$/.test(words);
    if (/\bNOEXEC\b/.test(words)) this.#noExec = on;
    if (/\bANSI_NULLS\b/.test(words)) this.#settings.ansiNulls = on;
    if (/\bANSI_PADDING\b/.test(words)) this.#settings.ansiPadding = on;
    if (/\bQUOTED_IDENTIFIER\b/.test(words)) this.#settings.quotedIdentifier = on;
  }

  /** The statement that a script makes of the name which the server gave to a constraint. */
  #looksUp(sql: string): string {
    const view = /FROM sys\.(\w+) AS/.exec(sql)?.[1] ?? '';
    const [table = ''] = [...sql.matchAll(/OBJECT_ID\(N'((?:[^']|'')*)'\)/g)].map((found) => found[1] ?? '');
    const object = this.model.needed(...new StatementReader(table).qualified(), 208);
    const condition = (row: ModelRow): boolean => {
      const column = /c\.name = N'((?:[^']|'')*)'/.exec(sql)?.[1]?.replaceAll("''", "'");
      if (column !== undefined)
        return row['parent_column_id'] === this.model.column(object['object_id'], column)['column_id'];
      const definition = /k\.definition = N'((?:[^']|'')*)'/.exec(sql)?.[1]?.replaceAll("''", "'");
      if (row['is_system_named'] !== true) return false;
      if (definition !== undefined) return row['definition'] === definition;
      const type = /k\.type = '(\w+)'/.exec(sql)?.[1];
      if (type !== undefined && row['type'] !== type) return false;
      const most = Number(/key_ordinal > (\d+)/.exec(sql)?.[1] ?? Infinity);
      const key = { object_id: object['object_id'] ?? 0, index_id: row['unique_index_id'] ?? 0 };
      if (this.model.find('index_columns', { ...key, key_ordinal: most + 1 }) !== undefined) return false;
      const references = /k\.referenced_object_id = OBJECT_ID\(N'((?:[^']|'')*)'\)/.exec(sql)?.[1];
      const other =
        references === undefined
          ? undefined
          : this.model.needed(...new StatementReader(references.replaceAll("''", "'")).qualified(), 208);
      if (other !== undefined && row['referenced_object_id'] !== other['object_id']) return false;
      return [
        ...sql.matchAll(
          /(key_ordinal|constraint_column_id) = (\d+) AND COL_NAME\(c\.(\w+)_id, [^)]*\) = N'((?:[^']|'')*)'/g,
        ),
      ].every(([, by = '', at, whose, name = '']) => {
        const isOther = whose === 'referenced_object';
        const column_id =
          this.model.column((isOther ? other : object)?.['object_id'], name.replaceAll("''", "'"))[
            'column_id'
          ] ?? 0;
        return by === 'key_ordinal'
          ? this.model.find('index_columns', {
              object_id: object['object_id'] ?? 0,
              index_id: row['unique_index_id'] ?? 0,
              key_ordinal: Number(at),
              column_id,
            }) !== undefined
          : this.model.find('foreign_key_columns', {
              constraint_object_id: row['object_id'] ?? 0,
              constraint_column_id: Number(at),
              [isOther ? 'referenced_column_id' : 'parent_column_id']: column_id,
            }) !== undefined;
      });
    };
    const found = this.model
      .rows(view)
      .find((row) => row['parent_object_id'] === object['object_id'] && condition(row));
    if (found === undefined)
      // Nothing to run is no error for sp_executesql.
      throw new SqlProblem(
        50000,
        /IF @constraint IS NULL THROW 50000, N'((?:[^']|'')*)', 1;/.exec(sql)?.[1] ??
          'The tests want the script to say so.',
      );
    const start =
      /@statement nvarchar\(max\) = N'((?:[^']|'')*)'/.exec(sql)?.[1]?.replaceAll("''", "'") ?? '';
    return `${start}[${String(found['name']).replaceAll(']', ']]')}]`;
  }

  #select(sql: string): ResultSet {
    if (sql.includes('serverproperty')) {
      const facts = {
        version: this.server.version,
        edition: 3,
        server: 'TESTS',
        database_name: this.model.name,
        database_id: 5,
        user_name: this.user,
      };
      return { columns: Object.keys(facts), rows: [Object.values(facts)] };
    }
    if (sql.includes('max(modify_date)')) {
      return {
        columns: ['changed', 'objects'],
        rows: [[String(this.model.changes), this.model.rows('objects').length]],
      };
    }
    if (sql.includes('sys.dm_'))
      throw new SqlProblem(262, `VIEW DATABASE STATE permission denied in database '${this.model.name}'.`);
    const held = /^\s*SELECT TOP \(1\) 1 AS held FROM (\S+) WITH \(TABLOCK, HOLDLOCK\)/.exec(sql)?.[1];
    if (held !== undefined) {
      const { object_id = 0 } = this.model.needed(...new StatementReader(held).qualified(), 208);
      const rows = this.model.find('indexes', { object_id, index_id: 1 });
      if (rows?.['is_disabled'] === true)
        throw new SqlProblem(
          8655,
          `The query processor is unable to produce a plan because the index '${String(rows['name'])}' on table or view '${held}' is disabled.`,
        );
      return { columns: ['held'], rows: [] };
    }
    if (sql.includes('sys.all_columns')) {
      const views = viewsOf(this.server.version);
      return {
        columns: ['view', 'column'],
        rows: [...views].flatMap(([view, columns]) => columns.map((column) => [view, column])),
      };
    }
    return this.#catalogView(sql);
  }

  /** What a version does not have, it refuses. */
  #checkView(view: string, columns: readonly string[], absent: ReadonlySet<string>): void {
    const has = viewColumns(this.server.version, view);
    if (has === undefined) throw new SqlProblem(208, `Invalid object name 'sys.${view}'.`);
    const unknown = columns.find((column) => !absent.has(column) && !has.includes(column));
    if (unknown !== undefined) throw new SqlProblem(207, `Invalid column name '${unknown}'.`);
  }

  /** A plain read of one view: columns by their names or as expressions with a name. */
  #catalogView(sql: string): ResultSet {
    const columns: string[] = [];
    const absent = new Set<string>();
    const tokens = readTokens(sql);
    let depth = 0;
    let view = '';
    tokens.forEach((token, at) => {
      if (token.text === '(') depth += 1;
      if (token.text === ')') depth -= 1;
      if (depth > 0 || view !== '') return;
      if (token.kind === 'word' && token.text === 'from') view = tokens[at + 3]?.text ?? '';
      const next = tokens[at + 1];
      const isLast = next === undefined || next.text === ',' || next.text === 'from';
      if (token.kind !== 'name' || !isLast) return;
      columns.push(token.text);
      if (tokens[at - 2]?.text === 'null') absent.add(token.text);
    });
    const denied = this.user === 'reader';
    const facts = {
      collation: this.model.collation,
      // The name is read as an identifier.
      sees_definitions: sql.includes('quotename') || /^\w+$/.test(this.model.name) ? 1 : null,
      sees_dependencies: denied ? 0 : 1,
    };
    if (view !== '') this.#checkView(view, columns, absent);
    if (denied && view === 'sql_expression_dependencies')
      throw new SqlProblem(229, `The SELECT permission was denied on the object '${view}', schema 'sys'.`);
    const rows = view === '' ? [facts as ModelRow] : this.model.rows(view);
    const value = (row: ModelRow, column: string): CellValue =>
      absent.has(column) ? null : (row[column] ?? null);
    return {
      columns,
      rows: rows.filter((row) => accepts(sql, row)).map((row) => columns.map((column) => value(row, column))),
    };
  }
}
