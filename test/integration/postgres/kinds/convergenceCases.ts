import { ConvergenceBatch, fitsOneSchema } from '../../../support/convergenceBatch.js';
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
  /** It needs a database of its own. */
  readonly isAlone?: true;
}

/** The oldest, one between, and the newest major. */
export const majors: readonly PostgresMajor[] = [13, 16, 18];
const newest = 18;

/**
 * Whether a case, by its place in a list, runs on a major: all on the newest, every third on one of the older ones, in
 * turn, because they take seconds each. With DBVC_TEST_ALL_MAJORS every case runs on every major.
 */
export function runsOn(index: number, major: PostgresMajor): boolean {
  const older = majors.filter((one) => one !== newest);
  return (
    process.env['DBVC_TEST_ALL_MAJORS'] !== undefined ||
    major === newest ||
    (index % 3 === 0 && major === older[(index / 3) % older.length])
  );
}

/**
 * One test for each case and each major. What fits into a schema of its own is patched together with the other cases,
 * where they are many on every major; the others, and with DBVC_TEST_ALL_MAJORS all, in databases of their own.
 */
export function describeConvergence(kind: string, cases: readonly ConvergenceCase[]): void {
  for (const major of majors) {
    const known = cases.filter(({ since }) => major >= (since ?? 0));
    const fitting = known.filter((one) => fitsTogether(one));
    // Fewer take more time together on every major than those that run alone on some.
    const together = major === newest || fitting.length >= 4 ? fitting : [];
    const batch = new ConvergenceBatch(() => startPostgres(major), together);
    describe(`${kind} on PostgreSQL ${String(major)}`, () => {
      for (const one of known) {
        if (together.includes(one)) {
          it(one.name, async function () {
            this.timeout(300_000);
            await batch.assertConverges(one);
          });
        } else if (runsOn(cases.indexOf(one), major)) {
          it(one.name, async () => {
            await assertConverges(await startPostgres(major), one.before, one.after, one);
          });
        }
      }
    });
  }
}

function fitsTogether(one: ConvergenceCase): boolean {
  const isAlone = process.env['DBVC_TEST_ALL_MAJORS'] !== undefined || one.isAlone === true;
  return !isAlone && one.mayLeave !== true && fitsOneSchema(one);
}
