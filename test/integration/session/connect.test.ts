import assert from 'node:assert/strict';
import type { ErrorCode } from '../../../src/core/errors.js';
import { Secret } from '../../../src/core/secret.js';
import { answerStartup, errorResponse, protocolMessage, startFakeServer } from '../../support/fakeServer.js';
import { freePort } from '../../support/freePort.js';
import { startPostgres } from '../../support/postgres/testServer.js';
import type { TestServer } from '../../support/postgres/testServer.js';
import { everythingIn, rejectionOf } from '../../unit/core/profiles/errorText.js';
import { openSession, withSession } from './sessions.js';

describe('Connecting', () => {
  let server: TestServer;
  before(async () => {
    server = await startPostgres(18);
  });

  it('goes through a Unix socket', async function () {
    if (server.socketFolder === undefined) return this.skip();
    const url = `postgresql://postgres@${encodeURIComponent(server.socketFolder)}:${String(server.port)}/postgres?sslmode=require`;
    const [row] = await withSession(url, (session) =>
      session.query('select inet_client_addr()::text as address'),
    );
    assert.deepEqual(row, { address: null });
    const missing = await rejectionOf(openSession('postgresql://postgres@%2Fnowhere/postgres'));
    assert.match(missing.message, /no socket/);
    return undefined;
  });

  it('hands the server its options, and ignores the variables of the process', async () => {
    process.env['PGOPTIONS'] = '-c work_mem=3MB';
    process.env['PGSSLNEGOTIATION'] = 'direct';
    process.env['PGSSLMODE'] = 'verify-full';
    try {
      const read = async (query: string): Promise<unknown> => {
        const url = server.url('postgres') + query;
        const [row] = await withSession(url, (session) =>
          session.query("select current_setting('work_mem') as memory"),
        );
        return row?.['memory'];
      };
      assert.equal(await read('?options=-c%20work_mem%3D5MB'), '5MB');
      assert.notEqual(await read(''), '3MB');
    } finally {
      for (const variable of ['PGOPTIONS', 'PGSSLNEGOTIATION', 'PGSSLMODE'])
        Reflect.deleteProperty(process.env, variable);
    }
  });

  it('says that a database does not exist, or may not be entered', async () => {
    const missing = await rejectionOf(openSession(server.url('no such "db"')));
    assert.equal(missing.code, 'database-not-found');
    assert.match(missing.message, /"no such "db""/);
    const database = await server.createDatabase();
    const login = await server.createLogin();
    try {
      await server.query(`revoke connect on database "${database.name}" from public`);
      const denied = await rejectionOf(openSession(server.url(database.name, login)));
      assert.equal(denied.code, 'permission-denied');
      assert.match(denied.details.hint ?? '', /GRANT CONNECT/);
    } finally {
      await database.drop();
    }
    const nobody = await rejectionOf(
      openSession(server.url('postgres', { name: 'nobody-here', password: 'x' })),
    );
    assert.equal(nobody.code, 'authentication-failed');
  });

  it('says that nobody listens, or that the host is not known', async () => {
    const port = String(await freePort());
    const refused = await rejectionOf(openSession(`postgresql://u@127.0.0.1:${port}/d`));
    assert.equal(refused.code, 'connection-failed');
    assert.match(refused.message, new RegExp(`Nothing listens at 127\\.0\\.0\\.1:${port}/d`));
    const both = await rejectionOf(openSession(`postgresql://u@localhost:${port}/d`));
    assert.match(both.message, /Nothing listens/);
    const unknown = await rejectionOf(openSession('postgresql://u@no-such-host.invalid/d'));
    assert.match(unknown.message, /"no-such-host\.invalid" is not known/);
  });

  it('gives up after the connect timeout', async () => {
    const silent = await startFakeServer(() => undefined);
    try {
      for (const mode of ['prefer', 'disable'] as const) {
        const started = Date.now();
        const error = await rejectionOf(
          openSession(`postgresql://u@127.0.0.1:${String(silent.port)}/d`, {
            tls: { mode },
            settings: { connectTimeout: 300 },
          }),
        );
        assert.equal(error.code, 'connection-failed');
        assert.match(error.message, /did not answer within 0\.3 seconds/);
        assert.ok(Date.now() - started < 1500);
      }
    } finally {
      await silent.close();
    }
  });

  it('can be cancelled', async () => {
    const silent = await startFakeServer(() => undefined);
    try {
      const stop = new AbortController();
      const opening = openSession(`postgresql://u@127.0.0.1:${String(silent.port)}/d`, {
        signal: stop.signal,
      });
      setTimeout(() => stop.abort(), 50);
      await assert.rejects(opening, { name: 'CancelledError' });
    } finally {
      await silent.close();
    }
  });

  const strangers: readonly [title: string, serve: Parameters<typeof startFakeServer>[0]][] = [
    ['HTTP', (socket) => socket.on('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))],
    ['SSH', (socket) => socket.write('SSH-2.0-OpenSSH_9.2\r\n')],
    ['MySQL', (socket) => socket.write(Buffer.from('4e0000000a382e302e33360008000000', 'hex'))],
    ['Redis', (socket) => socket.on('data', () => socket.write('-ERR unknown command\r\n'))],
    ['noise', (socket) => socket.on('data', () => socket.write(Buffer.alloc(64, 0xff)))],
  ];
  for (const [title, serve] of strangers) {
    for (const mode of ['prefer', 'disable'] as const) {
      it(`says that ${title} is not PostgreSQL (sslmode=${mode})`, async () => {
        const fake = await startFakeServer(serve);
        try {
          const url = `postgresql://u:p@127.0.0.1:${String(fake.port)}/d`;
          const error = await rejectionOf(
            openSession(url, { tls: { mode }, settings: { connectTimeout: 2000 } }),
          );
          assert.equal(error.code, 'not-supported');
          assert.match(error.message, /is not a PostgreSQL server/);
        } finally {
          await fake.close();
        }
      });
    }
  }

  const refusals: readonly [title: string, answer: Buffer, code: ErrorCode, message: RegExp][] = [
    [
      'no connection is left',
      errorResponse('53300', 'sorry, too many clients already'),
      'connection-failed',
      /no connection left/,
    ],
    [
      'it starts up',
      errorResponse('57P03', 'the database system is starting up'),
      'connection-failed',
      /does not take connections now/,
    ],
    [
      'a pooler does not like a parameter',
      errorResponse('08P01', 'unsupported startup parameter: options'),
      'connection-failed',
      /connection pooler/,
    ],
    [
      'a pooler does not know the password',
      errorResponse('08P01', 'password authentication failed'),
      'authentication-failed',
      /does not let "u" in/,
    ],
    [
      'a pooler does not know the database',
      errorResponse('08P01', 'no such database: d'),
      'database-not-found',
      /no database "d"/,
    ],
    ['it has another reason', errorResponse('XX000', 'no luck today'), 'connection-failed', /no luck today/],
    ['it wants Kerberos', protocolMessage('R', 7), 'authentication-failed', /GSSAPI/],
    ['it wants an unknown login', protocolMessage('R', 99), 'authentication-failed', /method 99/],
    [
      'it is older than 13',
      Buffer.concat([
        protocolMessage('R', 0),
        protocolMessage('S', 'server_version', '9.6.24'),
        protocolMessage('Z', Buffer.from('I')),
      ]),
      'not-supported',
      /PostgreSQL 9\.6\.24/,
    ],
  ];
  for (const [title, answer, code, message] of refusals) {
    it(`says that the server refuses because ${title}`, async () => {
      const fake = await startFakeServer((socket) => answerStartup(socket, () => socket.write(answer)));
      try {
        const error = await rejectionOf(
          openSession(`postgresql://u:hunter2@127.0.0.1:${String(fake.port)}/d`),
        );
        assert.equal(error.code, code);
        assert.match(error.message, message);
        assert.doesNotMatch(everythingIn(error), /hunter2/);
      } finally {
        await fake.close();
      }
    });
  }

  it('reads the refusal that comes instead of an answer about TLS', async () => {
    const fake = await startFakeServer((socket) =>
      socket.on('data', () => socket.write(errorResponse('53300', 'sorry, too many clients already'))),
    );
    try {
      const error = await rejectionOf(openSession(`postgresql://u@127.0.0.1:${String(fake.port)}/d`));
      assert.match(error.message, /no connection left/);
    } finally {
      await fake.close();
    }
  });

  it('says that the server hung up', async () => {
    const fake = await startFakeServer((socket) => answerStartup(socket, () => socket.destroy()));
    try {
      const error = await rejectionOf(openSession(`postgresql://u@127.0.0.1:${String(fake.port)}/d`));
      assert.equal(error.code, 'connection-failed');
      assert.match(error.message, /closed the connection before the login was done/);
    } finally {
      await fake.close();
    }
  });

  it('never shows the password of settings', async () => {
    const error = await rejectionOf(
      openSession('postgresql://u@127.0.0.1:1/d', { settings: { password: new Secret('hunter2') } }),
    );
    assert.doesNotMatch(everythingIn(error), /hunter2/);
  });
});
