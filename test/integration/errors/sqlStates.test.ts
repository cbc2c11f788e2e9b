import assert from 'node:assert/strict';
import { Client, DatabaseError } from 'pg';
import type { StatementContext } from '../../../src/core/dialect/executor.js';
import type { DbvcError } from '../../../src/core/errors.js';
import { ServerError } from '../../../src/dialects/postgres/errors/serverError.js';
import { translateError } from '../../../src/dialects/postgres/errors/translateError.js';
import { startPostgres, startPrivatePostgres, type TestServer } from '../../support/postgres/testServer.js';
import { setup, type ErrorCase } from './errorCase.js';
import { nameCases } from './nameCases.js';
import { valueCases } from './valueCases.js';

const known = new Map([
  ['app.missing', { described: 'table app.missing', drifted: true }],
  ['app.missing(integer)', { described: 'function app.missing(integer)', drifted: true }],
  ['app.v2', { described: 'view app.v2', drifted: true }],
  ['app.m', { described: 'table app.m', drifted: false }],
]);

function contextOf({ object, sql }: Pick<ErrorCase, 'object' | 'sql'>): StatementContext {
  return { statement: sql, object, objectId: object, findByName: (name) => known.get(name) };
}

/** What a session makes of the driver's error. */
function serverError(error: unknown): ServerError {
  assert(error instanceof DatabaseError, String(error));
  const {
    code,
    message,
    detail,
    hint,
    position,
    where,
    schema,
    table,
    column,
    dataType,
    constraint,
    routine,
  } = error;
  return new ServerError({
    sqlState: code ?? '',
    message,
    detail,
    hint,
    position: position === undefined ? undefined : Number(position),
    where,
    schema,
    table,
    column,
    dataType,
    constraint,
    routine,
  });
}

async function translated(client: Client, test: Pick<ErrorCase, 'object' | 'sql'>): Promise<DbvcError> {
  try {
    await client.query(test.sql);
  } catch (error) {
    return translateError(serverError(error), contextOf(test));
  }
  return assert.fail(`no error: ${test.sql}`);
}

async function connect(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString });
  await client.connect();
  return client;
}

for (const major of [13, 18] as const) {
  describe(`the errors of PostgreSQL ${String(major)}`, () => {
    let server: TestServer;
    let template: string;
    let end: () => Promise<void>;

    before(async () => {
      server = await startPostgres(major);
      const database = await server.createDatabase(setup);
      template = database.url;
      await database.close();
      end = () => database.drop();
    });
    after(() => end());

    for (const test of [...nameCases, ...valueCases].filter(({ only }) => only?.includes(major) ?? true)) {
      it(`explains ${test.sqlState} for ${test.sql.slice(0, 70)}`, async () => {
        const client = await connect(template);
        try {
          // What a statement leaves behind goes with its transaction or was never made.
          if (test.before !== undefined) await client.query(test.before).catch(serverError);
          const error = await translated(client, test);
          assert.equal(error.details.sqlState, test.sqlState, error.details.serverMessage);
          assert.match(error.message, test.message);
          assert.match(error.details.hint ?? '', test.hint);
          assert.equal(error.details.object, test.object);
          assert.equal(error.details.statement, test.sql);
          if (test.lines !== undefined) assert.deepEqual(error.details.lines, test.lines);
          const { position } = error.details;
          if (test.at === undefined) return;
          assert.ok(position !== undefined, 'the error has no position');
          assert.ok(test.sql.slice(position - 1).startsWith(test.at), test.sql.slice(position - 1));
        } finally {
          await client.end();
        }
      });
    }

    it('says which privilege is missing and how it is granted', async () => {
      const login = await server.createLogin();
      const client = await connect(server.url(new URL(template).pathname.slice(1), login));
      try {
        for (const [sql, hint] of [
          ['SELECT * FROM app.a', /GRANT USAGE ON SCHEMA app TO login\.$/],
          ['CREATE TABLE app.x (a int)', /GRANT USAGE, CREATE ON SCHEMA app TO login\.$/],
          ['CREATE SCHEMA z', /GRANT CREATE ON DATABASE t_[0-9a-f]+ TO login\.$/],
        ] as const) {
          const error = await translated(client, { object: 'table app.a', sql });
          assert.equal(error.details.sqlState, '42501');
          assert.equal(error.code, 'permission-denied');
          assert.match(error.details.hint ?? '', hint);
        }
        const owner = await connect(template);
        await owner.query(`GRANT USAGE ON SCHEMA app TO ${login.name}`).finally(() => owner.end());
        for (const [sql, hint] of [
          ['SELECT * FROM app.a', /GRANT SELECT ON TABLE a TO login\.$/],
          ['ALTER TABLE app.a ADD COLUMN z int', /ALTER TABLE a OWNER TO login\.$/],
          ['DROP VIEW app.v2', /ALTER VIEW v2 OWNER TO login\.$/],
          ['DROP FUNCTION app.f(int)', /ALTER FUNCTION app\.f OWNER TO login\.$/],
        ] as const) {
          const error = await translated(client, { object: 'table app.a', sql });
          assert.equal(error.details.sqlState, '42501');
          assert.match(error.details.hint ?? '', hint);
        }
      } finally {
        await client.end();
        await server.query(`DROP OWNED BY ${login.name}`);
      }
    });

    it('explains lock timeouts, deadlocks and serialization failures', async () => {
      const [one, two] = await Promise.all([connect(template), connect(template)]);
      try {
        await one.query(
          "BEGIN; SET LOCAL deadlock_timeout = '50ms'; LOCK TABLE app.a IN ACCESS EXCLUSIVE MODE",
        );
        await two.query("BEGIN; SET LOCAL lock_timeout = '50ms'");
        const timeout = await translated(two, {
          object: 'table app.a',
          sql: 'ALTER TABLE app.a ADD COLUMN z int',
        });
        assert.equal(timeout.details.sqlState, '55P03');
        assert.equal(timeout.code, 'lock-timeout');
        assert.match(timeout.message, /another session holds a lock/);

        await two.query(
          "ROLLBACK; BEGIN; SET LOCAL deadlock_timeout = '10s'; LOCK TABLE app.b IN ACCESS EXCLUSIVE MODE",
        );
        const waiting = two.query('LOCK TABLE app.a IN ACCESS EXCLUSIVE MODE');
        const deadlock = await translated(one, {
          object: 'table app.b',
          sql: 'ALTER TABLE app.b ADD COLUMN z int',
        });
        assert.equal(deadlock.details.sqlState, '40P01');
        assert.match(deadlock.details.hint ?? '', /apply again/);
        await waiting;

        await one.query('ROLLBACK');
        await two.query('ROLLBACK');
        await one.query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1 FROM app.free');
        await two.query('UPDATE app.free SET id = id');
        const failure = await translated(one, {
          object: 'table app.free',
          sql: 'UPDATE app.free SET id = id',
        });
        assert.equal(failure.details.sqlState, '40001');
        assert.match(failure.details.hint ?? '', /apply again/);
      } finally {
        await one.end();
        await two.end();
      }
    });
  });
}

describe('the errors of a PostgreSQL that is short of memory', () => {
  it('explains a transaction with more locks than the server has room for', async () => {
    const server = await startPrivatePostgres(18, {
      settings: { max_locks_per_transaction: '10', max_connections: '5' },
    });
    try {
      const client = await connect(server.url('postgres'));
      try {
        const tables = Array.from(
          { length: 6000 },
          (_, table) => `CREATE TABLE t${String(table)} (a int)`,
        ).join(';');
        const error = await translated(client, { object: 'table t', sql: tables });
        assert.equal(error.details.sqlState, '53200');
        assert.match(error.details.hint ?? '', /max_locks_per_transaction/);
      } finally {
        await client.end();
      }
    } finally {
      await server.stop();
    }
  });
});
