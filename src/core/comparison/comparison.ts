import type { Dialect } from '../dialect/dialect.js';
import type { ReadProgress } from '../dialect/introspector.js';
import type { Database } from '../dialect/session.js';
import { CancelledError, DbvcError, throwIfCancelled } from '../errors.js';
import type { Logger } from '../logger.js';
import type { Engine } from '../model/catalog.js';
import type { PartId } from '../model/partId.js';
import type { RenameRequest } from '../renames/renameText.js';
import type { Rules } from '../rules/rules.js';
import { inTurns } from '../turn.js';
import type { Candidate } from './candidate.js';
import {
  type ComparisonResult,
  type ComparisonState,
  initialState,
  type ObjectFailure,
  type StaleReason,
} from './comparisonState.js';
import { Listeners } from './listeners.js';
import { readSides, type Side } from './readSides.js';

export interface ComparisonPorts {
  loadDialect(engine: Engine): Promise<Dialect>;
  now(): Date;
  readonly logger: Logger;
}

export interface CompareOptions {
  readonly rules: Rules;
  /** What a person says was renamed; those that are done count no more. */
  readonly renames?: readonly RenameRequest[];
  /** Sessions for each side. */
  readonly jobs: number;
  /** Milliseconds; 0 means none. */
  readonly statementTimeout: number;
  readonly lockTimeout: number;
  /** Whether what an apply said about objects stays on those that still differ. */
  readonly keepFailures?: boolean;
}

/**
 * One comparison: its sides, how far it is, what it found, and what became of applies. The only owner of that state;
 * trees, documents and status lines listen and read.
 */
export class Comparison {
  #state: ComparisonState = initialState;
  #running: AbortController | undefined;
  readonly #listeners = new Listeners<ComparisonState>();
  readonly #ports: ComparisonPorts;

  constructor(ports: ComparisonPorts) {
    this.#ports = ports;
  }

  get state(): ComparisonState {
    return this.#state;
  }

  /** Calls back after every change of state; the returned function ends that. */
  onDidChange(listener: (state: ComparisonState) => void): () => void {
    return this.#listeners.add(listener);
  }

  /**
   * Chooses a database for a side, or none. What was found for other sides goes away: nothing may be applied to a
   * database that is not the one on the screen. The same choice again changes nothing but the candidate itself.
   */
  choose(side: Side, candidate: Candidate | undefined): void {
    const { [side]: before, ...others } = this.#state.sides;
    const sides = candidate === undefined ? others : { ...others, [side]: candidate };
    if (before?.key === candidate?.key) {
      this.#set({ ...this.#state, sides });
      return;
    }
    this.cancel();
    this.#set({ ...initialState, sides });
  }

  /** Source becomes target and target source. */
  swap(): void {
    const { source, target } = this.#state.sides;
    this.cancel();
    this.#set({
      ...initialState,
      sides: {
        ...(target === undefined ? {} : { source: target }),
        ...(source === undefined ? {} : { target: source }),
      },
    });
  }

  /**
   * Reads both sides and finds the drift; a comparison that is under way is stopped first. Throws what went wrong after
   * the state says so, `CancelledError` included (the state is then what it was before).
   */
  async compare(options: CompareOptions): Promise<ComparisonResult> {
    const { source, target } = this.#state.sides;
    if (source === undefined || target === undefined) {
      throw new DbvcError('invalid-input', 'Choose a source and a target first.');
    }
    this.cancel();
    const running = new AbortController();
    this.#running = running;
    this.#set({ ...withoutError(this.#state), phase: 'comparing', progress: {} });
    try {
      const result = await this.#run({ source, target }, options, running.signal);
      throwIfCancelled(running.signal);
      this.#running = undefined;
      this.#finish(result, options.keepFailures === true);
      return result;
    } catch (error) {
      // A comparison that was replaced by another leaves the state to that one.
      if (this.#running === running) {
        this.#running = undefined;
        this.#fail(error);
      }
      throw running.signal.aborted ? new CancelledError() : error;
    }
  }

  /** Stops the comparison that is under way, if there is one. The state is then what it was before. */
  cancel(): void {
    const running = this.#running;
    if (running === undefined) return;
    this.#running = undefined;
    running.abort();
    this.#fail(new CancelledError());
  }

  /** Marks the result as one that may no longer be true. */
  markStale(reason: StaleReason): void {
    if (this.#state.result !== undefined) this.#set({ ...this.#state, stale: reason });
  }

  /** Takes that mark off again, where it was made for this reason. */
  unmarkStale(reason: StaleReason): void {
    if (this.#state.stale !== reason) return;
    const rest: { -readonly [Key in keyof ComparisonState]: ComparisonState[Key] } = { ...this.#state };
    delete rest.stale;
    this.#set(rest);
  }

  /** Keeps what an apply said about an object. */
  recordFailure(objectId: PartId, failure: ObjectFailure): void {
    this.#set({ ...this.#state, failures: new Map(this.#state.failures).set(objectId, failure) });
  }

  /** Forgets what applies said about these objects. */
  clearFailures(objectIds: Iterable<PartId>): void {
    const failures = new Map(this.#state.failures);
    for (const id of objectIds) failures.delete(id);
    this.#set({ ...this.#state, failures });
  }

  async #run(
    sides: Readonly<Record<Side, Candidate>>,
    options: CompareOptions,
    signal: AbortSignal,
  ): Promise<ComparisonResult> {
    if (sides.source.engine !== sides.target.engine) {
      throw new DbvcError('engines-differ', 'The source and the target are databases of different engines.', {
        hint: 'Choose two PostgreSQL databases, or two SQL Server databases.',
      });
    }
    const dialect = await this.#ports.loadDialect(sides.source.engine);
    // One after the other: each may ask a person for a password.
    const source = await databaseOf(sides.source, 'source');
    throwIfCancelled(signal);
    const target = await databaseOf(sides.target, 'target');
    throwIfCancelled(signal);
    const databases = { source, target };
    const catalogs = await readSides(databases, dialect, {
      jobs: options.jobs,
      statementTimeout: options.statementTimeout,
      lockTimeout: options.lockTimeout,
      signal,
      logger: this.#ports.logger,
      progress: (side, progress) => this.#progress(side, progress, signal),
    });
    await dialect.normalizer.load();
    // Loaded with the first comparison: whoever only shows that there is none yet does without.
    const [{ diffingRenamed }, { resolveRenames }, { findingRenames }] = await Promise.all([
      import('../renames/applyRenames.js'),
      import('../renames/resolveRenames.js'),
      import('../renames/findRenames.js'),
    ]);
    const { source: from, target: to } = catalogs;
    const { renames, passedOver } = resolveRenames(options.renames ?? [], from, to, dialect);
    for (const sentence of passedOver) this.#ports.logger.warn(sentence);
    const drift = await inTurns(diffingRenamed(from, to, options.rules, dialect, renames));
    const offers = await inTurns(findingRenames(drift, dialect));
    const terms = { rules: options.rules, renames: options.renames ?? [] };
    return { sides, databases, dialect, terms, drift, offers, comparedAt: this.#ports.now() };
  }

  #progress(side: Side, progress: ReadProgress, signal: AbortSignal): void {
    if (signal.aborted || this.#state.phase !== 'comparing') return;
    this.#set({ ...this.#state, progress: { ...this.#state.progress, [side]: progress } });
  }

  #finish(result: ComparisonResult, keepFailures: boolean): void {
    const drifted = new Set(result.drift.objects.map((object) => object.objectId));
    const failures = keepFailures
      ? new Map([...this.#state.failures].filter(([id]) => drifted.has(id)))
      : new Map<PartId, ObjectFailure>();
    this.#set({ phase: 'compared', sides: this.#state.sides, progress: {}, result, failures });
  }

  #fail(error: unknown): void {
    const { result } = this.#state;
    const before = { ...withoutError(this.#state), progress: {} };
    if (error instanceof CancelledError) {
      this.#set({ ...before, phase: result === undefined ? 'idle' : 'compared' });
    } else if (result === undefined) this.#set({ ...before, phase: 'failed', error });
    else this.#set({ ...before, phase: 'failed', error, stale: 'refresh-failed' });
  }

  #set(state: ComparisonState): void {
    this.#state = state;
    this.#listeners.fire(state);
  }
}

function withoutError(state: ComparisonState): ComparisonState {
  const rest: { -readonly [Key in keyof ComparisonState]: ComparisonState[Key] } = { ...state };
  delete rest.error;
  return rest;
}

async function databaseOf(candidate: Candidate, side: Side): Promise<Database> {
  try {
    return await candidate.database();
  } catch (error) {
    throw error instanceof DbvcError ? error.with({ side }) : error;
  }
}
