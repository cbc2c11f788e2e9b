-- both
create schema ta;

-- first
create table ta.nothing ();
create table ta."Gone ""table""" (id int primary key);
create unlogged table ta.quick (a int);
create table ta.logged (a int);
create table ta.options (a text) with (fillfactor = 70, autovacuum_enabled = off, toast.autovacuum_vacuum_threshold = 10, parallel_workers = 2, toast_tuple_target = 256);
create table ta.secured (id int not null, owner name);
alter table ta.secured enable row level security;
alter table ta.secured force row level security;
create table ta.identified (a int not null, b int not null);
create unique index identified_a on ta.identified (a);
alter table ta.identified replica identity using index identified_a;
create table ta.clustered (a int);
create index clustered_a on ta.clustered (a);
alter table ta.clustered cluster on clustered_a;
create table ta.full_identity (a int);
alter table ta.full_identity replica identity full;
comment on table ta.quick is 'fast';
comment on column ta.quick.a is 'the only one';
alter table ta.quick owner to pg_monitor;
grant select, insert on ta.quick to pg_monitor with grant option;
grant update (a) on ta.quick to public;

-- second
create table ta.nothing (something int);
create table ta."New table" (id int primary key);
create table ta.quick (a int, b int);
create unlogged table ta.logged (a int);
create table ta.options (a text) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.5, toast.autovacuum_enabled = false, user_catalog_table = true);
create table ta.secured (id int not null, owner name);
alter table ta.secured enable row level security;
create table ta.identified (a int not null, b int not null);
create unique index identified_a on ta.identified (a);
create unique index identified_b on ta.identified (b);
alter table ta.identified replica identity using index identified_b;
create table ta.clustered (a int);
create index clustered_a on ta.clustered (a);
create table ta.full_identity (a int);
alter table ta.full_identity replica identity nothing;
comment on table ta.quick is 'not so fast';
grant select, delete, truncate, references, trigger on ta.quick to pg_monitor;
grant select (a), update (b) on ta.quick to pg_monitor;

-- first
create table ta.cols (
  plain int, typed int, widened varchar(10), narrowed varchar(50), precise numeric(10, 2), times timestamp, listed int[],
  collated text collate "C", defaulted int default 1, undefaulted int default 2, newly_defaulted int,
  required text not null, optional text, stored_value int generated always as (typed * 2) stored, loses_expression int generated always as (typed + 1) stored,
  external text, main text, statistic int, tuned int, gone int, becomes_identity int, from_function text default upper('x')
);
alter table ta.cols alter external set storage external, alter main set storage main, alter statistic set statistics 50,
  alter tuned set (n_distinct = -0.5, n_distinct_inherited = 100);
comment on column ta.cols.plain is 'plain';

-- second
create table ta.cols (
  plain int, typed bigint, widened varchar(20), narrowed varchar(40), precise numeric(12, 3), times timestamptz, listed bigint[],
  collated text collate "POSIX", defaulted int default 10, undefaulted int, newly_defaulted int default 3,
  required text, optional text not null default '', stored_value bigint generated always as (typed * 3) stored, loses_expression int,
  external text, main text, statistic int, tuned int, becomes_identity int generated always as identity, from_function text default lower('x'),
  added date default current_date, "Added.too" text generated always as (upper(optional)) stored
);
alter table ta.cols alter external set storage extended, alter main set storage plain, alter statistic set statistics 70,
  alter tuned set (n_distinct = 7);
comment on column ta.cols.added is 'when';

-- first, since 14
create table ta.packed (a text compression pglz, b text);

-- second, since 14
create table ta.packed (a text, b text compression pglz);

-- first, since 18
create table ta.virtual (a int, b int generated always as (a + 1) virtual, c int generated always as (a + 2) stored, d int);

-- second, since 18
create table ta.virtual (a int, b int generated always as (a + 5) virtual, c int generated always as (a + 2) virtual, d int generated always as (a) virtual);
