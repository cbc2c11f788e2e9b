import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { erpHistory } from '../../support/erp.js';
import { assertHistory } from '../../support/history.js';
import { marginVersion } from '../../support/postgres/marginVersion.js';
import type { PostgresMajor } from '../../support/postgres/serverBinaries.js';
import { startPostgres } from '../../support/postgres/testServer.js';

const folder = path.join(import.meta.dirname, '../../data/postgres/histories');

/** Two of the schemas on the newest major, and with DBVC_TEST_ALL_MAJORS all on all that are supported. */
const thorough = process.env['DBVC_TEST_ALL_MAJORS'] !== undefined;
const majors: readonly PostgresMajor[] = thorough ? [13, 14, 15, 16, 17, 18] : [18];
const names = thorough ? ['tracker', 'shop', 'tenants', 'measurements'] : ['shop', 'measurements'];

describe('a business system of some 230 tables goes forward, back, and forward again', () => {
  for (const major of thorough ? ([13, 16, 18] as const) : []) {
    it(`on PostgreSQL ${String(major)}`, async function () {
      this.timeout(900_000);
      await assertHistory(await startPostgres(major), erpHistory, true);
    });
  }
});

describe('a schema with history goes forward, back, and forward again', () => {
  for (const name of names) {
    for (const major of majors) {
      it(`${name} on PostgreSQL ${String(major)}`, async function () {
        this.timeout(300_000);
        const [schema = '', rows = ''] = await Promise.all(
          ['schema.sql', 'rows.sql'].map((file) => readFile(path.join(folder, name, file), 'utf8')),
        );
        const versions = [1, 2, 3].map((version) => marginVersion(schema, version, major));
        await assertHistory(await startPostgres(major), { versions, rows }, true);
      });
    }
  }
});
