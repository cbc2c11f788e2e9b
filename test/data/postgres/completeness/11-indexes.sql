-- both
create schema ix;
create table ix.t (a int not null, b text, c int[], p point, r int4range, d int, e int, f float8);

-- first
create index plain on ix.t (a);
create index ordered on ix.t (a desc nulls last, b collate "C" text_pattern_ops);
create unique index partial on ix.t (a) include (b, d) where a > 0;
create index expressions on ix.t (lower(b), (a + 1)) with (fillfactor = 50, deduplicate_items = off);
alter index ix.expressions alter column 1 set statistics 100;
create index hashed on ix.t using hash (b) with (fillfactor = 60);
create index gin on ix.t using gin (c) with (fastupdate = off, gin_pending_list_limit = 100);
create index gist on ix.t using gist (p, r) with (buffering = on);
create index spgist on ix.t using spgist (p quad_point_ops);
create index brin on ix.t using brin (a, d) with (pages_per_range = 16, autosummarize = on);
create index "Gone ""index""" on ix.t (e);
comment on index ix.plain is 'plain';

-- second
create unique index plain on ix.t (a);
create index ordered on ix.t (a, b desc);
create unique index partial on ix.t (a) include (b) where a > 1;
create index expressions on ix.t (lower(b), (a + 1)) with (fillfactor = 70);
alter index ix.expressions alter column 2 set statistics 200;
create index hashed on ix.t using hash (b);
create index gin on ix.t using gin (c) with (fastupdate = on);
create index gist on ix.t using gist (p, r);
create index spgist on ix.t using spgist (p kd_point_ops);
create index brin on ix.t using brin (a, d) with (pages_per_range = 32);
create index "New index" on ix.t (e);
alter table ix.t cluster on "New index";
comment on index ix.plain is 'plain and unique';

-- first, since 14
create index brin_bloom on ix.t using brin (a int4_bloom_ops (n_distinct_per_range = 200));
create index gist_signed on ix.t using gist ((to_tsvector('simple', b)) tsvector_ops (siglen = 100));

-- second, since 14
create index brin_bloom on ix.t using brin (a int4_bloom_ops (n_distinct_per_range = 300));
create index gist_signed on ix.t using gist ((to_tsvector('simple', b)) tsvector_ops (siglen = 200));

-- first, since 15
create unique index nulls on ix.t (d) nulls not distinct;

-- second, since 15
create unique index nulls on ix.t (d);

-- first
create statistics ix.stats (ndistinct, dependencies) on a, b from ix.t;
create statistics ix.all_kinds on a, d, e from ix.t;
create statistics ix."Gone.st" on a, d from ix.t;
alter statistics ix.stats set statistics 50;
comment on statistics ix.stats is 'together';
alter statistics ix.all_kinds owner to pg_monitor;

-- second
create statistics ix.stats (mcv) on a, b from ix.t;
create statistics ix.all_kinds on a, d, e from ix.t;
alter statistics ix.all_kinds set statistics 70;

-- first, since 14
create statistics ix.on_expression on (a + 1) from ix.t;
create statistics ix.mixed (mcv, ndistinct) on lower(b), a from ix.t;

-- second, since 14
create statistics ix.on_expression on (a + 2) from ix.t;
create statistics ix.mixed (mcv) on lower(b), a, (d * 2) from ix.t;
