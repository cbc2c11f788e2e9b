import { describeConvergence } from './convergenceCases.js';

describeConvergence('publications', [
  {
    name: 'makes and drops publications of every kind, with names that need quotes',
    before: 'create table t (a int primary key); create publication gone for table t',
    after: `create schema "My.App"; create table t (a int primary key); create table "My.App"."T""1" ("B.c" int primary key);
      create publication "Every one" for all tables; create publication nothing with (publish = '');
      create publication "Some" for table t, "My.App"."T""1" with (publish = 'insert, delete', publish_via_partition_root = true);
      comment on publication "Some" is 'two'; alter publication nothing owner to pg_monitor`,
  },
  {
    name: 'changes options, tables and owner in place',
    before: `create table t (a int primary key); create table u (a int primary key); create table v (a int primary key);
      create publication p for table t, u with (publish = 'insert'); create publication q for table t with (publish_via_partition_root = true)`,
    after: `create table t (a int primary key); create table u (a int primary key); create table v (a int primary key);
      create publication p for table u, v with (publish_via_partition_root = true); create publication q for table t with (publish = 'update, truncate')`,
  },
  {
    name: 'turns a publication of all tables to one of some',
    before: `create table t (a int primary key); create publication p for all tables; comment on publication p is 'p'`,
    after: `create table t (a int primary key); create publication p for table t; comment on publication p is 'p'`,
  },
  {
    name: 'drops a table that is published, and publishes a new one',
    before: 'create table t (a int primary key); create publication p for table t',
    after: 'create table u (a int primary key); create publication p for table u',
  },
  {
    name: 'publishes partitioned tables, partitions and tables with heirs',
    before: `create table p (a int) partition by list (a); create table p1 partition of p for values in (1);
      create table parent (a int); create table child () inherits (parent); create publication pub`,
    after: `create table p (a int) partition by list (a); create table p1 partition of p for values in (1);
      create table parent (a int); create table child () inherits (parent); create publication pub for table p, p1, only parent`,
  },
  {
    name: 'limits tables to columns and rows',
    since: 15,
    before: `create table t (a int primary key, b int, "C.d" text); create table u (a int primary key); create publication p for table t (a, b), u where (a > 1)`,
    after: `create table t (a int primary key, b int, "C.d" text); create table u (a int primary key);
      create publication p for table t ("C.d", a) where (a > 1 and "C.d" = 'it''s'), u where (a > 2)`,
  },
  {
    name: 'changes the type of a column that a publication filters by',
    since: 15,
    before: 'create table t (a int primary key, b int); create publication p for table t where (a > 1)',
    after: 'create table t (a bigint primary key, b int); create publication p for table t where (a > 1)',
  },
  {
    name: 'changes how a virtual column of a published table, and of one that inherits it, is computed',
    since: 18,
    before: `create table t (a int primary key, b int generated always as (a + 1) virtual); create table h () inherits (t);
      create publication p for table only t (a) where (a > 1); create publication q for table only h`,
    after: `create table t (a int primary key, b int generated always as (a + 2) virtual); create table h () inherits (t);
      create publication p for table only t (a) where (a > 1); create publication q for table only h`,
  },
  {
    name: 'drops a column that a publication lists, and lists a new one',
    since: 15,
    before: 'create table t (a int primary key, b int); create publication p for table t (a, b)',
    after: 'create table t (a int primary key, c int); create publication p for table t (a, c)',
  },
  {
    name: 'publishes schemas',
    since: 15,
    before: `create schema a; create schema "B.b"; create table a.t (a int primary key, b int); create publication p for tables in schema a;
      create publication q for table a.t (a)`,
    after: `create schema "B.b"; create schema c; create schema a; create table a.t (a int primary key, b int);
      create publication p for tables in schema "B.b", c, table a.t where (a > 1); create publication q for tables in schema a`,
  },
  {
    name: 'publishes generated columns',
    since: 18,
    before: `create table t (a int primary key, b int generated always as (a) stored); create publication p for table t;
      create publication q for table t (a, b)`,
    after: `create table t (a int primary key, b int generated always as (a) stored);
      create publication p for table t with (publish_generated_columns = stored); create publication q for table t (a)`,
  },
]);
