import type { Session, SqlRow } from '../../../core/dialect/session.js';
import { CancelledError, DbvcError, throwIfCancelled } from '../../../core/errors.js';
import type { ServerInfo } from '../../../core/model/catalog.js';
import { connectionLost, sessionError } from './sessionErrors.js';
import { applyLocally, beginsTransaction } from './settings.js';
import type { Setting } from './settings.js';
import type { SqlParameter, Wire, WireCanceller } from './wire.js';

/** A cancellation that the server has not obeyed after this many milliseconds ends the connection instead. */
const cancelLimit = 1_500;

/** How long after its statement timeout a server may stay silent before it counts as gone, in milliseconds. */
const silenceLimit = 5_000;

export interface PostgresSessionOptions {
  readonly server: ServerInfo;
  /** Absent where nothing can reach a running statement: then cancelling closes the connection. */
  readonly canceller?: WireCanceller;
  /** Milliseconds; 0 means none. */
  readonly statementTimeout: number;
  /** Settings that each transaction begins with, because a session cannot keep them (see `applyLocally`). */
  readonly localSettings?: readonly Setting[];
}

/** A session over any wire: one statement after the other, cancellation, errors of our family. */
export class PostgresSession implements Session {
  readonly server: ServerInfo;
  readonly #wire: Wire;
  readonly #options: PostgresSessionOptions;
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(wire: Wire, options: PostgresSessionOptions) {
    this.#wire = wire;
    this.#options = options;
    this.server = options.server;
  }

  query(
    sql: string,
    parameters: readonly SqlParameter[] = [],
    signal?: AbortSignal,
  ): Promise<readonly SqlRow[]> {
    return this.#inTurn([sql], signal, async () => {
      const rows = await this.#wire.execute(sql, parameters);
      const local = this.#options.localSettings;
      if (local !== undefined && beginsTransaction(sql)) await this.#wire.executeMany(applyLocally(local));
      return rows;
    });
  }

  queryMany(statements: readonly string[], signal?: AbortSignal): Promise<readonly (readonly SqlRow[])[]> {
    const [first, ...others] = statements;
    if (first === undefined) return Promise.resolve([]);
    const local = beginsTransaction(first) ? applyLocally(this.#options.localSettings ?? []) : [];
    const sent = [first, ...local, ...others];
    return this.#inTurn(sent, signal, async () => {
      const results = await this.#wire.executeMany(sent);
      if (results.length !== sent.length) {
        throw new DbvcError('internal', 'A text in a list of statements was not exactly one statement.');
      }
      return [...results.slice(0, 1), ...results.slice(1 + local.length)];
    });
  }

  onNotice(listener: (severity: string, message: string) => void): () => void {
    return this.#wire.onNotice(listener);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#wire.end();
  }

  /** Lets statements wait for one another, and turns whatever goes wrong into our errors. */
  async #inTurn<T>(
    statements: readonly string[],
    signal: AbortSignal | undefined,
    run: () => Promise<T>,
  ): Promise<T> {
    const before = this.#last;
    const { promise: done, resolve: finish } = newDeferred();
    this.#last = done;
    try {
      await before;
      throwIfCancelled(signal);
      if (this.#closed || !this.#wire.isOpen) throw connectionLost(undefined);
      return await this.#run(statements, signal, run);
    } finally {
      finish();
    }
  }

  async #run<T>(
    statements: readonly string[],
    signal: AbortSignal | undefined,
    run: () => Promise<T>,
  ): Promise<T> {
    const started = performance.now();
    const { statementTimeout } = this.#options;
    const finished = new AbortController();
    let cancellation: Promise<void> | undefined;
    const cancel = (): void => {
      cancellation = this.#cancel(finished.signal);
    };
    signal?.addEventListener('abort', cancel, { once: true });
    const watchdog =
      statementTimeout > 0
        ? setTimeout(() => this.#wire.destroy(), statementTimeout * statements.length + silenceLimit)
        : undefined;
    try {
      const result = await run();
      finished.abort();
      // A cancel request that is still on its way must not hit the next statement.
      await cancellation;
      return result;
    } catch (error) {
      finished.abort();
      await cancellation;
      if (signal?.aborted === true) throw new CancelledError();
      const elapsed = performance.now() - started;
      throw sessionError(error, { statements, elapsed, statementTimeout });
    } finally {
      clearTimeout(watchdog);
      signal?.removeEventListener('abort', cancel);
    }
  }

  /** Stops the running statement, or else the connection. Ends when the server has been told or the statement ended. */
  async #cancel(finished: AbortSignal): Promise<void> {
    const { canceller } = this.#options;
    if (canceller === undefined) {
      this.#wire.destroy();
      return;
    }
    const limit = newDeferred();
    const timer = setTimeout(() => {
      if (!finished.aborted) this.#wire.destroy();
      limit.resolve();
    }, cancelLimit);
    try {
      await Promise.race([canceller.cancel(finished), limit.promise]);
    } catch {
      // Nobody can reach the statement: without its connection it has no one to work for. Where the statement ended by
      // itself meanwhile, nothing needs to be stopped.
      if (!finished.aborted) this.#wire.destroy();
    } finally {
      // A server that was told has until the limit to obey.
      if (finished.aborted) clearTimeout(timer);
      else finished.addEventListener('abort', () => clearTimeout(timer), { once: true });
    }
  }
}

function newDeferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let settle: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => {
    settle = resolve;
  });
  return { promise, resolve: settle };
}
