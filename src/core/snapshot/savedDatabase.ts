import type { Dialect } from '../dialect/dialect.js';
import type { Database } from '../dialect/session.js';
import { DbvcError } from '../errors.js';
import type { Catalog } from '../model/catalog.js';

/** A catalog that was saved, in the place of a database that it was read from. */
export interface SavedDatabase extends Database {
  readonly catalog: Catalog;
}

/** One side of a comparison that no server stands behind: it can be compared and scripted, and nothing applied to it. */
export function savedDatabase(
  labels: Pick<Database, 'label' | 'address' | 'environment'>,
  catalog: Catalog,
): SavedDatabase {
  return {
    ...labels,
    catalog,
    parallelSessions: false,
    open: () => Promise.reject(noServer(labels.label)),
  };
}

/** The catalog behind a database where one was saved. */
export function savedCatalog(database: Database): Catalog | undefined {
  return 'catalog' in database ? (database as SavedDatabase).catalog : undefined;
}

/** Throws `not-supported` for a target that is a saved catalog. */
export function refuseSaved(database: Database): void {
  if (savedCatalog(database) !== undefined) throw noServer(database.label);
}

function noServer(label: string): DbvcError {
  return new DbvcError(
    'not-supported',
    `Nothing can be applied to ${label}: it is a saved catalog without a server.`,
    {
      hint: 'Compare, diff and plan work on it; the script that plan prints is for a server of your own.',
    },
  );
}

/** A dialect that takes saved catalogs for what it would read. */
export function readingSaved(dialect: Dialect): Dialect {
  return {
    ...dialect,
    introspector: {
      ...dialect.introspector,
      read: async (database, options) =>
        savedCatalog(database) ?? (await dialect.introspector.read(database, options)),
    },
  };
}
