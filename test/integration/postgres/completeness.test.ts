import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Rules } from '../../../src/core/rules/rules.js';
import { loadDialect } from '../../../src/dialects/registry.js';
import { connectDatabase } from '../../support/connectDatabase.js';
import { assertConverges, compareDatabases, everything, summary } from '../../support/convergence.js';
import { dumpScript } from '../../support/postgres/pgDump.js';
import { loadScript } from '../../support/postgres/psql.js';
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

  for (const [from, to] of [
    [13, 18],
    [18, 18],
  ] as const) {
    it(`shows no drift to a copy that was restored, from ${String(from)} on ${String(to)}`, async function () {
      this.timeout(240_000);
      const server = await startPostgres(from);
      const original = await server.createDatabase(await script('second', from));
      const copy = await (await startPostgres(to)).createDatabase();
      try {
        await original.close();
        await loadScript(copy.url, await dumpScript(original.url));
        const dialect = await loadDialect('postgres');
        const sides = [await connectDatabase(original.url), await connectDatabase(copy.url)] as const;
        const rules: Rules = { ...everything, ignore: from === to ? restored : upgraded };
        assert.deepEqual(summary(await compareDatabases(...sides, dialect, rules)), []);
      } finally {
        await original.drop();
        await copy.drop();
      }
    });
  }
});

/** The settings of the database are no part of a dump of what is in it. */
const restored = [...everything.ignore, 'database-settings'];

/** Extensions come in the newer server's version. */
const upgraded = [...restored, 'extension-versions'];

/** The statements of one version, of all groups. */
async function script(version: 'first' | 'second', major: number): Promise<string> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  assert.ok(names.length > 15);
  const files = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
  return files.map((file) => scriptOf(file, version, major)).join('\n');
}
