import assert from 'node:assert/strict';
import { readSides } from '../../../../src/core/comparison/readSides.js';
import { silentLogger } from '../../../../src/core/logger.js';
import type { Catalog } from '../../../../src/core/model/catalog.js';
import { loadDialect } from '../../../../src/dialects/registry.js';
import { connectDatabase } from '../../../support/connectDatabase.js';
import { startPostgres } from '../../../support/postgres/testServer.js';

const everythingElse = `
  create operator === (leftarg = int, rightarg = int, function = int4eq, negator = !==);
  drop operator === (int, int);
  create type pair as (a int);
  create table t (a int, b int); create view v as select a from t;
  create foreign data wrapper fdw; create server srv foreign data wrapper fdw;
  create user mapping for current_user server srv; create foreign table ft (a int) server srv;
  select lo_create(0);`;

const found: Readonly<Record<string, readonly string[]>> = {
  'shell operators': ['public.!==(integer,integer)'],
  'large objects': ['1 large objects'],
};

async function readCatalog(url: string): Promise<Catalog> {
  const database = await connectDatabase(url);
  const options = { jobs: 2, statementTimeout: 60_000, lockTimeout: 5_000, logger: silentLogger };
  const { source } = await readSides(
    { source: database, target: database },
    await loadDialect('postgres'),
    options,
  );
  return source;
}

function byKind(catalog: Catalog): Record<string, string[]> {
  const kinds: Record<string, string[]> = {};
  for (const { kind, name } of catalog.uncompared) (kinds[kind] ??= []).push(name);
  for (const names of Object.values(kinds)) names.sort();
  return kinds;
}

for (const major of [13, 16, 18] as const) {
  describe(`what is not compared yet on PostgreSQL ${String(major)}`, () => {
    it('is nothing in an empty database, with an extension or without', async () => {
      const server = await startPostgres(major);
      const database = await server.createDatabase('create extension hstore; create extension btree_gist;');
      try {
        assert.deepEqual(byKind(await readCatalog(database.url)), {});
      } finally {
        await database.drop();
      }
    });

    it('is found by kind and name, for a login without rights too', async () => {
      const server = await startPostgres(major);
      const database = await server.createDatabase(everythingElse);
      const login = await server.createLogin();
      try {
        assert.deepEqual(byKind(await readCatalog(database.url)), found);
        const asLogin = await readCatalog(server.url(database.name, login));
        const hidden = { 'options that the login may not see': ['user mapping for postgres on srv'] };
        assert.deepEqual(byKind(asLogin), { ...found, ...hidden });
        assert.ok(asLogin.notices.length > 0);
      } finally {
        await database.drop();
        await server.query(`drop role ${login.name}`);
      }
    });
  });
}

describe('what a server adds to the system catalogs', () => {
  it('is found by name, and nothing is where there is nothing', async () => {
    const server = await startPostgres(18);
    const database = await server.createDatabase(
      `set allow_system_table_mods = on; create table pg_catalog.pg_future (oid oid, name name);
       alter table pg_catalog.pg_transform add column trfadded int;`,
    );
    try {
      assert.deepEqual(byKind(await readCatalog(database.url)), {
        'attributes that this server adds': ['pg_catalog.pg_transform.trfadded'],
        'catalogs that this server adds': ['pg_catalog.pg_future'],
      });
    } finally {
      await database.drop();
    }
  });
});
