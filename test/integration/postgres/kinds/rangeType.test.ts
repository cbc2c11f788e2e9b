import { describeConvergence } from './convergenceCases.js';

describeConvergence('range types', [
  {
    name: 'makes and drops range types with all their options',
    before: 'create type gone as range (subtype = int)',
    after: `create schema app; create function app.gap(float8, float8) returns float8 language sql immutable as 'select $1 - $2';
      create type app."Float range" as range (subtype = float8, subtype_diff = app.gap);
      create type app.words as range (subtype = text, collation = "C", subtype_opclass = text_pattern_ops);
      comment on type app.words is 'from a to z'; create table t (a app.words, b app."Float range"[]);
      revoke usage on type app.words from public`,
  },
  {
    name: 'makes a range type again that nothing holds',
    before: `create type span as range (subtype = text); create function f(a span) returns int language sql as 'select 1'`,
    after: `create type span as range (subtype = text, collation = "C"); create function f(a span) returns int language sql as 'select 1'`,
  },
  {
    name: 'names the multirange type',
    since: 16,
    before: `create type span as range (subtype = int); create type my_range_x as range (subtype = int); create function f(span_multirange) returns int language sql as 'select 1'`,
    after: `create type span as range (subtype = int, multirange_type_name = spans); create type my_range_x as range (subtype = int);
      create table t (b my_multirange_x); create function f(spans) returns int language sql as 'select 1'`,
  },
  {
    name: 'ties no table to another that holds a range type which is left as it is',
    before: `create type r as range (subtype = bool); create table p (g r); create table c (k int)`,
    after: `create type r as range (subtype = numeric); create table p (g r); create table c (k int) inherits (p)`,
    mayLeave: true,
  },
  {
    name: 'is left as it is while a table that is set aside holds values of it',
    before: `create type r as range (subtype = int); create table t (id r, b int) partition by list (id)`,
    after: `create type r as range (subtype = int4range); create table t (b int)`,
    mayLeave: true,
  },
]);
