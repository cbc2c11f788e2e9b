-- both
create schema inh;
create table inh.named (name text not null, kind text default 'named', check (name <> ''));
create table inh.dated (made date, kind text default 'dated');

-- first
create table inh.both_of (id int, name text not null, kind text default 'both', constraint named_name_check check (name <> '')) inherits (inh.named, inh.dated);
create table inh.one_of (extra int) inherits (inh.named);
create table inh.grand () inherits (inh.one_of);
create table inh.left_alone (name text not null, kind text default 'named', constraint named_name_check check (name <> ''));
alter table inh.one_of alter kind set default 'one';
alter table inh.grand alter kind drop default;
alter table inh.named add constraint only_here check (length(name) < 10) no inherit;
alter table inh.one_of add constraint own check (extra > 0);
comment on column inh.one_of.name is 'inherited';

-- second
create table inh.both_of (id int, name text not null, kind text default 'changed') inherits (inh.dated);
create table inh.one_of (extra int) inherits (inh.named);
create table inh.grand (more int) inherits (inh.one_of);
create table inh.left_alone (name text not null, kind text default 'alone', later int default 6, constraint named_name_check check (name <> ''), constraint for_all check (length(name) < 20)) inherits (inh.named);
alter table inh.one_of alter kind set default 'ONE';
alter table inh.named add column later int default 5;
alter table inh.named add constraint for_all check (length(name) < 20);
comment on column inh.grand.name is 'inherited twice';

-- both
create view inh.all_names as select name, kind from inh.named;
create view inh.only_names as select name from only inh.named;
