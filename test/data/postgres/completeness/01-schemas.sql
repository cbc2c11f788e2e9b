-- first
create schema "Sales.EU";
create schema warehouse;
comment on schema warehouse is 'what lies where';
grant usage on schema warehouse to pg_monitor with grant option;
grant create on schema warehouse to public;
alter schema "Sales.EU" owner to pg_monitor;
comment on schema public is null;
create schema only_first;
create table only_first.t (id int);

-- second
create schema "Sales.EU";
create schema warehouse;
comment on schema warehouse is 'what lies where, and since when';
grant usage on schema warehouse to pg_monitor;
comment on schema public is 'for everybody';
revoke all on schema public from public;
create schema only_second authorization pg_monitor;
create table only_second.t (id int);

-- both
create table "Sales.EU"."Order ""lines""" (id int, "a.b" text);
