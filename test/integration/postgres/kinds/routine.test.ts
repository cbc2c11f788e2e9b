import { describeConvergence } from './convergenceCases.js';

describeConvergence('functions and procedures', [
  {
    name: 'makes overloads, procedures, defaults and variadics',
    before: '',
    after: `create function f(a int, b text default 'x''y') returns text language sql as $$ select b $$;
      create function f(a bigint) returns int language plpgsql as $$ begin return 1; end $$;
      create function v(variadic n int[]) returns int language sql as 'select 1';
      create function o(a int, out b int, out c text) language sql as 'select 1, $$x$$';
      create function s(n int) returns table (x int, y text) language sql as 'select 1, $$y$$';
      create procedure p(a int, inout b text) language plpgsql as $$ begin null; end $$;
      comment on function f(int, text) is 'first'; comment on procedure p(int, text) is 'a procedure';`,
  },
  {
    name: 'changes the body and every attribute in place',
    before: `create function f(a int) returns setof int language sql as 'select 1';
      create view v as select f(1) as x;`,
    after: `create function f(a int) returns setof int language sql immutable strict security definer leakproof parallel safe
      cost 7 rows 20 set search_path = public, pg_temp set work_mem = '8MB' as 'select 2';
      create view v as select f(1) as x;`,
  },
  {
    name: 'names an argument and adds a default in place, and rebuilds to take them away',
    before: `create function f(int) returns int language sql as 'select 1'; create view v as select f(1) as x;`,
    after: `create function f(a int default 3) returns int language sql as 'select 1'; create view v as select f(1) as x;`,
  },
  {
    name: 'rebuilds for another argument name',
    before: `create function f(a int) returns int language sql as 'select a'; grant execute on function f to public;`,
    after: `create function f(b int) returns int language sql as 'select b';`,
  },
  {
    name: 'rebuilds for another result, with the views that use it',
    before: `create function f(a int) returns int language sql as 'select 1'; create view v as select f(1)::text as x;
      comment on function f is 'f'; revoke execute on function f from public;`,
    after: `create function f(a int) returns bigint language sql as 'select 1::bigint'; create view v as select f(1)::text as x;
      comment on function f is 'f'; revoke execute on function f from public;`,
  },
  {
    name: 'follows SQL-standard bodies',
    since: 16,
    before: `create table t (a int); create function f() returns bigint language sql begin atomic select count(*) from t; end;`,
    after: `create table t (a int); create table u (a int);
      create function f() returns bigint language sql return (select count(*) from u);
      create procedure p(out x int) language sql begin atomic select 1; end;`,
  },
  {
    name: 'turns a function into a procedure',
    before: `create function f(a int) returns void language sql as 'select 1';`,
    after: `create procedure f(a int) language sql as 'select 1';`,
  },
  {
    name: 'quotes odd names',
    before: '',
    after: `create schema "S x"; create type "S x"."T.y" as enum ('a');
      create function "S x"."f(int)"("A b" "S x"."T.y", "select" "S x"."T.y"[] default '{a}') returns int language sql as 'select 1';`,
  },
  {
    name: 'rebuilds what calls another overload in the same words',
    before: `create function gen() returns int language sql as 'select 1'; create table t (id int primary key, a int default gen());
      create view v as select gen() as g from t;`,
    after: `create function gen(x int default 3) returns int language sql as 'select 1';
      create table t (id int primary key, a int default gen()); create view v as select gen() as g from t;`,
  },
  {
    name: 'has what a function names before the function runs',
    before: `set check_function_bodies = off; create table item (id int primary key); insert into item values (1), (2);
      create table extra (id int); insert into extra values (7);
      create function again() returns int language sql as 'select public.z_step()';
      create function z_step() returns int language sql as 'select 1';
      create function unrelated() returns int language sql as 'select 1';`,
    after: `set check_function_bodies = off; create table item (id int primary key, n int not null default 0, m int not null default 0, o int not null default 0);
      create table extra (id int, weight int not null default 5);
      create view z_view as select coalesce(max(id), 1) as top from extra;
      create function z_step() returns int language plpgsql as $$ begin return (select top from public.z_view) + (select max(e.weight) from public.extra as e); end $$;
      create function a_first() returns int language plpgsql as $$ begin return public.z_step() + nextval('public.z_numbers'); end $$;
      create function b_path() returns int language sql set search_path = "$user", public as 'select z_step()';
      create function again() returns int language sql as 'select public.z_step()';
      create function unrelated() returns int language sql as 'select 2';
      create sequence z_numbers;
      alter table item alter n set default a_first(), alter m set default b_path(), alter o set default again();
      create materialized view a_rows as select a_first() as n, again() as m;
      alter table item add constraint c check (b_path() > 0);`,
  },
  {
    name: 'is not stopped by functions that name each other, or the table whose default calls them',
    before: `create table item (id int); insert into item values (1);`,
    after: `set check_function_bodies = off; create table item (id int, n int default 0);
      create function a(x int) returns int language plpgsql as $$ begin return case when x > 0 then public.b(x - 1) else 1 end; end $$;
      create function b(x int) returns int language plpgsql as $$ begin return case when x > 0 then public.a(x - 1) else 2 end; end $$;
      create function next_n() returns int language sql as 'select coalesce(max(n), 0) + 1 + public.z() from public.item';
      create function z() returns int language sql as 'select 1';
      alter table item alter n set default next_n(), add constraint c check (a(3) > 0);
      create table fresh (id int default 0); create function f() returns int language sql as 'select count(*)::int from public.fresh';
      alter table fresh alter id set default f();`,
  },
  {
    name: 'gives a function more arguments with defaults, while what calls it changes too',
    since: 14,
    before: `create function f(a int) returns int language sql as 'select 1'; create function f(text) returns int language sql immutable as 'select 1';
      create view v as select f(1) as x, f('a') as z; create function g() returns int language sql begin atomic select f(2); end; create table t (a int default f(1))`,
    after: `create function f(a int, b int default 1) returns int language sql as 'select 1'; create function f(text, b text default '') returns int language sql immutable as 'select 1';
      create view v as select f(1) as x, f('a') as z, 2 as y; create function g() returns int language sql begin atomic select f(3); end; create table t (a int default f(2))`,
  },
]);
