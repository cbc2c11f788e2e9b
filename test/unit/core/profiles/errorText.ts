import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { DbvcError } from '../../../../src/core/errors.js';

/** The error that `run` throws. Fails when it throws none, or one that is not of the family. */
export function errorOf(run: () => unknown): DbvcError {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof DbvcError, `not a DbvcError: ${String(error)}`);
    return error;
  }
  assert.fail('nothing was thrown');
}

/** The same for a promise. */
export async function rejectionOf(promise: Promise<unknown>): Promise<DbvcError> {
  try {
    await promise;
  } catch (error) {
    assert.ok(error instanceof DbvcError, `not a DbvcError: ${String(error)}`);
    return error;
  }
  assert.fail('nothing was thrown');
}

/** All that an error can show, in every way it could be printed, but for the stack's file names. */
export function everythingIn(error: DbvcError): string {
  return [
    error.message,
    JSON.stringify(error.details),
    inspect(error, { depth: 9 }).replace(/^\s+at .*$/gm, ''),
  ].join('\n');
}
