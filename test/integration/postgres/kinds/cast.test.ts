import { describeConvergence } from './convergenceCases.js';

const pair = `create schema "Ca.st"; create type "Ca.st"."Pa.ir" as (a int);
  create function "Ca.st".make(int) returns "Ca.st"."Pa.ir" language sql immutable as 'select row($1)::"Ca.st"."Pa.ir"';`;

describeConvergence('casts', [
  {
    name: 'makes and drops casts of every method, with what uses them',
    before: 'create cast (bytea as text) without function as assignment',
    after: `${pair} create cast (int as "Ca.st"."Pa.ir") with function "Ca.st".make(int) as implicit;
      create cast ("Ca.st"."Pa.ir" as json) with inout as assignment; create cast (int as json) with inout; create cast (text as bytea) without function;
      comment on cast (int as "Ca.st"."Pa.ir") is 'wraps';
      create table t (a int, b "Ca.st"."Pa.ir" default 1::"Ca.st"."Pa.ir", check ((a::"Ca.st"."Pa.ir") <> b));
      create view v as select a::"Ca.st"."Pa.ir" as p, a::json as j from t; create view w as select b::json as j from t`,
  },
  {
    name: 'changes context, function and method',
    before: `${pair} create function "Ca.st".more(int) returns "Ca.st"."Pa.ir" language sql immutable as 'select row($1 + 1)::"Ca.st"."Pa.ir"';
      create cast (int as "Ca.st"."Pa.ir") with function "Ca.st".make(int); create cast (int as json) with inout;
      create cast (bigint as "Ca.st"."Pa.ir") with inout; comment on cast (int as json) is 'kept';
      create table t (a int); create view v as select a::json as j, a::"Ca.st"."Pa.ir" as p from t`,
    after: `${pair} create function "Ca.st".more(int) returns "Ca.st"."Pa.ir" language sql immutable as 'select row($1 + 1)::"Ca.st"."Pa.ir"';
      create cast (int as "Ca.st"."Pa.ir") with function "Ca.st".more(int) as assignment; create cast (int as json) with inout as implicit;
      create function "Ca.st".make(bigint) returns "Ca.st"."Pa.ir" language sql immutable as 'select row($1::int)::"Ca.st"."Pa.ir"';
      create cast (bigint as "Ca.st"."Pa.ir") with function "Ca.st".make(bigint); comment on cast (int as json) is 'kept';
      create table t (a int); create view v as select a::json as j, a::"Ca.st"."Pa.ir" as p from t`,
  },
]);
