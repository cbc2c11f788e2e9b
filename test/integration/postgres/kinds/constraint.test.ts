import { describeConvergence } from './convergenceCases.js';

describeConvergence('constraints', [
  {
    name: 'adds and drops each kind',
    before: `create table p (a int primary key); create table t (a int, b int, c int); insert into t values (1, 2, 3); insert into p values (1);`,
    after: `create table p (a int primary key); create table t (a int primary key references p, b int unique, c int check (c > 0), exclude using btree (c with =))`,
  },
  {
    name: 'changes definitions',
    before: `create table p (a int primary key, b int unique); create table t (a int constraint f references p, b int,
      constraint k unique (a), constraint c check (b > 0), constraint x exclude using btree (a with =));`,
    after: `create table p (a int primary key, b int unique); create table t (a int constraint f references p (b), b int,
      constraint k unique (a, b), constraint c check (b > 1), constraint x exclude using btree (b with =) where (a > 0));`,
  },
  {
    name: 'rebuilds foreign keys around their key',
    before: `create table p (a int, b int, constraint pk primary key (a)); create table t (a int, foreign key (a) references p);`,
    after: `create table p (a int, b int, constraint pk primary key (a) include (b)); create table t (a int, foreign key (a) references p);`,
  },
  {
    name: 'changes deferrability',
    before: `create table p (a int primary key); create table t (a int references p, b int references p deferrable,
      c int references p deferrable initially deferred, d int unique);`,
    after: `create table p (a int primary key); create table t (a int references p deferrable initially deferred, b int references p,
      c int references p deferrable, d int unique deferrable);`,
  },
  {
    name: 'validates and invalidates',
    before: `create table p (a int primary key); create table t (a int, b int); alter table t add constraint c check (b > 0) not valid;
      alter table t add constraint f foreign key (a) references p not valid;`,
    after: `create table p (a int primary key); create table t (a int, b int); alter table t add constraint c check (b > 0);
      alter table t add constraint f foreign key (a) references p;`,
  },
  {
    name: 'makes a table with a constraint that is not valid',
    before: '',
    after: 'create table t (a int); alter table t add constraint c check (a > 0) not valid',
  },
  {
    name: 'makes checks that are not inherited',
    before: 'create table t (a int constraint c check (a > 0))',
    after: 'create table t (a int constraint c check (a > 0) no inherit)',
  },
  {
    name: 'tells nulls apart or not',
    since: 16,
    before: 'create table t (a int constraint u unique)',
    after: 'create table t (a int constraint u unique nulls not distinct)',
  },
  {
    name: 'changes what is enforced',
    since: 18,
    before: `create table p (a int primary key); create table t (a int constraint f references p, b int constraint c check (b > 0))`,
    after: `create table p (a int primary key); create table t (a int constraint f references p not enforced, b int constraint c check (b > 0) not enforced)`,
  },
  {
    name: 'makes temporal keys',
    since: 18,
    before: '',
    after: `create table p (a int4range, at daterange, primary key (a, at without overlaps));
      create table t (a int4range, at daterange, foreign key (a, period at) references p (a, period at));`,
  },
  {
    name: 'changes storage parameters of a key',
    before: 'create table t (a int primary key, b int unique with (fillfactor = 60))',
    after: 'create table t (a int primary key with (fillfactor = 50), b int unique)',
  },
  {
    name: 'turns an index into a key and back',
    before: 'create table t (a int not null); create unique index k on t (a)',
    after: 'create table t (a int not null); alter table t add constraint k unique (a)',
  },
  {
    name: 'swaps the columns of two keys, one of which a foreign key refers to',
    before: `create table a (x int not null, y int not null, primary key (x), unique (y)); create table b (x int references a);`,
    after: `create table a (x int not null, y int not null, primary key (y), unique (x));
      create table b (x int references a (x));`,
  },
  {
    name: 'gives heirs the NOT NULL of their parent in place of their own',
    before: `create table t (a int); create table h (constraint own not null a) inherits (t);
      create table p (a int) partition by list (a); create table q partition of p (constraint own not null a) default
        partition by list (a); create table r partition of q default`,
    after: `create table t (a int, constraint n not null a); create table h () inherits (t);
      create table p (a int, constraint n not null a) partition by list (a); create table q partition of p default
        partition by list (a); create table r partition of q default`,
    since: 18,
  },
  {
    name: 'leaves heirs their own NOT NULL when their parent loses it',
    before: `create table t (a int not null); create table h () inherits (t); create table i () inherits (h);
      create table p (a int not null) partition by list (a); create table q partition of p default`,
    after: `create table t (a int); create table h () inherits (t); create table i (a int not null) inherits (h);
      create table p (a int) partition by list (a); create table q partition of p (a not null) default`,
  },
]);
