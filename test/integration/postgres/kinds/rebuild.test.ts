import assert from 'node:assert/strict';
import { loadDialect } from '../../../../src/dialects/registry.js';
import { connectDatabase } from '../../../support/connectDatabase.js';
import {
  applyPlan,
  assertConverges,
  compareDatabases,
  planAll,
  type Stage,
} from '../../../support/convergence.js';
import type { TestDatabase } from '../../../support/postgres/testDatabase.js';
import { startPostgres } from '../../../support/postgres/testServer.js';

const around = `
  create table other (id int primary key);
  create function f() returns trigger language plpgsql as 'begin raise exception ''a trigger fired''; end';
  create function positive(int) returns boolean language sql immutable as 'select $1 > 0';`;

/** What reads an event table or hangs on it, the same on both sides. */
const hanging = `
  create index event_at on event (at); create statistics event_stats on id, at from event;
  alter table event add foreign key (other) references other;
  create trigger watch after insert on event for each row execute function f();
  alter table event enable row level security; alter table event force row level security;
  create policy mine on event using (id > 1);
  create view recent as select id, at from event; create view recent_ids as select id from recent;
  create materialized view counted as select count(*) from event; create index on counted (count);
  create rule quiet as on delete to event do instead nothing;
  comment on table event is 'what happened'; comment on column event.note is 'a note';
  grant select on event to public; grant update (note) on event to public; grant select on recent to public;
  create publication p for table event;`;

const columns = `id int generated always as identity, at date not null, note text default 'x', other int,
  twice int generated always as (other * 2) stored, n bigserial, constraint sane check (positive(other)), primary key (id, at)`;

/** A key of another type, of a partition of a partition too. */
const keyed = (type: string): string => `
  create table keyed (k ${type} primary key, v text) partition by range (k); create table keyed_1 partition of keyed for values from (0) to (10);
  create table deep (a int, b ${type}) partition by list (a); create table deep_1 partition of deep for values in (1) partition by range (b);
  create table deep_11 partition of deep_1 for values from (0) to (10);`;

const plain = `${around} create table event (${columns}); ${hanging}
  create table regions (id int not null, region text) partition by list (region);
  create table regions_a partition of regions for values in ('a'); create table regions_rest partition of regions default;
  create index on regions (id);
  create table shard (id int primary key, v int) partition by range (id); create table shard_1 partition of shard for values from (0) to (10);
  create table ref (shard int references shard);
  create table top (a int, b int) partition by range (a); create table part partition of top for values from (0) to (10) partition by list (b);
  create table part_1 partition of part for values in (1); create table part_2 partition of part for values in (2); ${keyed('int')}`;

const partitioned = `${around} create table event (${columns}) partition by range (at);
  create table event_old partition of event for values from (minvalue) to ('2026-01-01');
  create table event_new partition of event for values from ('2026-01-01') to (maxvalue); ${hanging}
  create table regions (id int not null, region text) partition by hash (id);
  create table regions_a partition of regions for values with (modulus 2, remainder 0); create table regions_b partition of regions for values with (modulus 2, remainder 1);
  create index on regions (id);
  create table shard (id int primary key, v int); create table ref (shard int references shard);
  create table top (a int, b int) partition by range (a); create table part partition of top for values from (0) to (10) partition by range (b);
  create table part_1 partition of part for values from (0) to (5); ${keyed('bigint')}`;

const rows = `
  alter table event disable trigger watch;
  insert into event (at, note, other) values ('2025-12-31', 'old', 1), ('2026-02-01', 'new', 2), ('2026-03-01', null, 1);
  alter table event enable trigger watch; refresh materialized view counted;
  insert into regions values (1, 'a'), (2, 'b'), (3, null); insert into shard values (1, 1), (2, 2); insert into ref values (1);
  insert into top values (1, 1), (2, 2); insert into keyed values (1, 'one'); insert into deep values (1, 2);`;

const contents = `
  select (select json_agg(e order by e.id) from event as e) as event, (select json_agg(r order by r.id) from regions as r) as regions,
    (select json_agg(s order by s.id) from shard as s) as shard, (select json_agg(t order by t.a) from top as t) as top,
    (select json_agg(k) from keyed as k) as keyed, (select json_agg(d) from deep as d) as deep,
    (select count from counted) as counted`;

describe('tables that are made anew with their rows', () => {
  for (const major of [13, 18] as const) {
    it(`keep them, and all that hangs on them, on PostgreSQL ${String(major)}`, async () => {
      let before: unknown;
      const check = async (target: TestDatabase, stage: Stage): Promise<void> => {
        if (stage === 'before') await target.query(`insert into other values (1), (2); ${rows}`);
        const [found] = await target.query(contents);
        if (stage === 'before') before = found;
        else assert.deepEqual(found, before, stage);
        if (stage === 'before') return;
        const next = await target.query(
          `select nextval(pg_get_serial_sequence('event', c))::int as next from unnest(array['id', 'n']) as c`,
        );
        const wanted = stage === 'patched' ? 4 : 5;
        assert.deepEqual(next, [{ next: wanted }, { next: wanted }], stage);
      };
      await assertConverges(await startPostgres(major), plain, partitioned, { check });
    });
  }

  it('stay as they are when a row fits no partition', async () => {
    const server = await startPostgres(18);
    const dialect = await loadDialect('postgres');
    const source = await server.createDatabase(
      'create table t (a int) partition by range (a); create table t_1 partition of t for values from (0) to (10)',
    );
    const target = await server.createDatabase('create table t (a int); insert into t values (1), (10)');
    try {
      const sides = [await connectDatabase(source.url), await connectDatabase(target.url)] as const;
      const plan = planAll(await compareDatabases(...sides, dialect), dialect);
      await assert.rejects(
        applyPlan(plan, sides[1], dialect),
        /fill table public\.t: rows of public\.t fit none of its partitions[^]*\(a\) = \(10\)/,
      );
      assert.deepEqual(await target.query('select a from only t order by a'), [{ a: 1 }, { a: 10 }]);
    } finally {
      await source.drop();
      await target.drop();
    }
  });
});
