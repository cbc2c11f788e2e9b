import { describeConvergence } from './convergenceCases.js';

const objects = `
  create table t (id int constraint t_pk primary key, a int, constraint positive check (a > 0));
  create index t_a on t (a);
  create sequence s;
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
  comment on constraint t_pk on t is '${word} key'; comment on constraint positive on t is '${word} check';
  comment on index t_a is '${word} index'; comment on sequence s is '${word} sequence';
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
  { name: 'makes objects with their comments', before: '', after: objects + comments('a') },
]);
