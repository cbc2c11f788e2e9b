import { describeConvergence } from './convergenceCases.js';

const functions = `create schema "Op.s"; create function "Op.s".compare(int, int) returns int language sql immutable as 'select $2 - $1';`;

const ordering = (name: string, compare: string, more = ''): string =>
  `create operator class ${name} for type int using btree ${more} as operator 1 <, operator 2 <=, operator 3 =, operator 4 >=, operator 5 >, function 1 ${compare}`;

describeConvergence('operator classes and families', [
  {
    name: 'makes and drops classes and families, with an index that sorts by one',
    before: ordering('gone', 'btint4cmp(int, int)'),
    after: `${functions} create operator family "Op.s"."Fam.ily" using btree; ${ordering('"Op.s"."Cla""ss."', '"Op.s".compare(int, int)', 'family "Op.s"."Fam.ily"')};
      alter operator family "Op.s"."Fam.ily" using btree add operator 1 < (int, bigint), operator 3 = (int, bigint), function 1 (int, bigint) btint48cmp(int, bigint);
      create table t (a int, b int[], c point); create index i on t (a "Op.s"."Cla""ss.");
      create operator class arrays for type int[] using gin as operator 1 && (anyarray, anyarray), function 1 btint4cmp(int, int),
        function 2 ginarrayextract(anyarray, internal, internal), function 3 ginqueryarrayextract(anyarray, internal, smallint, internal, internal, internal, internal),
        function 4 ginarrayconsistent(internal, smallint, anyarray, integer, internal, internal, internal, internal), storage int;
      create index j on t using gin (b arrays);
      create operator family near using gist; alter operator family near using gist add operator 15 <-> (point, point) for order by float_ops;
      create type thing as (a int); create function thing_hash(thing) returns int language sql immutable as 'select ($1).a';
      create function same(thing, thing) returns bool language sql immutable as 'select ($1).a = ($2).a';
      create operator === (leftarg = thing, rightarg = thing, function = same, hashes);
      create operator class things default for type thing using hash as operator 1 ===, function 1 thing_hash(thing);
      create table u (a thing); create index k on u using hash (a);
      comment on operator class "Op.s"."Cla""ss." using btree is 'backwards'; comment on operator family "Op.s"."Fam.ily" using btree is 'of it';
      alter operator class arrays using gin owner to pg_monitor; alter operator family near using gist owner to pg_monitor`,
  },
  {
    name: 'changes the members of a family in place, below a class and its index',
    before: `create operator family f using btree; ${ordering('c', 'btint4cmp(int, int)', 'family f')}; create table t (a int); create index i on t (a c);
      alter operator family f using btree add operator 1 < (int, bigint), operator 3 = (int, bigint), function 1 (int, bigint) btint48cmp(int, bigint)`,
    after: `create operator family f using btree; ${ordering('c', 'btint4cmp(int, int)', 'family f')}; create table t (a int); create index i on t (a c);
      create function f(int, bigint) returns int language sql immutable as 'select 1';
      alter operator family f using btree add operator 2 <= (int, bigint), operator 3 = (int, bigint), function 1 (int, bigint) f(int, bigint)`,
  },
  {
    name: 'makes a class again that changes, with its indexes',
    before: `${functions} ${ordering('c', 'btint4cmp(int, int)')}; create table t (a int); create index i on t (a c); comment on index i is 'kept'`,
    after: `${functions} ${ordering('c', '"Op.s".compare(int, int)')}; create table t (a int); create index i on t (a c); comment on index i is 'kept'`,
  },
  {
    name: 'moves a member from a class to its family, and the default to another class',
    before: `create type thing as (a int); create function thing_hash(thing) returns int language sql immutable as 'select ($1).a';
      create operator family f using hash; create operator class a default for type thing using hash family f as function 1 thing_hash(thing);
      create operator class b for type thing using hash as function 1 thing_hash(thing)`,
    after: `create type thing as (a int); create function thing_hash(thing) returns int language sql immutable as 'select ($1).a';
      create operator family f using hash; create operator class a for type thing using hash family f as storage thing;
      alter operator family f using hash add function 1 (thing) thing_hash(thing);
      create operator class b default for type thing using hash as function 1 thing_hash(thing)`,
  },
]);
