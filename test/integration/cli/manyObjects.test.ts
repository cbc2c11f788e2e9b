import assert from 'node:assert/strict';
import type { TestDatabase } from '../../support/postgres/testDatabase.js';
import { startPostgres, startPrivatePostgres } from '../../support/postgres/testServer.js';
import { createDesk, type Desk } from './dbvc.js';

/** 10,000 objects of four kinds, in one message. */
const tenThousand = `
  do $$ begin
    for i in 1..1000 loop
      execute format('create table public.t%s (id int primary key, name text default %L)', i, i);
      execute format('create view public.v%s as select id, name from public.t%s where id > %s', i, i, i);
    end loop;
    for i in 1..4000 loop
      execute format('create function public.f%s(a int) returns int language sql as %L', i, 'select a + ' || i);
      execute format('create type public.e%s as enum (%L, %L)', i, 'a', i);
    end loop;
  end $$`;

describe('dbvc with 10,000 objects', function () {
  this.timeout(300_000);
  let desk: Desk;
  let full: TestDatabase;
  let empty: TestDatabase;
  before(async () => {
    const server = await startPostgres(18);
    full = await server.createDatabase(tenThousand);
    empty = await server.createDatabase();
    desk = createDesk();
  });
  after(async () => {
    await desk.clear();
    await full.drop();
    await empty.drop();
  });

  it('lists all of them, each once', async () => {
    const ran = await desk.dbvc('compare', '--source', full.url, '--target', empty.url);
    assert.equal(ran.code, 2, ran.stderr);
    assert.match(ran.stdout, /10,?000 differences: /);
    const names = [...ran.stdout.matchAll(/ A (public\.\S+)/g)].map(([, name]) => name);
    assert.equal(names.length, 10_000);
    assert.equal(new Set(names).size, 10_000);
  });

  it('applies them in one transaction, and then nothing differs', async () => {
    const applied = await desk.dbvc('apply', '--source', full.url, '--target', empty.url, '--yes');
    assert.equal(applied.code, 0, applied.stderr);
    const compared = await desk.dbvc('compare', '--source', full.url, '--target', empty.url);
    assert.equal(compared.code, 0, compared.stdout.slice(0, 2000));
    assert.match(compared.stdout, /: 10,00\d objects compared/);
  });

  it('says what to do where the server has not room for so many locks, and changes nothing', async () => {
    const server = await startPrivatePostgres(18, {
      settings: { max_locks_per_transaction: '10', max_connections: '20' },
    });
    const tables = await server.createDatabase(`
      do $$ begin
        for i in 1..1000 loop
          execute format('create table public.t%s (id int primary key, name text)', i);
          if i % 100 = 0 then commit; end if;
        end loop;
      end $$`);
    const target = await server.createDatabase();
    try {
      const ran = await desk.dbvc('apply', '--source', tables.url, '--target', target.url, '--yes');
      assert.equal(ran.code, 1, ran.stdout);
      assert.match(ran.stderr, /max_locks_per_transaction/);
      assert.match(ran.stderr, /Nothing was changed/);
      const [left] = await target.query(
        "select count(*)::int as n from pg_class where relnamespace = 'public'::regnamespace",
      );
      assert.equal(left?.['n'], 0);
    } finally {
      await server.stop();
    }
  });
});
