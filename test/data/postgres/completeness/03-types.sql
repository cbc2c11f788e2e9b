-- both
create schema ty;
create collation ty."Plain" (locale = 'C');

-- first
create type ty.mood as enum ('sad', 'ok', 'happy');
create type ty."Old.enum" as enum ('x');
create type ty.empty_enum as enum ();
create type ty.size as enum ('s', 'm', 'l', 'gone');
alter type ty.mood owner to pg_monitor;
comment on type ty.mood is 'how it is';
create type ty.pair as (a int, b text collate "C", c numeric(8, 2));
comment on column ty.pair.b is 'second';
create type ty."Nothing" as ();
create domain ty.positive as int default 1 not null constraint above_zero check (value > 0);
create domain ty.code as varchar(10) collate ty."Plain" constraint upper_only check (value = upper(value));
comment on constraint upper_only on domain ty.code is 'no small letters';
create domain ty.codes as ty.code[];
create domain ty.maybe as text;
create type ty.span as range (subtype = float8, subtype_diff = float8mi);
create type ty.texts as range (subtype = text, collation = "C", subtype_opclass = text_pattern_ops);
create type ty.shell;
create type ty.num;
create function ty.num_in(cstring) returns ty.num language internal immutable strict as 'int4in';
create function ty.num_out(ty.num) returns cstring language internal immutable strict as 'int4out';
create type ty.num (input = ty.num_in, output = ty.num_out, internallength = 4, passedbyvalue, category = 'N', default = '5', delimiter = ';');
revoke usage on type ty.mood from public;
grant usage on type ty.mood to pg_monitor;

-- second
create type ty.mood as enum ('awful', 'sad', 'ok', 'great', 'happy');
create type ty."New.enum" as enum ('it''s', 'ä 🙂', '');
create type ty.empty_enum as enum ('no longer');
create type ty.size as enum ('l', 'm', 's');
comment on type ty.mood is 'how it was';
create type ty.pair as (a bigint, b text, d ty.mood);
comment on column ty.pair.a is 'first';
create type ty."Nothing" as (something int);
create domain ty.positive as int default 2 constraint above_zero check (value > 0 and value < 1000000) constraint even check (value % 2 = 0);
create domain ty.code as varchar(10) collate ty."Plain" default 'X';
create domain ty.codes as ty.code[] constraint few check (array_length(value, 1) < 9);
create domain ty.maybe as text not null;
alter domain ty.maybe add constraint not_checked check (value <> '') not valid;
create type ty.span as range (subtype = float8, subtype_diff = float8mi);
alter type ty.span owner to pg_monitor;
comment on type ty.span is 'from to';
create type ty.texts as range (subtype = text, collation = "POSIX", subtype_opclass = text_ops);
create type ty.num;
create function ty.num_in(cstring) returns ty.num language internal immutable strict as 'int4in';
create function ty.num_out(ty.num) returns cstring language internal immutable strict as 'int4out';
create function ty.num_recv(internal) returns ty.num language internal immutable strict as 'int4recv';
create function ty.num_send(ty.num) returns bytea language internal immutable strict as 'int4send';
create type ty.num (input = ty.num_in, output = ty.num_out, receive = ty.num_recv, send = ty.num_send, internallength = 4, passedbyvalue, category = 'N', default = '5', delimiter = ';');
grant usage on type ty.mood to pg_monitor with grant option;
grant usage on type ty.positive to pg_monitor;
revoke usage on type ty.positive from public;

-- first, since 14
create type ty.wide as range (subtype = int, multirange_type_name = ty.many_wide);

-- second, since 14
create type ty.wide as range (subtype = int, multirange_type_name = ty.more_wide);

-- first
create table ty.uses (
  m ty.mood default 'ok', ms ty.mood[] default '{sad,ok}', s ty.size not null default 'm', p ty.pair,
  n ty.positive, c ty.code, t ty.maybe, sp ty.span default '[1,2)', b ty.num default '7'
);

-- second
create table ty.uses (
  m ty.mood default 'great', ms ty.mood[] default '{awful}', s ty.size not null default 'l', p ty.pair,
  n ty.positive, c ty.code, t ty.maybe, sp ty.span default '[1,3)', b ty.num default '8'
);

-- both
create index uses_m on ty.uses (m) where s = 'm';
create view ty.moods as select m, ms, s from ty.uses where m <> 'sad';
create function ty.worse(m ty.mood default 'sad') returns ty.mood language sql as 'select m';

-- second, since 17
create domain ty.named as int constraint really not null;
