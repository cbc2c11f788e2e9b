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
]);
