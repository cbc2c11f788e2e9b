import type { Comparison } from '../../core/comparison/comparison.js';
import type { ComparisonState } from '../../core/comparison/comparisonState.js';
import type { Side } from '../../core/comparison/readSides.js';
import { DbvcError } from '../../core/errors.js';
import type { ConnectionStates } from './connectionStates.js';

/** Keeps the live states of connections in step with what comparisons find; the returned function ends that. */
export function trackConnections(comparison: Comparison, states: ConnectionStates): () => void {
  let before = comparison.state;
  return comparison.onDidChange((state) => {
    if (state.phase !== before.phase || state.result !== before.result) track(state, before, states);
    before = state;
  });
}

function track(state: ComparisonState, before: ComparisonState, states: ConnectionStates): void {
  for (const side of ['source', 'target'] as const) {
    const candidate = state.sides[side];
    if (candidate === undefined) continue;
    if (state.phase === 'comparing') states.set(candidate, { status: 'connecting' });
    else if (state.phase === 'compared' && state.result !== undefined) {
      states.set(candidate, { status: 'connected', server: state.result.drift[side].server.versionText });
    } else if (state.phase === 'failed') states.set(candidate, failureOf(state.error, side));
    else if (before.phase === 'comparing') states.set(candidate, { status: 'unknown' });
  }
}

function failureOf(error: unknown, side: Side): ReturnType<ConnectionStates['get']> {
  if (!(error instanceof DbvcError) || error.details.side !== side) return { status: 'unknown' };
  return { status: 'failed', message: error.message };
}
