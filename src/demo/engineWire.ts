import type { SqlRow } from '../core/dialect/session.js';
import { ServerError } from '../dialects/postgres/errors/serverError.js';
import { locateFailure } from '../dialects/postgres/session/statementBatch.js';
import type { SqlParameter, Wire, WireCanceller } from '../dialects/postgres/session/wire.js';
import type { Engine } from './engine.js';
import type { EngineAnswer, EngineRequest } from './messages.js';

/**
 * Nothing reaches a statement that the engine is running: not pg_cancel_backend, not statement_timeout, and ending the
 * thread would lose a database that lives in its memory. So a cancelled statement has the time that `PostgresSession`
 * gives a server (under two seconds) to end by itself, and the demo's take milliseconds; then the session is cut off
 * and the caller is free, while the engine finishes the statement and rolls it back before the next session begins.
 */
export const patience: WireCanceller = { cancel: () => Promise.resolve() };

/** A session's connection to an engine, for as long as its turn lasts. */
export class EngineWire implements Wire {
  /** Rejects each request that waits for its answer. */
  readonly #waiting = new Set<() => void>();
  #end: Promise<void> | undefined;

  constructor(
    private readonly engine: Engine,
    private readonly endTurn: () => void,
  ) {}

  get isOpen(): boolean {
    return !this.engine.gone.aborted && this.#end === undefined;
  }

  async execute(sql: string, parameters: readonly SqlParameter[]): Promise<readonly SqlRow[]> {
    const answer = await this.#ask({ do: 'execute', sql, parameters });
    if (answer.type === 'refused') throw new ServerError(answer.fields);
    return answer.results[0] ?? [];
  }

  async executeMany(statements: readonly string[]): Promise<readonly (readonly SqlRow[])[]> {
    const answer = await this.#ask({ do: 'executeMany', statements });
    if (answer.type === 'refused') {
      throw locateFailure(statements, new ServerError(answer.fields), answer.completed);
    }
    return answer.results;
  }

  onNotice(listener: (severity: string, message: string) => void): () => void {
    return this.engine.onNotice((severity, message) => {
      if (this.isOpen) listener(severity, message);
    });
  }

  end(): Promise<void> {
    this.#end ??= this.#recycle();
    for (const giveUp of this.#waiting) giveUp();
    return this.#end;
  }

  destroy(): void {
    void this.end();
  }

  /** The engine answers in order, so this waits for whatever still runs. */
  async #recycle(): Promise<void> {
    const answer = await this.engine.ask({ do: 'recycle' });
    // An engine that cannot be made fresh must not serve another session.
    if (answer.type !== 'results') await this.engine.terminate();
    this.endTurn();
  }

  #ask(request: EngineRequest): Promise<Exclude<EngineAnswer, { type: 'broken' }>> {
    return new Promise((resolve, reject) => {
      const giveUp = (): void => reject(new Error('the session was closed'));
      this.#waiting.add(giveUp);
      void this.engine.ask(request).then((answer) => {
        this.#waiting.delete(giveUp);
        if (answer.type === 'broken') reject(new Error(answer.message));
        else resolve(answer);
      });
    });
  }
}
