import type { Introspector, ReadOptions } from '../../../core/dialect/introspector.js';
import type { Normalizer } from '../../../core/dialect/normalizer.js';
import type { Database } from '../../../core/dialect/session.js';
import { CancelledError, throwIfCancelled } from '../../../core/errors.js';
import type { Catalog } from '../../../core/model/catalog.js';
import { serverErrorOf } from '../errors/serverError.js';
import type { PostgresKind } from '../kinds/kind.js';
import { CatalogBuilder } from './catalogBuilder.js';
import { hasMoved } from './movement.js';
import { readOffers } from './offers.js';
import { readKinds } from './reading.js';
import { openSnapshot, type Snapshot } from './snapshot.js';

/** How often a database that changes while it is read is read again before its reader is told so. */
const attempts = 3;

/** Reads PostgreSQL's catalogs by the kinds that it is given. */
export function createIntrospector(kinds: readonly PostgresKind[], normalizer: Normalizer): Introspector {
  return {
    readOffers,

    async read(database, options) {
      await normalizer.load();
      for (let attempt = 1; ; attempt += 1) {
        const { catalog, moved } = await readOnce(database, options, attempt === attempts);
        if (catalog !== undefined && (!moved || attempt === attempts)) return catalog;
        options.logger.info('The schema changed while it was read; reading it again.');
      }
    },
    async readWithin(session, _objects, options) {
      await normalizer.load();
      const builder = new CatalogBuilder(session.server, normalizer);
      await readKinds(kinds, [session], builder, options);
      throwIfCancelled(options.signal);
      return builder.build(new Date().toISOString());
    },
  };

  /**
   * One reading from one picture. The picture does not hold for pg_get_viewdef and its like, which answer from the
   * present; so whether the schema has moved on meanwhile is part of the result.
   */
  async function readOnce(
    database: Database,
    options: ReadOptions,
    isLast: boolean,
  ): Promise<{ readonly catalog?: Catalog; readonly moved: boolean }> {
    options.progress?.({ phase: 'connecting' });
    const snapshot = await openSnapshot(database, options);
    try {
      const builder = new CatalogBuilder(snapshot.first.server, normalizer);
      const failure = await attempt(snapshot, builder, options);
      const moved = await hasMoved(snapshot, failure !== undefined, options.signal);
      if (failure !== undefined && (!moved || isLast)) throw failure.error;
      if (failure !== undefined) return { moved };
      if (moved && isLast) noticeMovement(builder);
      return { catalog: await builder.build(new Date().toISOString()), moved };
    } finally {
      await snapshot.close();
    }
  }

  /** Reads everything; gives back the error of a server that no longer finds what the picture shows. */
  async function attempt(
    snapshot: Snapshot,
    builder: CatalogBuilder,
    options: ReadOptions,
  ): Promise<{ readonly error: unknown } | undefined> {
    try {
      await readKinds(kinds, snapshot.sessions, builder, options);
      return undefined;
    } catch (error) {
      if (error instanceof CancelledError || serverErrorOf(error) === undefined) throw error;
      return { error };
    }
  }
}

function noticeMovement(builder: CatalogBuilder): void {
  builder.notice(
    'schema-in-motion',
    'The schema kept changing while it was read, three times in a row: what is shown may mix two of its states.',
  );
}
