import { describeConvergence } from './convergenceCases.js';

const notice = `create function f() returns event_trigger language plpgsql as 'begin end';
  create function g() returns event_trigger language plpgsql as 'begin end';`;

describeConvergence('event triggers', [
  {
    name: 'makes and drops event triggers, with their functions',
    before: '',
    after: `${notice} create event trigger "Any" on ddl_command_end execute function f();
      create event trigger drops on sql_drop when tag in ('DROP TABLE', 'DROP VIEW') execute function g();
      alter event trigger drops disable; comment on event trigger drops is 'off'`,
  },
  {
    name: 'changes event, tags, function and state',
    before: `${notice} create event trigger a on ddl_command_end execute function f(); create event trigger b on sql_drop execute function f();
      create event trigger c on sql_drop when tag in ('DROP TABLE') execute function f(); create event trigger d on sql_drop execute function f();
      alter event trigger d enable always`,
    after: `${notice} create event trigger a on ddl_command_start execute function f(); create event trigger b on sql_drop execute function g();
      create event trigger c on sql_drop when tag in ('DROP VIEW') execute function f(); create event trigger d on sql_drop execute function f();
      alter event trigger d enable replica`,
  },
]);
