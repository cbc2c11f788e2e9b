-- both
create schema pa;
create table pa.dim (id int primary key);
create function pa.note() returns trigger language plpgsql as $$ begin return new; end $$;
create table pa.ranged (id int not null, at date not null, dim int, note text) partition by range (at, id);
create table pa.listed (kind text, id int) partition by list (kind);
create table pa.hashed (id int not null, b text) partition by hash (id);
create table pa.by_expression (b text collate "C", c text) partition by range (lower(b) collate "C" text_pattern_ops);

-- first
create table pa.ranged_1 partition of pa.ranged for values from (minvalue, minvalue) to ('2020-01-01', 5);
create table pa.ranged_2 partition of pa.ranged for values from ('2020-01-01', 5) to ('2021-01-01', maxvalue);
create table pa.ranged_rest partition of pa.ranged default;
create table pa.ranged_alone (id int not null, at date not null, dim int, note text);
create table pa.listed_ab partition of pa.listed for values in ('a', 'b', null);
create table pa.listed_sub partition of pa.listed for values in ('c') partition by range (id);
create table pa.listed_sub_1 partition of pa.listed_sub for values from (1) to (10) with (fillfactor = 70);
create table pa.hashed_0 partition of pa.hashed for values with (modulus 2, remainder 0);
create table pa.hashed_1 partition of pa.hashed for values with (modulus 2, remainder 1);
create table pa.expression_a partition of pa.by_expression for values from ('a') to ('n');
alter table pa.ranged add constraint ranged_pk primary key (id, at);
alter table pa.ranged add constraint ranged_dim foreign key (dim) references pa.dim on delete cascade;
alter table pa.ranged add constraint ranged_note check (note <> '');
create index ranged_i on pa.ranged (dim desc);
create index ranged_2_own on pa.ranged_2 (lower(note));
create unique index ranged_2_dim on pa.ranged_2 (dim, at);
alter table pa.ranged_2 alter note set default 'two';
alter table pa.ranged_2 add constraint own check (dim < 1000);
create trigger noted before insert on pa.ranged_1 for each row execute function pa.note();
create trigger logged after insert on pa.ranged for each row execute function pa.note();
alter table pa.ranged_2 disable trigger logged;
create table pa.refers (id int, at date, foreign key (id, at) references pa.ranged (id, at));
comment on table pa.ranged_1 is 'first years';
comment on column pa.ranged_2.note is 'what';
comment on index pa.ranged_i is 'for all';
grant select on pa.ranged_1 to pg_monitor;
alter table pa.listed_sub owner to pg_monitor;
alter table pa.hashed_1 enable row level security;
create policy own_rows on pa.hashed_1 using (b = current_user);

-- second
create table pa.ranged_1 (id int not null, at date not null, dim int, note text);
create table pa.ranged_2 partition of pa.ranged for values from ('2020-01-01', 5) to ('2022-01-01', maxvalue);
create table pa.ranged_rest (id int not null, at date not null, dim int, note text);
create table pa.ranged_alone (id int not null, at date not null, dim int, note text);
alter table pa.ranged attach partition pa.ranged_alone for values from ('2022-01-01', maxvalue) to (maxvalue, maxvalue);
create table pa.listed_ab partition of pa.listed for values in ('a', 'b');
create table pa.listed_sub partition of pa.listed for values in ('c', 'd') partition by range (id);
create table pa.listed_sub_1 partition of pa.listed_sub for values from (1) to (20);
create table pa.listed_sub_2 partition of pa.listed_sub for values from (20) to (30);
create table pa.listed_rest partition of pa.listed default;
create table pa.hashed_0 partition of pa.hashed for values with (modulus 4, remainder 0);
create table pa.hashed_1 partition of pa.hashed for values with (modulus 2, remainder 1);
create table pa.expression_a partition of pa.by_expression for values from ('a') to ('m');
alter table pa.ranged add column added int default 7;
alter table pa.ranged add constraint ranged_pk primary key (at, id);
alter table pa.ranged add constraint ranged_dim foreign key (dim) references pa.dim;
create index ranged_i on pa.ranged (dim, at);
create unique index ranged_u on pa.ranged (at, id, dim);
alter table pa.ranged_2 alter note set default 'zwei';
create trigger logged after insert or update on pa.ranged for each row execute function pa.note();
comment on table pa.ranged_1 is 'once the first years';
comment on column pa.ranged_2.note is 'which';
alter table pa.hashed_1 disable row level security;

-- both
create view pa.seen as select id, at, note from pa.ranged;
create view pa.seen_2 as select * from pa.ranged_2;
