import type { Dialect } from '../dialect/dialect.js';
import type { ReadProgress } from '../dialect/introspector.js';
import type { Drift } from '../differ/drift.js';
import type { PartId } from '../model/partId.js';
import type { RenameOffer } from '../renames/findRenames.js';
import type { Candidate } from './candidate.js';
import type { ComparisonTerms } from './comparisonTerms.js';
import type { Side, Sides } from './readSides.js';

/** Where a comparison stands. A failed or cancelled one keeps the result of the one before. */
export type ComparisonPhase = 'idle' | 'comparing' | 'compared' | 'failed';

/** Why a result may no longer say what is on the servers. */
export type StaleReason = 'rules-changed' | 'applied' | 'refresh-failed';

/** What a comparison found, and with what. */
export interface ComparisonResult {
  readonly sides: Readonly<Record<Side, Candidate>>;
  readonly databases: Sides;
  readonly dialect: Dialect;
  readonly terms: ComparisonTerms;
  readonly drift: Drift;
  /** What may have been renamed. */
  readonly offers: readonly RenameOffer[];
  readonly comparedAt: Date;
}

/** What an apply said about an object that it could not patch. */
export interface ObjectFailure {
  readonly message: string;
  readonly hint?: string;
}

/** Everything about one comparison, as it is at one moment. Immutable. */
export interface ComparisonState {
  readonly phase: ComparisonPhase;
  readonly sides: Readonly<Partial<Record<Side, Candidate>>>;
  /** How far each side has been read; empty unless comparing. */
  readonly progress: Readonly<Partial<Record<Side, ReadProgress>>>;
  readonly result?: ComparisonResult;
  /** Why the last comparison failed; set exactly in the phase `failed`. */
  readonly error?: unknown;
  readonly stale?: StaleReason;
  /** By object. */
  readonly failures: ReadonlyMap<PartId, ObjectFailure>;
}

/** The state before anything was chosen. */
export const initialState: ComparisonState = { phase: 'idle', sides: {}, progress: {}, failures: new Map() };

/** The drift, where there is one to show. */
export function driftOf(state: ComparisonState): Drift | undefined {
  return state.result?.drift;
}
