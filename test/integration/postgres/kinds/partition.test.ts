import assert from 'node:assert/strict';
import { assertConverges } from '../../../support/convergence.js';
import { startPostgres } from '../../../support/postgres/testServer.js';
import { describeConvergence } from './convergenceCases.js';

const measurements = `create table m (id int not null, day date not null, v int default 1, constraint positive check (v > 0)) partition by range (day)`;
const first = `create table m_1 partition of m for values from ('2026-01-01') to ('2026-02-01')`;
const second = `create table m_2 partition of m for values from ('2026-02-01') to ('2026-03-01')`;

describeConvergence('partitioned tables', [
  {
    name: 'makes and drops tables partitioned by range, list, hash and expressions',
    before: `create table keep (a int)`,
    after: `create schema "P.1"; create table "P.1"."T""x" ("a.b" int, b text collate "C") partition by list (b collate "C" text_pattern_ops);
      create table "P.1"."One" partition of "P.1"."T""x" for values in ('it''s', null);
      create table "P.1".rest partition of "P.1"."T""x" default;
      create table h (a int, b text) partition by hash (a, lower(b));
      create table h0 partition of h for values with (modulus 2, remainder 0); create table h1 partition of h for values with (modulus 2, remainder 1);
      create table r (a int, b int) partition by range (a, (b + 1));
      create table r1 partition of r for values from (minvalue, minvalue) to (10, 5) partition by list (b);
      create table r11 partition of r1 for values in (1, 2); create table r2 partition of r for values from (10, 5) to (maxvalue, maxvalue);
      comment on table r is 'parent'; comment on table r11 is 'leaf'; comment on column r11.a is 'column of a leaf';
      grant select on r to public; grant insert on r11 to public; create view v as select a from r; create view v1 as select b from r11`,
  },
  {
    name: 'adds and drops partitions of a table with keys, indexes, triggers and foreign keys',
    before: `create table other (id int primary key); create function f() returns trigger language plpgsql as 'begin return new; end';
      ${measurements}; ${first}; alter table m add primary key (id, day); create index m_v on m (v); create index m_e on m ((v + 1)) where v > 1;
      alter table m add constraint u unique (v, day); alter table m add foreign key (id) references other;
      create trigger t after insert on m for each row execute function f()`,
    after: `create table other (id int primary key); create function f() returns trigger language plpgsql as 'begin return new; end';
      ${measurements}; ${first}; alter table m add primary key (id, day); create index m_v on m (v); create index m_e on m ((v + 1)) where v > 1;
      alter table m add constraint u unique (v, day); alter table m add foreign key (id) references other;
      create trigger t after insert on m for each row execute function f(); ${second}; alter table m_2 add constraint own check (id > 0);
      create index m_2_own on m_2 (id); create table m_d partition of m default`,
  },
  {
    name: 'adds, changes and drops columns of all partitions at once',
    before: `${measurements} ; create table m_1 partition of m for values from ('2026-01-01') to ('2026-02-01') partition by list (id);
      create table m_11 partition of m_1 for values in (1); create view w as select v from m_11; create index on m_11 (v); alter table m add gone text`,
    after: `create table m (id int not null, day date not null, v bigint default 1, constraint positive check (v > 0)) partition by range (day);
      create table m_1 partition of m for values from ('2026-01-01') to ('2026-02-01') partition by list (id);
      create table m_11 partition of m_1 for values in (1); create view w as select v from m_11; create index on m_11 (v);
      alter table m add new text not null default 'x'; alter table m alter v set not null; create index on m_11 (new)`,
  },
  {
    name: 'adds and drops keys, indexes and checks of all partitions at once',
    before: `${measurements}; ${first}; ${second}; create index i on m (v); alter table m add constraint old unique (v, day)`,
    after: `${measurements}; ${first}; ${second}; alter table m add constraint k primary key (id, day); create unique index j on m (v, day);
      alter table m add constraint c check (v < 100); create index only_here on m_1 (v)`,
  },
  {
    name: 'changes an index of all partitions',
    before: `${measurements}; ${first}; create index i on m (v)`,
    after: `${measurements}; ${first}; create index i on m (v desc, id) include (day)`,
  },
  {
    name: 'changes storage parameters of partitioned indexes and keys, and of those of partitions',
    before: `create table w (k int, v int, constraint w_k primary key (k) with (fillfactor = 60)) partition by range (k); create table p partition of w for values from (0) to (10);
      create index i on w (v) with (fillfactor = 50); create index b on w using brin (v)`,
    after: `create table w (k int, v int, constraint w_k primary key (k) with (fillfactor = 70) deferrable initially deferred) partition by range (k); create table p partition of w for values from (0) to (10);
      create index i on w (v); create index b on w using brin (v) with (pages_per_range = 32); alter index p_v_idx set (fillfactor = 80); create table n (k int, unique (k) with (fillfactor = 60)) partition by list (k)`,
  },
  {
    name: 'changes bounds, attaches and detaches',
    before: `${measurements}; ${first}; ${second}; create index i on m (v); create table away (id int not null, day date not null, v int default 1, constraint positive check (v > 0))`,
    after: `${measurements}; create table m_1 partition of m for values from ('2026-01-01') to ('2026-01-20');
      create index i on m (v); create table m_2 (id int not null, day date not null, v int default 1, constraint positive check (v > 0)); create index m_2_v_idx on m_2 (v);
      create table away partition of m for values from ('2026-04-01') to ('2026-05-01')`,
  },
  {
    name: 'keeps an index of a partition when the whole has none any more',
    before: `${measurements}; ${first}; create index i on m (v)`,
    after: `${measurements}; ${first}; create index m_1_v_idx on m_1 (v)`,
  },
  {
    name: 'leaves a table that is to be partitioned by a column of a type that is left',
    since: 14,
    before: `create type p as (a int[]); create table t (id p, v p[]) partition by hash (id)`,
    after: `create type p as (a int, b jsonb); create table t (id int, x p not null, v p[]) partition by hash (x)`,
    mayLeave: true,
  },
  {
    name: 'makes a table anew by itself that is to inherit a column that is left',
    before: `create table p (n int not null, m int generated always as (n) stored not null);
      create table t (x int, primary key (n)) inherits (p);`,
    after: `create table t (x int, n text generated always as ('n') stored) partition by hash (x);
      create table p (n t[] not null, m t[] generated always as (n) stored not null);`,
    mayLeave: true,
  },
  {
    name: 'gives an index of a partition the name that another one had before',
    before: `${measurements}; ${first}; ${second}; create index plain on m (v desc); create index partial on m (v) where v > 5`,
    after: `${measurements}; ${first}; ${second}; create index partial on m (v) where v > 5`,
  },
  {
    name: 'gives partitions their own defaults, storage, row security and settings',
    before: `${measurements}; ${first}; ${second}; alter table m add t text`,
    after: `${measurements}; ${first}; ${second}; alter table m add t text; alter table only m alter v set default 2; alter table m_1 alter v drop default;
      alter table only m_1 alter t set storage external; alter table only m_2 alter t set statistics 7; alter table m_2 enable row level security; create policy p on m_2 using (v > 1);
      alter table m_1 set (fillfactor = 50); alter table m_2 alter v set not null; alter table m_1 replica identity full`,
  },
  {
    name: 'makes a foreign key to a partitioned table in the same plan',
    before: `create table a (id int)`,
    after: `create table a (id int); create table p (id int primary key) partition by range (id); create table p1 partition of p for values from (1) to (10);
      create table r (p int references p); alter table a add foreign key (id) references p`,
  },
  {
    name: 'adds and drops a partition that a foreign key refers to',
    before: `create table p (id int primary key) partition by range (id); create table p1 partition of p for values from (1) to (10); create table r (p int references p)`,
    after: `create table p (id int primary key) partition by range (id); create table p1 partition of p for values from (1) to (10); create table r (p int references p);
      create table p2 partition of p for values from (10) to (20)`,
  },
  {
    name: 'makes an identity that partitions share',
    since: 18,
    before: `create table t (a int) partition by list (a); create table t1 partition of t for values in (1)`,
    after: `create table t (a int, i bigint not null generated always as identity) partition by list (a); create table t1 partition of t for values in (1);
      create table u (a int, i bigint generated by default as identity) partition by list (a); create table u1 partition of u for values in (1)`,
  },
  {
    name: 'sets when the copies of triggers on partitions fire',
    before: `create function f() returns trigger language plpgsql as 'begin return new; end'; ${measurements}; ${first}; ${second}; create trigger t after insert on m for each row execute function f(); create trigger u after insert on m for each row execute function f()`,
    after: `create function f() returns trigger language plpgsql as 'begin return new; end'; ${measurements}; ${first}; ${second}; create trigger t after insert on m for each row execute function f(); create trigger u after insert on m for each row execute function f();
      alter table m disable trigger t; alter table m_1 enable always trigger t; alter table m_2 disable trigger u`,
  },
  {
    name: 'moves the bound of a partition with partitions while keys and indexes come',
    before: `create table w (k int not null, a text) partition by range (k); create table q partition of w for values from (0) to (70) partition by list (k);
      create table q_leaf partition of q for values in (1)`,
    after: `create table w (k int not null, b int not null default 1) partition by range (k); create table q partition of w for values from (0) to (60) partition by list (k);
      create table q_leaf partition of q for values in (1); alter table w add primary key (k); create index e on w ((k + 1)); alter table w add check (b > 0)`,
  },
  {
    name: 'makes a key, partitions and a foreign key to them at once, and drops a leaf that it refers to',
    before: `create table w (k int not null) partition by range (k)`,
    after: `create table w (k int not null) partition by range (k); create table q partition of w for values from (0) to (60) partition by list (k);
      create table q_leaf partition of q for values in (1); alter table w add constraint key unique (k); create table r (k int references w (k))`,
  },
  {
    name: 'drops a foreign key of the whole while a partition is parted for good or for a while',
    before: `create table o (id int primary key); create table w (k int not null) partition by range (k); create table p1 partition of w for values from (0) to (10);
      create table p2 partition of w for values from (10) to (20); alter table w add constraint fk foreign key (k) references o`,
    after: `create table o (id int primary key); create table w (k int not null) partition by range (k); create table p1 partition of w for values from (0) to (5);
      create table p2 (k int not null)`,
  },
  {
    name: 'names NOT NULL of the whole as usual where a new partition has the name already',
    before: `create table w (k int not null, a text) partition by range (k)`,
    after: `create table w (k int not null, a text not null, b int not null) partition by range (k); create table p partition of w for values from (0) to (10)`,
  },
  {
    name: 'adds a column whose NOT NULL partitions call in their own way',
    since: 18,
    before: `create table w (k int, b int) partition by range (k); create table p (k int, b int) partition by list (b); create table p_1 (k int, b int); alter table p attach partition p_1 default;
      alter table w attach partition p for values from (0) to (10); create table q partition of w default; insert into w values (1), (11)`,
    after: `create table w (k int, b int, n int not null default 1) partition by range (k); create table p (k int, b int, n int not null default 1) partition by list (b); create table p_1 (k int, b int, n int not null default 1); alter table p attach partition p_1 default;
      alter table w attach partition p for values from (0) to (10); create table q partition of w default`,
  },
  {
    name: 'attaches foreign tables as partitions',
    before: `create foreign data wrapper w; create server s foreign data wrapper w; ${measurements}; ${first}`,
    after: `create foreign data wrapper w; create server s foreign data wrapper w; ${measurements}; ${first}; alter table m add extra text;
      create foreign table "M.2" partition of m for values from ('2026-02-01') to ('2026-03-01') server s`,
  },
  {
    name: 'makes partitions with generated columns',
    before: `create table t (a int, i bigint not null) partition by list (a); create table t1 partition of t for values in (1)`,
    after: `create table t (a int, i bigint not null) partition by list (a); create table t1 partition of t for values in (1);
      create table g (a int, s int generated always as (a + 1) stored) partition by list (a); create table g1 partition of g for values in (1)`,
  },
]);

describeConvergence('inheritance', [
  {
    name: 'makes and drops heirs of several parents',
    before: `create table keep (a int)`,
    after: `create table p (a int not null default 1, b text, constraint c check (a > 0), constraint n check (a > 1) no inherit); create table q (b text, d date);
      create table h (own int) inherits (q, p); create table i (a int default 5, constraint c check (a > 0)) inherits (p); create table j () inherits (i);
      alter table h alter b set default 'x'; alter table h alter a drop default; alter table h alter d set not null; comment on column h.a is 'inherited'; create index on h (a)`,
  },
  {
    name: 'adds, changes and drops what heirs inherit',
    before: `create table p (a int, b text, gone int); create table h (own int) inherits (p); create table i () inherits (h); create view v as select a from i`,
    after: `create table p (a bigint not null, b text, new int default 3, constraint c check (new > 0)); create table h (own int) inherits (p); create table i () inherits (h); create view v as select a from i`,
  },
  {
    name: 'sets and drops defaults of parent and heirs each by itself',
    before: `create table p (a int default 1, b int); create table h () inherits (p)`,
    after: `create table p (a int default 2, b int default 3); create table h () inherits (p); alter table h alter b set default 4; alter table h alter a set default 1`,
  },
  {
    name: 'inherits from a new table whose columns it has not yet, NOT NULL and identity among them',
    before: `create table c (k int)`,
    after: `create table p (x int generated by default as identity, y int not null, z text); create table c (k int) inherits (p)`,
  },
  {
    name: 'leaves a column with the parent that an heir is to have by itself',
    before: `create table p (a int, b int); create table c () inherits (p)`,
    after: `create table p (a int); create table c (b bigint) inherits (p)`,
    mayLeave: true,
  },
  {
    name: 'inherits no more what stays as it is, while the rollback converts it with what it inherits',
    before: `create type m as enum ('a'); create table p (g m, a m not null); create table c () inherits (p)`,
    after: `create type m as enum ('a', 'b'); create table p (g m, a m not null); create table c (g tsvector not null, a m not null)`,
  },
  {
    name: 'changes the type of a column whose heirs are NOT NULL by constraints of other names',
    since: 18,
    before: `create table p (a int not null, b int, c int constraint first not null); create table h (x int, constraint other not null a, primary key (a)) inherits (p);
      create table i (constraint deeper not null a, constraint own not null b) inherits (h); create table j () inherits (p);
      insert into h values (1, 2, 3, 4); insert into i values (2, 2, 3, 4); insert into j values (3, 2, 3)`,
    after: `create table p (a bigint not null, b bigint, c bigint constraint first not null); create table h (x int, constraint other not null a, primary key (a)) inherits (p);
      create table i (constraint deeper not null a, constraint own not null b) inherits (h); create table j () inherits (p)`,
  },
  {
    name: 'changes the type of a key whose heirs are NOT NULL by constraints of other names',
    since: 18,
    before: `create table p (a int primary key, n int not null); create table h (constraint other not null a) inherits (p); create table r (a int references p);
      create table q (a int constraint alone not null no inherit, b int); create table s (constraint mine not null a, constraint his not null b) inherits (q);
      create table t (constraint her not null b) inherits (s); insert into p values (1, 1); insert into h values (2, 1); insert into t values (1, 2)`,
    after: `create table p (a bigint primary key, n int); create table h (constraint other not null a, constraint more not null n) inherits (p); create table r (a bigint references p);
      create table q (a bigint constraint alone not null no inherit, b bigint constraint his not null); create table s (constraint mine not null a, constraint his not null b) inherits (q);
      create table t (constraint her not null b) inherits (s)`,
  },
  {
    name: 'changes the type of a column of partitions that were NOT NULL by themselves',
    since: 18,
    before: `create table p (a int not null, k int primary key) partition by range (k); create table h (a int not null, k int not null);
      alter table p attach partition h for values from (0) to (10); create table i partition of p for values from (10) to (20); insert into p values (1, 1), (2, 12)`,
    after: `create table p (a bigint not null, k int primary key) partition by range (k); create table h (a bigint not null, k int not null);
      alter table p attach partition h for values from (0) to (10); create table i partition of p for values from (10) to (20)`,
  },
  {
    name: 'replaces an enum of heirs and partitions that are NOT NULL by constraints of other names',
    since: 18,
    before: `create type e as enum ('a', 'b'); create table p (a e not null, k int) partition by range (k); create table h (a e not null, k int);
      alter table p attach partition h for values from (0) to (10); create table q (a e not null default 'a'); create table s (constraint other not null a) inherits (q);
      insert into p values ('a', 1); insert into s values ('a')`,
    after: `create type e as enum ('a'); create table p (a e not null, k int) partition by range (k); create table h (a e not null, k int);
      alter table p attach partition h for values from (0) to (10); create table q (a e not null default 'a'); create table s (constraint other not null a) inherits (q)`,
  },
  {
    name: 'leaves the type of an identity whose heirs are NOT NULL by constraints of other names',
    since: 18,
    before:
      'create table p (a int generated always as identity, b int); create table h (constraint other not null a) inherits (p)',
    after:
      'create table p (a bigint generated always as identity, b bigint); create table h (constraint other not null a) inherits (p)',
    mayLeave: true,
  },
  {
    name: 'computes a column in another way, and leaves the ways of its heirs and partitions or changes them too',
    since: 17,
    before: `create table t (a int, c int generated always as (a) stored, d int generated always as (a) stored, e int generated always as (a) stored);
      create table h (c int generated always as (a + 1) stored) inherits (t); create table i () inherits (h); create table j (c int generated always as (a + 9) stored) inherits (h);
      create table p (k int, a int, c int generated always as (a) stored, d int generated always as (a) stored) partition by list (k);
      create table p1 partition of p (c generated always as (a + 1) stored) for values in (1) partition by list (a);
      create table p11 partition of p1 (c generated always as (a + 2) stored) for values in (1); create table p12 partition of p1 for values in (2);
      insert into i values (1); insert into p values (1, 1), (1, 2)`,
    after: `create table t (a int, c int generated always as (a * 2) stored, d bigint generated always as (a * 3) stored, e int generated always as (a + 8) stored);
      create table h (c int generated always as (a + 1) stored, e int generated always as (a + 9) stored) inherits (t); create table i () inherits (h); create table j (c int generated always as (a + 10) stored) inherits (h);
      create table p (k int, a int, c int generated always as (a * 2) stored, d int generated always as (a * 2) stored) partition by list (k);
      create table p1 partition of p (c generated always as (a + 1) stored) for values in (1) partition by list (a);
      create table p11 partition of p1 (c generated always as (a + 3) stored) for values in (1); create table p12 partition of p1 (c generated always as (a + 3) stored) for values in (2)`,
  },
  {
    name: 'keeps the names, settings and comments of indexes and keys of partitions while a column of the whole gets another type',
    since: 13,
    before: `create table m (id int, v varchar(10), ts int not null) partition by range (ts); create table m1 partition of m for values from (1) to (2);
      create index m_id on m (id); alter index m1_id_idx rename to odd; create index m_v on m (v); alter index m1_v_idx set (fillfactor = 70);
      alter table m add constraint mu unique (id, ts); alter table m1 rename constraint m1_id_ts_key to "Odd key"; comment on index odd is 'it is odd'; insert into m values (1, 'a', 1)`,
    after: `create table m (id bigint, v varchar(20), ts int not null) partition by range (ts); create table m1 partition of m for values from (1) to (2);
      create index m_id on m (id); alter index m1_id_idx rename to odd; create index m_v on m (v); alter index m1_v_idx set (fillfactor = 70);
      alter table m add constraint mu unique (id, ts); alter table m1 rename constraint m1_id_ts_key to "Odd key"; comment on index odd is 'it is odd'`,
  },
  {
    name: 'computes a column that is made again in the ways that partitions have',
    since: 17,
    before: `create table m (k int, a int, b bigint generated always as (a + 1) stored) partition by list (k); create table m1 partition of m for values in (1);
      create table m2 partition of m (b generated always as (a + 2) stored) for values in (2); insert into m values (2, 5)`,
    after: `create table m (k int, a bigint, b bigint generated always as (a + 1) stored, n text generated always as ('x') stored) partition by list (k); create table m1 partition of m for values in (1);
      create table m2 partition of m (b generated always as (a + 3) stored, n generated always as ('y') stored) for values in (2)`,
  },
  {
    name: 'leaves the type of a column that an heir has from two tables',
    before: `create table p1 (a int, b text); create table p2 (b text); create table ch () inherits (p1, p2)`,
    after: `create table p1 (a bigint, b varchar(9)); create table p2 (b varchar(9)); create table ch () inherits (p2, p1)`,
    mayLeave: true,
  },
  {
    name: 'drops a column from one of two tables that hand it down, with its NOT NULL or without',
    before: `create table p1 (a int, b int not null); create table p2 (b int); create table c () inherits (p1, p2);
      create table q1 (a int, b int); create table q2 (b int not null); create table d () inherits (q1, q2); insert into d values (1, 2);`,
    after: `create table p1 (a int); create table p2 (b int); create table c () inherits (p1, p2);
      create table q1 (a int); create table q2 (b int not null); create table d () inherits (q1, q2);`,
    check: async (target, stage) => {
      if (stage === 'before') await target.query('delete from d; insert into d values (1, 2)');
      assert.deepEqual(await target.query('select b from d'), [{ b: 2 }], stage);
    },
  },
  {
    name: 'makes a column NOT NULL that an heir has from two tables, by the second of them',
    before: `create table p1 (b int); create table p2 (b int); create table c () inherits (p1, p2)`,
    after: `create table p1 (b int); create table p2 (b int not null); create table c () inherits (p1, p2)`,
  },
]);

describe('heirs without the NOT NULL of what they inherit', () => {
  it('are made, are changed and can be seen to differ, on PostgreSQL 16', async () => {
    await assertConverges(
      await startPostgres(16),
      `create table p (b int not null); create table c () inherits (p);`,
      `create table p (b int not null); create table c () inherits (p); alter table c alter b drop not null;
       create table fresh () inherits (p); alter table fresh alter b drop not null;`,
    );
  });
});
