import type { Dialect } from '../dialect/dialect.js';
import type { ReadProgress } from '../dialect/introspector.js';
import type { Database } from '../dialect/session.js';
import { DbvcError } from '../errors.js';
import type { Logger } from '../logger.js';
import type { Catalog } from '../model/catalog.js';
import { alignSpellings } from '../normalizer/alignSpellings.js';

export type Side = 'source' | 'target';

export interface Sides {
  readonly source: Database;
  readonly target: Database;
}

export interface ReadSidesOptions {
  /** Sessions for each side. */
  readonly jobs: number;
  readonly signal?: AbortSignal;
  /** Milliseconds; 0 means none. */
  readonly statementTimeout: number;
  readonly lockTimeout: number;
  readonly progress?: (side: Side, progress: ReadProgress) => void;
  readonly logger: Logger;
}

/**
 * Reads both catalogs at once. The first side to fail stops the other, and its error names the side. Ends only when
 * both readings have.
 */
export async function readSides(
  sides: Sides,
  dialect: Dialect,
  options: ReadSidesOptions,
): Promise<Readonly<Record<Side, Catalog>>> {
  const failed = new AbortController();
  const signal =
    options.signal === undefined ? failed.signal : AbortSignal.any([options.signal, failed.signal]);
  const failures: unknown[] = [];
  const read = async (side: Side): Promise<Catalog | undefined> => {
    try {
      return await dialect.introspector.read(sides[side], {
        jobs: options.jobs,
        signal,
        statementTimeout: options.statementTimeout,
        lockTimeout: options.lockTimeout,
        logger: options.logger,
        progress: (progress) => options.progress?.(side, progress),
      });
    } catch (error) {
      failures.push(error instanceof DbvcError ? error.with({ side }) : error);
      failed.abort();
      return undefined;
    }
  };
  const [source, before] = await Promise.all([read('source'), read('target')]);
  if (source === undefined || before === undefined) throw failures[0];
  const offers = await dialect.introspector.readOffers?.(source, before, sides.target, {
    jobs: 1,
    signal,
    statementTimeout: options.statementTimeout,
    lockTimeout: options.lockTimeout,
    logger: options.logger,
  });
  const target = offers === undefined ? before : { ...before, offers };
  const isPrintedAlike =
    source.server.version === target.server.version && dialect.normalizer.dependsOnDatabase !== true;
  if (isPrintedAlike) return { source, target };
  return {
    source,
    target: await alignSpellings(target, source.parts, dialect.normalizer, source.server.version),
  };
}
