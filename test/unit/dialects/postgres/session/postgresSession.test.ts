import assert from 'node:assert/strict';
import type { SqlRow } from '../../../../../src/core/dialect/session.js';
import { CancelledError } from '../../../../../src/core/errors.js';
import { ServerError } from '../../../../../src/dialects/postgres/errors/serverError.js';
import { PostgresSession } from '../../../../../src/dialects/postgres/session/postgresSession.js';
import type { PostgresSessionOptions } from '../../../../../src/dialects/postgres/session/postgresSession.js';
import type { Wire } from '../../../../../src/dialects/postgres/session/wire.js';
import { rejectionOf } from '../../../core/profiles/errorText.js';

const server: PostgresSessionOptions['server'] = {
  engine: 'postgres',
  version: 180_004,
  versionText: 'PostgreSQL 18.4',
  database: 'd',
  user: 'u',
  identity: 'i',
};

/** A wire whose statements end when the test says so. */
class FakeWire implements Wire {
  isOpen = true;
  readonly sent: string[] = [];
  answer: (rows: readonly SqlRow[]) => void = () => undefined;
  fail: (error: unknown) => void = () => undefined;

  execute(sql: string): Promise<readonly SqlRow[]> {
    this.sent.push(sql);
    return new Promise((resolve, reject) => {
      this.answer = resolve;
      this.fail = reject;
    });
  }

  executeMany(statements: readonly string[]): Promise<readonly (readonly SqlRow[])[]> {
    this.sent.push(...statements);
    return Promise.resolve(statements.map((sql) => [{ sql }]));
  }

  onNotice(): () => void {
    return () => undefined;
  }

  end(): Promise<void> {
    this.isOpen = false;
    return Promise.resolve();
  }

  destroy(): void {
    this.isOpen = false;
    this.fail(new Error('gone'));
  }
}

function makeSession(options: Partial<PostgresSessionOptions> = {}): {
  wire: FakeWire;
  session: PostgresSession;
} {
  const wire = new FakeWire();
  return { wire, session: new PostgresSession(wire, { server, statementTimeout: 0, ...options }) };
}

/** Lets everything happen that waits for nothing but its turn. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('A session over any wire', () => {
  it('sends one statement after the other', async () => {
    const { wire, session } = makeSession();
    const first = session.query('one');
    const second = session.query('two');
    await settle();
    assert.deepEqual(wire.sent, ['one']);
    wire.answer([{ a: 1 }]);
    assert.deepEqual(await first, [{ a: 1 }]);
    await settle();
    assert.deepEqual(wire.sent, ['one', 'two']);
    wire.answer([]);
    assert.deepEqual(await second, []);
  });

  it('goes on after a statement that failed', async () => {
    const { wire, session } = makeSession();
    const failing = rejectionOf(session.query('bad'));
    await settle();
    wire.fail(
      new ServerError({
        sqlState: '42601',
        message: 'syntax error',
        severity: 'ERROR',
        position: 3,
        detail: 'd',
        hint: 'h',
      }),
    );
    const error = await failing;
    assert.equal(error.code, 'statement-failed');
    assert.deepEqual(error.details, {
      statement: 'bad',
      position: 3,
      sqlState: '42601',
      serverMessage: 'syntax error',
      hint: 'h',
      lines: ['d'],
    });
    assert.deepEqual(await session.queryMany(['a', 'b']), [[{ sql: 'a' }], [{ sql: 'b' }]]);
  });

  it('closes the connection where no canceller reaches the statement', async () => {
    const { wire, session } = makeSession();
    const stop = new AbortController();
    const running = session.query('long', [], stop.signal);
    await settle();
    stop.abort();
    await assert.rejects(running, CancelledError);
    assert.equal(wire.isOpen, false);
    assert.equal((await rejectionOf(session.query('next'))).code, 'connection-lost');
  });

  it('waits for a cancel request on its way before the next statement', async () => {
    let told = (): void => undefined;
    const canceller = { cancel: () => new Promise<void>((resolve) => (told = resolve)) };
    const { wire, session } = makeSession({ canceller });
    const stop = new AbortController();
    const running = session.query('quick', [], stop.signal);
    const next = session.query('next');
    await settle();
    stop.abort();
    wire.answer([{ done: true }]);
    await settle();
    assert.deepEqual(wire.sent, ['quick']);
    told();
    // It ended before it could be stopped, and says so: a COMMIT that went through is no cancelled one.
    assert.deepEqual(await running, [{ done: true }]);
    await settle();
    assert.deepEqual(wire.sent, ['quick', 'next']);
    wire.answer([]);
    await next;
  });

  const codes: readonly [sqlState: string, severity: string, code: string][] = [
    ['55P03', 'ERROR', 'lock-timeout'],
    ['42501', 'ERROR', 'permission-denied'],
    ['57014', 'ERROR', 'statement-failed'],
    ['57P01', 'FATAL', 'connection-lost'],
    ['25P03', 'FATAL', 'connection-lost'],
    ['08006', 'ERROR', 'connection-lost'],
    ['42P01', 'ERROR', 'statement-failed'],
  ];
  for (const [sqlState, severity, code] of codes) {
    it(`reports ${sqlState} as ${code}`, async () => {
      const { wire, session } = makeSession();
      const failing = rejectionOf(session.query('x'));
      await settle();
      wire.fail(new ServerError({ sqlState, severity, message: 'm' }));
      assert.equal((await failing).code, code);
    });
  }

  it('begins each transaction with settings that a session cannot keep', async () => {
    const { wire, session } = makeSession({ localSettings: [['jit', 'off']] });
    const results = await session.queryMany(['BEGIN', 'select 1']);
    assert.deepEqual(wire.sent, ['BEGIN', "SET LOCAL jit = 'off'", 'select 1']);
    assert.deepEqual(results, [[{ sql: 'BEGIN' }], [{ sql: 'select 1' }]]);
  });
});
