import type { Catalog, Offers } from '../model/catalog.js';
import type { PartId } from '../model/partId.js';
import type { Logger } from '../logger.js';
import type { Database, Session } from './session.js';

/** How far a reading has come, for progress in words: `reading functions, 2,140 of 5,000`. */
export type ReadProgress =
  | { readonly phase: 'connecting' }
  | {
      readonly phase: 'reading';
      /** What is read, plural: `functions`. */
      readonly what: string;
      readonly done?: number;
      readonly total?: number;
    };

export interface ReadOptions {
  /** How many sessions one side may use at once. */
  readonly jobs: number;
  readonly signal?: AbortSignal;
  /** Milliseconds for each catalog query; 0 means none. */
  readonly statementTimeout?: number;
  readonly lockTimeout?: number;
  readonly progress?: (progress: ReadProgress) => void;
  readonly logger: Logger;
}

/** Reads catalogs. */
export interface Introspector {
  /** Reads the whole catalog of a database from one consistent picture, on sessions of its own. */
  read(database: Database, options: ReadOptions): Promise<Catalog>;

  /**
   * What the target's server could install of what the source has and the target does not, on a session of its own;
   * undefined, and without a session, where there is nothing of the kind, and where the server does not say.
   */
  readOffers?(
    source: Catalog,
    target: Catalog,
    database: Database,
    options: ReadOptions,
  ): Promise<Offers | undefined>;

  /**
   * Reads the catalog on an open session, inside the transaction that it is in. `objects` says which objects the
   * caller will look at; a reading may hold more, and always holds these where they exist.
   */
  readWithin(
    session: Session,
    objects: ReadonlySet<PartId> | undefined,
    options: ReadOptions,
  ): Promise<Catalog>;
}
