-- both
create schema te;

-- first
create text search parser te.parser (start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end, lextypes = prsd_lextype);
create text search template te.template (init = dsimple_init, lexize = dsimple_lexize);
create text search dictionary te.stem (template = snowball, language = english, stopwords = 'english');
create text search dictionary te.own (template = te.template, stopwords = 'english');
create text search configuration te.conf (parser = te.parser);
alter text search configuration te.conf add mapping for asciiword, word with te.stem, simple;
create text search configuration te."Bare.one" (parser = "default");
comment on text search configuration te.conf is 'finds';
comment on text search dictionary te.stem is 'cuts';
comment on text search parser te.parser is 'reads';
comment on text search template te.template is 'makes';
alter text search dictionary te.own owner to pg_monitor;

-- second
create text search parser te.parser (start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end, lextypes = prsd_lextype, headline = prsd_headline);
create text search template te.template (lexize = dsimple_lexize);
create text search dictionary te.stem (template = snowball, language = german);
create text search dictionary te.own (template = te.template);
create text search configuration te.conf (parser = te.parser);
alter text search configuration te.conf add mapping for asciiword with te.own, te.stem;
alter text search configuration te.conf add mapping for url with simple;
alter text search configuration te.conf owner to pg_monitor;

-- both
create table te.docs (body text, v tsvector, g tsvector generated always as (to_tsvector('te.conf', body)) stored);
create index docs_g on te.docs using gin (g);
create index docs_e on te.docs using gist (to_tsvector('te.conf', body));
create trigger docs_v before insert or update on te.docs for each row execute function tsvector_update_trigger(v, 'te.conf', body);
create view te.found as select to_tsvector('te.conf', body) as v from te.docs;
