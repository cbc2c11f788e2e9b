import { describeConvergence } from './convergenceCases.js';

/** A table, index, view, constraint and policy that use an operator. */
const used = `create table t (a int, g bool generated always as (a operator(app.===) 1) stored, check (a operator(app.===) 1 or a > 1));
  create index i on t ((a operator(app.===) 2)); create view v as select a operator(app.===) 3 as b from t;
  create policy p on t using (a operator(app.===) 4); comment on view v is 'kept'; grant select on v to pg_monitor`;

const functions = `create schema app; create function app.same(int, int) returns bool language sql immutable as 'select $1 = $2';
  create function app.other(int, int) returns bool language sql immutable as 'select $1 <> $2';`;

describeConvergence('operators', [
  {
    name: 'makes and drops operators that refer to each other',
    before:
      'create operator === (leftarg = int, rightarg = int, function = int4eq, negator = !==); create operator !== (leftarg = int, rightarg = int, function = int4ne)',
    after: `create schema "Op.s"; create function "Op.s"."Same"(int, bigint) returns bool language sql immutable as 'select $1 = $2';
      create function "Op.s"."Same"(bigint, int) returns bool language sql immutable as 'select $1 = $2';
      create function "Op.s"."Minus"(numeric) returns numeric language sql immutable as 'select -$1';
      create operator "Op.s".<=> (leftarg = int, rightarg = bigint, function = "Op.s"."Same", commutator = operator("Op.s".<=>), restrict = eqsel, join = eqjoinsel, hashes, merges);
      create operator "Op.s".<=> (leftarg = bigint, rightarg = int, function = "Op.s"."Same", commutator = operator("Op.s".<=>), hashes, merges);
      create operator "Op.s".~~~ (rightarg = numeric, function = "Op.s"."Minus");
      create operator "Op.s".=== (leftarg = int, rightarg = int, function = int4eq, commutator = operator("Op.s".===), negator = operator("Op.s".!==));
      create operator "Op.s".!== (leftarg = int, rightarg = int, function = int4ne, negator = operator("Op.s".===));
      alter operator "Op.s".~~~ (none, numeric) owner to pg_monitor;
      comment on operator "Op.s".~~~ (none, numeric) is 'negates'; create view v as select operator("Op.s".~~~) 1.5 as a`,
  },
  {
    name: 'changes estimators in place, below what uses the operator',
    before: `${functions} create operator app.=== (leftarg = int, rightarg = int, function = app.same, restrict = eqsel); ${used}`,
    after: `${functions} create operator app.=== (leftarg = int, rightarg = int, function = app.same, restrict = neqsel, join = eqjoinsel); ${used}`,
  },
  {
    name: 'makes an operator with another function again, with all that uses it',
    before: `${functions} create operator app.=== (leftarg = int, rightarg = int, function = app.same); ${used}`,
    after: `${functions} create operator app.=== (leftarg = int, rightarg = int, function = app.other); ${used}`,
  },
  {
    name: 'gives an operator a negator by making that, below what uses it',
    before: `${functions} create operator app.=== (leftarg = int, rightarg = int, function = app.same); ${used}`,
    after: `${functions} create operator app.=== (leftarg = int, rightarg = int, function = app.same);
      create operator app.!== (leftarg = int, rightarg = int, function = app.other, negator = operator(app.===)); ${used}`,
  },
  {
    name: 'links operators that were there, and says that they hash and merge',
    before: `${functions} create operator app.=== (leftarg = int, rightarg = int, function = app.same);
      create operator app.!== (leftarg = int, rightarg = int, function = app.other); ${used}`,
    after: `${functions} create operator app.=== (leftarg = int, rightarg = int, function = app.same, hashes, merges, commutator = operator(app.===));
      create operator app.!== (leftarg = int, rightarg = int, function = app.other, negator = operator(app.===)); ${used}`,
  },
  {
    name: 'makes an operator whose partner is made again, too',
    before: `${functions} create operator app.=== (leftarg = int, rightarg = int, function = app.same, negator = operator(app.!==));
      create operator app.!== (leftarg = int, rightarg = int, function = app.other, negator = operator(app.===)); ${used}`,
    after: `${functions} create operator app.=== (leftarg = int, rightarg = int, function = int4eq, negator = operator(app.!==));
      create operator app.!== (leftarg = int, rightarg = int, function = app.other, negator = operator(app.===)); ${used}`,
  },
  {
    name: 'replaces a function with another result together with its operator',
    before: `create function f(int, int) returns int language sql immutable as 'select 1'; create operator === (leftarg = int, rightarg = int, function = f);
      create view v as select 1 === 2 as a`,
    after: `create function f(int, int) returns bigint language sql immutable as 'select 1::bigint'; create operator === (leftarg = int, rightarg = int, function = f);
      create view v as select 1 === 2 as a`,
  },
  {
    name: 'makes and drops operators that others only name',
    before: `create schema gone; create operator gone.=== (leftarg = int, rightarg = int, function = int4eq, negator = operator(gone.!==));`,
    after: `create schema app; create operator app.=== (leftarg = int, rightarg = bigint, function = int48eq, negator = operator(app.!==), commutator = operator(app.===));
      comment on operator app.=== (int, bigint) is 'names two'`,
  },
  {
    name: 'gives an operator that another only names its function',
    before: `create operator === (leftarg = int, rightarg = int, function = int4eq, negator = !==); create view v as select 1 === 2 as a`,
    after: `create operator === (leftarg = int, rightarg = int, function = int4eq, negator = !==); create view v as select 1 === 2 as a;
      create operator !== (leftarg = int, rightarg = int, function = int4ne, negator = ===); comment on operator !== (int, int) is 'whole'`,
  },
]);
