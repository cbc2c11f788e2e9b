-- both
create schema vi;
create table vi.t (id int primary key, a int, b text, at date);

-- first
create view vi.plain as select id, a from vi.t;
create view vi.grows as select id from vi.t;
create view vi.shrinks as select id, a, b from vi.t;
create view vi.retyped as select id, a::bigint as a from vi.t;
create view vi.barrier with (security_barrier = true) as select id, b from vi.t where a > 0;
create view vi.checked as select id, a from vi.t where a > 0 with cascaded check option;
create view vi.defaults as select id, a, b from vi.t;
alter view vi.defaults alter column b set default 'seen';
create recursive view vi.counts (n) as values (1) union all select n + 1 from counts where n < 5;
create view vi.gone as select 1 as one;
create view vi."Named.cols" (x, "Y y") as select id, a from vi.t;
create view vi.becomes_materialized as select id from vi.t;
create view vi.becomes_table as select id from vi.t;
create table vi.becomes_view (id int);
comment on view vi.plain is 'plain';
comment on column vi.plain.a is 'of it';
grant select on vi.plain to pg_monitor;
grant select (id) on vi.grows to pg_monitor with grant option;
alter view vi.plain owner to pg_monitor;

-- second
create view vi.plain as select id, a + 1 as a from vi.t where id > 0;
create view vi.grows as select id, b, at from vi.t;
create view vi.shrinks as select id, b from vi.t;
create view vi.retyped as select id, a::text as a from vi.t;
create view vi.barrier as select id, b from vi.t where a > 0;
create view vi.checked with (security_barrier) as select id, a from vi.t where a > 0 with local check option;
create view vi.defaults as select id, a, b from vi.t;
alter view vi.defaults alter column a set default 5;
create recursive view vi.counts (n) as values (1) union all select n + 2 from counts where n < 5;
create view vi."Named.cols" (x, "Z z") as select id, a from vi.t;
create materialized view vi.becomes_materialized as select id from vi.t;
create table vi.becomes_table (id int);
create view vi.becomes_view as select 1 as id;
comment on view vi.grows is 'grown';
comment on column vi.grows.b is 'new';
grant select, insert on vi.plain to public;

-- first, since 15
create view vi.invoked with (security_invoker = true) as select id from vi.t;

-- second, since 15
create view vi.invoked as select id from vi.t;

-- both
create view vi.on_plain as select * from vi.plain;
create view vi.on_shrinks as select id, b from vi.shrinks;
create view vi.on_retyped as select id from vi.retyped;

-- first
create materialized view vi.m as select id, a, b from vi.t;
create unique index m_id on vi.m (id);
create index m_expression on vi.m (lower(b)) where a > 0;
create materialized view vi.empty with (fillfactor = 70) as select id from vi.t with no data;
create materialized view vi.optioned with (autovacuum_enabled = off) as select a, b from vi.t;
alter materialized view vi.optioned alter b set storage external, alter a set statistics 40, alter a set (n_distinct = 5);
alter materialized view vi.m cluster on m_id;
comment on materialized view vi.m is 'kept';
comment on column vi.m.a is 'number';
comment on index vi.m_id is 'one each';
grant select on vi.m to pg_monitor;
alter materialized view vi.empty owner to pg_monitor;

-- second
create materialized view vi.m as select id, a, b from vi.t where a > 1;
create unique index m_id on vi.m (id, a);
create index m_expression on vi.m (lower(b)) where a > 0;
create materialized view vi.empty as select id from vi.t;
create materialized view vi.optioned as select a, b from vi.t with no data;
alter materialized view vi.optioned alter a set statistics 60;
comment on column vi.m.b is 'text';

-- both
create view vi.on_m as select id from vi.m;
create materialized view vi.m_on_m as select id, a from vi.m;
create index m_on_m_i on vi.m_on_m (a);

-- first, since 14
create materialized view vi.packed as select b from vi.t;
alter materialized view vi.packed alter b set compression pglz;

-- second, since 14
create materialized view vi.packed as select b from vi.t;
