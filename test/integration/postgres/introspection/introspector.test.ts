import assert from 'node:assert/strict';
import type { ReadOptions } from '../../../../src/core/dialect/introspector.js';
import type { Database, Session } from '../../../../src/core/dialect/session.js';
import { CancelledError } from '../../../../src/core/errors.js';
import { silentLogger } from '../../../../src/core/logger.js';
import type { Catalog } from '../../../../src/core/model/catalog.js';
import { partId } from '../../../../src/core/model/partId.js';
import { postgresDialect } from '../../../../src/dialects/postgres/dialect.js';
import { connectDatabase } from '../../../support/connectDatabase.js';
import type { TestDatabase } from '../../../support/postgres/testDatabase.js';
import { startPostgres } from '../../../support/postgres/testServer.js';
import { majors } from '../kinds/convergenceCases.js';

const { introspector } = postgresDialect;
const options: ReadOptions = { jobs: 4, logger: silentLogger };

const setup = `create table t (a int primary key, b text default 'x', c serial); create view v as select a from t;
  create index plain on t (b, a); create unique index "Odd name" on t (c);
  create index other on t (b desc); create index operators on t (b text_pattern_ops); create index part on t (a) where a > 0;
  create index orders on t (a desc nulls last, b nulls first); create index three on t (a, b, c);
  create unique index cases on t (a desc) where case when a > 0 then b <> 'x' else c is null end and b <> e'y\nz';
  create table p (a int) partition by range (a); create table p1 partition of p for values from (1) to (2);
  create table base (a int); create table heir () inherits (base); create type shape as (x int); create table typed of shape;`;

/** Indexes and constraints in every form that is put together here, and in forms that only the server can print. */
const forms = `create type mood as enum ('a', 'b'); create domain word as text collate "C"; create domain wordy as word; create type pair as (x int);
  create table "Or.d" ("on" boolean, "na""me" varchar(10), ts timestamp(3) with time zone, n numeric(4, 1), m mood, w word, ww wordy,
    o oid, ch char(3), plain bpchar, sys name, "C" text collate "C", arr int[], row_ pair, iv interval, j jsonb,
    primary key ("on", ts), unique ("na""me") deferrable, unique (n, o) include (m), exclude (o with =));
  create index on "Or.d" ("on") where "on"; create index on "Or.d" (ts) where not "on"; create index on "Or.d" (n) where "na""me" is null;
  create index on "Or.d" (n) where "na""me" is not null and "on"; create index on "Or.d" (n) where row_ is null; create index on "Or.d" (n) where m is not null;
  create index on "Or.d" (n) where "on" is true; create index on "Or.d" (n) where row_ is not distinct from null;
  create index on "Or.d" (m, w, ww); create index on t (a oid_ops); create index on "Or.d" (ch, plain, sys); create index on "Or.d" ("C");
  create index on "Or.d" ("C" collate "POSIX"); create index on "Or.d" (w collate "default"); create index on "Or.d" (arr, iv, j);
  create index on "Or.d" ("na""me" varchar_ops); create index on "Or.d" ("na""me" bpchar_ops); create index on "Or.d" (n, o, ts, "on", ch);
  create index on "Or.d" (n desc nulls last, o desc, ts nulls first, "on"); create index on "Or.d" (n) with (fillfactor = 70) where "on";
  create index on "Or.d" using hash (n) where "on";
  create table refers (a int references t, b int, c int, d boolean, e timestamptz, constraint "f k" foreign key (d, e) references "Or.d",
    foreign key (d, e) references "Or.d" ("on", ts) match full on update cascade on delete set null not valid,
    foreign key (b) references t (a) on update restrict on delete set default, foreign key (c) references t deferrable initially deferred,
    foreign key (b) references t on delete restrict deferrable);
  alter table typed add primary key (x); create table to_typed (x int references typed on delete cascade);`;

/** A database whose sessions call `before` ahead of each message. */
function watched(database: Database, before: (statements: readonly string[]) => Promise<void>): Database {
  return {
    ...database,
    open: async (opening) => {
      const session = await database.open(opening);
      const watching: Session = {
        server: session.server,
        query: (sql, parameters, signal) => session.query(sql, parameters, signal),
        queryMany: async (statements, signal) => {
          await before(statements);
          return session.queryMany(statements, signal);
        },
        onNotice: (listener) => session.onNotice(listener),
        close: () => session.close(),
      };
      return watching;
    },
  };
}

for (const major of majors) {
  describe(`reading PostgreSQL ${String(major)}`, () => {
    let database: TestDatabase;

    beforeEach(async () => {
      database = await (await startPostgres(major)).createDatabase(setup);
    });

    afterEach(async () => {
      await database.drop();
    });

    const read = async (changed: Partial<ReadOptions> = {}): Promise<Catalog> =>
      introspector.read(await connectDatabase(database.url), { ...options, ...changed });

    it('gives the same on one session, on several, and inside a transaction', async () => {
      // A catalog that has grown, because small ones are read by one session whatever it may.
      for (const batch of [1, 2, 3]) {
        await database.query(
          `do $$ begin for i in 1..500 loop
            execute format('create table many_%s_%s (a text primary key)', ${String(batch)}, i);
          end loop; end $$`,
        );
      }
      let opened = 0;
      const counted = await connectDatabase(database.url);
      const counting: Database = {
        ...counted,
        open: (opening) => {
          opened += 1;
          return counted.open(opening);
        },
      };
      const one = await read({ jobs: 1 });
      const several = await introspector.read(counting, options);
      assert.ok(opened > 1);
      const session = await (await connectDatabase(database.url)).open({ purpose: 'read' });
      await session.query('BEGIN');
      const within = await introspector.readWithin(session, undefined, options);
      await session.close();
      assert.ok(one.parts.size > 10);
      assert.deepEqual([...several.parts], [...one.parts]);
      assert.deepEqual([...within.parts], [...one.parts]);
    });

    it('knows what heirs and partitions inherit where no index of one belongs to an index of another', async () => {
      const { parts } = await read();
      for (const [heir, parent] of [
        ['heir', 'base'],
        ['p1', 'p'],
      ] as const) {
        const { inherited } = parts.get(partId('column', 'public', heir, 'a')) ?? {};
        assert.equal(inherited?.from, partId('column', 'public', parent, 'a'));
        assert.equal(inherited.via, partId('inheritance', 'public', heir, 'public', parent));
      }
    });

    it('finds tables that are no plain tables without taking them for any', async () => {
      const { parts, uncompared } = await read();
      assert.deepEqual(uncompared, []);
      assert.deepEqual(
        [...parts.values()].filter((part) => part.kind === 'table').map((part) => part.id),
        ['base', 'heir', 'p', 'p1', 't', 'typed'].map((name) => partId('table', 'public', name)),
      );
    });

    it('says the definition of every index in the words of the server', async () => {
      await database.query(forms);
      const { parts } = await read();
      const rows = await database.query(
        `select indexname::text as name, indexdef as definition from pg_indexes where tablename in ('t', 'Or.d')`,
      );
      const definitions = new Map(rows.map((row) => [row['name'], row['definition']]));
      const indexes = [...parts.values()].filter((part) => part.kind === 'index');
      assert.equal(indexes.length, 29);
      for (const { attributes, details, path } of indexes) {
        const definition = details['full definition'] ?? attributes['definition']?.value;
        assert.equal(definition, definitions.get(path.at(-1)));
      }
    });

    it('says the definition of every constraint in the words of the server', async () => {
      await database.query(forms);
      const { parts } = await read();
      const rows = await database.query(
        `with path as materialized (select set_config('search_path', '', true))
        select conname::text as name, pg_get_constraintdef(oid) as definition from path, pg_constraint where conrelid <> 0`,
      );
      const definitions = new Map(rows.map((row) => [row['name'], row['definition']]));
      const constraints = [...parts.values()].filter((part) => part.kind === 'constraint');
      assert.equal(constraints.length, 13);
      for (const constraint of constraints) {
        assert.equal(constraint.attributes['definition']?.value, definitions.get(constraint.path.at(-1)));
      }
    });

    it('reads again what changes while it is read', async () => {
      let readings = 0;
      const moving = watched(await connectDatabase(database.url), async (statements) => {
        if (!statements.some((sql) => sql.includes('pg_get_viewdef'))) return;
        readings += 1;
        if (readings === 1)
          await database.query('alter table t rename to moved; alter table moved rename a to z');
      });
      const { parts, notices } = await introspector.read(moving, options);
      assert.equal(readings, 2);
      assert.ok(!notices.some((notice) => notice.code === 'schema-in-motion'));
      assert.ok(parts.has(partId('column', 'public', 'moved', 'z')));
      assert.match(
        String(parts.get(partId('view', 'public', 'v'))?.attributes['definition']?.value),
        /z AS a/,
      );
    });

    it('reads again what was dropped while it is read', async () => {
      let isFirst = true;
      const moving = watched(await connectDatabase(database.url), async (statements) => {
        if (!isFirst || !statements.some((sql) => sql.includes('pg_get_viewdef'))) return;
        isFirst = false;
        await database.query('drop view v; drop table t');
      });
      const { parts } = await introspector.read(moving, options);
      assert.ok(!parts.has(partId('table', 'public', 't')));
    });

    it('says so when the schema never stands still', async () => {
      let readings = 0;
      const moving = watched(await connectDatabase(database.url), async (statements) => {
        if (!statements.some((sql) => sql.includes('pg_get_viewdef'))) return;
        readings += 1;
        await database.query(`create table more_${String(readings)} (a int)`);
      });
      const { notices } = await introspector.read(moving, options);
      assert.equal(readings, 3);
      assert.ok(notices.some((notice) => notice.code === 'schema-in-motion'));
    });

    it('does not read again for rows and temporary tables', async () => {
      let readings = 0;
      const moving = watched(await connectDatabase(database.url), async (statements) => {
        if (!statements.some((sql) => sql.includes('pg_get_viewdef'))) return;
        readings += 1;
        await database.query(
          `insert into t values (${String(readings)}); create temporary table scratch (a int)`,
        );
      });
      await introspector.read(moving, options);
      assert.equal(readings, 1);
    });

    it('says what a login without superuser rights cannot see, and reads the rest', async () => {
      const server = await startPostgres(major);
      const login = await server.createLogin();
      await database.query('create schema closed; create table closed.t (a int)');
      const own = await read();
      const theirs = await introspector.read(
        await connectDatabase(server.url(database.name, login)),
        options,
      );
      assert.deepEqual([...theirs.parts.keys()], [...own.parts.keys()]);
      assert.deepEqual(
        theirs.notices.map((notice) => notice.code),
        ['no-superuser', 'closed-schemas'],
      );
      assert.deepEqual(own.notices, []);
      await server.query(`drop role "${login.name}"`);
    });

    it('stops when it is cancelled', async () => {
      const abort = new AbortController();
      const stopping = watched(await connectDatabase(database.url), (statements) => {
        if (statements.some((sql) => sql.includes('pg_get_viewdef'))) abort.abort();
        return Promise.resolve();
      });
      await assert.rejects(introspector.read(stopping, { ...options, signal: abort.signal }), CancelledError);
    });
  });
}
