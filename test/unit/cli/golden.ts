import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Compares a text with the file `golden/….golden` that holds what it should be. `UPDATE_GOLDEN=1` writes the files anew; read what
 * changed before it is committed.
 */
export function assertGolden(file: string, actual: string, directory = path.join(__dirname, 'golden')): void {
  const golden = path.join(directory, file);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(golden, actual);
  assert.equal(actual, readFileSync(golden, 'utf8'));
}
