import assert from 'node:assert/strict';
import type { ConvergenceOptions } from '../../support/convergence.js';
import { describeConvergence } from './kinds/convergenceCases.js';

/** Holds the answer to a query against itself: the same before the patch, after it and after the rollback. */
function keeps(rows: string, query: string): Required<Pick<ConvergenceOptions, 'check'>> {
  let before: unknown;
  return {
    check: async (target, stage) => {
      if (stage === 'before') await target.query(rows);
      const found = await target.query(query);
      if (stage === 'before') before = found;
      else assert.deepEqual(found, before, stage);
    },
  };
}

const touch = `create function touch() returns trigger language plpgsql as 'begin new.at := now(); return new; end';`;

const moods = `create type old_mood as enum ('sad', 'ok', 'happy'); create type new_mood as enum ('happy', 'ok', 'sad', 'elated');`;

/** What hangs on columns of an enum. */
const moody = (type: string): string => `${moods}
  create table t (id int primary key, m ${type} not null default 'ok', many ${type}[] not null default '{sad}', constraint fine check (m <> 'sad' or id > 0));
  create index only_happy on t (id) where m = 'happy'; create index by_mood on t (m, id);
  create view v as select id, m from t where m in ('ok', 'happy'); create view w as select count(*) from v;
  create materialized view mv as select m, count(*) from t group by m; create unique index on mv (m);
  create function next_mood(${type}) returns ${type} language sql immutable as 'select $1';
  alter table t enable row level security; create policy happy on t using (m = 'happy');`;

const read = (
  how: string,
  partitions: string,
): string => `create table log (id int not null, day date not null, v text)${how}; ${partitions}
  create view days as select day, count(*) as n from log group by day; create view busy as select day from days where n > 10;
  create materialized view latest as select max(day) as day from log; create function logs() returns setof log language sql as 'select * from log';
  comment on view days is 'per day'; comment on column days.n is 'how many'; grant select on busy to public;`;

/** What trips schema comparisons on real databases, each by its name. */
describeConvergence('traps', [
  {
    name: 'makes a whole schema from nothing, and nothing of it',
    before: '',
    after: `create schema app; create schema lib; create schema ext; create extension citext schema ext; create extension btree_gist schema ext;
      create domain lib.email as ext.citext check (value ~ '@'); create type lib.state as enum ('new', 'done'); create type lib.money as (amount numeric(12,2), currency char(3));
      create sequence app.numbers; create function lib.next_number() returns text language sql as $$select 'N' || nextval('app.numbers')$$;
      create table app.users (id bigint generated always as identity primary key, email lib.email unique, boss bigint references app.users, number text default lib.next_number());
      create table app.orders (id serial primary key, user_id bigint not null references app.users on delete cascade, state lib.state not null default 'new', price lib.money,
        during tstzrange not null, total numeric generated always as ((price).amount * 2) stored, exclude using gist (user_id with =, during with &&));
      create function app.is_big(o app.orders) returns boolean language sql stable as 'select ($1.price).amount > 100'; alter table app.orders add check (state <> 'done' or price is not null);
      create view app.open_orders as select o.*, app.is_big(o) as big from app.orders o where state = 'new'; create view app.bosses as select distinct b.email from app.users u join app.users b on b.id = u.boss;
      create materialized view app.totals as select user_id, sum(total) from app.open_orders group by 1; create unique index on app.totals (user_id);
      create function lib.audit() returns trigger language plpgsql as 'begin insert into app.audit values (tg_relid::regclass::text); return null; end'; create table app.audit (what text, at timestamptz default now());
      create trigger audit after insert or update on app.orders for each row execute function lib.audit();
      alter table app.orders enable row level security; create policy own on app.orders using (user_id in (select id from app.users where email = current_user::ext.citext));
      create rule keep as on delete to app.audit do instead nothing; comment on schema app is 'everything'; comment on column app.orders.price is 'net'; alter sequence app.numbers owned by app.users.number`,
  },
  {
    name: 'finds what functions and defaults need in the schema of an extension or on a search path',
    before: '',
    after: `create schema ext; create schema app; create extension pgcrypto schema ext; create extension hstore schema ext; create extension pg_trgm schema ext;
      create function app.token() returns text language sql set search_path = ext, app as $$select encode(gen_random_bytes(8), 'hex')$$;
      create function app.slug(t text) returns text language plpgsql immutable set search_path to 'app', 'ext', 'pg_temp' as 'begin return lower(normalized(t)); end';
      create function app.normalized(t text) returns text language sql immutable as 'select trim($1)';
      create function app.has(h ext.hstore) returns boolean language sql immutable as $$select h operator(ext.?) 'x'$$;
      create table app.t (id text primary key default app.token(), secret bytea default ext.digest('x', 'sha256'), h ext.hstore default ''::ext.hstore check (app.has(h) or h is null), name text, slug text generated always as (app.slug(name)) stored);
      create index on app.t using gin (name ext.gin_trgm_ops); create index on app.t (app.slug(name)); create view app.v as select id, h operator(ext.->) 'x' as x from app.t where name operator(ext.%) 'y'`,
  },
  {
    name: 'follows a text search configuration that the trigger of a table names',
    before: `create schema search; create table doc (id int primary key, body text, words tsvector)`,
    after: `create schema search; create text search dictionary search.plain (template = simple, stopwords = english); create text search configuration search.docs (copy = english);
      alter text search configuration search.docs alter mapping for asciiword with search.plain, english_stem; create table doc (id int primary key, body text, words tsvector);
      create trigger words before insert or update on doc for each row execute function tsvector_update_trigger(words, 'search.docs', body);
      create function weigh() returns trigger language plpgsql as $$begin new.words := setweight(to_tsvector('search.docs', new.body), 'A'); return new; end$$;
      create trigger zweigh before insert on doc for each row execute function weigh(); create index on doc using gin (words); create index on doc using gin (to_tsvector('search.docs', body));
      create view found as select id from doc where words @@ to_tsquery('search.docs', 'x')`,
    ...keeps(`insert into doc values (1, 'a word')`, 'select id, body from doc'),
  },
  {
    name: 'attaches indexes of partitions, of their partitions and of both that are called in another way',
    before: `create table m (id int not null, day date not null, v int) partition by range (day); create table m_1 partition of m for values from ('2026-01-01') to ('2026-02-01') partition by list (id);
      create table m_1_a partition of m_1 for values in (1); create table m_1_b partition of m_1 for values in (2); create table m_2 partition of m for values from ('2026-02-01') to ('2026-03-01');
      create index of_leaf on m_1_a (v)`,
    after: `create table m (id int not null, day date not null, v int) partition by range (day); create table m_1 partition of m for values from ('2026-01-01') to ('2026-02-01') partition by list (id);
      create table m_1_a partition of m_1 for values in (1); create table m_1_b partition of m_1 for values in (2); create table m_2 partition of m for values from ('2026-02-01') to ('2026-03-01');
      create index whole on only m (v); create index "Odd one" on only m_1 (v); create index of_leaf on m_1_a (v) with (fillfactor = 60); create index "b.c" on m_1_b (v); create index of_2 on m_2 (v);
      alter index "Odd one" attach partition of_leaf; alter index whole attach partition "Odd one"; alter index "Odd one" attach partition "b.c"; alter index whole attach partition of_2;
      alter table only m add constraint k unique (id, day); alter table m_2 add constraint k2 unique (id, day); alter index k attach partition k2; create index half on only m ((v + 1)); comment on index of_leaf is 'of a leaf';
      create unique index parted on m (day, id, v) include (v)`,
    ...keeps(
      `insert into m values (1, '2026-01-05', 1), (2, '2026-01-06', 2), (3, '2026-02-07', 3)`,
      'select * from m order by id',
    ),
  },
  {
    name: 'makes a foreign key to a partitioned table of the same plan, with rows on the other side, and from one partitioned table to another',
    before: `create table line (id int primary key, day date, place int)`,
    after: `create table head (place int, day date, primary key (place, day)) partition by list (place); create table head_1 partition of head for values in (1) partition by range (day);
      create table head_1_26 partition of head_1 for values from ('2026-01-01') to ('2027-01-01'); create table head_rest partition of head default;
      create table line (id int primary key, day date, place int, constraint of_head foreign key (place, day) references head on delete cascade deferrable initially deferred);
      create table note (place int, day date, n int, foreign key (place, day) references head) partition by hash (n); create table note_0 partition of note for values with (modulus 1, remainder 0);
      create table self (id int, up int, kind int, primary key (id, kind), foreign key (up, kind) references self) partition by list (kind); create table self_1 partition of self for values in (1)`,
    ...keeps(`insert into line values (1, null, null)`, 'select id from line'),
  },
  {
    name: 'makes an identity of a column that was nullable, with and without a default, and of a serial',
    before: `create table t (a int, b text); create table u (a int default 7, b text); create table s (a serial, b text); alter table s alter a drop not null; create view v as select a from t`,
    after: `create table t (a int generated always as identity, b text); create table u (a bigint generated by default as identity (increment by 5) primary key, b text); create table s (a int generated always as identity, b text); create view v as select a from t`,
    ...keeps(
      `insert into t overriding system value values (1, 'x'), (2, 'y'); insert into u values (7, 'z'); insert into s (b) values ('q')`,
      `select (select json_agg(t) from t) as t, (select json_agg(u) from u) as u, (select json_agg(s) from s) as s`,
    ),
  },
  {
    name: 'turns columns of one enum into another, with all that compares with its values',
    before: moody('old_mood'),
    after: moody('new_mood'),
    ...keeps(
      `insert into t values (1, 'sad', '{ok,happy}'), (2, 'happy', '{}'); refresh materialized view mv`,
      'select id, m::text, many::text, (select count(*)::int from mv) as groups from t order by id',
    ),
  },
  {
    name: 'makes a plain table partitioned while views read it',
    before: read('', ''),
    after: read(
      ' partition by range (day)',
      `create table log_old partition of log for values from (minvalue) to ('2026-01-01'); create table log_rest partition of log default;`,
    ),
    ...keeps(
      `insert into log values (1, '2025-01-01', 'x'), (2, '2026-01-01', 'y'); refresh materialized view latest`,
      'select (select json_agg(l order by l.id) from log l) as log, (select json_agg(d order by d.day) from days d) as days, (select day::text from latest) as latest, (select count(*)::int from logs()) as logs',
    ),
  },
  {
    name: 'adds, changes and drops comments on columns of views and materialized views, and on their indexes',
    before: `create table t (id int primary key, a int, b text); create index e on t ((a + 1), lower(b)); create view v as select id, a from t; create materialized view m as select id, b from t; create index m_b on m (b);
      comment on column v.a is 'an a'; comment on column m.b is 'a b'; comment on index t_pkey is 'key'; comment on index m_b is 'of m'`,
    after: `create table t (id int primary key, a bigint, b text); create index e on t ((a + 1), lower(b)); create view v as select id, a from t; create materialized view m as select id, b from t; create index m_b on m (b);
      comment on column v.a is 'another a'; comment on column v.id is 'an id'; comment on column m.id is 'id'; comment on materialized view m is 'm'`,
  },
  {
    name: 'gives heirs and partitions a default of their own in each column, and takes it back',
    before: `${touch} create table p (a int default 1, b text default 'p', at timestamptz default now(), s int generated always as (a + 1) stored); create table h () inherits (p); create table i (own int default 3) inherits (h);
      create table w (k int not null, v int default 1) partition by list (k); create table w1 partition of w for values in (1); create table w2 partition of w (v default 2) for values in (2)`,
    after: `${touch} create table p (a int default 2, b text, at timestamptz default now(), s int generated always as (a + 1) stored); create table h () inherits (p); create table i (own int) inherits (h);
      create sequence numbers; alter table h alter a set default 5; alter table h alter b set default 'h';
      alter table i alter a set default nextval('numbers'); alter table i alter at drop default;
      create table w (k int not null, v int) partition by list (k); create table w1 partition of w (v default 7) for values in (1); create table w2 partition of w for values in (2)`,
  },
]);
