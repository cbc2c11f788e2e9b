import { describeConvergence } from './convergenceCases.js';

describeConvergence('extensions', [
  {
    name: 'makes an extension before what uses its members',
    before: '',
    after: `create extension hstore; create table t (h hstore, many hstore[]); create index on t using gin (h);
      create function f(h hstore) returns hstore language sql as 'select h';`,
  },
  {
    name: 'moves an extension to another schema',
    before: 'create schema s; create extension citext; create table t (c citext);',
    after: 'create schema s; create extension citext schema s; create table t (c s.citext);',
  },
]);
