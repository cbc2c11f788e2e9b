import assert from 'node:assert/strict';
import type { Stats } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { loadScript } from '../../support/postgres/psql.js';
import type { TestDatabase } from '../../support/postgres/testDatabase.js';
import { startPostgres } from '../../support/postgres/testServer.js';
import { createDesk, type Desk } from './dbvc.js';
import { devSchema, prodSchema } from './schemas.js';

describe('dbvc apply', function () {
  // A test starts several processes, and on a busy machine each takes seconds.
  this.timeout(240_000);
  let desk: Desk;
  let dev: TestDatabase;
  let prod: TestDatabase;
  let before: TestDatabase;
  let sides: string[];
  beforeEach(async () => {
    const server = await startPostgres(18);
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
  const unchanged = async (): Promise<void> => {
    assert.equal(await compared(before, prod), 0);
  };
  const journal = async (): Promise<readonly string[]> => {
    const folder = path.join(desk.stateDirectory, 'dbvc', 'journal');
    return (await readdir(folder)).sort().map((name) => path.join(folder, name));
  };
  const statusOf = async (folder: string | undefined): Promise<unknown> => {
    const entry: unknown = JSON.parse(await readFile(path.join(folder ?? '', 'entry.json'), 'utf8'));
    return entry !== null && typeof entry === 'object' && 'status' in entry ? entry.status : undefined;
  };

  it('refuses without --yes where nobody can be asked, and changes nothing', async () => {
    const ran = await desk.dbvc('apply', ...sides);
    assert.equal(ran.code, 1);
    assert.match(ran.stderr, /Nobody is there to be asked/);
    await unchanged();
    await assert.rejects(stat(desk.stateDirectory));
  });

  it('shows what it would do with --dry-run, executes nothing and takes no lock', async () => {
    // A lock that every change of the table would wait for.
    await prod.query('begin; lock table users in access share mode');
    try {
      const ran = await desk.dbvc('apply', ...sides, '--dry-run', '--lock-timeout', '1s');
      assert.equal(ran.code, 2, ran.stderr);
      assert.match(ran.stdout, /ALTER TABLE public\.users ALTER COLUMN email TYPE text/);
      assert.match(ran.stderr, /dry run: nothing was executed/);
    } finally {
      await prod.query('rollback');
    }
    await unchanged();
  });

  it('never drops without being allowed to, lists what it left and ends with 2', async () => {
    const ran = await desk.dbvc('apply', ...sides, '--yes');
    assert.equal(ran.code, 2, ran.stderr);
    assert.match(ran.stdout, /done {2}create table public\.invoices/);
    assert.match(ran.stdout, /Left as it is: 3 differences/);
    assert.match(ran.stdout, /view public\.old: /);
    assert.match(ran.stdout, /table public\.legacy: /);
    assert.match(ran.stdout, /column public\.users\.phone: /);
    assert.deepEqual(await prod.query('select id from legacy'), [{ id: 1 }]);
    assert.deepEqual(await prod.query('select * from old'), [{ one: 1 }]);
  });

  it('drops what holds no data with --allow-drops, and lists the rest', async () => {
    const ran = await desk.dbvc('apply', ...sides, '--yes', '--allow-drops');
    assert.equal(ran.code, 2, ran.stderr);
    assert.match(ran.stdout, /done {2}drop view public\.old/);
    assert.match(ran.stdout, /Left as it is: 2 differences/);
    assert.deepEqual(await prod.query('select id from legacy'), [{ id: 1 }]);
  });

  it('makes the target equal with --allow-data-loss and ends with 0', async () => {
    const ran = await desk.dbvc('apply', ...sides, '--yes', '--allow-data-loss');
    assert.equal(ran.code, 0, ran.stderr);
    assert.match(ran.stderr, /The target now equals the source/);
    assert.equal(await compared(dev, prod), 0);
    const again = await desk.dbvc('apply', ...sides, '--yes');
    assert.equal(again.code, 0);
    assert.match(again.stdout, /nothing to apply/);
  });

  it('keeps a private journal with the script, and one that undoes it', async () => {
    await desk.dbvc('apply', ...sides, '--yes', '--allow-data-loss');
    const [entry, ...others] = await journal();
    assert.ok(entry !== undefined);
    assert.deepEqual(others, []);
    assert.equal(await statusOf(entry), 'applied');
    for (const file of ['entry.json', 'apply.sql', 'rollback.sql']) {
      const facts: Stats = await stat(path.join(entry, file));
      assert.equal(facts.mode & 0o777, 0o600);
      assert.doesNotMatch(await readFile(path.join(entry, file), 'utf8'), /postgres-test/);
    }
    const text = await readFile(path.join(entry, 'entry.json'), 'utf8');
    assert.match(text, /"lost": \[\n[\s\S]*public\.legacy/);
    await loadScript(prod.url, await readFile(path.join(entry, 'rollback.sql'), 'utf8'));
    await unchanged();
  });

  it('applies nothing when the journal cannot be written', async () => {
    await writeFile(desk.stateDirectory, 'a file in its place');
    const ran = await desk.dbvc('apply', ...sides, '--yes');
    assert.equal(ran.code, 1);
    assert.match(ran.stderr, /journal cannot be written, so nothing was applied/);
    await unchanged();
  });

  it('leaves the target as it was when a statement fails, and says which', async () => {
    for (const database of [prod, before]) await database.query('insert into users (id) values (1)');
    await before.close();
    const ran = await desk.dbvc('apply', ...sides, '--yes', '--allow-data-loss');
    assert.equal(ran.code, 1);
    assert.match(ran.stderr, /^error: /m);
    assert.match(ran.stderr, /public\.users/);
    assert.match(ran.stderr, /Nothing was changed: everything was rolled back/);
    assert.doesNotMatch(ran.stderr, /\n {4}at /);
    await unchanged();
    const [entry] = await journal();
    assert.equal(await statusOf(entry), 'failed');
    const verbose = await desk.dbvc('apply', ...sides, '--yes', '--allow-data-loss', '--verbose');
    assert.match(verbose.stderr, /SQLSTATE 23502/);
  });

  it('gives up on a lock that it does not get in time', async () => {
    await prod.query('begin; lock table users in access share mode');
    try {
      const ran = await desk.dbvc('apply', ...sides, '--yes', '--lock-timeout', '300ms');
      assert.equal(ran.code, 1);
      assert.match(ran.stderr, /lock/);
    } finally {
      await prod.query('rollback');
    }
    await unchanged();
  });

  it('refuses the same database, a read-only profile, and production without its name', async () => {
    const same = await desk.dbvc('apply', '--source', prod.url, '--target', prod.url, '--yes');
    assert.equal(same.code, 1);
    assert.match(same.stderr, /same database/);
    const url = new URL(prod.url);
    const password = decodeURIComponent(url.password);
    url.password = '';
    const config = {
      profiles: [
        { name: 'locked', url: url.href, readOnly: true },
        { name: 'main', url: url.href, environment: 'production' },
      ],
    };
    await writeFile(path.join(desk.directory, '.dbvc.jsonc'), JSON.stringify(config));
    const env = { DBVC_TARGET_PASSWORD: password };
    const to = (...args: readonly string[]) =>
      desk.dbvcWith(env, 'apply', '--source', dev.url, '--target', ...args);
    const locked = await to('locked', '--yes');
    assert.equal(locked.code, 1);
    assert.match(locked.stderr, /read-only/);
    const production = await to('main', '--yes');
    assert.equal(production.code, 1);
    assert.match(production.stderr, /production[\s\S]*--confirm main/);
    assert.equal((await to('main', '--yes', '--confirm', 'other')).code, 1);
    const written = await desk.dbvc('apply', '--source', dev.url, '--target', prod.url, '--yes');
    assert.equal(written.code, 1);
    assert.match(
      written.stderr,
      /this is the database of the profile "locked", whose marks hold[\s\S]*read-only/,
    );
    await unchanged();
    assert.equal((await to('main', '--yes', '--confirm', 'main')).code, 2);
  });

  it('applies within the process on the demo', async () => {
    const ran = await desk.dbvc('demo', 'apply', '--yes');
    assert.equal(ran.code, 2, ran.stderr);
    const all = await desk.dbvc('demo', 'apply', '--yes', '--allow-data-loss');
    assert.equal(all.code, 0, all.stderr);
  });
});
