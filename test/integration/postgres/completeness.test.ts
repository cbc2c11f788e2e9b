import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { assertConverges } from '../../support/convergence.js';
import { scriptOf } from '../../support/postgres/sections.js';
import { startPostgres } from '../../support/postgres/testServer.js';
import { majors } from './kinds/convergenceCases.js';

const folder = path.join(import.meta.dirname, '../../data/postgres/completeness');

describe('one of everything that pg_dump can write', () => {
  for (const major of majors) {
    describe(`on PostgreSQL ${String(major)}`, () => {
      it('is made from nothing, and dropped to nothing', async function () {
        this.timeout(240_000);
        await assertConverges(await startPostgres(major), '', await script('first', major));
      });

      it('is altered, and altered back', async function () {
        this.timeout(240_000);
        await assertConverges(
          await startPostgres(major),
          await script('first', major),
          await script('second', major),
        );
      });
    });
  }
});

/** The statements of one version, of all groups. */
async function script(version: 'first' | 'second', major: number): Promise<string> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  assert.ok(names.length > 15);
  const files = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
  return files.map((file) => scriptOf(file, version, major)).join('\n');
}
