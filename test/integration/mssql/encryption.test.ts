import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DbvcError } from '../../../src/core/errors.js';
import { makeCertificates } from '../../support/postgres/certificates.js';
import { connectSqlServer } from '../../support/sqlServer/convergence.js';
import { startTdsServer, type ServedLogin, type TdsServer } from '../../support/sqlServer/tdsServer.js';

describe("Encryption of SQL Server's sessions", () => {
  let folder: string;
  let server: TdsServer;
  let openServer: TdsServer;
  let logins: ServedLogin[];
  const refuse = (login: ServedLogin): { number: number; message: string } => {
    logins.push(login);
    return { number: 18456, message: `Login failed for user '${login.user}'.` };
  };

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'dbvc-tls-'));
    const { serverKey, serverCertificate } = await makeCertificates(folder);
    const identity = {
      key: await readFile(serverKey, 'utf8'),
      cert: await readFile(serverCertificate, 'utf8'),
    };
    server = await startTdsServer(refuse, identity);
    openServer = await startTdsServer(refuse);
  });
  beforeEach(() => {
    logins = [];
  });
  after(async () => {
    await server.close();
    await openServer.close();
    await rm(folder, { recursive: true });
  });

  /** Tries to log in; gives back with which error. */
  async function failure({ port }: TdsServer, options: string): Promise<DbvcError> {
    const database = await connectSqlServer(
      `mssql://sa:secret@127.0.0.1:${String(port)}/db?connectTimeout=10&${options}`,
    );
    try {
      await (await database.open({ purpose: 'read' })).close();
    } catch (error) {
      assert.ok(error instanceof DbvcError, String(error));
      return error;
    }
    return assert.fail('nobody is let in');
  }

  it('logs in through TLS', async () => {
    const error = await failure(server, 'encrypt=true&trustServerCertificate=true');
    assert.equal(error.code, 'authentication-failed', error.message);
    assert.deepEqual(logins, [{ user: 'sa', database: 'db' }]);
  });

  it('sends no login to a server whose certificate nobody vouches for', async () => {
    for (const options of ['', 'encrypt=true', 'encrypt=true&trustServerCertificate=false']) {
      const error = await failure(server, options);
      assert.equal(error.code, 'tls-failed', error.message);
    }
    assert.deepEqual(logins, []);
  });

  it('sends no login to a server that offers no TLS, unless told that it may', async () => {
    for (const options of ['', 'encrypt=true', 'encrypt=true&trustServerCertificate=true']) {
      const error = await failure(openServer, options);
      assert.equal(error.code, 'tls-failed', error.message);
      assert.match(error.message, /offers no TLS/);
    }
    assert.deepEqual(logins, []);
    assert.equal((await failure(openServer, 'encrypt=false')).code, 'authentication-failed');
    assert.equal(logins.length, 1);
  });
});
