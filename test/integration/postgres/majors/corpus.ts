/**
 * A schema of everything that the server prints from what it understood, in SQL that 13 to 18 all take and that means
 * the same to all of them.
 */
export const corpus = `
create schema app;
create type app.mood as enum ('sad', 'ok', 'happy');
create domain app.percent as numeric(5,2) default 0 check (value between 0 and 100) check (value is not null);
create type app.pair as (x integer, y text);
create unlogged table app.passing (id serial, n integer generated always as identity);
create table app.person (
  id integer primary key, name text not null default 'x'::text || 'y', email varchar(80), mood app.mood default 'ok',
  born date default current_date, score numeric(8,2) default (1 + 2) * 3, tags text[] default '{}', doc jsonb default '{}'::jsonb,
  pair app.pair, share app.percent, at timestamptz default now(), raw bytea, span interval default '1 day',
  boss integer references app.person, flags bit(4) default b'0101', kind varchar(10),
  upper_name text generated always as (upper(name)) stored,
  seen timestamp default localtimestamp, who name default current_user, place point,
  constraint score_ok check (score >= 0 and (kind in ('a', 'b') or kind is null)),
  constraint not_between check (score not between 5 and 6 or name like 'a%' or name ~~* 'b' or name similar to 'c%'),
  constraint row_ok check ((id, name) is distinct from (0, 'z'::text)),
  constraint dates_ok check (date_part('month', born) > 0),
  constraint cased check (case when score > 1 then true when name = 'x' then false else null end),
  constraint simple_case check (case kind when 'a' then 1 when 'b' then 2 end > 0),
  constraint texts_ok check (substring(name from 1 for 2) <> 'zz' and position('a' in name) >= 0 and trim(both 'x' from name) <> '' and overlay(name placing 'a' from 1 for 1) <> ''),
  constraint nulls_ok check (coalesce(name, email, 'n') <> nullif(email, '') and greatest(id, 1) > least(id, 2)),
  constraint array_ok check (tags[1] = any (array['a', 'b']) and 'c' <> all (tags) and tags && array['x'] and cardinality(tags[1:2]) < 3),
  constraint zone_ok check ((at at time zone 'UTC') > '2000-01-01'::timestamp),
  constraint json_ok check (doc -> 'a' ->> 'b' = 'c' and doc @> '{"a": 1}' and doc ? 'x'),
  constraint bool_ok check ((score > 1) is true and (score > 2) is not false and (score > 3) is unknown),
  constraint normal_ok check (name is normalized and normalize(name) = name),
  constraint coll_ok check (name collate "C" < 'z')
);
create table app.visit (
  id bigserial primary key, person_id integer not null references app.person on delete cascade on update set null,
  at timestamptz not null default now(), note text, cost numeric, a integer, b integer,
  exclude using gist (int4range(a, b) with &&) where (a < b)
);
create table app."Odd Name" ("Id" integer primary key, "select" text, "Mixed Case" text);
create index on app.person (lower(name), (score + 1) desc nulls last) where kind is not null and mood <> 'sad';
create index on app.person using gin (tags);
create index on app.person ((name || ' ' || coalesce(email, '')) collate "C" text_pattern_ops);
create index on app.person ((doc ->> 'a')) include (email);
create unique index on app.visit (date_trunc('day', at at time zone 'UTC'), person_id);

create function app.f_sql(a integer, b integer default 1 + 2, c text default 'x' || 'y', variadic d text[] default array['a']::text[]) returns integer
  language sql immutable as $$ select a + b $$;
create function app.f_named(a integer, b integer default 1 + 2, c text default 'x' || 'y') returns integer
  language sql immutable as $$ select a + b $$;
create function app.f_plpgsql(inout p app.person, out q integer, moment timestamptz default now()) language plpgsql stable strict as $$ begin q := 1; end $$;
create function app.f_table(x date default current_date) returns table (id integer, name text) language sql stable rows 5 cost 7 as $$ select 1, 'a' $$;
create procedure app.p_log(a integer, inout b integer default null) language plpgsql as $$ begin b := 1; end $$;
create function app.touch() returns trigger language plpgsql as $$ begin return new; end $$;

-- one relation
create view app.v_one as select id, name, email from app.person;
create view app.v_one_alias as select p.id, p.name as n from app.person as p;
create view app.v_where as select id from app.person where score > 10 and kind in ('a', 'b') and mood = 'ok';
create view app.v_star as select * from app.person;
create view app.v_group as select kind, count(*) as n, sum(score) filter (where score > 1) as s from app.person group by kind having count(*) > 1 order by kind desc nulls last limit 5 offset 1;
create view app.v_distinct as select distinct on (kind) kind, name from app.person order by kind, name;
create view app.v_window as select id, row_number() over w as rn, lag(score, 1) over (partition by kind order by id rows between 1 preceding and current row exclude ties) as l from app.person window w as (partition by kind order by score);
create view app.v_quoted as select "Id", "select", "Mixed Case" as "New Name" from app."Odd Name";
create view app.v_whole_row as select p, p.id from app.person as p;
create view app.v_row_field as select (p.pair).x as x, (pair).y from app.person as p;
create view app.v_alias_columns as select a, b from app.person as p (a, b);
create view app.v_values as select column1, column2 from (values (1, 'a'), (2, 'b')) as v;
create view app.v_values_named as select v.x, v.y from (values (1, 'a'), (2, 'b')) as v(x, y);
create view app.v_no_from as select 1 as one, 'x'::text as two, null::integer as three, current_date as today;
create view app.v_function as select g from generate_series(1, 10) as g;
create view app.v_function_ordinality as select f.name, f.n from app.f_table() with ordinality as f(id, name, n);
create view app.v_rows_from as select * from rows from (generate_series(1, 2), generate_series(1, 3)) as r(a, b);
create view app.v_unnest as select u from unnest(array[1, 2, 3]) as u;
create view app.v_only as select id, note from only app.visit;
create view app.v_sample as select id from app.visit tablesample bernoulli (10) repeatable (1);
-- several relations
create view app.v_join as select p.id, p.name, v.at from app.person p join app.visit v on v.person_id = p.id;
create view app.v_left as select p.id, v.note from app.person p left join app.visit v on v.person_id = p.id and v.cost > 1 where v.id is null;
create view app.v_using as select id, p.name, v.note from app.person p join app.visit v using (id);
create view app.v_natural as select * from (select id, name from app.person) a natural full join (select id, note from app.visit) b;
create view app.v_cross as select p.id, w.n from app.person p cross join lateral (select count(*) as n from app.visit v where v.person_id = p.id) w;
create view app.v_lateral_function as select p.id, t.tag from app.person p, unnest(p.tags) as t(tag);
create view app.v_self as select a.id, b.name from app.person a join app.person b on a.boss = b.id;
create view app.v_comma as select v.id, p.name from app.visit v, app.person p where p.id = v.person_id;
-- below
create view app.v_subquery as select s.id, s.n from (select id, name as n from app.person where score > 1) s where s.n <> 'x';
create view app.v_exists as select p.id from app.person p where exists (select 1 from app.visit v where v.person_id = p.id and v.note = p.name);
create view app.v_exists_unqualified as select id from app.person p where not exists (select from app.visit where person_id = p.id and cost > score);
create view app.v_in as select id from app.person where id in (select person_id from app.visit where cost > 1);
create view app.v_in_correlated as select name from app.person where id = any (select v.person_id from app.visit v where v.note = name);
create view app.v_not_in as select id from app.person where (id, name) not in (select person_id, note from app.visit);
create view app.v_scalar as select id, (select max(at) from app.visit where person_id = person.id) as last from app.person;
create view app.v_scalar_same as select id, (select count(*) from app.person q where q.boss = person.id) as n from app.person;
create view app.v_array as select id, array(select at from app.visit where person_id = person.id order by at) as ats from app.person;
create view app.v_cte as with recent as (select person_id, max(at) as at from app.visit group by person_id) select p.name, r.at from app.person p join recent r on r.person_id = p.id;
create view app.v_cte_one as with c as materialized (select id, name from app.person) select id, name from c;
create view app.v_recursive as with recursive r as (select id, boss, 1 as depth from app.person where boss is null union all select p.id, p.boss, r.depth + 1 from app.person p join r on p.boss = r.id) select id, depth from r;
create view app.v_union as select id, name from app.person union all select id, note from app.visit union select 1, 'x' order by 1;
create view app.v_intersect as (select id from app.person except select a from app.visit) intersect select b from app.visit;
create view app.v_union_inside as select u.id from (select id from app.person union select a from app.visit) u where u.id > 1;
create view app.v_grouping as select kind, mood, grouping(kind), count(*) from app.person group by grouping sets ((kind), (mood), ()), rollup (kind, mood), cube (kind);
create view app.v_aggregates as select string_agg(name, ',' order by name desc) as s, array_agg(distinct kind) as k, percentile_cont(0.5) within group (order by score) as m, count(distinct email) as e, mode() within group (order by kind) as o from app.person;
create view app.v_deep as select id from app.person where id in (select a from app.visit where b in (select id from app.person where name = visit.note));
create view app.v_on_view as select o.id, o.email from app.v_one o;
create view app.v_order_expression as select id, name from app.person order by lower(name), score + 1 desc;
create view app.v_order_alias as select lower(name) as name, id from app.person order by name;
create view app.v_group_alias as select lower(name) as name, count(*) from app.person group by 1 order by 2;
create view app.v_whole_row_ref as select row_to_json(p) as j, row_to_json(p.*) as k, count(p) over () from app.person p;
create view app.v_options with (security_barrier = true) as select id from app.person where kind = 'a' with local check option;
create view app.v_for_update as select id from app.person for update;
create view app.v_types as select id::bigint as c0, score::integer as c1, name::varchar(5) as c2, born::text as c3, 'sad'::app.mood as c4, '{1,2}'::int[] as c5, array[1,2]::bigint[] as c6, row(1, 'a')::app.pair as c7, interval '1' day as c8, time '10:00' as c9, timestamp with time zone '2000-01-01 00:00:00+00' as c10, b'101' as c11, x'1f' as c12, 1.5e3 as c13, -1 as c14, - id as c15, not true as c16, 'it''s' as c17, e'a\\nb' as c18 from app.person;
create view app.v_functions as select date_trunc('day', at) as c0, at at time zone 'UTC' as c1, overlay(note placing 'x' from 1) as c2, substring(note, 1) as c3, substring(note from 'a') as c4, trim(note) as c5, ltrim(note) as c6, position('x' in note) as c7, coalesce(note, '') as c8, nullif(note, '') as c9, greatest(a, b) as c10, current_timestamp as c11, current_date as c12, localtime as c13, session_user as c14, app.f_sql(a) as c15, app.f_named(b => 2, a => a) as c16, app.f_sql(a, 2, 'x', variadic array['q']) as c17 from app.visit;
create view app.v_xml as select xmlelement(name foo, xmlattributes(a as b), note) as c0, xmlforest(a, b as c) as c1, xmlconcat(null::xml) as c2, xmlparse(document '<a/>') as c3, xmlpi(name p, 'x') as c5 from app.visit;
create view app.v_xmltable as select x.a, x.n from app.visit v, xmltable('/r' passing (v.note::xml) columns a integer path '@a' not null, n for ordinality, d text default 'x') x;
create view app.v_boolean as select a = 1 as a1, a is null as a2, a is not distinct from b as a3, (a > 1) is not true as a4, a between symmetric 1 and 2 as a5, a in (1, 2, 3) as a6, note like 'a%' escape '#' as a7, note !~ 'x' as a8, not a > 1 as a9, a > 1 or b > 1 and a < 3 as a10, (a, b) = (1, 2) as a11, (a, b) < (1, 2) as a12, (at, at) overlaps (at, at) as a13, a not in (1, 2) as a14, note not like 'x' as a15, a = some (array[1]) as a16, (a, b) = any (select 1, 2) as a17, row(a, b) is null as a18 from app.visit;
create materialized view app.m_one as select id, name from app.person where kind = 'a';
create materialized view app.m_group as select person_id, count(*) as n, max(at) from app.visit group by person_id;
create materialized view app.m_join as select p.id, v.note from app.person p join app.visit v on v.person_id = p.id;
create materialized view app.m_subquery as select id from app.person where id in (select person_id from app.visit where cost > (select avg(cost) from app.visit));
create unique index on app.m_one (id);
create index on app.m_one (lower(name)) where name > 'a';

create trigger t_when before update of name, email on app.person for each row when (old.name is distinct from new.name and new.score > 1) execute function app.touch();
create trigger t_args after insert on app.visit for each statement execute function app.touch('a', 'b''c');
create trigger t_transition after update on app.visit referencing old table as o new table as n for each statement execute function app.touch();
create constraint trigger t_deferred after delete on app.visit deferrable initially deferred for each row when (old.a > 1) execute function app.touch();
create trigger t_view instead of insert on app.v_join for each row execute function app.touch();
alter table app.person enable row level security;
create policy p_own on app.person for select to public using (name = current_user and id in (select person_id from app.visit where cost > 1));
create policy p_correlated on app.person as restrictive for update using (exists (select 1 from app.visit v where v.person_id = person.id and note = name)) with check (score > 0 or (select count(*) from app.visit) > 1);
create rule r_log as on insert to app.visit do also insert into app."Odd Name" values (new.id, new.note, 'x');
create rule r_where as on update to app.visit where old.note <> new.note do instead update app.person set name = new.note where id = new.person_id;
create rule r_view as on delete to app.v_one do instead delete from app.person where id = old.id;
alter view app.v_one alter column name set default 'x' || 'y';
`;

/** What newer majors print in a way that older ones cannot read. */
export const corpusOneWay = `
create view app.v_xmlserialize as select xmlserialize(content xmlparse(content note) as text) as x from app.visit;
`;

/** What 14 brought: bodies that the server keeps as parse trees, and functions that keep their own syntax. */
export const corpusSince14 = `
create function app.f_return(a integer) returns integer language sql return a + 1;
create function app.f_atomic(wanted integer) returns setof app.visit language sql begin atomic select id, person_id, at, note, cost, a, b from app.visit where id = wanted; end;
create procedure app.p_atomic(a integer) language sql begin atomic
  insert into app.visit (person_id, note) values (a, 'x');
  update app.visit set note = 'y' where id = a and person_id in (select id from app.person where name = note);
  delete from app.visit where id = a returning id;
end;
create view app.v_extract as select extract(year from at) as y, extract(epoch from at) as e, trim(leading 'x' from note) as t, note is normalized as n from app.visit;
create view app.v_cycle as with recursive r as (select id, boss from app.person union all select p.id, p.boss from app.person p join r on p.boss = r.id)
  search depth first by id set ordered cycle id set is_cycle using path select id, is_cycle from r;
create statistics app.s_expression on (lower(name)), kind from app.person;
`;
