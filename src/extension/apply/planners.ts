import type { ComparisonResult } from '../../core/comparison/comparisonState.js';
import type { Planner } from '../../core/planner/makePlan.js';

/** The planner of what was compared last, so that one plan after another need not look at everything again. */
export class Planners {
  #result: ComparisonResult | undefined;
  #planner: Promise<Planner> | undefined;

  /** Loaded with the first comparison. */
  async of(result: ComparisonResult): Promise<Planner> {
    const { plannerInTurns } = await import('../../core/planner/makePlan.js');
    if (this.#planner !== undefined && this.#result === result) return this.#planner;
    this.#result = result;
    return (this.#planner = plannerInTurns(result.drift, result.dialect));
  }
}
