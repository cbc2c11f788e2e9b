import assert from 'node:assert/strict';
import { startPostgres } from '../../support/postgres/testServer.js';
import { createDesk, type Desk } from './dbvc.js';
import { devSchema, prodSchema } from './schemas.js';

/** Without what is not compared yet. */
const schemas = { source: devSchema.replace(/select lo_create\(0\);/, ''), target: prodSchema };

describe('dbvc as a login without superuser rights', function () {
  this.timeout(240_000);
  for (const major of [13, 18] as const) {
    describe(`on PostgreSQL ${String(major)}`, () => {
      let desk: Desk;
      before(() => {
        desk = createDesk();
      });
      after(() => desk.clear());

      it('compares and applies what it owns', async () => {
        const server = await startPostgres(major);
        const login = await server.createLogin();
        const source = await server.createDatabase();
        const target = await server.createDatabase();
        try {
          for (const [database, schema] of [
            [source, schemas.source],
            [target, schemas.target],
          ] as const) {
            await database.query(
              `grant create on database ${database.name} to ${login.name};
               alter schema public owner to ${login.name};
               set role ${login.name}; ${schema}; reset role`,
            );
          }
          const sides = [
            '--source',
            server.url(source.name, login),
            '--target',
            server.url(target.name, login),
          ];
          const applied = await desk.dbvc(
            'apply',
            ...sides,
            '--yes',
            '--allow-data-loss',
            '--ignore',
            'none',
          );
          assert.equal(applied.code, 0, applied.stderr);
          const compared = await desk.dbvc('compare', ...sides, '--ignore', 'none');
          assert.equal(compared.code, 0, compared.stdout);
          assert.match(compared.stderr + compared.stdout, /no superuser/);
        } finally {
          await source.drop();
          await target.drop();
        }
      });

      it('says which right is missing where it owns nothing, and changes nothing', async () => {
        const server = await startPostgres(major);
        const login = await server.createLogin();
        const source = await server.createDatabase(schemas.source);
        const target = await server.createDatabase(schemas.target);
        try {
          const sides = ['--source', source.url, '--target', server.url(target.name, login)];
          const ran = await desk.dbvc('apply', ...sides, '--yes', '--allow-data-loss');
          assert.equal(ran.code, 1, ran.stdout);
          assert.match(ran.stderr, /must be owner of|permission denied/);
          assert.match(ran.stderr, /Nothing was changed/);
          const left = await target.query("select to_regclass('public.invoices') as found");
          assert.deepEqual(left, [{ found: null }]);
        } finally {
          await source.drop();
          await target.drop();
        }
      });
    });
  }
});
