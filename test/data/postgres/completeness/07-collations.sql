-- both
create schema co;

-- first
create collation co.plain (locale = 'C');
create collation co.mixed (lc_collate = 'C', lc_ctype = 'POSIX');
create collation co.gone (locale = 'C');
create collation co.german (provider = icu, locale = 'de-u-co-phonebk');
comment on collation co.plain is 'bytes';

-- second
create collation co.plain (locale = 'POSIX');
create collation co.mixed (lc_collate = 'C', lc_ctype = 'POSIX');
alter collation co.mixed owner to pg_monitor;
create collation co.loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
create collation co.german (provider = icu, locale = 'de');

-- first, since 16
create collation co.ruled (provider = icu, locale = 'und', rules = '&a < b');

-- second, since 16
create collation co.ruled (provider = icu, locale = 'und', rules = '&b < a');

-- second, since 17
create collation co.fixed (provider = builtin, locale = 'C.UTF-8');

-- both
create table co.names (id int, a text collate co.mixed, b text);
create index names_p on co.names (a collate co.plain);
create view co.sorted as select a collate co.german as g from co.names order by b collate co.plain;
