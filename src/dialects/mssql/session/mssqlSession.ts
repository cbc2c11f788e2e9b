import type * as Tedious from 'tedious';
import type { Connection, Request } from 'tedious';
import type { OpenOptions, Session, SqlRow } from '../../../core/dialect/session.js';
import { CancelledError, DbvcError, throwIfCancelled } from '../../../core/errors.js';
import type { ServerInfo } from '../../../core/model/catalog.js';
import { mssqlLexer } from '../normalizer/lexer.js';
import { connectionLost, sessionError } from './sessionErrors.js';
import { type DriverColumn, toSqlRow } from './values.js';

type SqlParameter = string | number | boolean | null;

/** A cancellation that the server has not obeyed after this many milliseconds ends the connection instead. */
const cancelLimit = 1_500;

/**
 * One connection of the driver: one batch after the other, cancellation as an attention, errors of our family. The
 * session is the connection: where it dies, no other takes its place, because its transaction and locks died with it.
 */
export class MssqlSession implements Session {
  readonly #listeners = new Set<(severity: string, message: string) => void>();
  #last: Promise<unknown> = Promise.resolve();
  #isOpen = true;
  #expectsTransaction = false;
  #statementTimeout: number;

  constructor(
    readonly connection: Connection,
    private readonly tedious: typeof Tedious,
    readonly server: ServerInfo,
    private readonly options: OpenOptions,
  ) {
    this.#statementTimeout = options.statementTimeout ?? 0;
    connection.on('end', () => {
      this.#isOpen = false;
    });
    connection.on('infoMessage', ({ message }) => {
      for (const listener of this.#listeners) listener('INFO', message);
    });
  }

  async query(
    sql: string,
    parameters: readonly SqlParameter[] = [],
    signal?: AbortSignal,
  ): Promise<readonly SqlRow[]> {
    const results = await this.#inTurn(sql, parameters, signal);
    return results.at(-1) ?? [];
  }

  /** SELECTs go in one batch; each of them gives one list of rows. */
  async queryMany(
    statements: readonly string[],
    signal?: AbortSignal,
  ): Promise<readonly (readonly SqlRow[])[]> {
    if (statements.length === 0) return [];
    const results = await this.#inTurn(statements.join(';\n'), [], signal);
    if (results.length !== statements.length) {
      throw new DbvcError('internal', 'A text in a list of statements was not exactly one query.');
    }
    return results;
  }

  /** How long a statement may take from now on; 0 means as long as it wants. The driver counts, for the server cannot. */
  limitStatements(milliseconds: number): void {
    this.#statementTimeout = milliseconds;
  }

  /** From now on, a batch that ended without its transaction is an error, whatever the server said about it. */
  expectTransaction(expected: boolean): void {
    this.#expectsTransaction = expected;
  }

  onNotice(listener: (severity: string, message: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    if (!this.#isOpen) return;
    const ended = new Promise<void>((resolve) => {
      this.connection.once('end', () => resolve());
    });
    this.connection.close();
    await ended;
  }

  /** Lets batches wait for one another. */
  #inTurn(
    sql: string,
    parameters: readonly SqlParameter[],
    signal: AbortSignal | undefined,
  ): Promise<readonly (readonly SqlRow[])[]> {
    const run = async (): Promise<readonly (readonly SqlRow[])[]> => {
      throwIfCancelled(signal);
      if (!this.#isOpen) throw connectionLost(undefined);
      if (this.options.purpose === 'read') refuseToWrite(sql);
      const results = await this.#run(sql, parameters, signal);
      // The server says by itself when a transaction begins and ends, whatever ended it.
      if (this.#expectsTransaction && !this.connection.inTransaction) {
        throw new DbvcError('statement-failed', 'The transaction ended before its time.', {
          statement: sql,
          hint: 'Something that the statement set off (a DDL trigger, say) has rolled it back.',
        });
      }
      return results;
    };
    const result = this.#last.then(run, run);
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #run(
    sql: string,
    parameters: readonly SqlParameter[],
    signal: AbortSignal | undefined,
  ): Promise<readonly (readonly SqlRow[])[]> {
    const started = performance.now();
    let limit: NodeJS.Timeout | undefined;
    const cancel = (): void => {
      this.connection.cancel();
      limit = setTimeout(() => this.connection.close(), cancelLimit);
    };
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      return await this.#send(sql, parameters);
    } catch (error) {
      if (signal?.aborted === true) throw new CancelledError();
      const elapsed = performance.now() - started;
      throw sessionError(error, { statement: sql, elapsed, isOpen: this.#isOpen });
    } finally {
      clearTimeout(limit);
      signal?.removeEventListener('abort', cancel);
    }
  }

  #send(sql: string, parameters: readonly SqlParameter[]): Promise<readonly (readonly SqlRow[])[]> {
    return new Promise((resolve, reject) => {
      const results: SqlRow[][] = [];
      const ended = (): void => reject(connectionLost(undefined));
      const request: Request = new this.tedious.Request(sql, (error) => {
        this.connection.off('end', ended);
        if (error === null || error === undefined) resolve(results);
        else reject(error);
      });
      request.on('columnMetadata', () => results.push([]));
      request.on('row', (columns: readonly DriverColumn[]) => results.at(-1)?.push(toSqlRow(columns)));
      request.setTimeout(this.#statementTimeout);
      this.connection.once('end', ended);
      if (parameters.length === 0) {
        this.connection.execSqlBatch(request);
        return;
      }
      parameters.forEach((value, index) => {
        request.addParameter(`p${String(index + 1)}`, this.#typeOf(value), value);
      });
      this.connection.execSql(request);
    });
  }

  #typeOf(value: SqlParameter): (typeof Tedious.TYPES)[keyof typeof Tedious.TYPES] {
    if (typeof value === 'number') return this.tedious.TYPES.Int;
    return typeof value === 'boolean' ? this.tedious.TYPES.Bit : this.tedious.TYPES.NVarChar;
  }
}

/** SQL Server has no session that cannot write: a session that reads sends nothing but queries. */
function refuseToWrite(sql: string): void {
  const words = mssqlLexer()
    .tokens(sql)
    .tokens.filter(({ kind }) => kind === 'identifier')
    .map(({ start, end }) => sql.slice(start, end).toLowerCase());
  const reads = words[0] === 'select' || words[0] === 'waitfor';
  if (reads && !words.some((word) => writing.has(word))) return;
  throw new DbvcError('statement-forbidden', 'This session only reads.', { statement: sql });
}

/** Words that no query holds; names of columns in catalog queries stand in brackets. */
const writing: ReadonlySet<string> = new Set(
  'into insert update delete merge create alter drop truncate exec execute grant revoke deny begin commit set'.split(
    ' ',
  ),
);
