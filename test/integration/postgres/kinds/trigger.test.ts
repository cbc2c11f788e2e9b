import { describeConvergence } from './convergenceCases.js';

const base = `create table t (a int, b int); create table u (a int);
  create function f() returns trigger language plpgsql as 'begin return new; end';
  create function g() returns trigger language plpgsql as 'begin return null; end';`;

describeConvergence('triggers', [
  {
    name: 'makes and drops triggers of every form',
    before: `${base} create trigger gone before insert on t for each row execute function f();`,
    after: `${base} create trigger a before insert or update of a, b on t for each row when (new.a > 0) execute function f('x', 'y''z');
      create trigger b after update on t referencing old table as o new table as n for each statement execute function g();
      create constraint trigger c after insert on t deferrable initially deferred for each row execute function g();
      create constraint trigger d after insert on t from u for each row execute function g();
      create trigger e after truncate on t execute function g(); create view v as select a from t;
      create trigger "F g" instead of insert on v for each row execute function f();`,
  },
  {
    name: 'changes definitions',
    before: `${base} create trigger a before insert on t for each row execute function f(); comment on trigger a on t is 'mine';
      create constraint trigger c after insert on t for each row execute function g();`,
    after: `${base} create trigger a before insert or delete on t for each row execute function g(); comment on trigger a on t is 'mine';
      create constraint trigger c after update on t deferrable for each row execute function g();`,
  },
  {
    name: 'changes when triggers fire',
    before: `${base} create trigger a before insert on t for each row execute function f(); create trigger b before insert on t for each row execute function f();
      create trigger c before insert on t for each row execute function f(); alter table t disable trigger b; alter table t enable always trigger c;`,
    after: `${base} create trigger a before insert on t for each row execute function f(); create trigger b before insert on t for each row execute function f();
      create trigger c before update on t for each row execute function f(); alter table t enable replica trigger a; alter table t enable replica trigger c;`,
  },
  {
    name: 'makes a table, its function and its trigger',
    before: '',
    after: `${base} create trigger a before insert on t for each row execute function f(); alter table t disable trigger a;`,
  },
]);
