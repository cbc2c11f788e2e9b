import { describeConvergence } from './convergenceCases.js';

describeConvergence('foreign servers', [
  {
    name: 'makes and drops servers, with their wrapper or on that of an extension',
    before: 'create foreign data wrapper w; create server gone foreign data wrapper w',
    after: `create foreign data wrapper "The.W"; create extension postgres_fdw;
      create server "A.b" type 'it''s' version '1.0' foreign data wrapper "The.W" options (host 'h', "Port" '1');
      create server shop foreign data wrapper postgres_fdw options (host 'db', dbname 'shop');
      comment on server "A.b" is 'a'; grant usage on foreign server "A.b" to pg_monitor; grant usage on foreign server shop to public`,
  },
  {
    name: 'changes version, options and privileges in place',
    before: `create foreign data wrapper w; create server a version '1' foreign data wrapper w options (x '1', y '2');
      create server b version '1' foreign data wrapper w; create server c foreign data wrapper w; grant usage on foreign server a to pg_monitor`,
    after: `create foreign data wrapper w; create server a version '2' foreign data wrapper w options (x '2', z '3');
      create server b foreign data wrapper w; create server c version '3' foreign data wrapper w; comment on server a is 'new'`,
  },
  {
    name: 'makes a server of another type or wrapper again, with what hangs on it',
    before: `create foreign data wrapper w; create foreign data wrapper v; create server a type 'x' foreign data wrapper w options (o '1');
      create server b foreign data wrapper w; comment on server b is 'b'; grant usage on foreign server b to public`,
    after: `create foreign data wrapper w; create foreign data wrapper v; create server a type 'y' foreign data wrapper w options (o '1');
      create server b foreign data wrapper v; comment on server b is 'b'; grant usage on foreign server b to public`,
  },
]);
