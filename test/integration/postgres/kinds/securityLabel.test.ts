import assert from 'node:assert/strict';
import { planScript } from '../../../../src/core/planner/planScript.js';
import { loadDialect } from '../../../../src/dialects/registry.js';
import { connectDatabase } from '../../../support/connectDatabase.js';
import { compareDatabases, planAll } from '../../../support/convergence.js';
import { comparableDump } from '../../../support/postgres/pgDump.js';
import { startPostgres } from '../../../support/postgres/testServer.js';

const objects = `create schema "S.x"; create table "S.x".t (a int, "B" int); create view v as select 1 as a; create type e as enum ('a');
  create function f(int) returns int language sql as 'select $1'; create sequence s; create domain d as int;`;

/** No provider comes with PostgreSQL, so labels are written where the server keeps them. */
function labels(of: string, table = 'top "secret"'): string {
  const insert = (catalog: string, column: number, object: string): string =>
    `insert into pg_seclabel (classoid, objoid, objsubid, provider, label)
     values ('${catalog}'::regclass, ${object}, ${String(column)}, '${of}', '${table}');`;
  return [
    insert('pg_class', 0, `'"S.x".t'::regclass`),
    insert('pg_class', 2, `'"S.x".t'::regclass`),
    insert('pg_class', 1, `'v'::regclass`),
    insert('pg_class', 0, `'s'::regclass`),
    insert('pg_namespace', 0, `'"S.x"'::regnamespace`),
    insert('pg_type', 0, `'e'::regtype`),
    insert('pg_type', 0, `'d'::regtype`),
    insert('pg_proc', 0, `'f(int)'::regprocedure`),
  ].join(' ');
}

for (const major of [13, 18] as const) {
  describe(`security labels on PostgreSQL ${String(major)}`, () => {
    it('are set, changed and dropped in the words of pg_dump', async () => {
      const server = await startPostgres(major);
      const dialect = await loadDialect('postgres');
      const plain = await server.createDatabase(objects);
      const labelled = await server.createDatabase(
        `${objects} ${labels('Prov.1')} ${labels('changed', "it''s")}`,
      );
      const other = await server.createDatabase(`${objects} ${labels('changed', 'new')}`);
      try {
        const [a, b, c] = [
          await connectDatabase(plain.url),
          await connectDatabase(labelled.url),
          await connectDatabase(other.url),
        ];
        const written = async (from: typeof a, to: typeof a): Promise<readonly string[]> =>
          planScript(planAll(await compareDatabases(from, to, dialect), dialect), dialect)
            .split('\n')
            .filter((line) => line.startsWith('SECURITY LABEL'))
            .sort();
        const dumped = (await comparableDump(labelled.url)).filter((line) =>
          line.startsWith('SECURITY LABEL'),
        );
        assert.equal(dumped.length, 16);
        assert.deepEqual(
          await written(b, a),
          dumped.map((line) => (line.endsWith(';') ? line : `${line};`)).sort(),
        );
        assert.deepEqual(
          await written(a, b),
          dumped.map((line) => line.replace(/ IS '.*$/, ' IS NULL;')).sort(),
        );
        const changes = await written(c, b);
        assert.equal(changes.filter((line) => line.endsWith(" IS 'new';")).length, 8);
        assert.equal(changes.filter((line) => line.startsWith('SECURITY LABEL FOR "Prov.1" ')).length, 8);
        assert.deepEqual(await written(b, b), []);
      } finally {
        for (const database of [plain, labelled, other]) await database.drop();
      }
    });
  });
}
