-- both
create schema pr;
create table pr.t (id int, a text, b text);
create sequence pr.s;
create function pr.f(int) returns int language sql as 'select $1';
create procedure pr.p() language plpgsql as $$ begin end $$;
create view pr.v as select id, a from pr.t;

-- first
grant all on pr.t to pg_monitor;
grant select (a, b), insert (id) on pr.t to public;
grant usage, select on pr.s to pg_signal_backend with grant option;
grant execute on function pr.f to pg_monitor;
revoke all on pr.v from current_user;
alter table pr.t owner to pg_signal_backend;
alter default privileges grant select on tables to pg_monitor;
alter default privileges in schema pr grant insert, update on tables to pg_signal_backend with grant option;
alter default privileges for role pg_monitor revoke execute on functions from public;
alter default privileges in schema pr grant usage on sequences to public;
alter default privileges in schema pr grant execute on functions to pg_monitor;
alter default privileges grant usage on schemas to pg_monitor;
alter default privileges revoke usage on types from public;

-- second
grant select, update on pr.t to pg_monitor with grant option;
grant select (id), update (b) on pr.t to public;
grant usage on pr.s to pg_signal_backend;
revoke execute on function pr.f from public;
grant execute on procedure pr.p to pg_monitor;
alter view pr.v owner to pg_monitor;
alter sequence pr.s owner to pg_monitor;
alter default privileges grant select, insert on tables to pg_monitor;
alter default privileges in schema pr grant update on tables to pg_signal_backend;
alter default privileges in schema pr grant select on sequences to public;
alter default privileges grant create on schemas to pg_monitor;

-- both
create table pr.made_afterwards (id int);
create function pr.made_too() returns int language sql as 'select 1';
