import type { Database } from '../core/dialect/session.js';
import type { Logger } from '../core/logger.js';
import { EmbeddedDatabase } from './embeddedDatabase.js';

export interface DemoOptions {
  /** The directory that `scripts/buildDemo.mjs` fills: `demo` beside the bundles. */
  readonly assetsDirectory: string;
  /** The bundle of `demoWorker.ts`: `demoWorker.js` beside the bundles. */
  readonly workerFile: string;
  readonly logger: Logger;
}

/** Two embedded PostgreSQL databases with a web shop: development as the source, production as the target. */
export interface Demo {
  readonly source: Database;
  readonly target: Database;
  /** Brings both databases back to how they started, about as quickly. Sessions that are open lose their connection. */
  reset(): Promise<void>;
  /** Ends both databases and their threads. */
  close(): Promise<void>;
}

/** Starts both databases, each in a thread of its own. Rejects with `connection-failed` when one does not start. */
export async function startDemo({ assetsDirectory, workerFile, logger }: DemoOptions): Promise<Demo> {
  const engine = { assetsDirectory, workerFile, logger };
  const source = new EmbeddedDatabase(
    { label: 'demo source', address: 'demo:source', environment: 'development' },
    { ...engine, dataFile: 'source.tar.br', database: 'shop_dev' },
  );
  const target = new EmbeddedDatabase(
    // What stands for production here: marked as such, it would ask for typed confirmation of every try.
    { label: 'demo target', address: 'demo:target', environment: 'staging' },
    { ...engine, dataFile: 'target.tar.br', database: 'shop_prod' },
  );
  const databases = [source, target];
  const close = async (): Promise<void> => {
    await Promise.all(databases.map((database) => database.close()));
  };
  try {
    await Promise.all(databases.map((database) => database.whenReady()));
  } catch (error) {
    await close();
    throw error;
  }
  return {
    source,
    target,
    reset: async () => {
      await Promise.all(databases.map((database) => database.restart()));
    },
    close,
  };
}
