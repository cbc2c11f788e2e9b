import type { Database, Environment } from '../dialect/session.js';
import type { Engine } from '../model/catalog.js';

/** A database that can be chosen as a side before anything is connected. */
export interface Candidate {
  /** Equal for two candidates exactly if they stand for the same choice. */
  readonly key: string;
  /** How people call it. */
  readonly label: string;
  /** `host:port/database` or the like. */
  readonly address: string;
  readonly engine: Engine;
  readonly environment?: Environment;
  readonly readOnly?: boolean;
  /** Finds out how to connect, which may ask a person for a password. Throws `CancelledError` when they refuse. */
  database(): Promise<Database>;
}
