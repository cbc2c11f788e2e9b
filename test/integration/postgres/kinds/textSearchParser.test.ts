import { describeConvergence } from './convergenceCases.js';

const parser = (name: string, more = ''): string =>
  `create text search parser ${name} (start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end, lextypes = prsd_lextype${more})`;

describeConvergence('text search parsers and templates', [
  {
    name: 'makes and drops parsers and templates of any name',
    before: `${parser('gone')}; create text search template gone (lexize = dsimple_lexize)`,
    after: `create schema "Te.xt"; ${parser('"Te.xt"."Par""ser."', ', headline = prsd_headline')};
      create text search template "Te.xt"."Templ.ate" (init = dsimple_init, lexize = dsimple_lexize);
      create text search dictionary d (template = "Te.xt"."Templ.ate", stopwords = 'english');
      create text search configuration c (parser = "Te.xt"."Par""ser."); alter text search configuration c add mapping for word with d;
      comment on text search parser "Te.xt"."Par""ser." is 'p'; comment on text search template "Te.xt"."Templ.ate" is 't'`,
  },
  {
    name: 'makes them again where their functions change, with what hangs on them',
    before: `${parser('p')}; create text search template t (init = dsimple_init, lexize = dsimple_lexize);
      create text search dictionary d (template = t); create text search configuration c (parser = p);
      alter text search configuration c add mapping for word with d; comment on text search configuration c is 'kept';
      create table x (a text); create index i on x using gin (to_tsvector('c', a))`,
    after: `${parser('p', ', headline = prsd_headline')}; create text search template t (lexize = dsimple_lexize);
      create text search dictionary d (template = t); create text search configuration c (parser = p);
      alter text search configuration c add mapping for word with d; comment on text search configuration c is 'kept';
      create table x (a text); create index i on x using gin (to_tsvector('c', a))`,
  },
  {
    name: 'gives a configuration another parser, below what uses it',
    before: `${parser('p')}; create text search configuration c (copy = simple);
      create table x (a text, g tsvector generated always as (to_tsvector('c', a)) stored); create view v as select g from x`,
    after: `${parser('p')}; create text search configuration c (parser = p); alter text search configuration c add mapping for word with simple;
      create table x (a text, g tsvector generated always as (to_tsvector('c', a)) stored); create view v as select g from x`,
  },
]);
