import { describeConvergence } from './convergenceCases.js';

describeConvergence('collations', [
  {
    name: 'makes and drops collations',
    before: `create collation gone (locale = 'C')`,
    after: `create schema app; create collation app."Plain" (locale = 'C'); create collation app.mixed (lc_collate = 'C', lc_ctype = 'POSIX');
      comment on collation app.mixed is 'both'; create table t (a text collate app."Plain")`,
  },
  {
    name: 'makes a collation again that indexes and views use',
    before: `create collation c (locale = 'C'); create table t (a text); create index i on t (a collate c); create view v as select a from t order by a collate c`,
    after: `create collation c (locale = 'POSIX'); create table t (a text); create index i on t (a collate c); create view v as select a from t order by a collate c`,
  },
]);
