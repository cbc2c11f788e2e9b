import assert from 'node:assert/strict';
import { planScript, rollbackScript } from '../../../../src/core/planner/planScript.js';
import { loadDialect } from '../../../../src/dialects/registry.js';
import { connectDatabase } from '../../../support/connectDatabase.js';
import { applyPlan, compareDatabases, planAll, summary } from '../../../support/convergence.js';
import { startPostgres } from '../../../support/postgres/testServer.js';
import { describeConvergence, majors } from './convergenceCases.js';

const servers = `create foreign data wrapper w; create server "A.b" foreign data wrapper w; create server s foreign data wrapper w;`;

describeConvergence('user mappings', [
  {
    name: 'makes and drops user mappings',
    before: `${servers} create user mapping for public server s options ("user" 'gone')`,
    after: `${servers} create user mapping for public server "A.b" options ("user" 'it''s', "X.y" '', password_required 'false');
      create user mapping for current_user server s; create user mapping for pg_monitor server s`,
  },
  {
    name: 'changes options in place',
    before: `${servers} create user mapping for public server s options ("user" 'a', gone '1'); create user mapping for current_user server s`,
    after: `${servers} create user mapping for public server s options ("user" 'b', "New" '1'); create user mapping for current_user server s options (a 'b')`,
  },
  {
    name: 'makes them again with their server',
    before: `create foreign data wrapper w; create server s type 'a' foreign data wrapper w; create user mapping for public server s options (a 'b')`,
    after: `create foreign data wrapper w; create server s type 'b' foreign data wrapper w; create user mapping for public server s options (a 'b')`,
  },
]);

for (const major of majors) {
  describe(`secrets of user mappings on PostgreSQL ${String(major)}`, () => {
    /** What is planned, and everything that anybody could read of it. */
    async function planned(
      before: string,
      after: string,
      use: (plan: ReturnType<typeof planAll>, apply: () => Promise<readonly string[]>) => Promise<void>,
    ): Promise<void> {
      const server = await startPostgres(major);
      const dialect = await loadDialect('postgres');
      const target = await server.createDatabase(before);
      const source = await server.createDatabase(after);
      try {
        const sides = [await connectDatabase(source.url), await connectDatabase(target.url)] as const;
        const drift = await compareDatabases(...sides, dialect);
        const plan = planAll(drift, dialect);
        const documents = [...drift.objects].flatMap(({ objectId }) =>
          [drift.source, drift.target].map((side) => dialect.generator.document(objectId, side, () => false)),
        );
        const catalogs = [drift.source, drift.target].map((side) =>
          JSON.stringify([...side.parts, side.uncompared]),
        );
        const all = [planScript(plan, dialect), rollbackScript(plan, dialect), ...documents, ...catalogs];
        assert.doesNotMatch(all.join('\n'), /hunter/);
        await use(plan, async () => {
          await applyPlan(plan, sides[1], dialect);
          return summary(await compareDatabases(...sides, dialect));
        });
      } finally {
        await source.drop();
        await target.drop();
      }
    }

    const mapping = (options: string): string =>
      `${servers} create user mapping for public server s options (${options})`;

    it('are not read, and what holds one is not made without it', async () => {
      await planned(servers, mapping(`"user" 'bob', password 'hunter2'`), async (plan) => {
        assert.equal(plan.segments.length, 0);
        assert.match(
          plan.leftOut.map(({ reason }) => reason).join('\n'),
          /password of user mapping for PUBLIC on s \(secret option values\), which the target lacks/,
        );
        await Promise.resolve();
      });
    });

    it('stay as they are while other options change', async () => {
      await planned(
        mapping(`"user" 'bob', password 'hunter2'`),
        mapping(`"user" 'eve', password 'hunter3'`),
        async (plan, applied) => {
          assert.deepEqual(plan.leftOut, []);
          assert.deepEqual(await applied(), []);
        },
      );
    });

    it('are left where only the source has one, and said so', async () => {
      await planned(mapping(`"user" 'bob'`), mapping(`"user" 'bob', password 'hunter2'`), async (plan) => {
        assert.match(plan.leftOut.map(({ reason }) => reason).join('\n'), /password, which is a secret/);
        await Promise.resolve();
      });
    });

    it('can be dropped, for good, which is said', async () => {
      await planned(
        mapping(`"user" 'bob', password 'hunter2'`),
        mapping(`"user" 'bob'`),
        async (plan, applied) => {
          assert.match(JSON.stringify(plan.segments), /"irreversible"[^}]*password/);
          assert.deepEqual(await applied(), []);
        },
      );
      await planned(mapping(`"user" 'bob', password 'hunter2'`), servers, async (plan, applied) => {
        assert.match(
          JSON.stringify(plan.segments),
          /"irreversible"[^}]*password|password[^}]*"irreversible"/,
        );
        assert.deepEqual(await applied(), []);
      });
    });

    it('keep a server from being made again', async () => {
      const before = mapping(`password 'hunter2'`);
      await planned(before, before.replace('server s foreign', `server s type 'x' foreign`), async (plan) => {
        assert.match(
          plan.leftOut.map(({ reason }) => reason).join('\n'),
          /password of user mapping for PUBLIC on s \(secret option values, not compared yet\) depends on it/,
        );
        await Promise.resolve();
      });
    });

    it('are those that a login may not see, with all other options', async () => {
      const server = await startPostgres(major);
      const dialect = await loadDialect('postgres');
      const database = await server.createDatabase(mapping(`"user" 'bob', password 'hunter2'`));
      const login = await server.createLogin();
      try {
        const all = await connectDatabase(database.url);
        const some = await connectDatabase(server.url(database.name, login));
        const drift = await compareDatabases(all, some, dialect);
        const plan = planAll(drift, dialect);
        assert.match(
          plan.leftOut.map(({ reason }) => reason).join('\n'),
          /may not see the options of PUBLIC SERVER s/,
        );
      } finally {
        await database.drop();
        await server.query(`drop role ${login.name}`);
      }
    });
  });
}
