import { describeConvergence } from './convergenceCases.js';

describeConvergence('rules', [
  {
    name: 'makes and drops rules of tables and views',
    before: `create table t (a int); create table log (a int); create rule gone as on delete to t do also insert into log values (old.a);`,
    after: `create table t (a int); create table log (a int); create view v as select a from t;
      create rule "On insert" as on insert to v do instead insert into t values (new.a) returning a;
      create rule u as on update to t do also (insert into log values (1); notify changed);
      alter table t disable rule u; comment on rule u on t is 'not yet'`,
  },
  {
    name: 'changes what a rule does, and its state',
    before: `create table t (a int); create table log (a int); create rule r as on insert to t do also insert into log values (new.a);
      create rule s as on delete to t do instead nothing; alter table t enable always rule s`,
    after: `create table t (a int); create table log (a int); create rule r as on insert to t do also insert into log values (new.a + 1);
      create rule s as on delete to t do instead nothing; alter table t enable replica rule s`,
  },
  {
    name: 'drops a rule of a view that is left as it is',
    before: `create domain d as date check (value <> '2020-01-31'); create table t (id d[]); create view v as select id from t where id is null;
      create rule r as on update to v do instead nothing`,
    after: `create domain d as bigint check (value <> 5); create table t (id d[]); create view v as select id from t where id <> '{}'::d[]`,
    mayLeave: true,
  },
  {
    name: 'rebuilds a rule around a column whose type changes, and with its view',
    before: `create table t (a int); create table log (a bigint); create view v as select a from t;
      create rule r as on insert to t where new.a > 1 do also insert into log values (new.a);
      create rule w as on update to v do instead update t set a = new.a where a = old.a`,
    after: `create table t (a bigint); create table log (a bigint); create view v as select a from t;
      create rule r as on insert to t where new.a > 1 do also insert into log values (new.a);
      create rule w as on update to v do instead update t set a = new.a where a = old.a`,
  },
]);
