-- both
create schema fo;
create extension postgres_fdw;
create extension file_fdw;

-- first
create foreign data wrapper plain;
create foreign data wrapper handled handler postgres_fdw_handler validator postgres_fdw_validator;
comment on foreign data wrapper plain is 'nothing behind it';
grant usage on foreign data wrapper plain to pg_monitor;
create server other type 'some' version '1.0' foreign data wrapper postgres_fdw options (host '/nowhere', dbname 'x', port '5432');
create server "Gone.server" foreign data wrapper plain;
create server files foreign data wrapper file_fdw;
comment on server other is 'elsewhere';
grant usage on foreign server other to pg_monitor with grant option;
create user mapping for public server other options (user 'bob');
create user mapping for current_user server files;
create foreign table fo.t (
  id int options (column_name 'ID') not null, a text collate "C" default 'x', b numeric(8, 2), gone int, constraint positive check (id > 0)
) server other options (schema_name 's', table_name 't');
create foreign table fo.file (line text) server files options (filename '/nowhere', format 'csv');
comment on foreign table fo.t is 'there';
comment on column fo.t.a is 'letter';
grant select on fo.t to pg_monitor;

-- second
create foreign data wrapper plain options (anything 'goes');
create foreign data wrapper handled handler postgres_fdw_handler;
alter foreign data wrapper handled owner to current_user;
grant usage on foreign data wrapper handled to pg_monitor;
create server other type 'some' version '2.0' foreign data wrapper postgres_fdw options (host '/elsewhere', dbname 'x', use_remote_estimate 'on');
create server files foreign data wrapper file_fdw;
create server come foreign data wrapper plain options (a 'b');
alter server files owner to pg_monitor;
create user mapping for public server other options (user 'eve');
create user mapping for pg_monitor server come;
create foreign table fo.t (
  id bigint options (column_name 'id') not null, a text collate "C", b numeric(9, 2) options (column_name 'B'), come date, constraint positive check (id > 1)
) server other options (table_name 'u', updatable 'false');
create foreign table fo.file (line text, more text) server files options (filename '/nowhere', format 'text', delimiter '|');
comment on column fo.t.a is 'character';
grant select (a) on fo.t to pg_monitor;
create function fo.f() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger noted before insert on fo.t for each row execute function fo.f();

-- both
create view fo.seen as select id, a from fo.t;
create table fo.parted (id int, a text) partition by list (id);
create foreign table fo.part partition of fo.parted for values in (1) server other options (table_name 'p');
