import { describeConvergence } from './convergenceCases.js';

describeConvergence('sequences', [
  {
    name: 'makes sequences with every option',
    before: '',
    after: `create sequence a; create sequence b as smallint start 5 increment -1 minvalue -9 maxvalue 9 cache 3 cycle;
      create sequence c as int maxvalue 100; create table t (a int); create sequence d owned by t.a;`,
  },
  {
    name: 'changes every option',
    before:
      'create sequence a as int increment 2; create sequence b minvalue 5 cycle; create sequence c increment -1',
    after: `create sequence a start 7 cache 4; create sequence b as int maxvalue 50 minvalue 5; create sequence c`,
  },
  {
    name: 'changes which column owns a sequence',
    before:
      'create table t (a int, b int); create sequence a owned by t.a; create sequence b owned by t.b; create sequence c',
    after:
      'create table t (a int, b int); create sequence a; create sequence b owned by t.a; create sequence c owned by t.b',
  },
  {
    name: 'keeps a sequence whose column goes',
    before: 'create table t (a int, b int); create sequence s owned by t.b',
    after: 'create table t (a int); create sequence s',
  },
  {
    name: 'keeps a sequence that counts for others when the table that owns it goes',
    before: `create table a (x serial); create table b (y int default nextval('a_x_seq'))`,
    after: `create sequence a_x_seq as int; create table b (y int default nextval('a_x_seq'))`,
  },
  {
    name: 'changes persistence',
    since: 16,
    before: 'create sequence s; create unlogged sequence u',
    after: 'create unlogged sequence s; create sequence u',
  },
  {
    name: 'writes serial only where it says the same',
    before: '',
    after: `create table a (x serial); alter sequence a_x_seq cache 5; create table b (x serial); alter table b alter x drop not null;
      create table c (x serial); alter sequence c_x_seq rename to other; create table d (x bigserial); alter sequence d_x_seq as int;
      create table e (x serial, y int default nextval('e_x_seq'));`,
  },
  {
    name: 'turns a sequence around together with its type',
    before: 'create sequence s as smallint increment -1 cycle; create sequence r as integer',
    after:
      'create sequence s as bigint increment 5 maxvalue 1000 start 3; create sequence r as smallint increment -2',
  },
  {
    name: 'gives a new column values of a sequence that is there and comes to belong to it',
    before: `create sequence s; create table a (x int); insert into a values (1), (2)`,
    after: `create sequence s; create table a (x int, id int not null default nextval('s')); alter sequence s owned by a.id`,
  },
]);
