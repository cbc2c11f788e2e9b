import type { ConvergenceOptions } from './convergence.js';
import { assertRowsSurvive, rowsOf } from './rowsOf.js';

/**
 * Fills a target before its patch, and holds that the rows are there after it, and after the rollback: all rows of the
 * database, which therefore must be the case's own.
 */
export function keepsRows(
  rows: string,
): Required<Pick<ConvergenceOptions, 'check'>> & { readonly isAlone: true } {
  let before: Awaited<ReturnType<typeof rowsOf>> = new Map();
  return {
    isAlone: true,
    check: async (target, stage) => {
      if (stage === 'before') await target.query(rows);
      const found = await rowsOf(target);
      if (stage === 'before') before = found;
      else assertRowsSurvive(before, found);
    },
  };
}
