import { describeConvergence } from './convergenceCases.js';

describeConvergence('text search dictionaries', [
  {
    name: 'makes and drops dictionaries with any name, options and owner',
    before: 'create text search dictionary gone (template = simple)',
    after: `create schema "Te.xt";
      create text search dictionary "Te.xt"."Di""ct. a" (template = snowball, language = english, stopwords = 'english');
      create text search dictionary plain (template = pg_catalog.simple, accept = false);
      create text search dictionary bare (template = simple); alter text search dictionary bare owner to pg_monitor;
      comment on text search dictionary "Te.xt"."Di""ct. a" is 'stems'`,
  },
  {
    name: 'changes options in place, adds and removes some',
    before: `create text search dictionary d (template = snowball, language = english, stopwords = 'english');
      create text search dictionary e (template = synonym, synonyms = synonym_sample, casesensitive = true);
      create text search dictionary "F" (template = simple); create text search dictionary g (template = simple, accept = false)`,
    after: `create text search dictionary d (template = snowball, language = german);
      create text search dictionary e (template = synonym, casesensitive = false, synonyms = synonym_sample);
      create text search dictionary "F" (template = simple, stopwords = german, accept = true); create text search dictionary g (template = simple)`,
  },
  {
    name: 'makes a dictionary of another template again',
    before: `create text search dictionary d (template = simple, stopwords = 'english'); comment on text search dictionary d is 'kept'`,
    after: `create text search dictionary d (template = snowball, language = english); comment on text search dictionary d is 'kept'`,
  },
]);
