import assert from 'node:assert/strict';
import type { Dialect } from '../../../src/core/dialect/dialect.js';
import type { Database, OpenOptions, Session } from '../../../src/core/dialect/session.js';
import { CancelledError, DbvcError } from '../../../src/core/errors.js';
import { apply } from '../../../src/core/executor/apply.js';
import { changedSteps, editedPlan } from '../../../src/core/executor/editedPlan.js';
import type { ApplyOutcome, ApplyProgress } from '../../../src/core/executor/outcome.js';
import { readTraffic } from '../../../src/core/executor/traffic.js';
import { silentLogger } from '../../../src/core/logger.js';
import { makePlan } from '../../../src/core/planner/makePlan.js';
import type { Plan } from '../../../src/core/planner/plan.js';
import { planScript } from '../../../src/core/planner/planScript.js';
import { loadDialect } from '../../../src/dialects/registry.js';
import { connectDatabase } from '../../support/connectDatabase.js';
import { compareDatabases, planAll, summary } from '../../support/convergence.js';
import type { TestDatabase } from '../../support/postgres/testDatabase.js';
import { startPostgres, type TestServer } from '../../support/postgres/testServer.js';

const asItIs = `
  CREATE TABLE users (id integer PRIMARY KEY, email text);
  INSERT INTO users VALUES (1, 'a@b.c'), (2, NULL);
  CREATE VIEW emails AS SELECT email FROM users;`;
const asItShouldBe = `
  CREATE TABLE users (id integer PRIMARY KEY, email character varying(40), status text);
  CREATE VIEW emails AS SELECT email FROM users;
  CREATE TABLE orders (id integer PRIMARY KEY, user_id integer REFERENCES users (id));`;

describe('apply', () => {
  let server: TestServer;
  let dialect: Dialect;
  let source: TestDatabase;
  let target: TestDatabase;
  let database: Database;

  before(async () => {
    server = await startPostgres(18);
    dialect = await loadDialect('postgres');
  });

  beforeEach(async () => {
    source = await server.createDatabase(asItShouldBe);
    target = await server.createDatabase(asItIs);
    database = await connectDatabase(target.url);
  });

  afterEach(async () => {
    await source.drop();
    await target.drop();
  });

  const compare = async (): Promise<Plan> =>
    planAll(await compareDatabases(await connectDatabase(source.url), database, dialect), dialect);

  const run = (
    plan: Plan,
    extra: {
      readonly signal?: AbortSignal;
      readonly progress?: (p: ApplyProgress) => void;
      readonly to?: Database;
      readonly accepted?: readonly string[];
    } = {},
  ): Promise<ApplyOutcome> =>
    apply(plan, extra.to ?? database, dialect, {
      lockTimeout: 2_000,
      statementTimeout: 0,
      jobs: 1,
      logger: silentLogger,
      ...(extra.signal === undefined ? {} : { signal: extra.signal }),
      ...(extra.progress === undefined ? {} : { progress: extra.progress }),
      ...(extra.accepted === undefined ? {} : { accepted: extra.accepted }),
    });

  const isUntouched = async (plan: Plan): Promise<void> => {
    const now = await compareDatabases(await connectDatabase(source.url), database, dialect);
    assert.deepEqual(summary(now), summary(plan.drift), 'the target is as it was');
  };

  const refusedWith = (code: string) => (error: unknown) => {
    assert.ok(error instanceof DbvcError, String(error));
    assert.equal(error.code, code);
    return true;
  };

  it('makes the target equal to the source and keeps its rows', async () => {
    const outcome = await run(await compare());
    assert.equal(outcome.status, 'applied');
    assert.deepEqual(summary((await compare()).drift), []);
    const rows = await target.query('SELECT id, email FROM users ORDER BY id');
    assert.deepEqual(rows, [
      { id: 1, email: 'a@b.c' },
      { id: 2, email: null },
    ]);
  });

  it('refuses a read-only profile', async () => {
    const plan = await compare();
    const readOnly = await connectDatabase(target.url, { label: 'prod', readOnly: true });
    await assert.rejects(run(plan, { to: readOnly }), refusedWith('read-only-profile'));
    await isUntouched(plan);
  });

  it('refuses a database that is compared with itself', async () => {
    const drift = await compareDatabases(database, database, dialect);
    assert.deepEqual(summary(drift), []);
    await assert.rejects(run(planAll(drift, dialect)), refusedWith('same-database'));
  });

  it('refuses a target that is not the one that was compared', async () => {
    const plan = await compare();
    const other = await server.createDatabase(asItIs);
    try {
      await assert.rejects(
        run(plan, { to: await connectDatabase(other.url) }),
        refusedWith('target-changed'),
      );
    } finally {
      await other.drop();
    }
  });

  it('refuses a target that someone changed meanwhile, and says what', async () => {
    const plan = await compare();
    await target.query('ALTER TABLE users ADD COLUMN sneaky integer');
    await assert.rejects(run(plan), (error: unknown) => {
      refusedWith('target-changed')(error);
      assert.match((error as DbvcError).details.lines?.join('\n') ?? '', /sneaky/);
      return true;
    });
  });

  it('does not mind a change to something that the plan does not touch', async () => {
    const plan = await compare();
    await target.query('CREATE TABLE elsewhere (id integer)');
    assert.equal((await run(plan)).status, 'applied');
  });

  it('keeps a second DBVC out', async () => {
    const plan = await compare();
    const other = await database.open({ purpose: 'apply' });
    await dialect.executor.acquireApplyLock(other);
    await assert.rejects(run(plan), refusedWith('busy'));
    await other.close();
    assert.equal((await run(plan)).status, 'applied');
  });

  it('changes nothing when a statement fails, and says which object and why', async () => {
    await source.query('ALTER TABLE users ALTER COLUMN email SET NOT NULL');
    const plan = await compare();
    const outcome = await run(plan);
    assert.equal(outcome.status, 'failed');
    assert.equal(outcome.committedSegments, 0);
    assert.equal(outcome.step?.objectId, 'table:public.users');
    assert.equal(outcome.error.details.sqlState, '23502');
    assert.match(outcome.error.details.statement ?? '', /SET NOT NULL/);
    await isUntouched(plan);
  });

  it('gives up on a lock within its timeout', async () => {
    const plan = await compare();
    await target.query('BEGIN; LOCK TABLE users IN ACCESS SHARE MODE');
    const outcome = await run(plan);
    assert.equal(outcome.status, 'failed');
    assert.equal(outcome.error.code, 'lock-timeout');
    await target.query('ROLLBACK');
    await isUntouched(plan);
  });

  it('is cancelled while it waits, within two seconds, and leaves nothing behind', async () => {
    const plan = await compare();
    await target.query('BEGIN; LOCK TABLE users IN ACCESS EXCLUSIVE MODE');
    const controller = new AbortController();
    const running = run(plan, {
      signal: controller.signal,
      progress: (progress) => {
        if (progress.phase === 'locking') setTimeout(() => controller.abort(), 50);
      },
    });
    const started = performance.now();
    await assert.rejects(running, CancelledError);
    assert.ok(performance.now() - started < 2_500);
    await target.query('ROLLBACK');
    await isUntouched(plan);
  });

  it('rolls back what does not verify', async () => {
    const plan = await compare();
    const meddling: Database = {
      ...database,
      open: async (options: OpenOptions) => meddle(await database.open(options)),
    };
    const outcome = await run(plan, { to: meddling });
    assert.equal(outcome.status, 'failed');
    assert.equal(outcome.error.code, 'verification-failed');
    assert.match(outcome.error.details.lines?.join('\n') ?? '', /status.*is missing/);
    await isUntouched(plan);
  });

  it('says so when the connection dies in the middle, and nothing is done', async () => {
    const plan = await compare();
    const outcome = await run(plan, {
      progress: (progress) => {
        if (progress.phase !== 'running' || progress.done !== 1) return;
        void server.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${target.name}' AND state LIKE 'idle in%'`,
        );
      },
    }).catch((error: unknown) => error);
    assert.ok(typeof outcome === 'object' && outcome !== null);
    const error: unknown =
      'status' in outcome && outcome.status === 'failed'
        ? (outcome as unknown as { error: unknown }).error
        : outcome;
    if (error instanceof DbvcError) {
      assert.equal(error.code, 'connection-lost');
      await isUntouched(plan);
    } else assert.equal((outcome as ApplyOutcome).status, 'applied', 'the plan was faster than the kill');
  });

  it('applies a selection alone, with what it needs', async () => {
    const drift = await compareDatabases(await connectDatabase(source.url), database, dialect);
    const chosen = drift.objects
      .filter(({ name }) => name === 'public.orders')
      .map(({ objectId }) => objectId);
    const request = { objects: new Set(chosen), takeAlong: true, allowDrops: false, allowDataLoss: false };
    assert.equal((await run(makePlan(drift, request, dialect))).status, 'applied');
    const left = summary((await compare()).drift);
    assert.ok(left.some((line) => line.includes('table:public.users modified')));
    assert.ok(!left.some((line) => line.includes('orders')));
  });

  it('knows beforehand how large the tables are and which transactions hold them', async () => {
    await target.query("INSERT INTO users SELECT n, 'x' FROM generate_series(3, 1000) n; ANALYZE users");
    const plan = await compare();
    const started = performance.now();
    await target.query('BEGIN; SELECT 1 FROM users LIMIT 1');
    const traffic = await readTraffic(plan, database, dialect);
    await target.query('ROLLBACK');
    assert.ok(traffic?.known === true);
    const [users] = traffic.tables;
    assert.equal(traffic.tables.length, 1);
    assert.equal(users?.table.path.join('.'), 'public.users');
    assert.equal(users.rows, 1000);
    assert.equal(users.grows, true);
    assert.match(users.holders[0]?.who ?? '', /^pid \d+, .*idle in transaction$/);
    assert.ok((users.holders[0]?.seconds ?? -1) >= 0);
    const calm = await readTraffic(plan, database, dialect);
    assert.deepEqual(calm?.known === true && calm.tables[0]?.holders, []);
    assert.ok(performance.now() - started < 20_000);
  });

  for (const major of [13, 18] as const) {
    it(`counts no rows of a table that the server has not looked at, on PostgreSQL ${String(major)}`, async () => {
      const older = await startPostgres(major);
      const [from, to] = [await older.createDatabase(asItShouldBe), await older.createDatabase(asItIs)];
      try {
        const onIt = await connectDatabase(to.url);
        const plan = planAll(await compareDatabases(await connectDatabase(from.url), onIt, dialect), dialect);
        const traffic = await readTraffic(plan, onIt, dialect);
        assert.ok(traffic?.known === true);
        assert.deepEqual(
          traffic.tables.map(({ rows }) => rows),
          [undefined],
        );
        await to.query('ANALYZE users');
        const counted = await readTraffic(plan, onIt, dialect);
        assert.ok(counted?.known === true);
        assert.deepEqual(
          counted.tables.map(({ rows }) => rows),
          [2],
        );
      } finally {
        await from.drop();
        await to.drop();
      }
    });
  }

  it('does not wait long for that, and says why it is not known', async () => {
    const plan = await compare();
    const never: Database = { ...database, open: () => new Promise(() => undefined) };
    assert.deepEqual(await readTraffic(plan, never, dialect), {
      known: false,
      reason: 'the server did not answer in time',
    });
    const refusing: Database = { ...database, open: () => Promise.reject(new Error('no more sessions')) };
    assert.deepEqual(await readTraffic(plan, refusing, dialect), {
      known: false,
      reason: 'no more sessions',
    });
  });

  describe('of a script that a person edited', () => {
    const edit = async (change: (script: string) => string): Promise<Plan> => {
      const plan = await compare();
      return editedPlan(plan, change(planScript(plan, dialect)), dialect);
    };
    const failed = async (plan: Plan, accepted: readonly string[] = []): Promise<DbvcError> => {
      const outcome = await run(plan, { accepted });
      assert.ok(outcome.status === 'failed', 'it was applied');
      return outcome.error;
    };

    it('runs what stands there, and verifies that it leads to what the patch promised', async () => {
      const plan = await edit((script) =>
        script.replace(/^ALTER TABLE.*ADD COLUMN status.*$/m, (line) =>
          [line, "UPDATE public.users SET status = 'old';", '/* ours; */ SELECT 1;'].join('\n'),
        ),
      );
      assert.deepEqual(
        changedSteps(plan).map(({ title }) => title.replace(/\d+/, 'N')),
        ["line N: UPDATE public.users SET status = 'old'", 'line N: SELECT 1'],
      );
      assert.equal((await run(plan)).status, 'applied');
      assert.deepEqual(await target.query('SELECT DISTINCT status FROM users'), [{ status: 'old' }]);
      assert.deepEqual(summary((await compare()).drift), []);
    });

    it('rolls back what leads elsewhere and says how, also beside the patch, unless that was accepted', async () => {
      const change = (script: string): string =>
        script
          .replace('ADD COLUMN status text', 'ADD COLUMN status integer')
          .replace('COMMIT;', 'CREATE TABLE public.beside (id integer);\nCOMMIT;');
      const plan = await edit(change);
      const error = await failed(plan);
      assert.equal(error.code, 'verification-failed');
      const lines = error.details.lines ?? [];
      assert.match(lines.join('\n'), /status: type: expected text, found integer/);
      assert.match(lines.join('\n'), /table public\.beside exists, unexpectedly/);
      await isUntouched(plan);
      const half = await failed(plan, lines.slice(0, 1));
      assert.deepEqual(half.details.lines, lines.slice(1));
      assert.equal((await run(plan, { accepted: lines })).status, 'applied');
      assert.deepEqual(await target.query("SELECT to_regclass('beside') IS NOT NULL AS found"), [
        { found: true },
      ]);
    });

    it('verifies what was emptied, and reads the schema as before whatever the script sets', async () => {
      const empty = await edit((script) => script.replace(/(BEGIN ISOLATION.*;)[^]*(COMMIT;)/, '$1\n$2'));
      assert.equal((await failed(empty)).code, 'verification-failed');
      const settings = "SET search_path = public; SET quote_all_identifiers = on; SET DateStyle = 'German';";
      const plan = await edit((script) => script.replace('COMMIT;', `${settings}\nCOMMIT;`));
      assert.equal((await run(plan)).status, 'applied');
    });

    it('refuses what the guard forbids to people, and what cannot be taken back, with its line', async () => {
      const before = (text: string) => (script: string) => script.replace('COMMIT;', `${text};\nCOMMIT;`);
      for (const text of [
        'DROP DATABASE shop',
        'DO $$ BEGIN END $$',
        'ROLLBACK',
        'DROP SCHEMA public CASCADE',
      ]) {
        const plan = await edit(before(text));
        await assert.rejects(run(plan), (error: unknown) => {
          refusedWith('statement-forbidden')(error);
          assert.match((error as DbvcError).details.object ?? '', /^line \d+: /);
          return true;
        });
        await isUntouched(plan);
      }
      const broken: readonly (readonly [(script: string) => string, RegExp])[] = [
        [(script) => `${script}\nDROP TABLE public.users;`, /^Line \d+ stands outside of the transaction/],
        [(script) => script.replace('COMMIT;', "SELECT 'open"), /^Line \d+ cannot be read/],
        [(script) => script.replace(/BEGIN ISOLATION[^]*COMMIT;/, ''), /^The script has 0 transactions/],
      ];
      for (const [change, words] of broken) {
        await assert.rejects(edit(change), (error: unknown) => {
          refusedWith('invalid-input')(error);
          assert.match((error as DbvcError).message, words);
          return true;
        });
      }
    });
  });
});

/** A session that swallows the statement that adds a column. */
function meddle(session: Session): Session {
  return {
    server: session.server,
    queryMany: (statements, signal) => session.queryMany(statements, signal),
    onNotice: (listener) => session.onNotice(listener),
    close: () => session.close(),
    query: (sql, parameters, signal) =>
      sql.includes('ADD COLUMN') ? Promise.resolve([]) : session.query(sql, parameters, signal),
  };
}
