-- both
create schema cn;
create table cn.parent (a int, b int, c text, primary key (a), constraint parent_ab unique (a, b));
create table cn.lonely (a int);

-- first
create table cn.every (
  id int constraint "Primary.key" primary key, a int, b int, c text, d int, e int, p point, r int4range,
  constraint uniq unique (a, b) include (c) with (fillfactor = 60),
  constraint late unique (a) deferrable initially deferred,
  constraint checked check (a > 0),
  constraint only_here check (b > 0) no inherit,
  constraint excluded exclude using gist (r with &&) where (a > 5),
  constraint fk foreign key (a) references cn.parent on delete cascade,
  constraint fk2 foreign key (a, b) references cn.parent (a, b) match full on update set default on delete restrict deferrable,
  constraint self foreign key (d) references cn.every (id) deferrable initially deferred,
  constraint listed check (c in ('a', 'b'))
);
alter table cn.every add constraint unproven check (e > 0) not valid;
alter table cn.every add constraint unproven_fk foreign key (e) references cn.parent not valid;
comment on constraint checked on cn.every is 'above zero';
comment on constraint "Primary.key" on cn.every is 'one';
create table cn.no_key (a int, b int, v varchar(5), constraint one_of check (v in ('a', 'b')));

-- second
create table cn.every (
  id int, a int, b int, c text, d int, e int, p point, r int4range,
  constraint "Primary.key" primary key (id, a),
  constraint uniq unique (b, a) include (c),
  constraint late unique (a) deferrable,
  constraint alone unique (id),
  constraint checked check (a > 1),
  constraint only_here check (b > 0),
  constraint excluded exclude using gist (r with &&, p with ~=),
  constraint fk foreign key (a) references cn.parent on delete set null on update cascade,
  constraint fk2 foreign key (a, b) references cn.parent (a, b) match full on update set default on delete restrict deferrable initially deferred,
  constraint self foreign key (d) references cn.every (id),
  constraint listed check (c in ('a', 'b', 'c'))
);
alter table cn.every add constraint unproven check (e > 0);
alter table cn.every add constraint unproven_fk foreign key (e) references cn.parent;
comment on constraint checked on cn.every is 'above one';
create table cn.no_key (a int primary key, b int unique, v varchar(5), constraint one_of check (v in ('a', 'b', 'c')));

-- both
create table cn.ring_a (id int primary key, b int);
create table cn.ring_b (id int primary key, a int references cn.ring_a);
alter table cn.ring_a add foreign key (b) references cn.ring_b;

-- first, since 15
create table cn.nulls (a int, b int, constraint nulls_a unique nulls not distinct (a), constraint nulls_b unique (b));
create table cn.partly (a int, b int, constraint partly foreign key (a, b) references cn.parent (a, b) on delete set null (b));

-- second, since 15
create table cn.nulls (a int, b int, constraint nulls_a unique (a), constraint nulls_b unique nulls not distinct (b));
create table cn.partly (a int, b int, constraint partly foreign key (a, b) references cn.parent (a, b) on delete set default (a, b));

-- first, since 18
create table cn.enforced (a int, b int, constraint loose check (a > 0) not enforced, constraint loose_fk foreign key (b) references cn.parent not enforced);
create table cn.periods (id int4range, during int4range, constraint periods_pk primary key (id, during without overlaps));
create table cn.within (id int4range, during int4range, constraint within_fk foreign key (id, period during) references cn.periods (id, period during));
create table cn.named_null (a int constraint must not null, b int not null, c int);
alter table cn.named_null add constraint c_later not null c not valid;

-- second, since 18
create table cn.enforced (a int, b int, constraint loose check (a > 0), constraint loose_fk foreign key (b) references cn.parent);
create table cn.periods (id int4range, during int4range, constraint periods_pk primary key (id, during without overlaps), constraint periods_u unique (during, id without overlaps));
create table cn.within (id int4range, during int4range, constraint within_u unique (id, during without overlaps));
create table cn.named_null (a int not null, b int constraint also_must not null no inherit, c int constraint c_later not null);
comment on constraint also_must on cn.named_null is 'must';
