import { keepsRows } from '../../../support/keepsRows.js';
import { describeConvergence } from './convergenceCases.js';

const whole = `create table w (k int, v int, primary key (k, v)) partition by range (k); create table r (k int, v int, foreign key (k, v) references w on delete cascade);
  create table rest partition of w default;`;

const moods = (labels: string): string => `create type mood as enum (${labels});`;

describeConvergence('tables that are made anew', [
  {
    name: 'makes a partition anew while foreign keys refer to its whole',
    before: `${whole} create table p partition of w for values from (0) to (10)`,
    after: `${whole} create table p partition of w for values from (0) to (10) partition by list (v); create table p_1 partition of p for values in (1); create table p_rest partition of p default`,
    ...keepsRows('insert into w values (1, 1), (2, 2), (20, 1); insert into r values (1, 1), (20, 1)'),
  },
  {
    name: 'moves the bound of a partition while foreign keys refer to its whole',
    before: `${whole} create table p partition of w for values from (0) to (10)`,
    after: `${whole} create table p partition of w for values from (0) to (15)`,
    ...keepsRows('insert into w values (1, 1), (2, 2), (20, 1); insert into r values (1, 1), (20, 1)'),
  },
  {
    name: 'replaces the enum of a column in the same plan',
    before: `${moods("'sad', 'ok'")} create table t (id int, m mood not null default 'ok', primary key (id))`,
    after: `${moods("'ok', 'sad', 'new'")} create table t (id int, m mood not null default 'sad', primary key (id)) partition by range (id); create table t_1 partition of t default`,
    ...keepsRows(`insert into t values (1, 'sad'), (2, 'ok')`),
  },
  {
    name: 'gives the identity that a whole gets to the rows of a partition',
    before: `create table w (k int) partition by range (k); create table p partition of w for values from (0) to (10) partition by list (k); create table p_1 partition of p default`,
    after: `create table w (k int, i bigint generated always as identity) partition by range (k); create table p partition of w for values from (0) to (10)`,
    ...keepsRows('insert into w (k) values (1), (2)'),
  },
  {
    name: 'keeps rows that refer to rows of the same table',
    before: `create table t (id int primary key, up int references t, v int); create view v as select up from t`,
    after: `create table t (id int, up int references t, v int, primary key (id)) partition by hash (id); create table t_0 partition of t for values with (modulus 2, remainder 0); create table t_1 partition of t for values with (modulus 2, remainder 1); create view v as select up from t`,
    ...keepsRows('insert into t values (1, 2, 1), (2, 1, 1), (3, 3, 1)'),
  },
  {
    name: 'drops a column of the key, and adds one',
    before: `create table t (a int default 1, b int, v text, primary key (a, b)) partition by range (a); create table t_1 partition of t for values from (0) to (10); create table u (b int)`,
    after: `create table t (b int, v text, primary key (b)) partition by range (b); create table t_1 partition of t for values from (0) to (100); create table u (b int references t)`,
    ...keepsRows(`insert into t (b, v) values (1, 'x'), (2, 'y')`),
  },
  {
    name: 'drops the only column that a table is partitioned by, and the partitions with it',
    before: `create table t (a int default 1, v text) partition by list (a); create table t_1 partition of t for values in (1); create index on t (a)`,
    after: `create table t (v text)`,
    ...keepsRows(`insert into t (v) values ('x'), ('y')`),
  },
  {
    name: 'lets sequences go on that are no serials: with options, with a name cut short, and of a column that had none',
    before: `create table t (a int, b serial, c int, v text); alter sequence t_b_seq increment 5;
      create table long_${'n'.repeat(50)} (v text, "group" smallserial, b int)`,
    after: `create table t (a int, b serial, c serial, v text) partition by list (v); alter sequence t_b_seq increment 5; alter sequence t_c_seq increment 2 start 4;
      create table t_0 partition of t default; create table long_${'n'.repeat(50)} (v text, "group" smallserial, b serial) partition by list (v);
      create table long_0 partition of long_${'n'.repeat(50)} default`,
    ...keepsRows(
      `insert into t (a, c, v) values (1, 7, 'x'), (2, 9, 'y'); insert into long_${'n'.repeat(50)} (v, b) values ('x', 1)`,
    ),
  },
  {
    name: 'lets go of foreign keys between tables that are both made anew, or of which one changes meanwhile',
    before: `create table a (id int primary key); create table b (a int references a); create table o (id int primary key); create table l (oid int constraint l_fk references o, n int);
      create table p (id int, k int, primary key (id, k)) partition by range (k); create table p1 partition of p default;
      create table q (a int, k int, foreign key (a, k) references p) partition by range (k); create table q1 partition of q default;
      create table r (id int, r int, primary key (id, r)) partition by list (r); create table r1 partition of r for values in (1); create table s (oid int, r int, n int, constraint s_fk foreign key (oid, r) references r)`,
    after: `create table a (id int primary key) partition by hash (id); create table a0 partition of a for values with (modulus 1, remainder 0);
      create table b (a int references a) partition by hash (a); create table b0 partition of b for values with (modulus 1, remainder 0);
      create table o (id text primary key); create table l (oid text constraint l_fk references o, n int) partition by list (n); create table l1 partition of l default;
      create table p (id int, k bigint, primary key (id, k)) partition by range (k); create table p1 partition of p default;
      create table q (a int, k bigint, foreign key (a, k) references p) partition by range (k); create table q1 partition of q default;
      create table r (id int, r int, primary key (id, r)) partition by list (r); create table r1 partition of r for values in (1, 2);
      create table s (oid int, r int, n int, constraint s_fk foreign key (oid, r) references r) partition by list (n); create table s1 partition of s default`,
    ...keepsRows(
      `insert into a values (1); insert into b values (1); insert into p values (1, 1); insert into q values (1, 1); insert into r values (1, 1); insert into s values (1, 1, 7)`,
    ),
  },
  {
    name: 'changes an attribute of the type of a table that is partitioned by it',
    before: `create type ty as (a int, b text); create table t of ty partition by list (a); create table t_1 partition of t for values in (1)`,
    after: `create type ty as (a bigint, b text); create table t of ty partition by list (a); create table t_1 partition of t for values in (1)`,
    ...keepsRows(`insert into t values (1, 'x')`),
  },
]);
