-- first
create schema typed;
create type typed.pair as (a int, b text);
create table typed.pairs of typed.pair (a primary key, b default 'x', constraint filled check (b <> ''));
create table typed.no_more of typed.pair;
create table typed.later (a int, b text);
create table typed.of_another of typed.pair;
create type typed.single as (a int);

-- second
create schema typed;
create type typed.pair as (a bigint, b text, c date);
create table typed.pairs of typed.pair (a primary key, b default 'y', c not null);
create table typed.no_more (a int, b text, d int);
create table typed.later of typed.pair (c unique);
create type typed.single as (a int, b text);
create table typed.of_another of typed.single;

-- both
create view typed.all_pairs as select a, b from typed.pairs;
comment on column typed.pairs.b is 'the second';
