import { describeConvergence } from './convergenceCases.js';

/** Dictionaries and a table whose column and index a configuration computes, and a view and a trigger that name it. */
const used = `create table t (a text, v tsvector, g tsvector generated always as (to_tsvector('"Te.xt"."Con.f"', a)) stored);
  create index i on t using gin (to_tsvector('"Te.xt"."Con.f"', a)); create index j on t using gin (g);
  create view w as select to_tsvector('"Te.xt"."Con.f"', a) as v from t;
  create trigger u before insert or update on t for each row execute function tsvector_update_trigger(v, '"Te.xt"."Con.f"', a)`;

const dictionaries = `create schema "Te.xt"; create text search dictionary "Te.xt"."Stem" (template = snowball, language = english);`;

describeConvergence('text search configurations', [
  {
    name: 'makes and drops configurations, with the dictionaries they need and what needs them',
    before: 'create text search configuration gone (copy = english)',
    after: `${dictionaries} create text search configuration "Te.xt"."Con.f" (copy = simple);
      alter text search configuration "Te.xt"."Con.f" alter mapping for asciiword, int with "Te.xt"."Stem", simple;
      create text search configuration bare (parser = "default"); alter text search configuration bare owner to pg_monitor;
      comment on text search configuration bare is 'maps nothing'; ${used}`,
  },
  {
    name: 'adds, changes and drops mappings in place, below what uses them',
    before: `${dictionaries} create text search configuration "Te.xt"."Con.f" (copy = english); ${used}`,
    after: `${dictionaries} create text search configuration "Te.xt"."Con.f" (copy = english);
      alter text search configuration "Te.xt"."Con.f" alter mapping for asciiword with "Te.xt"."Stem";
      alter text search configuration "Te.xt"."Con.f" alter mapping for word with simple, english_stem;
      alter text search configuration "Te.xt"."Con.f" add mapping for tag with simple;
      alter text search configuration "Te.xt"."Con.f" drop mapping for url, float; ${used}`,
  },
  {
    name: 'rebuilds what uses a configuration around a dictionary of another template',
    before: `create schema "Te.xt"; create text search dictionary "Te.xt"."Stem" (template = simple);
      create text search configuration "Te.xt"."Con.f" (copy = simple);
      alter text search configuration "Te.xt"."Con.f" alter mapping for asciiword with "Te.xt"."Stem"; ${used}`,
    after: `${dictionaries} create text search configuration "Te.xt"."Con.f" (copy = simple);
      alter text search configuration "Te.xt"."Con.f" alter mapping for asciiword with "Te.xt"."Stem"; ${used}`,
  },
]);
