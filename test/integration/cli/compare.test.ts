import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { TestDatabase } from '../../support/postgres/testDatabase.js';
import { startPostgres } from '../../support/postgres/testServer.js';
import { runProcess } from '../../support/runProcess.js';
import { assertPublished } from './assertPublished.js';
import { cliFile, createDesk, type Desk } from './dbvc.js';
import { devSchema, prodSchema } from './schemas.js';

describe('dbvc compare', function () {
  // A test starts several processes, and on a busy machine each takes seconds.
  this.timeout(240_000);
  let desk: Desk;
  let dev: TestDatabase;
  let prod: TestDatabase;
  let sides: string[];
  before(async () => {
    const server = await startPostgres(18);
    dev = await server.createDatabase(devSchema);
    prod = await server.createDatabase(prodSchema);
    sides = ['--source', dev.url, '--target', prod.url];
    desk = createDesk();
  });
  after(async () => {
    await desk.clear();
    await dev.drop();
    await prod.drop();
  });

  it('prints the drift and ends with 2', async () => {
    const ran = await desk.dbvc('compare', ...sides);
    assert.equal(ran.code, 2, ran.stderr);
    assert.equal(ran.stderr, '');
    assert.match(ran.stdout, new RegExp(`^127.0.0.1/${dev.name} -> 127.0.0.1/${prod.name}\\n`));
    assert.match(ran.stdout, /A public\.invoices +missing in/);
    assert.match(ran.stdout, /D public\.legacy +only in/);
    assert.match(ran.stdout, /column email: type character varying\(50\) -> text/);
    assert.match(ran.stdout, /Found, not compared yet: 1 large object\n/);
    assert.match(ran.stdout, /1 large objects/);
    assert.match(ran.stdout, /\n\d+ differences: .*unchanged\.\n$/);
    assert.doesNotMatch(ran.stdout, /\u001b/);
    assert.doesNotMatch(ran.stdout + ran.stderr, /postgres-test/);
  });

  it('prints a unified diff of each modified object with --diff', async () => {
    const ran = await desk.dbvc('compare', ...sides, '--diff');
    assert.match(ran.stdout, /--- .*: public\.total\(integer\)\n +\+\+\+ .*: public\.total\(integer\)\n +@@/);
    assert.match(ran.stdout, /- +WHERE \(name IS NULL\)/);
    assert.match(ran.stdout, /\+ +WHERE \(name IS NOT NULL\)/);
  });

  it('ends with 0 for equal databases, whatever order their statements ran in', async () => {
    const server = await startPostgres(18);
    const twin = await server.createDatabase(devSchema);
    try {
      const ran = await desk.dbvc('compare', '--source', dev.url, '--target', twin.url, '--ignore', 'none');
      assert.equal(ran.code, 0, ran.stdout);
      assert.match(ran.stdout, /The target equals the source: \d+ objects compared/);
    } finally {
      await twin.drop();
    }
  });

  it('compares across major versions', async () => {
    const old = await startPostgres(13);
    const twin = await old.createDatabase(devSchema);
    try {
      const ran = await desk.dbvc(
        'compare',
        '--source',
        dev.url,
        '--target',
        twin.url,
        '--exclude',
        'view:*',
      );
      assert.equal(ran.code, 0, ran.stdout + ran.stderr);
    } finally {
      await twin.drop();
    }
  });

  it('says that a database is compared with itself', async () => {
    const ran = await desk.dbvc('compare', '--source', dev.url, '--target', dev.url);
    assert.equal(ran.code, 0);
    assert.match(ran.stderr, /same database/);
  });

  it('prints JSON that the published schema describes', async () => {
    const ran = await desk.dbvc('compare', ...sides, '--format', 'json', '--diff');
    assert.equal(ran.code, 2);
    assert.equal(ran.stderr, '');
    assertPublished('compare', ran.stdout);
    assert.doesNotMatch(ran.stdout, /postgres-test/);
  });

  it('prints Markdown', async () => {
    const ran = await desk.dbvc('compare', ...sides, '--format', 'markdown', '--diff');
    assert.equal(ran.code, 2);
    assert.match(ran.stdout, /^## Schema drift: /);
    assert.match(ran.stdout, /\n### Tables \(\d\)\n/);
    assert.match(ran.stdout, /```diff\n/);
  });

  it('looks at what is included and not excluded, and counts the rest', async () => {
    const kinds = async (...filters: string[]): Promise<string> => {
      const ran = await desk.dbvc('compare', ...sides, ...filters);
      return [...ran.stdout.matchAll(/^ {2}[AMD] (\S+)/gm)].map((match) => match[1]).join(' ');
    };
    assert.equal(await kinds('--include', 'view:*'), 'public.active public.old');
    assert.equal(
      await kinds('--include', 'public.users', '--include', 'legacy'),
      'public.legacy public.users',
    );
    assert.equal(await kinds('--include', 'view:*', '--exclude', '*.old'), 'public.active');
    const ran = await desk.dbvc('compare', ...sides, '--exclude', '*');
    assert.equal(ran.code, 0);
    assert.match(ran.stdout, /^Hidden (?:by rules: .*; )?by include and exclude: \d+$/m);
  });

  it('reads profiles and the comparison from .dbvc.jsonc, and takes passwords from the environment', async () => {
    const url = new URL(dev.url);
    const password = decodeURIComponent(url.password);
    const profile = (name: string, database: string): object => ({
      name,
      host: url.hostname,
      port: Number(url.port),
      user: decodeURIComponent(url.username),
      database,
    });
    const config = {
      profiles: [profile('dev', dev.name), { ...profile('prod', prod.name), environment: 'production' }],
      comparison: { source: 'dev', target: 'prod', include: ['public.users'] },
    };
    const file = path.join(desk.directory, 'other.jsonc');
    await writeFile(file, `// comments are allowed\n${JSON.stringify(config)}`);
    const named = await desk.dbvcWith({ PGPASSWORD: password }, 'compare', '--config', 'other.jsonc');
    assert.equal(named.code, 2, named.stderr);
    assert.match(named.stdout, /^dev -> prod\n/);
    assert.match(named.stdout, /, production\n/);
    await writeFile(path.join(desk.directory, '.dbvc.jsonc'), JSON.stringify(config));
    const env = { DBVC_SOURCE_PASSWORD: password, DBVC_TARGET_PASSWORD: password };
    assert.equal((await desk.dbvcWith(env, 'compare')).code, 2);
    const one = await desk.dbvcWith(env, 'compare', '--target', 'dev');
    assert.equal(one.code, 0, one.stderr);
    // The demo shows all of itself, whatever a project looks at.
    const demo = await desk.dbvc('demo', '--format', 'json');
    assert.ok((JSON.parse(demo.stdout) as { objects: unknown[] }).objects.length > 20);
    await rm(path.join(desk.directory, '.dbvc.jsonc'));
  });

  it('says so when include and exclude leave nothing to compare', async () => {
    const ran = await desk.dbvc('compare', ...sides, '--include', 'nonsense.*');
    assert.equal(ran.code, 0);
    assert.match(ran.stdout + ran.stderr, /No object is left by include and exclude: nothing was compared/);
  });

  it('is quiet when the reader of its output goes away', async () => {
    const command = `"${process.execPath}" "${cliFile()}" compare --source "${dev.url}" --target "${prod.url}" --diff | head -1`;
    const ran = await runProcess('sh', ['-c', command], { env: desk.env });
    assert.equal(ran.stdout.split('\n').length, 2);
    assert.equal(ran.stderr, '');
  });

  it('runs on the demo databases without any server', async () => {
    const ran = await desk.dbvc('demo');
    assert.equal(ran.code, 2, ran.stdout + ran.stderr);
    assert.match(ran.stdout, /Materialized views/);
    const reversed = await desk.dbvc(
      'compare',
      '--source',
      'demo:target',
      '--target',
      'demo:source',
      '--format',
      'json',
    );
    assert.equal(reversed.code, 2, reversed.stderr);
  });
});
