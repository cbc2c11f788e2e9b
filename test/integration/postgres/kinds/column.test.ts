import { describeConvergence } from './convergenceCases.js';

describeConvergence('columns', [
  {
    name: 'adds and drops columns',
    before: 'create table t (a int, b int, c int)',
    after: `create table t (a int, c int, d text not null default 'x', e int generated always as (a + 1) stored)`,
  },
  {
    name: 'adds serial and identity columns',
    before: 'create table t (a int); insert into t values (1), (2)',
    after: 'create table t (a int, b serial, c bigserial, d smallserial, e int generated always as identity)',
  },
  {
    name: 'sets and drops NOT NULL',
    before: 'create table t (a int not null, b int); insert into t values (1, 2)',
    after: 'create table t (a int, b int not null)',
  },
  {
    name: 'drops NOT NULL together with the primary key',
    before: 'create table t (a int, b int, primary key (a, b)); insert into t values (1, 2)',
    after: 'create table t (a int, b int)',
  },
  {
    name: 'names NOT NULL',
    since: 18,
    before:
      'create table t (a int not null, b int constraint named not null, c int, d int constraint one not null)',
    after:
      'create table t (a int constraint other not null, b int not null, c int constraint new not null, d int constraint two not null)',
  },
  {
    name: 'sets NOT NULL that is not inherited or not validated',
    since: 18,
    before: 'create table t (a int, b int, c int not null)',
    after: `create table t (a int, b int not null no inherit, c int not null no inherit); alter table t add constraint x not null a not valid`,
  },
  {
    name: 'changes types that are cast without help',
    before: `create table t (a int, b varchar(10), c varchar(10), d numeric(8,2), e date, f int, g json, h int[], i char(4));
      insert into t values (1, 'x', 'y', 1.5, '2020-01-01', 5, '{}', '{1}', 'ab');`,
    after:
      'create table t (a bigint, b varchar(20), c text, d numeric(10,2), e timestamptz, f text, g jsonb, h bigint[], i varchar(9))',
  },
  {
    name: 'changes types that need USING',
    before: `create type mood as enum ('sad', 'ok'); create table t (a text, b text, c boolean, d text, e text);
      insert into t values ('1', 'sad', true, '2020-01-01', '{1}');`,
    after: `create type mood as enum ('sad', 'ok'); create table t (a int, b mood, c int, d date, e int[])`,
  },
  {
    name: 'changes the type of a column with a default, a check, an index and a foreign key',
    before: `create table p (a int primary key); create table t (a int default 5 check (a > 0) references p, b int unique);
      create index on t ((a + 1)) where a > 3; create index on t (a); insert into p values (5); insert into t values (5, 1);`,
    after: `create table p (a bigint primary key); create table t (a bigint default 5 check (a > 0) references p, b bigint unique);
      create index on t ((a + 1)) where a > 3; create index on t (a);`,
  },
  {
    name: 'changes both sides of a foreign key to a type without an operator in common',
    before: `create table p (a int primary key); create table t (a int references p, b int check (b > 0));
      insert into p values (1); insert into t values (1, 1);`,
    after: `create table p (a text primary key); create table t (a text references p, b text check (b > '0'))`,
  },
  {
    name: 'rebuilds views, their views, rules and triggers around a column',
    before: `create table t (a int, b int); create view v as select a, b from t; create view w as select a from v;
      create materialized view m as select a from v; create index mi on m (a); comment on view w is 'hello';
      grant select on w to public; create function tf() returns trigger language plpgsql as 'begin return new; end';
      create trigger tt before update of a on t for each row when (new.a > 1) execute function tf();
      create trigger vt instead of insert on v for each row execute function tf();`,
    after: `create table t (a bigint, b int); create view v as select a, b from t; create view w as select a from v;
      create materialized view m as select a from v; create index mi on m (a); comment on view w is 'hello';
      grant select on w to public; create function tf() returns trigger language plpgsql as 'begin return new; end';
      create trigger tt before update of a on t for each row when (new.a > 1) execute function tf();
      create trigger vt instead of insert on v for each row execute function tf();`,
  },
  {
    name: 'rebuilds policies and generated columns around a column',
    before: `create table t (a int, b int, g int generated always as (a * 2) stored); alter table t enable row level security;
      create policy p on t using (a > 0); create index on t (g); insert into t (a) values (4);`,
    after: `create table t (a numeric, b int, g int generated always as (a * 2) stored); alter table t enable row level security;
      create policy p on t using (a > 0); create index on t (g);`,
  },
  {
    name: 'rebuilds functions with a body in standard SQL around a column',
    since: 16,
    before: `create table t (a int); create function f() returns bigint begin atomic select count(a) from t; end;`,
    after: `create table t (a bigint); create function f() returns bigint begin atomic select count(a) from t; end;`,
  },
  {
    name: 'changes collations',
    before: `create table t (a text, b text collate "C", c varchar(9) collate "C"); create index on t (a); create view v as select a from t;
      insert into t values ('x', 'y', 'z');`,
    after: `create table t (a text collate "C", b text, c text collate "POSIX"); create index on t (a); create view v as select a from t`,
  },
  {
    name: 'sets, changes and drops defaults',
    before: `create table t (a int default 1, b int default 2, c int); create sequence s`,
    after: `create table t (a int default 5, b int, c int default nextval('s')); create sequence s`.replace(
      /^(.*); (create sequence s)$/,
      '$2; $1',
    ),
  },
  {
    name: 'turns a serial into an identity',
    before: 'create table t (a serial primary key, b int); insert into t (b) values (1)',
    after: 'create table t (a int generated always as identity primary key, b int)',
  },
  {
    name: 'turns identities into serials and plain columns, and back',
    before: `create table t (a int generated always as identity (start 5 increment 2), b bigint generated by default as identity,
      c smallserial, d int default 3)`,
    after: `create table t (a serial, b bigint, c int generated by default as identity, d int generated always as identity)`,
  },
  {
    name: 'turns a plain column into a serial',
    before: 'create table t (a int not null, b int); insert into t values (1, 1)',
    after: 'create table t (a serial, b int)',
  },
  {
    name: 'changes a serial to a bigserial',
    before:
      'create table t (a serial primary key); create view v as select a from t; insert into t default values',
    after: 'create table t (a bigserial primary key); create view v as select a from t',
  },
  {
    name: 'changes identity options',
    before: `create table t (a int generated always as identity, b bigint generated by default as identity (start 10 increment 2 cycle),
      c int generated always as identity (sequence name odd));`,
    after: `create table t (a int generated by default as identity (start 4 maxvalue 99 cache 7), b bigint generated always as identity,
      c int generated always as identity);`,
  },
  {
    name: 'changes the type of an identity column',
    before: 'create table t (a int generated always as identity); insert into t default values',
    after: 'create table t (a bigint generated always as identity)',
  },
  {
    name: 'adds and drops identity',
    before: 'create table t (a int not null, b int generated always as identity)',
    after: 'create table t (a int generated always as identity, b int)',
  },
  {
    name: 'changes the expression of a generated column',
    before: `create table t (a int, b int generated always as (a + 1) stored); create index on t (b);
      create view v as select b from t; insert into t values (1);`,
    after: `create table t (a int, b int generated always as (a + 2) stored); create index on t (b);
      create view v as select b from t;`,
  },
  {
    name: 'makes generated columns plain and plain ones generated',
    before:
      'create table t (a int, b int generated always as (a + 1) stored, c int); insert into t values (1)',
    after: 'create table t (a int, b int default 3, c int generated always as (a * 2) stored)',
  },
  {
    name: 'changes virtual columns',
    since: 18,
    before: `create table t (a int, b int generated always as (a + 1) virtual, c int generated always as (a + 1) stored,
      d int generated always as (a) virtual); insert into t values (1);`,
    after: `create table t (a int, b int generated always as (a + 2) virtual, c int generated always as (a + 1) virtual, d int)`,
  },
  {
    name: 'changes the type and the expression of a generated column',
    before: 'create table t (a int, b int generated always as (a + 1) stored)',
    after: 'create table t (a int, b bigint generated always as (a + 2) stored)',
  },
  {
    name: 'changes storage, statistics target and options',
    before: `create table t (a text, b text, c int); alter table t alter a set storage external, alter b set statistics 100;
      alter table t alter c set (n_distinct = 5);`,
    after: `create table t (a text, b text, c int); alter table t alter b set storage main, alter a set statistics 200;
      alter table t alter c set (n_distinct = 7, n_distinct_inherited = 8);`,
  },
  {
    name: 'changes compression',
    since: 16,
    before: 'create table t (a text compression pglz, b text)',
    after: 'create table t (a text, b text compression pglz)',
  },
  {
    name: 'changes a column between domain and base type',
    before: `create domain d as int check (value > 0); create table t (a int, b d, c text); insert into t values (1, 2, '3')`,
    after: `create domain d as int check (value > 0); create table t (a d, b int, c d)`,
  },
  {
    name: 'changes to and from a type that is made and dropped',
    before: `create type old as enum ('a', 'b'); create table t (c old default 'a'); insert into t values ('b')`,
    after: `create type new as enum ('b', 'a', 'c'); create table t (c new default 'a')`,
  },
  {
    name: 'is computed as another type, to which there is no cast',
    before: `create type m as enum ('a'); create table x (b m generated always as ('a'::m) stored)`,
    after: `create table x (b int generated always as (1) stored)`,
  },
  {
    name: 'holds rows of a table that is written anew before',
    before: `create table x (a int, b int generated always as (1) stored)`,
    after: `create table x (a bigint, b int generated always as (2) stored, id int generated always as identity); create table b (k int, x x)`,
  },
  {
    name: 'is stored as before when its type, its collation or a type that it is built on is another',
    before: `create type m as (a int); create table t (a varchar(9), b text, c m); alter table t alter a set storage external, alter b set storage main, alter c set storage external;
      create table h () inherits (t); alter table h alter b set storage external`,
    after: `create type m as (b int, a int); create table t (a text, b text collate "C", c m); alter table t alter a set storage external, alter b set storage main, alter c set storage external;
      create table h () inherits (t); alter table h alter b set storage external`,
  },
  {
    name: 'is compressed as before when its collation is another',
    before: `create table t (a text); alter table t alter a set compression pglz`,
    after: `create table t (a text collate "C"); alter table t alter a set compression pglz`,
    since: 14,
  },
  {
    name: 'takes NOT NULL from one of two tables that hand a column down, and keeps it in the heirs of both',
    before: `create table one (a int not null); create table two (a int not null); create table h () inherits (one, two);
      create table i () inherits (h); create table own (a int); create table j () inherits (own);`,
    after: `create table one (a int not null); create table two (a int); create table h () inherits (one, two);
      create table i () inherits (h); create table own (a int not null); create table j () inherits (own);`,
  },
  {
    name: 'hands NOT NULL down no longer, and again, whatever heirs have of their own',
    since: 18,
    before: `create table t (a int constraint n not null, b int constraint m not null);
      create table h () inherits (t); create table i () inherits (h);`,
    after: `create table t (a int constraint n not null no inherit, b int constraint m not null no inherit);
      create table h (constraint own not null b) inherits (t); create table i (constraint n not null a) inherits (h);`,
  },
]);
