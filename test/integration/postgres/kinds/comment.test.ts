import { describeConvergence } from './convergenceCases.js';

const objects = `
  create table t (id int constraint t_pk primary key, a int, constraint positive check (a > 0));
  create index t_a on t (a);
  create sequence s; create table i (id int generated always as identity, n serial, d int not null);
  create domain dom as int constraint dom_positive check (value > 0); create type comp as (x int);
  create function touch() returns trigger language plpgsql as $$ begin return new; end $$;
  create trigger touched before update on t for each row execute function touch();
  create policy mine on t using (true);
  create view v as select id from t;
  create materialized view m as select id from t;
  create index m_id on m (id);
  create procedure p() language sql as 'select 1';`;

const comments = (word: string): string => `
  comment on schema public is '${word} schema';
  comment on table t is '${word} table'; comment on column t.a is '${word} column';
  comment on index t_pk is '${word} index of a key'; comment on constraint t_pk on t is '${word} key'; comment on constraint positive on t is '${word} check';
  comment on index t_a is '${word} index'; comment on sequence s is '${word} sequence';
  comment on column i.id is '${word} identity'; comment on sequence i_id_seq is '${word} sequence of an identity';
  comment on sequence i_n_seq is '${word} owned sequence'; comment on domain dom is '${word} domain';
  comment on constraint dom_positive on domain dom is '${word} check of a domain'; comment on column comp.x is '${word} attribute';
  comment on function touch() is '${word} function'; comment on procedure p() is '${word} procedure';
  comment on trigger touched on t is '${word} trigger'; comment on policy mine on t is '${word} policy';
  comment on view v is '${word} view'; comment on column v.id is '${word} column of a view';
  comment on materialized view m is '${word}
two lines, a '' quote and a \\ backslash'; comment on index m_id is '${word} index of m';`;

describeConvergence('comments', [
  { name: 'adds and drops comments on everything', before: objects, after: objects + comments('a') },
  {
    name: 'changes comments on everything',
    before: objects + comments('a'),
    after: objects + comments('another'),
  },
  {
    name: 'adds and drops comments on NOT NULL, which is a constraint with a name',
    since: 18,
    before: 'create table n (a int not null, b int constraint b_set not null, c int not null)',
    after: `create table n (a int not null, b int constraint b_set not null, c int not null);
      comment on constraint n_a_not_null on n is 'by itself'; comment on constraint b_set on n is 'by name'`,
  },
  { name: 'makes objects with their comments', before: '', after: objects + comments('a') },
]);
