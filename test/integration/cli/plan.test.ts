import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { runPsql } from '../../support/postgres/psql.js';
import type { TestDatabase } from '../../support/postgres/testDatabase.js';
import { startPostgres } from '../../support/postgres/testServer.js';
import { assertPublished } from './assertPublished.js';
import { createDesk, type Desk } from './dbvc.js';
import { devSchema, prodSchema } from './schemas.js';

for (const major of [13, 18] as const) {
  describe(`dbvc plan on PostgreSQL ${String(major)}`, function () {
    // A test starts several processes, and on a busy machine each takes seconds.
    this.timeout(240_000);
    let desk: Desk;
    let dev: TestDatabase;
    let prod: TestDatabase;
    let before: TestDatabase;
    let sides: string[];
    beforeEach(async () => {
      const server = await startPostgres(major);
      dev = await server.createDatabase(devSchema);
      prod = await server.createDatabase(prodSchema);
      before = await prod.clone();
      sides = ['--source', dev.url, '--target', prod.url];
      desk = createDesk();
    });
    afterEach(async () => {
      await desk.clear();
      for (const database of [dev, prod, before]) await database.drop();
    });
    const compared = async (source: TestDatabase, target: TestDatabase): Promise<number | null> =>
      (await desk.dbvc('compare', '--source', source.url, '--target', target.url)).code;

    it('prints a script that psql runs, after which compare ends with 0', async () => {
      const planned = await desk.dbvc('plan', ...sides);
      assert.equal(planned.code, 2, planned.stderr);
      assert.match(planned.stdout, /^-- DBVC/);
      assert.match(planned.stdout, /! data-loss: /);
      const ran = await runPsql(prod.url, planned.stdout);
      assert.equal(ran.code, 0, ran.stderr);
      assert.equal(await compared(dev, prod), 0);
      const again = await desk.dbvc('plan', ...sides);
      assert.equal(again.code, 0);
      assert.match(again.stderr, /nothing to do/);
    });

    it('writes a script that brings the target back', async () => {
      const both = await desk.dbvc('plan', ...sides, '--out', 'go.sql', '--rollback', './go.sql');
      assert.equal(both.code, 1);
      assert.match(both.stderr, /--out and --rollback both name go\.sql: one script would be lost/);
      const planned = await desk.dbvc('plan', ...sides, '--out', 'go.sql', '--rollback', 'back.sql');
      assert.equal(planned.code, 2, planned.stderr);
      assert.equal(planned.stdout, '');
      const script = (name: string): Promise<string> => readFile(path.join(desk.directory, name), 'utf8');
      const back = await script('back.sql');
      assert.match(back, /This script cannot bring back:[\s\S]*public\.legacy/);
      for (const text of [await script('go.sql'), back]) {
        const ran = await runPsql(prod.url, text);
        assert.equal(ran.code, 0, ran.stderr);
      }
      assert.equal(await compared(before, prod), 0);
    });

    it('leaves out drops with --no-drops, and says so', async () => {
      const planned = await desk.dbvc('plan', ...sides, '--no-drops');
      assert.equal(planned.code, 2);
      assert.match(planned.stderr, /Left as it is: \d differences[\s\S]*public\.legacy/);
      assert.equal((await runPsql(prod.url, planned.stdout)).code, 0);
      assert.deepEqual(await prod.query('select id from legacy'), [{ id: 1 }]);
      const rest = await desk.dbvc('compare', ...sides, '--format', 'json');
      assert.deepEqual(
        [...rest.stdout.matchAll(/"name": "(public\.\w+)"/g)].map((match) => match[1]),
        ['public.legacy', 'public.users', 'public.old'],
      );
    });

    it('prints the same script again, byte for byte', async () => {
      const [one, two] = [await desk.dbvc('plan', ...sides), await desk.dbvc('plan', ...sides)];
      assert.equal(one.stdout, two.stdout);
    });

    it('prints JSON that the published schema describes, and text', async () => {
      const json = await desk.dbvc('plan', ...sides, '--format', 'json');
      assertPublished('plan', json.stdout);
      const text = await desk.dbvc('plan', ...sides, '--format', 'text');
      assert.match(text.stdout, /^\d+ steps to make /);
    });

    it('changes nothing', async () => {
      await desk.dbvc('plan', ...sides);
      assert.equal(await compared(before, prod), 0);
    });
  });
}
