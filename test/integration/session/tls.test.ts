import assert from 'node:assert/strict';
import type { TlsSettings } from '../../../src/core/profiles/connectionSettings.js';
import type { Certificates } from '../../support/postgres/certificates.js';
import { CLIENT_CERTIFICATE_LOGIN } from '../../support/postgres/certificates.js';
import { startPostgres } from '../../support/postgres/testServer.js';
import type { TestLogin, TestServer } from '../../support/postgres/testServer.js';
import { everythingIn, rejectionOf } from '../../unit/core/profiles/errorText.js';
import { openSession, withSession } from './sessions.js';

/** Whether the session that a URL leads to is encrypted. */
async function isEncrypted(url: string, tls: TlsSettings): Promise<unknown> {
  const [row] = await withSession(
    url,
    (session) => session.query('select ssl from pg_stat_ssl where pid = pg_backend_pid()'),
    { tls },
  );
  return row?.['ssl'];
}

describe('Connecting with TLS', () => {
  let plain: TestServer;
  let offered: TestServer;
  let required: TestServer;
  let certificates: Certificates;
  let login: TestLogin;
  let requiredUrl: string;
  /** The certificate is for localhost; 127.0.0.1 is the same server under a name that is not in it. */
  const byName = (url: string): string => url.replace('127.0.0.1', 'localhost');

  before(async () => {
    [plain, offered, required] = await Promise.all([
      startPostgres(18),
      startPostgres(18, { tls: 'offered' }),
      startPostgres(16, { tls: 'required', authentication: 'scram-sha-256' }),
    ]);
    assert.ok(offered.certificates !== undefined && required.certificates !== undefined);
    certificates = offered.certificates;
    login = await required.createLogin();
    requiredUrl = byName(required.url('postgres', login));
  });

  for (const [mode, onOffered] of [
    ['disable', false],
    ['allow', false],
    ['prefer', true],
    ['require', true],
  ] as const) {
    it(`means by sslmode=${mode} what libpq means`, async () => {
      assert.equal(await isEncrypted(offered.url('postgres'), { mode }), onOffered);
      if (mode === 'require') {
        const error = await rejectionOf(openSession(plain.url('postgres'), { tls: { mode } }));
        assert.equal(error.code, 'tls-failed');
        assert.match(error.message, /does not offer TLS/);
      } else {
        assert.equal(await isEncrypted(plain.url('postgres'), { mode }), false);
      }
      if (mode === 'disable') {
        const error = await rejectionOf(openSession(requiredUrl, { tls: { mode } }));
        assert.equal(error.code, 'authentication-failed');
        assert.match(error.details.hint ?? '', /sslmode=require/);
      } else {
        assert.equal(await isEncrypted(requiredUrl, { mode }), true);
      }
    });
  }

  it('verifies the chain and the name as the mode says, and says what to do about a certificate that it refuses', async () => {
    const rootCertificate = certificates.authority;
    const address = offered.url('postgres');
    assert.equal(await isEncrypted(address, { mode: 'verify-ca', rootCertificate }), true);
    assert.equal(await isEncrypted(byName(address), { mode: 'verify-full', rootCertificate }), true);
    const name = await rejectionOf(openSession(address, { tls: { mode: 'verify-full', rootCertificate } }));
    assert.equal(name.code, 'tls-failed');
    assert.match(name.message, /not for the host "127\.0\.0\.1"/);
    assert.match(name.details.hint ?? '', /^Connect with a name that is in the certificate/);
    for (const mode of ['require', 'verify-ca', 'verify-full'] as const) {
      const tls = { mode, rootCertificate: certificates.otherAuthority };
      const error = await rejectionOf(openSession(byName(address), { tls }));
      assert.equal(error.code, 'tls-failed');
      assert.match(error.message, /not signed by an authority that is trusted/);
      assert.ok(error.details.hint?.includes(certificates.otherAuthority), 'names the file that is in use');
      assert.match(error.details.hint ?? '', /sslrootcert names another/);
    }
  });

  it('checks the name against host when the address is given apart', async () => {
    const url = `postgresql://postgres@localhost:${String(offered.port)}/postgres?hostaddr=127.0.0.1`;
    const tls = { mode: 'verify-full', rootCertificate: certificates.authority } as const;
    assert.equal(await isEncrypted(url, tls), true);
    const other = await rejectionOf(openSession(url.replace('localhost', 'elsewhere.invalid'), { tls }));
    assert.match(other.message, /not for the host "elsewhere\.invalid"/);
  });

  const files: readonly [title: string, tls: TlsSettings, message: RegExp][] = [
    ['a mode that verifies without a root certificate', { mode: 'verify-full' }, /needs a root certificate/],
    [
      'a root certificate that is not there',
      { mode: 'require', rootCertificate: '/nowhere' },
      /\/nowhere cannot be read/,
    ],
    ['a client certificate without its key', { mode: 'require', certificate: __filename }, /no key for it/],
    [
      'a client key that is none',
      { mode: 'require', certificate: __filename, key: __filename },
      /cannot be used/,
    ],
  ];
  for (const [title, tls, message] of files) {
    it(`says what is wrong with the files: ${title}`, async () => {
      const error = await rejectionOf(openSession(offered.url('postgres'), { tls }));
      assert.equal(error.code, 'tls-failed');
      assert.match(error.message, message);
    });
  }

  it('shows a client certificate', async () => {
    const server = await startPostgres(18, { tls: 'required', authentication: 'cert' });
    assert.ok(server.certificates !== undefined);
    await server.query(
      `do $$ begin create role ${CLIENT_CERTIFICATE_LOGIN} login; exception when duplicate_object then null; end $$`,
    );
    const url = server.url('postgres', { name: CLIENT_CERTIFICATE_LOGIN, password: 'unused' });
    const { authority, clientCertificate, clientKey } = server.certificates;
    const tls = {
      mode: 'verify-ca',
      rootCertificate: authority,
      certificate: clientCertificate,
      key: clientKey,
    } as const;
    assert.equal(await isEncrypted(url, tls), true);
    const error = await rejectionOf(openSession(url, { tls: { mode: 'require' } }));
    assert.equal(error.code, 'authentication-failed');
    assert.match(error.message, /client certificate/);
  });

  it('binds the login to the channel when asked to', async () => {
    const tls = { mode: 'require', channelBinding: 'require' } as const;
    assert.equal(await isEncrypted(requiredUrl, tls), true);
    for (const url of [offered.url('postgres'), plain.url('postgres')]) {
      const error = await rejectionOf(openSession(url, { tls: { ...tls, mode: 'prefer' } }));
      assert.equal(error.code, 'authentication-failed');
      assert.match(error.message, /channel_binding=require/);
    }
  });

  it('starts with TLS at once when asked to', async () => {
    assert.equal(
      await isEncrypted(offered.url('postgres'), { mode: 'require', negotiation: 'direct' }),
      true,
    );
  });

  it('reports a wrong password once, without trying again in the open', async () => {
    for (const mode of ['prefer', 'require'] as const) {
      const url = requiredUrl.replace(login.password, 'hunter2');
      const error = await rejectionOf(openSession(url, { tls: { mode } }));
      assert.equal(error.code, 'authentication-failed');
      assert.equal(error.details.sqlState, '28P01');
      assert.doesNotMatch(everythingIn(error), /hunter2/);
    }
  });

  it('reports that there is no password, whatever the environment holds', async () => {
    process.env['PGPASSWORD'] = login.password;
    try {
      const error = await rejectionOf(openSession(requiredUrl.replace(`:${login.password}`, '')));
      assert.equal(error.code, 'authentication-failed');
      assert.match(error.message, /asks for the password of/);
    } finally {
      delete process.env['PGPASSWORD'];
    }
  });

  it('cancels through TLS', async () => {
    await withSession(
      requiredUrl,
      async (session) => {
        const stop = new AbortController();
        setTimeout(() => stop.abort(), 50);
        const started = Date.now();
        await assert.rejects(session.query('select pg_sleep(30)', [], stop.signal), {
          name: 'CancelledError',
        });
        assert.ok(Date.now() - started < 2000);
        assert.deepEqual(await session.query('select 1 as a'), [{ a: 1 }]);
      },
      { tls: { mode: 'require' } },
    );
  });
});
