import assert from 'node:assert/strict';
import { CancelledError, DbvcError } from '../../../../../src/core/errors.js';
import { connectSqlServer } from '../../../../support/sqlServer/convergence.js';
import {
  startSqlServer,
  type TestSqlDatabase,
  type TestSqlServer,
} from '../../../../support/sqlServer/sqlServer.js';

function withCode(code: string): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof DbvcError, String(error));
    assert.equal(error.code, code, error.message);
    return true;
  };
}

describe("SQL Server's sessions", () => {
  let server: TestSqlServer;
  let database: TestSqlDatabase;

  before(async () => {
    server = await startSqlServer();
    database = server.createDatabase('CREATE TABLE dbo.t (a int NULL)');
  });
  after(() => server.close());

  it('says what the server is, the same for two sessions and another for another database', async () => {
    const other = server.createDatabase('CREATE TABLE dbo.t (a int NULL)');
    const urls = [database.url, database.url, other.url];
    const sessions = await Promise.all(
      urls.map(async (url) => (await connectSqlServer(url)).open({ purpose: 'read' })),
    );
    const [one, two, three] = sessions.map((session) => session.server);
    assert.ok(one !== undefined && two !== undefined && three !== undefined);
    assert.equal(one.versionText, 'SQL Server 2022 (16.0.4165.4)');
    assert.equal(one.identity, two.identity);
    assert.notEqual(one.identity, three.identity);
    for (const session of sessions) await session.close();
  });

  it('sends a batch longer than a packet without waiting for the server to acknowledge its beginning', async () => {
    const session = await (await connectSqlServer(database.url)).open({ purpose: 'read' });
    const batch = `SELECT 1 AS one /* ${'x'.repeat(20_000)} */`;
    const times: number[] = [];
    for (let run = 0; run < 15; run += 1) {
      const started = performance.now();
      await session.queryMany([batch]);
      times.push(performance.now() - started);
    }
    await session.close();
    const median = times.sort((a, b) => a - b)[7] ?? Number.NaN;
    assert.ok(median < 35, `half of the batches took ${median.toFixed(0)} ms and more`);
  });

  it('refuses a server older than 2017', async () => {
    const old = await startSqlServer('13.0.6300.2');
    const { url } = old.createDatabase('CREATE TABLE dbo.t (a int NULL)');
    await assert.rejects((await connectSqlServer(url)).open({ purpose: 'read' }), withCode('not-supported'));
    await old.close();
  });

  it('tells a refused login, a missing database and an unreachable server apart', async () => {
    const cases = [
      [database.url.replace('sa:', 'nobody:'), 'authentication-failed'],
      [database.url.replace('/db', '/no_db'), 'database-not-found'],
      ['mssql://sa:x@127.0.0.1:1/db?encrypt=false', 'connection-failed'],
      [database.url.replace('encrypt=false', 'encrypt=true'), 'tls-failed'],
    ] as const;
    for (const [url, code] of cases) {
      await assert.rejects((await connectSqlServer(url)).open({ purpose: 'read' }), withCode(code));
    }
  });

  it('never says the password', async () => {
    const url = database.url.replace('sa:secret', 'nobody:hunter2');
    const failure = await (await connectSqlServer(url)).open({ purpose: 'read' }).then(
      () => assert.fail('connected'),
      (error: unknown) => error,
    );
    assert.ok(failure instanceof DbvcError);
    assert.ok(!JSON.stringify([failure.message, failure.details, String(failure.cause)]).includes('hunter2'));
  });

  it('stops a statement after its time, and goes on', async () => {
    const session = await (
      await connectSqlServer(database.url)
    ).open({ purpose: 'apply', statementTimeout: 150 });
    await assert.rejects(session.query("WAITFOR DELAY '00:00:10'"), withCode('statement-timeout'));
    assert.equal((await session.query('select [name] from sys.tables')).length, 1);
    await session.close();
  });

  it('stops a statement when it is cancelled, and goes on', async () => {
    const session = await (await connectSqlServer(database.url)).open({ purpose: 'apply' });
    const controller = new AbortController();
    const running = session.query("WAITFOR DELAY '00:00:10'", [], controller.signal);
    setTimeout(() => controller.abort(), 50);
    await assert.rejects(running, CancelledError);
    assert.equal((await session.query('select [name] from sys.tables')).length, 1);
    await session.close();
  });

  it('says that a connection was lost, at once and ever after', async () => {
    const session = await (await connectSqlServer(database.url)).open({ purpose: 'apply' });
    const running = session.query("WAITFOR DELAY '00:00:10'");
    setTimeout(() => server.tds.dropConnections(), 50);
    await assert.rejects(running, withCode('connection-lost'));
    await assert.rejects(session.query('select [name] from sys.tables'), withCode('connection-lost'));
    await session.close();
  });

  it('sends nothing but queries where it only reads', async () => {
    const session = await (await connectSqlServer(database.url)).open({ purpose: 'read' });
    for (const sql of [
      'DROP TABLE dbo.t',
      'SELECT 1 AS a INTO dbo.x',
      'SELECT 1; DELETE FROM dbo.t',
      'EXEC dbo.p',
    ]) {
      await assert.rejects(session.query(sql), withCode('statement-forbidden'));
    }
    await session.close();
  });

  it('keeps the order of statements, and gives every query of many its rows', async () => {
    const session = await (await connectSqlServer(database.url)).open({ purpose: 'read' });
    const [tables, columns] = await session.queryMany([
      'select [name] from sys.tables',
      'select [name] from sys.columns',
    ]);
    assert.deepEqual([tables, columns], [[{ name: 't' }], [{ name: 'a' }]]);
    await session.close();
  });
});
