import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { TestDatabase } from '../../support/postgres/testDatabase.js';
import { startPostgres } from '../../support/postgres/testServer.js';
import { assertPublished } from './assertPublished.js';
import { createDesk, type Desk } from './dbvc.js';

const prodSchema = `create table users (id serial primary key, mail text not null, born date);
  create view people as select id, mail from users; insert into users (mail) values ('a'), ('b');`;
const devSchema = `create table customers (id serial primary key, email text not null, born date, since date);
  create view people as select id, email as mail from customers;`;

describe('dbvc and renames', function () {
  this.timeout(240_000);
  let desk: Desk;
  let dev: TestDatabase;
  let prod: TestDatabase;
  let sides: string[];
  before(async () => {
    const server = await startPostgres(13);
    dev = await server.createDatabase(devSchema);
    prod = await server.createDatabase(prodSchema);
    sides = ['--source', dev.url, '--target', prod.url];
    desk = createDesk();
  });
  after(async () => {
    await desk.clear();
    for (const database of [dev, prod]) await database.drop();
  });

  it('offers what may have been renamed, takes what was accepted, remembers it, and forgets it when it is done', async () => {
    const text = await desk.dbvc('compare', ...sides);
    assert.equal(text.code, 2, text.stderr);
    assert.match(
      text.stdout,
      /\? table public\.customers perhaps renamed from table public\.users: \d of \d columns alike/,
    );
    assert.match(
      text.stdout,
      /--rename public\.users=public\.customers --rename public\.users\.mail=public\.customers\.email/,
    );

    const json = await desk.dbvc('compare', ...sides, '--format', 'json');
    assertPublished('compare', json.stdout);
    const { renames } = JSON.parse(json.stdout) as {
      readonly renames: readonly { readonly accept: readonly string[] }[];
    };
    const accepted = renames.flatMap(({ accept }) => accept);
    assert.ok(accepted.includes('public.users_id_seq=public.customers_id_seq'), accepted.join('\n'));
    const options = accepted.flatMap((one) => ['--rename', one]);

    const rest = await desk.dbvc('compare', ...sides, ...options);
    assert.match(
      rest.stdout,
      /M public\.customers {2}renamed from public\.users, modified[\s\S]*\+ column since/,
    );
    assert.doesNotMatch(rest.stdout, /perhaps renamed|public\.people/);

    const wrong = await desk.dbvc('plan', ...sides, '--rename', 'public.users=public.people');
    assert.equal(wrong.code, 1);
    assert.match(wrong.stderr, /of different kinds/);

    const renamesByOld: Record<string, string | undefined> = Object.fromEntries(
      accepted.map((one) => one.split('=', 2) as [string, string]),
    );
    const config = { comparison: { renames: renamesByOld } };
    await writeFile(path.join(desk.directory, '.dbvc.jsonc'), JSON.stringify(config));
    const applied = await desk.dbvc('apply', ...sides, '--yes');
    assert.equal(applied.code, 0, applied.stdout + applied.stderr);
    assert.deepEqual(await prod.query('select id, email from customers order by id'), [
      { id: 1, email: 'a' },
      { id: 2, email: 'b' },
    ]);
    assert.deepEqual(await prod.query("insert into customers (email) values ('c') returning id"), [
      { id: 3 },
    ]);
    const equal = await desk.dbvc('compare', ...sides);
    assert.equal(equal.code, 0, equal.stdout);
    assert.doesNotMatch(equal.stderr, /passed over/);
  });
});
