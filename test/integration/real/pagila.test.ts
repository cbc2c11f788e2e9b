import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { assertHistory } from '../../support/history.js';
import type { PostgresMajor } from '../../support/postgres/serverBinaries.js';
import { startPostgres } from '../../support/postgres/testServer.js';

const read = (file: string): Promise<string> =>
  readFile(path.join(import.meta.dirname, '../../data/pagila', file), 'utf8');

/** The newest, which alone takes the newest version, and with DBVC_TEST_ALL_MAJORS all that are supported. */
const thorough = process.env['DBVC_TEST_ALL_MAJORS'] !== undefined;
const majors: readonly PostgresMajor[] = thorough ? [13, 14, 15, 16, 17, 18] : [18];

describe('the versions of Pagila', () => {
  for (const major of majors) {
    it(`go forward, back, and forward again on PostgreSQL ${String(major)}`, async function () {
      this.timeout(300_000);
      const years = ['2018', '2024', ...(major >= 18 ? ['2026'] : [])];
      const versions = await Promise.all(years.map((year) => read(`pagila-${year}.sql`)));
      const settings = 'RESET search_path; SET check_function_bodies = on;\n';
      const rows = `${settings}${await read('rows.sql')}`;
      await assertHistory(await startPostgres(major), { versions, rows }, thorough);
    });
  }
});
