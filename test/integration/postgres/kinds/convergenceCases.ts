import { assertConverges, type ConvergenceOptions } from '../../../support/convergence.js';
import { startPostgres } from '../../../support/postgres/testServer.js';
import type { PostgresMajor } from '../../../support/postgres/serverBinaries.js';

/** Two schemas that must become each other, in both directions. */
export interface ConvergenceCase extends ConvergenceOptions {
  /** A sentence about what changes. */
  readonly name: string;
  readonly before: string;
  readonly after: string;
  /** The oldest major that knows the SQL of the case. */
  readonly since?: PostgresMajor;
}

/** The oldest, one between, and the newest major. */
export const majors: readonly PostgresMajor[] = [13, 16, 18];

/** One test for each case and major. */
export function describeConvergence(kind: string, cases: readonly ConvergenceCase[]): void {
  for (const major of majors) {
    describe(`${kind} on PostgreSQL ${String(major)}`, () => {
      for (const one of cases) {
        if (major < (one.since ?? 0)) continue;
        it(one.name, async () => {
          await assertConverges(await startPostgres(major), one.before, one.after, one);
        });
      }
    });
  }
}
