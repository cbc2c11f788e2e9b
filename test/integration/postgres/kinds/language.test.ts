import { describeConvergence } from './convergenceCases.js';

describeConvergence('languages and transforms', [
  {
    name: 'makes and drops languages, with their functions',
    before: 'create language gone handler plpgsql_call_handler',
    after: `create trusted language "La.ng" handler plpgsql_call_handler inline plpgsql_inline_handler validator plpgsql_validator;
      create language untrusted handler plpgsql_call_handler; comment on language untrusted is 'for the owner';
      alter language untrusted owner to pg_monitor; revoke usage on language "La.ng" from public;
      grant usage on language "La.ng" to pg_monitor with grant option;
      create function f() returns int language "La.ng" as 'begin return 1; end'`,
  },
  {
    name: 'changes handlers, trust and privileges in place, below a function',
    before: `create language a handler plpgsql_call_handler; create trusted language b handler plpgsql_call_handler inline plpgsql_inline_handler;
      create trusted language "c.1" handler plpgsql_call_handler; revoke usage on language "c.1" from public;
      create function f() returns int language a as 'begin return 1; end'`,
    after: `create trusted language a handler plpgsql_call_handler validator plpgsql_validator; create language b handler plpgsql_call_handler;
      create trusted language "c.1" handler plpgsql_call_handler; grant usage on language "c.1" to pg_monitor;
      create function f() returns int language a as 'begin return 1; end'`,
  },
  {
    name: 'takes trust from a language with privileges, and gives it back',
    before: `create trusted language "c.1" handler plpgsql_call_handler; revoke usage on language "c.1" from public; grant usage on language "c.1" to pg_monitor`,
    after: `create language "c.1" handler plpgsql_call_handler`,
  },
  {
    name: 'makes, changes and drops transforms',
    before: `create schema "Tr.s"; create type "Tr.s"."Pa.ir" as (a int); create transform for int language sql (from sql with function prsd_lextype(internal));
      create transform for bigint language plpgsql (from sql with function prsd_lextype(internal))`,
    after: `create schema "Tr.s"; create type "Tr.s"."Pa.ir" as (a int);
      create function "Tr.s"."To"(internal) returns "Tr.s"."Pa.ir" language internal immutable strict as 'prsd_lextype';
      create transform for int language sql (from sql with function prsd_lextype(internal), to sql with function int4recv(internal));
      create transform for "Tr.s"."Pa.ir" language plpgsql (to sql with function "Tr.s"."To"(internal));
      create function f(int) returns int language sql transform for type int as 'select 1';
      comment on transform for "Tr.s"."Pa.ir" language plpgsql is 'reads'`,
  },
]);
