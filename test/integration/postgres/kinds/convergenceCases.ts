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

/**
 * Whether a case, by its place in a list, runs on a major: all on the newest, every third on one of the older ones, in
 * turn, because they take seconds each. With DBVC_TEST_ALL_MAJORS every case runs on every major.
 */
export function runsOn(index: number, major: PostgresMajor): boolean {
  const newest = Math.max(...majors);
  const older = majors.filter((one) => one !== newest);
  return (
    process.env['DBVC_TEST_ALL_MAJORS'] !== undefined ||
    major === newest ||
    (index % 3 === 0 && major === older[(index / 3) % older.length])
  );
}

/** One test for each case and each major that it runs on. */
export function describeConvergence(kind: string, cases: readonly ConvergenceCase[]): void {
  for (const major of majors) {
    describe(`${kind} on PostgreSQL ${String(major)}`, () => {
      for (const [index, one] of cases.entries()) {
        if (major < (one.since ?? 0) || !runsOn(index, major)) continue;
        it(one.name, async () => {
          await assertConverges(await startPostgres(major), one.before, one.after, one);
        });
      }
    });
  }
}
