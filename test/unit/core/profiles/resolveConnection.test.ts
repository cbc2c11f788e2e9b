import assert from 'node:assert/strict';
import type { ConnectionSettings } from '../../../../src/core/profiles/connectionSettings.js';
import { connectionAddress } from '../../../../src/core/profiles/connectionSettings.js';
import { parseConnectionString } from '../../../../src/core/profiles/connectionString.js';
import type { Machine } from '../../../../src/core/profiles/machine.js';
import { resolveConnection } from '../../../../src/core/profiles/resolveConnection.js';
import type { ResolveOptions } from '../../../../src/core/profiles/resolveConnection.js';
import { Secret } from '../../../../src/core/secret.js';
import { everythingIn, rejectionOf } from './errorText.js';
import { fakeMachine } from './fakeMachine.js';

async function settingsOf(
  text: string,
  machine: Machine,
  options?: ResolveOptions,
): Promise<ConnectionSettings> {
  return (await resolveConnection(parseConnectionString(text), machine, options)).settings;
}

describe('Resolving a connection', () => {
  it("falls back on libpq's defaults", async () => {
    const { settings, warnings } = await resolveConnection(
      parseConnectionString('postgresql://'),
      fakeMachine(),
    );
    assert.deepEqual(settings, {
      engine: 'postgres',
      host: 'localhost',
      port: 5432,
      database: 'ann',
      user: 'ann',
      tls: { mode: 'prefer' },
      applicationName: 'dbvc',
      connectTimeout: 10_000,
    });
    assert.deepEqual(warnings, []);
  });

  it('finds the socket of a server on this computer', async () => {
    const machine = fakeMachine({ sockets: ['/tmp/.s.PGSQL.5433'] });
    assert.equal((await settingsOf('postgresql://', machine)).host, 'localhost');
    assert.equal((await settingsOf('port=5433', machine)).host, '/tmp');
  });

  it('takes the database from the user, and the user from the system', async () => {
    const settings = await settingsOf('user=bob', fakeMachine());
    assert.equal(settings.database, 'bob');
    const error = await rejectionOf(settingsOf('host=h', fakeMachine({ userName: '' })));
    assert.match(error.message, /names no user/);
  });

  it('reads the variables', async () => {
    const env = {
      PGHOST: 'eh',
      PGPORT: '7',
      PGDATABASE: 'ed',
      PGUSER: 'eu',
      PGPASSWORD: 'ep',
      PGSSLMODE: 'verify-ca',
      PGSSLROOTCERT: '/ca',
      PGSSLCERT: '/c',
      PGSSLKEY: '/k',
      PGCONNECT_TIMEOUT: '3',
      PGAPPNAME: 'ea',
      PGOPTIONS: '-c a=b',
      PGSSLNEGOTIATION: 'direct',
      PGCHANNELBINDING: 'require',
    };
    const { password, ...settings } = await settingsOf('postgresql://', fakeMachine({ env }));
    assert.deepEqual(settings, {
      engine: 'postgres',
      host: 'eh',
      port: 7,
      database: 'ed',
      user: 'eu',
      tls: {
        mode: 'verify-ca',
        rootCertificate: '/ca',
        certificate: '/c',
        key: '/k',
        negotiation: 'direct',
        channelBinding: 'require',
      },
      applicationName: 'ea',
      connectTimeout: 3000,
      serverOptions: '-c a=b',
    });
    assert.equal(password?.reveal(), 'ep');
  });

  it('names the variable that is wrong', async () => {
    const error = await rejectionOf(settingsOf('postgresql://', fakeMachine({ env: { PGPORT: 'x' } })));
    assert.match(error.message, /PGPORT/);
    assert.equal(error.code, 'invalid-input');
  });

  it('puts the string before the service, the service before the environment', async () => {
    const machine = fakeMachine({
      env: { PGSERVICE: 'x', PGUSER: 'eu', PGDATABASE: 'ed', PGAPPNAME: 'ea' },
      files: { '/home/ann/.pg_service.conf': '[s]\nuser=su\ndbname=sd\npassword=sp\nport=9\n' },
    });
    const settings = await settingsOf('service=s user=cu', machine);
    assert.deepEqual(
      [settings.user, settings.database, settings.applicationName, settings.port],
      ['cu', 'sd', 'ea', 9],
    );
    assert.equal(settings.password?.reveal(), 'sp');
  });

  const services: readonly [title: string, machine: Parameters<typeof fakeMachine>[0], host: string][] = [
    [
      "the user's file",
      { files: { '/home/ann/.pg_service.conf': '# c\n[a]\nhost=a\n\n[s]\nhost=u\n[b]\nhost=b' } },
      'u',
    ],
    ['PGSERVICEFILE', { env: { PGSERVICEFILE: '/f' }, files: { '/f': '[s]\nhost=f' } }, 'f'],
    [
      "the system's file",
      {
        files: {
          '/home/ann/.pg_service.conf': '[a]\nhost=a',
          '/etc/postgresql-common/pg_service.conf': '[s]\nhost=sys',
        },
      },
      'sys',
    ],
    [
      'PGSYSCONFDIR',
      { env: { PGSYSCONFDIR: '/cfg' }, files: { '/cfg/pg_service.conf': '[s]\r\nhost = cfg\r\n' } },
      'cfg',
    ],
    [
      '%APPDATA%',
      {
        platform: 'win32',
        env: { APPDATA: 'C:\\R' },
        files: { 'C:\\R\\postgresql\\.pg_service.conf': '[s]\nhost=w' },
      },
      'w',
    ],
  ];
  for (const [title, machine, host] of services) {
    it(`finds a service in ${title}`, async () => {
      assert.equal((await settingsOf('service=s', fakeMachine(machine))).host, host);
    });
  }

  const badServices: readonly [file: string, message: RegExp][] = [
    ['[other]\nhost=h', /"s" is not defined/],
    ['[s]\nhost', /:2: a line without keyword/],
    ['[s]\nservice=t', /:2: a service cannot refer/],
    ['[s]\nldap://x', /LDAP/],
    ['[s]\nfrob=1', /service "s".*"frob"/],
    ['[s]\nport=x', /service "s".*the port/],
  ];
  for (const [file, message] of badServices) {
    it(`says what is wrong with the service file ${JSON.stringify(file)}`, async () => {
      const machine = fakeMachine({ files: { '/home/ann/.pg_service.conf': file } });
      assert.match((await rejectionOf(settingsOf('service=s', machine))).message, message);
    });
  }

  const passwordCases: readonly [title: string, file: string, url: string, password: string | undefined][] = [
    ['an exact line', 'h:5432:d:u:secret', 'postgresql://u@h/d', 'secret'],
    ['wildcards', '*:*:*:u:secret', 'postgresql://u@h/d', 'secret'],
    [
      'the first line that matches',
      'x:*:*:*:no\n#h:*:*:*:no\nh:*:*:*:first\n*:*:*:*:second',
      'postgresql://u@h/d',
      'first',
    ],
    ['escapes', 'h:*:a\\:b:u:p\\:\\\\w', 'postgresql://u@h/a%3Ab', 'p:\\w'],
    ['colons in the password', 'h:*:*:*:a:b', 'postgresql://u@h/d', 'a:b'],
    ['an escaped address', '\\:\\:1:*:*:*:six', 'postgresql://u@[::1]/d', 'six'],
    ['an escaped star', '\\*:*:*:*:no', 'postgresql://u@h/d', undefined],
    ['another port', 'h:5433:*:*:no', 'postgresql://u@h/d', undefined],
    [
      'localhost for the default socket',
      'localhost:*:*:*:sock',
      'postgresql:///d?host=/var/run/postgresql',
      'sock',
    ],
    ['the directory of another socket', '/x:*:*:*:sock', 'postgresql:///d?host=/x', 'sock'],
    ['a line with too few fields', 'h:5432\nh:*:*:*:ok', 'postgresql://u@h/d', 'ok'],
    ['line ends of Windows', 'h:*:*:*:crlf\r\n', 'postgresql://u@h/d', 'crlf'],
  ];
  for (const [title, file, url, password] of passwordCases) {
    it(`matches a password file by ${title}`, async () => {
      const settings = await settingsOf(url, fakeMachine({ files: { '/home/ann/.pgpass': file } }));
      assert.equal(settings.password?.reveal(), password);
    });
  }

  it('does not read a password file that others can read, and says so', async () => {
    const machine = fakeMachine({ files: { '/p': ['*:*:*:*:secret', 0o100640] }, env: { PGPASSFILE: '/p' } });
    const { settings, warnings } = await resolveConnection(parseConnectionString('host=h'), machine);
    assert.equal(settings.password, undefined);
    assert.match(warnings.join(), /\/p was not read.*chmod 0600/);
  });

  it('reads pgpass.conf on Windows, where permissions do not count', async () => {
    const machine = fakeMachine({
      platform: 'win32',
      env: { APPDATA: 'C:\\R' },
      files: { 'C:\\R\\postgresql\\pgpass.conf': '*:*:*:*:win' },
    });
    assert.equal((await settingsOf('host=h', machine)).password?.reveal(), 'win');
  });

  it('takes passwords in their order', async () => {
    const files = {
      '/home/ann/.pgpass': '*:*:*:*:file',
      '/home/ann/.pg_service.conf': '[s]\npassword=service',
    };
    const all = { DBVC_SOURCE_PASSWORD: 'source', DBVC_TARGET_PASSWORD: 'target', PGPASSWORD: 'pg' };
    const password = async (
      text: string,
      env: Record<string, string>,
      options?: ResolveOptions,
    ): Promise<string | undefined> =>
      (await settingsOf(text, fakeMachine({ env, files }), options)).password?.reveal();
    const saved = new Secret('saved');
    assert.equal(await password('password=own service=s', all, { side: 'source', password: saved }), 'own');
    assert.equal(await password('service=s', all, { side: 'source', password: saved }), 'saved');
    assert.equal(await password('service=s', all, { side: 'source' }), 'source');
    assert.equal(await password('service=s', all, { side: 'target' }), 'target');
    assert.equal(await password('service=s', all), 'service');
    assert.equal(await password('host=h', all), 'pg');
    assert.equal(await password('host=h', {}), 'file');
    assert.equal(await password('mssql://h/d', { MSSQL_PASSWORD: 'ms', PGPASSWORD: 'pg' }), 'ms');
  });

  it("uses libpq's certificate files where they exist", async () => {
    const files = {
      '/home/ann/.postgresql/root.crt': '',
      '/home/ann/.postgresql/postgresql.crt': '',
      '/home/ann/.postgresql/postgresql.key': '',
    };
    assert.deepEqual((await settingsOf('host=h', fakeMachine({ files }))).tls, {
      mode: 'prefer',
      rootCertificate: '/home/ann/.postgresql/root.crt',
      certificate: '/home/ann/.postgresql/postgresql.crt',
      key: '/home/ann/.postgresql/postgresql.key',
    });
  });

  it("takes the system's certificates for verify-full only", async () => {
    assert.equal((await settingsOf('sslrootcert=system', fakeMachine())).tls.mode, 'verify-full');
    const error = await rejectionOf(settingsOf('sslrootcert=system sslmode=require', fakeMachine()));
    assert.match(error.message, /too weak/);
  });

  it('reads 0 seconds as no limit', async () => {
    assert.equal((await settingsOf('connect_timeout=0', fakeMachine())).connectTimeout, 0);
  });

  it('says which parameters it did not use', async () => {
    const connection = parseConnectionString('postgresql://h/d?schema=x');
    assert.match((await resolveConnection(connection, fakeMachine())).warnings.join(), /schema/);
  });

  it('resolves SQL Server, for the refusal to compare two engines', async () => {
    const settings = await settingsOf('mssql://sa:pw@h/d', fakeMachine());
    assert.equal(settings.engine, 'mssql');
    assert.equal(connectionAddress(settings), 'h:1433/d');
    assert.equal(settings.tls.mode, 'verify-full');
  });

  it('never prints a password', async () => {
    const settings = await settingsOf('postgresql://u:hunter2@h/d', fakeMachine());
    assert.doesNotMatch(JSON.stringify(settings) + connectionAddress(settings), /hunter2/);
    const error = await rejectionOf(settingsOf('host=h password=hunter2 service=none', fakeMachine()));
    assert.doesNotMatch(everythingIn(error), /hunter2/);
  });
});
