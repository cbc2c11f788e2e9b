import assert from 'node:assert/strict';
import { planScript, rollbackScript } from '../../../../src/core/planner/planScript.js';
import type { Plan } from '../../../../src/core/planner/plan.js';
import { loadDialect } from '../../../../src/dialects/registry.js';
import { connectDatabase } from '../../../support/connectDatabase.js';
import { compareDatabases, planAll } from '../../../support/convergence.js';
import { startPostgres } from '../../../support/postgres/testServer.js';
import { describeConvergence } from './convergenceCases.js';

function subscription(name: string, connection: string, options = ''): string {
  return `create subscription ${name} connection '${connection}' publication p with (connect = false${options});`;
}

describeConvergence('subscriptions', [
  {
    name: 'makes and drops subscriptions, and changes their options in place',
    before: `${subscription('a', 'host=/nowhere dbname=x')} ${subscription('gone', 'host=/nowhere', ', slot_name = none')}
      ${subscription('slot', 'host=/nowhere', ', slot_name = none')} comment on subscription a is 'old'`,
    after: `create subscription "It's" connection 'host=/nowhere application_name=''o\\''b b''' publication "P.1", p2
        with (connect = false, slot_name = 'other', synchronous_commit = 'local');
      create subscription a connection 'postgresql://bob@/x?host=/nowhere' publication p2, p with (connect = false, slot_name = none, synchronous_commit = 'on');
      ${subscription('slot', 'host=/nowhere')} comment on subscription a is 'new'`,
  },
  {
    name: 'changes what came with 17 and before, in place or by making it again',
    before: `${subscription('a', 'host=/nowhere', ', binary, streaming = on, origin = none, disable_on_error')}
      ${subscription('b', 'host=/nowhere', ', two_phase')} ${subscription('c', 'host=/nowhere', ', failover, password_required = false')}`,
    after: `${subscription('a', 'host=/nowhere', ', streaming = parallel, run_as_owner, password_required = false')}
      ${subscription('b', 'host=/nowhere', ', streaming = off')} ${subscription('c', 'host=/nowhere')}`,
    since: 18,
  },
]);

for (const major of [13, 18] as const) {
  describe(`secrets of subscriptions on PostgreSQL ${String(major)}`, () => {
    /** The plan from one connection to the other, after looking for secrets in all that anybody could read. */
    async function planned(before: string, after: string): Promise<Plan> {
      const server = await startPostgres(major);
      const dialect = await loadDialect('postgres');
      const target = await server.createDatabase(before);
      const source = await server.createDatabase(after);
      try {
        const sides = [await connectDatabase(source.url), await connectDatabase(target.url)] as const;
        const drift = await compareDatabases(...sides, dialect);
        const plan = planAll(drift, dialect);
        const read = [drift.source, drift.target].map((side) =>
          JSON.stringify([...side.parts, side.uncompared]),
        );
        const all = [planScript(plan, dialect), rollbackScript(plan, dialect), ...read].join('\n');
        assert.doesNotMatch(all, /hunter/);
        return plan;
      } finally {
        await source.drop();
        await target.drop();
      }
    }

    it('are not read, however they are spelled, and no subscription is made without them', async () => {
      const connections = [
        'host=/nowhere password=hunter2 user=bob',
        `user=bob password = ''hun\\''ter2 hunter3'' host=/nowhere`,
        'postgresql://bob:hunter2@/x?host=/nowhere',
        'postgresql://bob@/x?host=/nowhere&password=hunter2',
        'postgresql://bob@/x?host=/nowhere&pass%77ord=hunter2',
      ];
      const all = connections.map((connection, index) => subscription(`s${String(index)}`, connection));
      const plan = await planned('', all.join(' '));
      assert.equal(plan.segments.length, 0);
      const reasons = plan.leftOut.map(({ reason }) => reason).join('\n');
      for (const index of connections.keys()) {
        const left = `of subscription s${String(index)} (secret option values), which the target lacks`;
        assert.ok(reasons.includes(left), reasons);
      }
    });

    it('keep a connection from being changed, and nothing else', async () => {
      const secret = (host: string): string => subscription('s', `host=/${host} password=hunter2`);
      const reasons = (await planned(secret('a'), secret('b'))).leftOut.map(({ reason }) => reason);
      assert.match(
        reasons.join('\n'),
        /the connection of subscription s holds password, which DBVC does not read/,
      );
      const plan = await planned(secret('a'), secret('a').replace('publication p', 'publication q'));
      assert.deepEqual(plan.leftOut, []);
      assert.equal(plan.segments.length, 1);
    });

    it('go for good with their subscription, and the slot stays, which is said', async () => {
      const plan = await planned(subscription('s', 'host=/a password=hunter2'), '');
      const risks = plan.segments.flatMap(({ steps }) => steps.flatMap((step) => step.risks));
      const irreversible = risks.filter(({ kind }) => kind === 'irreversible').map(({ message }) => message);
      assert.match(irreversible.join('\n'), /slot s stays on the publisher/);
      assert.match(irreversible.join('\n'), /password of subscription s/);
    });
  });
}

describe('subscriptions for a login without rights', () => {
  it('are compared but for their connections', async () => {
    const server = await startPostgres(18);
    const dialect = await loadDialect('postgres');
    const database = await server.createDatabase(subscription('s', 'host=/nowhere'));
    const login = await server.createLogin();
    try {
      const all = await connectDatabase(database.url);
      const some = await connectDatabase(server.url(database.name, login));
      const plan = planAll(await compareDatabases(all, some, dialect), dialect);
      const reasons = plan.leftOut.map(({ reason }) => reason).join('\n');
      assert.match(reasons, /the login on the target may not see the connection of subscription s/);
    } finally {
      await database.drop();
    }
  });
});
