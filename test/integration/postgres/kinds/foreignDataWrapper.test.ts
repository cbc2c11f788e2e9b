import { describeConvergence } from './convergenceCases.js';

/** A handler and a validator that a test can have several of. */
const functions = `create function handle() returns fdw_handler language c strict as '$libdir/file_fdw', 'file_fdw_handler';
  create schema "My.App";
  create function "My.App"."Check it"(text[], oid) returns boolean language sql as 'select true';
  create function check_too(text[], oid) returns boolean language sql as 'select true';`;

describeConvergence('foreign-data wrappers', [
  {
    name: 'makes and drops wrappers, with names that need quotes',
    before: 'create foreign data wrapper gone',
    after: `${functions} create foreign data wrapper bare;
      create foreign data wrapper "The.Files" handler handle validator "My.App"."Check it" options (a 'it''s', "B.c" 'x=y\\z', mode '');
      comment on foreign data wrapper "The.Files" is 'files'; grant usage on foreign data wrapper "The.Files" to public;
      grant usage on foreign data wrapper bare to pg_monitor with grant option; revoke all on foreign data wrapper bare from current_user`,
  },
  {
    name: 'changes functions and options in place',
    before: `${functions} create foreign data wrapper a handler handle validator "My.App"."Check it" options (kept '1', set '1', gone '1');
      create foreign data wrapper b options (gone '1'); create foreign data wrapper c validator check_too;
      create server s foreign data wrapper a; grant usage on foreign data wrapper a to public`,
    after: `${functions} create foreign data wrapper a validator check_too options (kept '1', set '2', "New" '');
      create foreign data wrapper b handler handle; create foreign data wrapper c validator "My.App"."Check it";
      create server s foreign data wrapper a; grant usage on foreign data wrapper a to pg_monitor`,
  },
  {
    name: 'drops the functions of a wrapper that stays',
    before: `${functions} create foreign data wrapper a handler handle validator check_too;`,
    after: 'create foreign data wrapper a',
  },
]);
