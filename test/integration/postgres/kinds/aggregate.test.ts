import { describeConvergence } from './convergenceCases.js';

describeConvergence('aggregates', [
  {
    name: 'makes and drops aggregates of every kind',
    before: 'create aggregate gone(int) (sfunc = int4pl, stype = int)',
    after: `create schema app; create function app.add(numeric, numeric) returns numeric language sql immutable strict as 'select $1 + $2';
      create aggregate app."Sum up"(numeric) (sfunc = app.add, stype = numeric, initcond = '0', combinefunc = app.add, parallel = safe,
        msfunc = app.add, minvfunc = numeric_sub, mstype = numeric, minitcond = '1', sspace = 64);
      create function app.count(int) returns int language sql immutable as 'select $1 + 1';
      create aggregate app.every(*) (sfunc = app.count, stype = int, initcond = '0');
      create function app.count(int, variadic int[]) returns int language sql immutable as 'select $1 + cardinality($2)';
      create aggregate app.most(variadic int[]) (sfunc = app.count, stype = int, initcond = '0');
      create aggregate app.middle(float8 order by float8)
        (sfunc = ordered_set_transition, stype = internal, finalfunc = percentile_disc_final, finalfunc_extra, finalfunc_modify = shareable);
      create aggregate app.place(variadic "any" order by variadic "any")
        (sfunc = ordered_set_transition_multi, stype = internal, finalfunc = rank_final, finalfunc_extra, hypothetical);
      create aggregate app.least(int) (sfunc = int4smaller, stype = int, sortop = <);
      comment on aggregate app.every(*) is 'counts'; comment on aggregate app.middle(float8 order by float8) is 'median';
      revoke execute on function app.least(int) from public; grant execute on function app.least(int) to pg_monitor`,
  },
  {
    name: 'changes options in place, below a view that uses it',
    before: `create aggregate total(int) (sfunc = int4pl, stype = int); create table t (a int); create view v as select total(a) as a from t`,
    after: `create aggregate total(int) (sfunc = int4pl, stype = int, initcond = '5', combinefunc = int4pl, parallel = restricted);
      create table t (a int); create view v as select total(a) as a from t`,
  },
  {
    name: 'makes an aggregate of another kind or result again, with the view that uses it',
    before: `create aggregate total(int) (sfunc = int4pl, stype = int); create table t (a int); create view v as select total(a)::text as a from t`,
    after: `create function bigger(bigint, int) returns bigint language sql as 'select $1 + $2';
      create aggregate total(int) (sfunc = bigger, stype = bigint); create table t (a int); create view v as select total(a)::text as a from t`,
  },
  {
    name: 'names the arguments of an aggregate',
    before: 'create aggregate total(int) (sfunc = int4pl, stype = int)',
    after: 'create aggregate total("The value" int) (sfunc = int4pl, stype = int)',
  },
  {
    name: 'returns something else by another function, or by one that returns something else',
    before: `create function f1(int) returns text language sql as 'select 1::text'; create function f2(int) returns bigint language sql as 'select 1::bigint'; create function f3(int) returns int language sql as 'select 1';
      create function st(int, int) returns int language sql as 'select 1'; create aggregate one(int) (sfunc = st, stype = int, finalfunc = f1); create aggregate two(int) (sfunc = st, stype = int, finalfunc = f3)`,
    after: `create function f1(int) returns text language sql as 'select 1::text'; create function f2(int) returns bigint language sql as 'select 1::bigint'; create function f3(int) returns bigint language sql as 'select 1::bigint';
      create function st(int, int) returns int language sql as 'select 1'; create aggregate one(int) (sfunc = st, stype = int, finalfunc = f2); create aggregate two(int) (sfunc = st, stype = int, finalfunc = f3)`,
  },
]);
