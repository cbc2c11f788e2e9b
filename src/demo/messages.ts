import type { SqlRow } from '../core/dialect/session.js';
import type { ServerErrorFields } from '../dialects/postgres/errors/serverError.js';
import type { SqlParameter } from '../dialects/postgres/session/wire.js';

/** What a worker opens; handed over as its `workerData`. */
export interface EngineFiles {
  /** The directory of pglite.wasm and pglite.data. */
  readonly assetsDirectory: string;
  /** The file of the packed data directory in it, e.g. `source.tar.br`. */
  readonly dataFile: string;
  /** The name of the one database in it. */
  readonly database: string;
}

/** What the worker is asked to do, one thing at a time. */
export type EngineRequest =
  | { readonly do: 'execute'; readonly sql: string; readonly parameters: readonly SqlParameter[] }
  | { readonly do: 'executeMany'; readonly statements: readonly string[] }
  /** Rolls back and forgets everything that belongs to a session: settings, locks, temporary tables. */
  | { readonly do: 'recycle' };

/** What became of it: rows of each statement, or an error of the server, or of the engine itself. */
export type EngineAnswer =
  | { readonly type: 'results'; readonly results: readonly (readonly SqlRow[])[] }
  | {
      readonly type: 'refused';
      readonly fields: ServerErrorFields;
      /** How many statements of the message had ended before. */
      readonly completed: number;
    }
  | { readonly type: 'broken'; readonly message: string };

/** Everything that a worker posts. `ready` comes once, first. */
export type EngineMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'notice'; readonly severity: string; readonly message: string }
  | EngineAnswer;
