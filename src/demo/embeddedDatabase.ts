import type { Database, Environment, OpenOptions, Session } from '../core/dialect/session.js';
import { CancelledError, DbvcError, throwIfCancelled } from '../core/errors.js';
import { PostgresSession } from '../dialects/postgres/session/postgresSession.js';
import { readServerFacts } from '../dialects/postgres/session/serverInfo.js';
import { applySettings, sessionSettings } from '../dialects/postgres/session/settings.js';
import { Engine } from './engine.js';
import type { EngineOptions } from './engine.js';
import { EngineWire, patience } from './engineWire.js';

/** What distinguishes one embedded database from another. */
export interface EmbeddedDatabaseLabels {
  readonly label: string;
  /** `demo:source`, as it is called on the command line. */
  readonly address: string;
  readonly environment: Environment;
}

/** One of the demo's databases. Sessions follow one another: the engine has one, and the next waits for its end. */
export class EmbeddedDatabase implements Database {
  readonly label: string;
  readonly address: string;
  readonly environment: Environment;
  readonly parallelSessions = false;
  #engine: Engine;
  #isClosed = false;

  /** Starts the engine; the first session waits until it runs. */
  constructor(
    labels: EmbeddedDatabaseLabels,
    private readonly options: EngineOptions,
  ) {
    this.label = labels.label;
    this.address = labels.address;
    this.environment = labels.environment;
    this.#engine = new Engine(options);
  }

  /** Resolves when sessions can be opened. Rejects with `connection-failed`. */
  async whenReady(): Promise<void> {
    await this.#engine.whenReady();
  }

  /**
   * Waits for the sessions before, then opens one. Rejects with `CancelledError`, or with `connection-failed` when the
   * engine does not run.
   */
  async open(options: OpenOptions): Promise<Session> {
    const { engine, endTurn } = await this.#takeTurn(options.signal);
    const wire = new EngineWire(engine, endTurn);
    try {
      await engine.whenReady();
      throwIfCancelled(options.signal);
      const { info, description } = await readServerFacts(wire);
      const settings = sessionSettings(options, { version: info.version, description });
      await wire.execute(applySettings(settings), []);
      return new PostgresSession(wire, {
        // All engines begin with the same data directory and share a process: the server's own facts do not tell them apart.
        server: { ...info, identity: this.address },
        canceller: patience,
        statementTimeout: options.statementTimeout ?? 0,
      });
    } catch (error) {
      await wire.end();
      if (error instanceof CancelledError || error instanceof DbvcError) throw error;
      throw stopped(error);
    }
  }

  /** Ends the engine with everything that it held, and starts another on the data directory as it was made. */
  async restart(): Promise<void> {
    if (this.#isClosed) return;
    const before = this.#engine;
    this.#engine = new Engine(this.options);
    await before.terminate();
    await this.#engine.whenReady();
  }

  /** Ends the engine; resolves when its thread is gone. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#engine.terminate();
  }

  /** Whoever waits for an engine that ends meanwhile goes on to wait for the one in its place. */
  async #takeTurn(signal: AbortSignal | undefined): Promise<{ engine: Engine; endTurn: () => void }> {
    for (;;) {
      if (this.#isClosed) {
        throw new DbvcError('connection-failed', 'The demo is closed.', { hint: 'Start it again.' });
      }
      const engine = this.#engine;
      if (engine.gone.aborted) throw stopped(undefined);
      const either = signal === undefined ? engine.gone : AbortSignal.any([signal, engine.gone]);
      try {
        return { engine, endTurn: await engine.turns.take(either) };
      } catch (error) {
        if (!(error instanceof CancelledError)) throw error;
        throwIfCancelled(signal);
      }
    }
  }
}

function stopped(cause: unknown): DbvcError {
  return new DbvcError(
    'connection-failed',
    'The demo database has stopped.',
    { hint: 'Reset the demo, or start it again.' },
    { cause },
  );
}
