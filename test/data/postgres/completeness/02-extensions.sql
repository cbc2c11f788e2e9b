-- both
create schema ext;

-- first
create extension hstore schema ext;
create extension citext schema ext;
create extension pg_trgm schema ext;
comment on extension citext is 'text without case';
create extension unaccent;
grant execute on function ext.similarity(text, text) to pg_signal_backend;
revoke usage on language plpgsql from public;

-- second
create extension hstore schema public;
create extension citext schema ext;
create extension pg_trgm schema ext;
create extension intarray schema ext;
-- what somebody granted on members of extensions
revoke execute on function ext.similarity(text, text) from public;
grant execute on function ext.similarity(text, text) to pg_monitor;
grant usage on type ext.citext to pg_monitor with grant option;

-- first
create table ext.uses (h ext.hstore, many ext.hstore[], c ext.citext default 'X', t text);
create function ext.made(h ext.hstore default 'a=>1') returns ext.hstore language sql as 'select h';

-- second
create table ext.uses (h hstore, many hstore[], c ext.citext default 'Y', t text);
create function ext.made(h hstore default 'a=>2') returns hstore language sql as 'select h';
create index uses_ints on ext.uses using gin ((array[1, 2]) ext.gin__int_ops);

-- both
create index uses_h on ext.uses using gin (h);
create index uses_t on ext.uses using gin (t ext.gin_trgm_ops);
create unique index uses_c on ext.uses (c);
