import assert from 'node:assert/strict';
import { withCheckedHost } from '../../../src/cloud/entraHosts.js';
import { tokenConnector } from '../../../src/cloud/tokenConnector.js';
import type { TokenSource } from '../../../src/cloud/tokenSource.js';
import type { Connector } from '../../../src/core/dialect/connector.js';
import type { Session } from '../../../src/core/dialect/session.js';
import { CancelledError, DbvcError } from '../../../src/core/errors.js';
import { silentLogger } from '../../../src/core/logger.js';
import type { ConnectionSettings } from '../../../src/core/profiles/connectionSettings.js';
import { Secret } from '../../../src/core/secret.js';
import { errorOf, rejectionOf } from '../core/profiles/errorText.js';

const settings: ConnectionSettings = {
  engine: 'postgres',
  host: 'shop.database.windows.net',
  port: 5432,
  database: 'shop',
  user: 'ada',
  password: new Secret('from .pgpass'),
  tls: { mode: 'prefer' },
  applicationName: 'dbvc',
  connectTimeout: 1000,
};

const labels = { label: 'shop' };
const session: Partial<Session> = {};

describe('logging in with a token', () => {
  let logins: ConnectionSettings[];
  let made: number;
  let lifetime: number;

  beforeEach(() => {
    logins = [];
    made = 0;
    lifetime = 3_600_000;
  });

  /** A server that takes what `refuses` does not. */
  const serverOf = (refuses: (token: string) => boolean = () => false): Connector => ({
    database: (login) => ({
      ...labels,
      address: 'db.example:5432/shop',
      parallelSessions: true,
      open: () => {
        logins.push(login);
        return refuses(login.token?.reveal() ?? '')
          ? Promise.reject(new DbvcError('authentication-failed', 'No.'))
          : Promise.resolve(session as Session);
      },
    }),
  });

  const source: TokenSource = () => {
    made += 1;
    return Promise.resolve({ token: new Secret(`token ${String(made)}`), expires: Date.now() + lifetime });
  };

  const open = async (connector: Connector, times = 1): Promise<void> => {
    const database = connector.database(settings, labels, silentLogger);
    await Promise.all(Array.from({ length: times }, () => database.open({ purpose: 'read' })));
  };

  it('requires TLS and sends no password that was found elsewhere', async () => {
    await open(tokenConnector(serverOf(), 'entra-id', source));
    assert.deepEqual(
      logins.map(({ tls, password, token }) => [tls.mode, password, token?.reveal()]),
      [['verify-full', undefined, 'token 1']],
    );
  });

  it('sends a token of AWS to any host, with TLS at least', async () => {
    await open(tokenConnector(serverOf(), 'aws-rds-iam', source));
    assert.equal(logins[0]?.tls.mode, 'require');
  });

  it('sends a token of Entra ID to Azure alone, and to whom a person trusts', () => {
    const modeFor = (host: string, trusted?: string): string =>
      withCheckedHost(
        { ...settings, host, tls: { mode: 'require' } },
        trusted === undefined ? {} : { DBVC_ENTRA_HOSTS: trusted },
      ).tls.mode;
    for (const host of [
      'shop.postgres.database.azure.com',
      'S.Database.Windows.net.',
      'x.sql.azuresynapse.net',
    ])
      assert.equal(modeFor(host), 'verify-full', host);
    assert.equal(modeFor('db.corp', 'other.corp, DB.corp'), 'require');
    for (const host of ['db.corp', 'database.windows.net.evil.example', 'evildatabase.windows.net', ''])
      assert.throws(() => modeFor(host, 'other.corp,'), /is no server of Azure/, host);
  });

  it('keeps a stricter TLS mode', async () => {
    const strict = { ...settings, tls: { mode: 'verify-full' as const } };
    const connector = tokenConnector(serverOf(), 'aws-rds-iam', source);
    await connector.database(strict, labels, silentLogger).open({ purpose: 'read' });
    assert.equal(logins[0]?.tls.mode, 'verify-full');
  });

  it('shares a token among sessions as long as it is good', async () => {
    await open(tokenConnector(serverOf(), 'entra-id', source), 4);
    assert.equal(made, 1);
    lifetime = 60_000;
    const database = tokenConnector(serverOf(), 'entra-id', source).database(settings, labels, silentLogger);
    await database.open({ purpose: 'read' });
    await database.open({ purpose: 'read' });
    assert.equal(made, 3, 'a token that ends in a minute is used again');
  });

  it('asks for another token after one was refused, and says what the server wants', async () => {
    const connector = tokenConnector(
      serverOf((token) => token === 'token 1'),
      'aws-rds-iam',
      source,
    );
    const database = connector.database(settings, labels, silentLogger);
    const error = await rejectionOf(database.open({ purpose: 'read' }));
    assert.match(error.details.hint ?? '', /rds_iam/);
    await database.open({ purpose: 'read' });
    assert.equal(logins.at(-1)?.token?.reveal(), 'token 2');
  });

  it('tries again after a cloud gave none', async () => {
    let fails = true;
    const connector = tokenConnector(serverOf(), 'entra-id', (login) => {
      if (!fails) return source(login);
      fails = false;
      return Promise.reject(new DbvcError('authentication-failed', 'Not signed in.'));
    });
    const database = connector.database(settings, labels, silentLogger);
    assert.equal((await rejectionOf(database.open({ purpose: 'read' }))).message, 'Not signed in.');
    await database.open({ purpose: 'read' });
    assert.equal(logins.length, 1);
  });

  it('does not wait for a cloud once it was cancelled', async () => {
    const connector = tokenConnector(serverOf(), 'entra-id', () => new Promise(() => undefined));
    const stop = new AbortController();
    const opening = connector
      .database(settings, labels, silentLogger)
      .open({ purpose: 'read', signal: stop.signal });
    stop.abort();
    await assert.rejects(opening, CancelledError);
  });

  for (const [what, changes, signIn, words] of [
    ['without TLS', { tls: { mode: 'disable' } }, 'entra-id', /sent with TLS only/],
    ['on a Unix socket', { host: '/var/run/postgresql' }, 'aws-rds-iam', /sent with TLS only/],
    ['of Entra ID to another server', { host: 'db.example' }, 'entra-id', /is no server of Azure/],
    ['of AWS on SQL Server', { engine: 'mssql' }, 'aws-rds-iam', /for PostgreSQL only/],
  ] as const) {
    it(`refuses a token ${what}`, () => {
      const connector = tokenConnector(serverOf(), signIn, source);
      const error = errorOf(() => connector.database({ ...settings, ...changes }, labels, silentLogger));
      assert.equal(error.code, 'invalid-input');
      assert.match(error.message, words);
      assert.equal(made, 0);
    });
  }
});
