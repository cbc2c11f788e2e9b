import { describeConvergence } from './convergenceCases.js';

describeConvergence('policies', [
  {
    name: 'makes and drops policies',
    before: 'create table t (a int); create policy gone on t using (true)',
    after: `create table t (a int); alter table t enable row level security; create policy a on t;
      create policy b on t as restrictive for update to pg_monitor, current_user using (a > 0) with check (a < 9);
      create policy "C d" on t for insert with check (true);`,
  },
  {
    name: 'changes roles and expressions',
    before: `create table t (a int); create policy p on t to pg_monitor using (a > 0); create policy q on t for all using (true) with check (a > 1)`,
    after: `create table t (a int); create policy p on t using (a > 1) with check (a > 2); create policy q on t to pg_monitor using (true)`,
  },
  {
    name: 'changes command and kind',
    before:
      'create table t (a int); create policy p on t for select using (true); create policy q on t using (true)',
    after:
      'create table t (a int); create policy p on t for delete using (true); create policy q on t as restrictive using (true)',
  },
  {
    name: 'makes a policy that reads another table and calls a function',
    before: '',
    after: `create table a (x int); create function f() returns int language sql as 'select 1'; create table t (y int);
      create policy p on t using (y in (select x from a) and y = f());`,
  },
]);
