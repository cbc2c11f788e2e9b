import { describeConvergence } from './convergenceCases.js';

describeConvergence('extended statistics', [
  {
    name: 'sees no difference in the order that the columns of the table have',
    since: 16,
    before: `create table t (a int, "B x" int, c int); create statistics s1 on a, "B x", c, (a + c) from t; create statistics s2 (ndistinct) on c, a from t`,
    after: `create table t (a int, c int); alter table t add "B x" int; create statistics s1 on a, "B x", c, (a + c) from t; create statistics s2 (mcv) on c, a from t`,
  },
  {
    name: 'makes and drops statistics',
    before: 'create table t (a int, b int); create statistics gone on a, b from t',
    after: `create table t (a int, b int); create schema app; create statistics app."Of t" (ndistinct, mcv) on b, a from t;
      comment on statistics app."Of t" is 'why'; create statistics s on a, b from t; alter statistics s set statistics 50`,
  },
  {
    name: 'changes columns, kinds and target',
    before: `create table t (a int, b int, c int); create statistics s (ndistinct) on a, b from t;
      create statistics u on a, b from t; create statistics w on a, b from t; alter statistics w set statistics 0`,
    after: `create table t (a int, b int, c int); create statistics s (dependencies) on a, b from t;
      create statistics u on a, c from t; alter statistics u set statistics 7; create statistics w on a, b from t`,
  },
  {
    name: 'keeps statistics around a column whose type changes',
    before: 'create table t (a int, b int); create statistics s on a, b from t',
    after: 'create table t (a bigint, b int); create statistics s on a, b from t',
  },
  {
    name: 'makes statistics on expressions',
    since: 16,
    before: 'create table t (a int, b int); create statistics s on (a + b) from t',
    after: 'create table t (a bigint, b int); create statistics s on (a * b), b from t',
  },
]);
