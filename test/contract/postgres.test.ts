import { loadDialect } from '../../src/dialects/registry.js';
import { connectDatabase } from '../support/connectDatabase.js';
import { startPostgres } from '../support/postgres/testServer.js';
import { describeDialectContract } from './dialectContract.js';

const source = `
  CREATE TABLE customers (id integer PRIMARY KEY, email character varying(80) NOT NULL, status text);
  CREATE VIEW emails AS SELECT id, email FROM customers;
  CREATE FUNCTION total(integer) RETURNS integer LANGUAGE sql AS 'SELECT $1 + 1';
  CREATE TABLE orders (id integer PRIMARY KEY, customer integer REFERENCES customers);`;

const target = `
  CREATE TABLE customers (id integer PRIMARY KEY, email text NOT NULL);
  CREATE VIEW emails AS SELECT id, email FROM customers;
  COMMENT ON VIEW emails IS 'kept through the rebuild';
  CREATE FUNCTION total(integer) RETURNS integer LANGUAGE sql AS 'SELECT $1';
  CREATE TABLE leftovers (id integer);`;

for (const major of [13, 16, 18] as const) {
  describeDialectContract({
    name: `PostgreSQL ${String(major)}`,
    dialect: () => loadDialect('postgres'),
    pair: async () => {
      const server = await startPostgres(major);
      const databases = [await server.createDatabase(source), await server.createDatabase(target)] as const;
      return {
        source: await connectDatabase(databases[0].url),
        target: await connectDatabase(databases[1].url),
        dispose: async () => {
          for (const database of databases) await database.drop();
        },
      };
    },
    texts: {
      same: ['SELECT a, /*  why */ B FROM t', 'select\n  A , /* why */\n b\nfrom T'],
      different: "SELECT a, b FROM t WHERE 'x' = 'X'",
    },
    forbidden: [
      'DROP DATABASE x',
      'drop /**/ schema public',
      'COMMIT',
      "COPY t TO PROGRAM 'ls'",
      'DO $$ BEGIN END $$',
    ],
    harmless: ["COMMENT ON TABLE t IS 'DROP DATABASE x'", 'CREATE TABLE "drop database" (id integer)'],
    slow: 'SELECT pg_catalog.pg_sleep(10)',
    write: 'CREATE TABLE public.nope (id integer)',
  });
}
