import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cloudTokens, type TokenSource } from '../../../src/cloud/tokenSource.js';
import { tokenConnector } from '../../../src/cloud/tokenConnector.js';
import type { Database } from '../../../src/core/dialect/session.js';
import { silentLogger } from '../../../src/core/logger.js';
import type { ConnectionSettings } from '../../../src/core/profiles/connectionSettings.js';
import type { CloudSignIn } from '../../../src/core/profiles/signIn.js';
import { loadDialect } from '../../../src/dialects/registry.js';
import {
  awsKey,
  noCredentials,
  startTokenEndpoint,
  type TokenEndpoint,
  withEnvironment,
} from '../../support/cloud/tokenEndpoint.js';
import { makeCertificates } from '../../support/postgres/certificates.js';
import type { TestDatabase } from '../../support/postgres/testDatabase.js';
import { startPostgres, type TestLogin, type TestServer } from '../../support/postgres/testServer.js';
import { startSqlServer } from '../../support/sqlServer/sqlServer.js';
import { everythingIn, rejectionOf } from '../../unit/core/profiles/errorText.js';
import { createDesk, type Desk } from '../cli/dbvc.js';
import { settingsOf } from '../session/sessions.js';

describe('logging in with the token of a cloud', function () {
  this.timeout(60_000);
  let server: TestServer;
  let login: TestLogin;
  let database: TestDatabase;
  let endpoint: TokenEndpoint;

  before(async () => {
    server = await startPostgres(16, { tls: 'required', authentication: 'scram-sha-256' });
    login = await server.createLogin();
    database = await server.createDatabase('create table users (id int)');
    endpoint = await startTokenEndpoint();
  });

  after(async () => {
    await endpoint.close();
    await database.drop();
  });

  /** The server takes this token for the login's password and nothing else. */
  const accept = (token: string): Promise<unknown> =>
    server.query(`alter role "${login.name}" password '${token}'`);

  /** Reads something as the session that signs in so. */
  async function userOf(
    settings: ConnectionSettings,
    signIn: CloudSignIn,
    source?: TokenSource,
  ): Promise<readonly unknown[]> {
    const { connector } = await loadDialect(settings.engine);
    const opened: Database = tokenConnector(connector, signIn, source).database(
      settings,
      { label: 'test' },
      silentLogger,
    );
    const session = await opened.open({ purpose: 'read' });
    try {
      return await session.query(
        settings.engine === 'postgres'
          ? 'select current_user as "user", ssl from pg_stat_ssl where pid = pg_backend_pid()'
          : "select serverproperty('productversion') as version",
      );
    } finally {
      await session.close();
    }
  }

  const postgres = (): Promise<ConnectionSettings> => settingsOf(server.url(database.name, login));

  it('says what to do where Entra ID knows nobody', async () => {
    endpoint.give({});
    for (const environment of [endpoint.env, noCredentials]) {
      const error = await withEnvironment(environment, async () =>
        rejectionOf(userOf(await postgres(), 'entra-id')),
      );
      assert.equal(error.code, 'authentication-failed', error.message);
      assert.match(error.message, /^Microsoft Entra ID gave no token to sign in with: \S/);
      assert.match(error.details.hint ?? '', /az login/);
      assert.doesNotMatch(everythingIn(error), /secret of the machine/);
    }
  });

  it('sends PostgreSQL the token that Entra ID gives to the machine, with TLS', async () => {
    endpoint.give({ token: 'eyJ0b2tlbiI6InNob3AifQ.of.entra' });
    await accept('eyJ0b2tlbiI6InNob3AifQ.of.entra');
    const rows = await withEnvironment(endpoint.env, async () => userOf(await postgres(), 'entra-id'));
    assert.deepEqual(rows, [{ user: login.name, ssl: true }]);
    assert.equal(endpoint.asked.at(-1), 'https://ossrdbms-aad.database.windows.net');
  });

  it('says what the server wants where it does not take the token, and shows it nowhere', async () => {
    await accept('another');
    const error = await withEnvironment(endpoint.env, async () =>
      rejectionOf(userOf(await postgres(), 'entra-id')),
    );
    assert.equal(error.code, 'authentication-failed');
    assert.match(error.details.hint ?? '', /must be a user of this server under the name/);
    assert.doesNotMatch(everythingIn(error), /of\.entra|secret of the machine/);
  });

  it('sends PostgreSQL a token that is signed with the keys that AWS gives to a container', async () => {
    endpoint.give({ expiration: new Date(Date.now() + 3_600_000) });
    const tokens: string[] = [];
    const source: TokenSource = async (settings) => {
      const made = await cloudTokens('aws-rds-iam')(settings);
      tokens.push(made.token.reveal());
      await accept(made.token.reveal());
      return made;
    };
    const rows = await withEnvironment({ ...endpoint.env, AWS_REGION: 'eu-central-1' }, async () =>
      userOf(await postgres(), 'aws-rds-iam', source),
    );
    assert.deepEqual(rows, [{ user: login.name, ssl: true }]);
    assert.equal(endpoint.asked.at(-1), 'aws');
    const { searchParams } = new URL(`https://${tokens[0] ?? ''}`);
    assert.equal(searchParams.get('DBUser'), login.name);
    assert.equal(searchParams.get('X-Amz-Security-Token'), awsKey.Token);
  });

  it("says when AWS's keys have expired", async () => {
    endpoint.give({ expiration: new Date('2020-01-01') });
    const error = await withEnvironment(endpoint.env, async () =>
      rejectionOf(userOf(await postgres(), 'aws-rds-iam')),
    );
    assert.equal(error.code, 'authentication-failed');
    assert.match(error.details.hint ?? '', /aws sso login/);
    assert.doesNotMatch(everythingIn(error), new RegExp(awsKey.SecretAccessKey));
  });

  it('sends SQL Server the token of Entra ID in place of user and password', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'dbvc-token-'));
    const { serverKey, serverCertificate } = await makeCertificates(folder);
    const identity = {
      key: await readFile(serverKey, 'utf8'),
      cert: await readFile(serverCertificate, 'utf8'),
    };
    const sqlServer = await startSqlServer(undefined, { identity, token: 'token of entra' });
    const others = await startSqlServer(undefined, { identity, token: 'token of somebody' });
    try {
      const { url } = sqlServer.createDatabase('CREATE TABLE dbo.users (id int NOT NULL)');
      const settings = await settingsOf(url, { tls: { mode: 'require' } });
      endpoint.give({ token: 'token of entra' });
      const rows = await withEnvironment(endpoint.env, () => userOf(settings, 'entra-id'));
      assert.equal(rows.length, 1);
      assert.equal(endpoint.asked.at(-1), 'https://database.windows.net');
      const { url: foreign } = others.createDatabase('CREATE TABLE dbo.users (id int NOT NULL)');
      const elsewhere = await settingsOf(foreign, { tls: { mode: 'require' } });
      const error = await withEnvironment(endpoint.env, () => rejectionOf(userOf(elsewhere, 'entra-id')));
      assert.equal(error.code, 'authentication-failed');
      assert.match(error.details.hint ?? '', /who is signed in there must be a user/);
    } finally {
      await sqlServer.close();
      await others.close();
      await rm(folder, { recursive: true });
    }
  });

  describe('on the command line', () => {
    let desk: Desk;
    let copy: TestDatabase;

    before(async () => {
      copy = await server.createDatabase('create table users (id int)');
    });

    after(() => copy.drop());

    beforeEach(() => {
      desk = createDesk();
    });

    afterEach(() => desk.clear());

    /** Lists the tables through two profiles that sign in so; what was loaded for it stands in a file. */
    async function compare(signIn: string, env: Readonly<Record<string, string>>) {
      const { host, port } = server;
      const address = { host, port, user: login.name, signIn, tls: { mode: 'require' } };
      const profiles = [
        { name: 'dev', database: database.name, ...address },
        { name: 'prod', database: copy.name, ...address },
      ];
      await writeFile(path.join(desk.directory, '.dbvc.jsonc'), JSON.stringify({ profiles }));
      const hook = path.join(desk.directory, 'loaded.cjs');
      const loaded = path.join(desk.directory, 'loaded.txt');
      await writeFile(
        hook,
        `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(loaded)}, Object.keys(require.cache).join('\\n')));`,
      );
      const { code, stderr } = await desk.dbvcWith(
        { ...env, NODE_OPTIONS: `--require ${hook}` },
        'compare',
        '--source',
        'dev',
        '--target',
        'prod',
      );
      const chunks = (await readFile(loaded, 'utf8')).match(/(?:entra|rds)Token/g) ?? [];
      return { code, stderr, clouds: [...new Set(chunks)] };
    }

    it('reads databases of profiles that sign in with a token', async () => {
      endpoint.give({ token: 'token for the command line' });
      await accept('token for the command line');
      assert.deepEqual(await compare('entra-id', endpoint.env), {
        code: 0,
        stderr: '',
        clouds: ['entraToken'],
      });
    });

    it('says what to do where there is none', async () => {
      const { code, stderr, clouds } = await compare('aws-rds-iam', noCredentials);
      assert.equal(code, 1);
      assert.match(stderr, /AWS gave no credentials to sign in with[\s\S]*aws sso login/);
      assert.deepEqual(clouds, ['rdsToken']);
    });

    it('loads no library of a cloud for a password', async () => {
      await accept('password');
      const result = await compare('password', { PGPASSWORD: 'password' });
      assert.deepEqual(result, { code: 0, stderr: '', clouds: [] });
    });
  });
});
