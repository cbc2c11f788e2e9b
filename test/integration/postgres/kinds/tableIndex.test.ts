import { describeConvergence } from './convergenceCases.js';

describeConvergence('indexes', [
  {
    name: 'makes and drops indexes of every form',
    before: 'create table t (a int, b text, c int[]); create index gone on t (a)',
    after: `create table t (a int, b text, c int[]); create unique index u on t (a) include (b) where a > 0;
      create index e on t (lower(b) text_pattern_ops desc, (a + 1)); create index g on t using gin (c); create index h on t using hash (b);
      create index "Quoted Name" on t (b collate "C") with (fillfactor = 50);`,
  },
  {
    name: 'changes definitions',
    before: `create table t (a int, b int); create index i on t (a); comment on index i is 'mine'`,
    after: `create table t (a int, b int); create index i on t (b); comment on index i is 'mine'`,
  },
  {
    name: 'changes storage parameters, statistics and the cluster marker',
    before:
      `create table t (a int); create index i on t ((a + 1), (a + 2)) with (fillfactor = 50) where a > 0;
      alter index i alter column 1 set statistics 100; alter table t cluster on i;`.replace(
        'where a > 0',
        '',
      ),
    after: `create table t (a int); create index i on t ((a + 1), (a + 2)) with (fillfactor = 60, deduplicate_items = off);
      alter index i alter column 2 set statistics 200;`,
  },
  {
    name: 'changes the indexes of materialized views',
    before:
      'create materialized view m as select 1 as a, 2 as b; create index i on m (a); create index j on m (b)',
    after: `create materialized view m as select 1 as a, 2 as b; create unique index i on m (a) with (fillfactor = 50);
      alter materialized view m cluster on i;`,
  },
  {
    name: 'moves a name from one table to another',
    before: 'create table t (a int); create table u (a int); create index i on t (a)',
    after: 'create table t (a int); create table u (a int); create index i on u (a)',
  },
]);
